"""Disclosure by numbers: small counts, people who stand alone in a table, and sums that undo what was suppressed.

Counts below a threshold and totals that give suppressed cells away are the two first things that statisticians look
for (Hundepool and others, Statistical Disclosure Control, 2012, chapters 4 and 5; the Government Statistical Service's
guidance for tables from administrative sources). That rows about people must be alike in threes or fives is k-anonymity
(Sweeney, k-anonymity: a model for protecting privacy, 2002).
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from guardbook.content import Where
from guardbook.detect.labels import safe_label
from guardbook.release import sentences
from guardbook.release.columns import Columns
from guardbook.release.counts import CountTable, count_table
from guardbook.release.declaration import Disclosure, normal_heading
from guardbook.release.places import column_place
from guardbook.release.suppression import given_away
from guardbook.release.verdict import Reason, Severity

ROWS = 5_000
"""Rows of the largest table that is taken for a table of counts."""
WIDE = 200


class Numbers:
    """Watches one visible table: keeps a small one whole, and of any the columns that might single people out."""

    def __init__(self, asked: Disclosure, where: Where, columns: Columns) -> None:
        """`asked` is what the declaration asks."""
        self._asked, self._where, self._columns = asked, where, columns
        self._severity: Severity = "block" if asked.block else "advice"
        self._small: list[Any] | None = [] if asked.threshold else None
        self._rows = 0
        wanted = set(map(normal_heading, asked.quasi_identifiers)) if asked.k else set()
        self._quasi = [number for number, heading in enumerate(columns.headings) if normal_heading(heading) in wanted]
        self._kept: list[Any] = []

    def take(self, batch: Any) -> None:
        """Take in rows without the headings."""
        self._rows += batch.num_rows
        if self._small is not None:
            self._small.append(batch)
            if self._rows > ROWS or batch.num_columns > WIDE:
                self._small = None
        if self._quasi:
            named = [column for column in self._quasi if column < batch.num_columns]
            arrays = [batch.column(number).dictionary_encode() for number in named]
            self._kept.append(pa.table(arrays, [str(number) for number in named]))

    def reasons(self, about_people: bool) -> Iterator[Reason]:
        """Yield what the table gives away; one row a person (`about_people`) makes no table of counts."""
        if self._kept:
            yield from self._few_alike()
        if not self._small or about_people:
            return
        cells = [[cell for batch in self._small for cell in batch.column(number).to_pylist()]
                 for number in range(self._small[0].num_columns)]  # fmt: skip
        table = count_table(self._columns.headings, cells)
        if table:
            yield from self._small_numbers(table)
            yield from self._undone(table)

    def _few_alike(self) -> Iterator[Reason]:
        whole = pa.concat_tables(self._kept).unify_dictionaries()
        names = whole.column_names
        decoded = pa.table([column.cast(pa.string()) for column in whole.columns], names)
        counts = decoded.group_by(names).aggregate([([], "count_all")]).column("count_all")
        few = pc.filter(counts, pc.less(counts, self._asked.k))
        if len(few):
            rows = pc.sum(few).as_py()
            place = safe_label(self._where)
            together = ", ".join(self._columns.shown(int(name)) or f"column {int(name) + 1}" for name in names)
            message = (
                f"{sentences.things(rows, 'row is', 'rows are')} shared by fewer than {self._asked.k} "
                f"in {together} together: somebody may be recognised. Group the values into wider bands."
            )
            yield Reason("few-alike", self._severity, place, "quasi-identifier", rows, message)

    def _small_numbers(self, table: CountTable) -> Iterator[Reason]:
        for number in table.columns:
            small = [count for count in table.numbers(number) if 0 < count < self._asked.threshold]
            if small:
                place = column_place(self._where, number, self._columns.shown(number))
                message = (
                    f"{sentences.capital(place)}: {sentences.things(len(small), 'count is', 'counts are')} "
                    f"below {self._asked.threshold}. So few people may be recognised: suppress or group them."
                )
                yield Reason("small-numbers", self._severity, place, "small-number", len(small), message)

    def _undone(self, table: CountTable) -> Iterator[Reason]:
        count = given_away(table)
        if count:
            place = safe_label(self._where)
            at = f"{sentences.capital(place)}: " if place else ""
            message = (
                f"{at}{sentences.things(count, 'suppressed cell follows', 'suppressed cells follow')} from the totals "
                "beside it. Suppress a second cell in the same row and column, or the totals."
            )
            yield Reason("undone-suppression", self._severity, place, "small-number", count, message)


def is_about_people(categories: Sequence[str]) -> bool:
    """Tell whether a table has one row a person, from the categories found in it."""
    return bool({"person-name", "email", "national-insurance-number", "nhs-number", "date-of-birth"} & {*categories})
