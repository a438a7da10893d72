"""One inspection: every part of a file is held against the declaration; what goes beyond it becomes reasons."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from guardbook.categories import CATEGORIES
from guardbook.content import Part, Problem, Table, Text, Where
from guardbook.detect.labels import safe_label
from guardbook.detect.parts import examine
from guardbook.findings import Finding
from guardbook.readers.hidden import HIDDEN
from guardbook.release import sentences
from guardbook.release.columns import Columns
from guardbook.release.declaration import Declaration, normal_heading
from guardbook.release.disclosure import Numbers, is_about_people
from guardbook.release.headed import Headed, settle_headings
from guardbook.release.places import column_name, column_place, sheet_of
from guardbook.release.verdict import NOT_READ, Reason
from guardbook.release.visible import Concealed, Visible

THUMBNAIL = "document-thumbnail"
"""The code of the small picture of a page: its words count where they are not those of the page."""


@dataclass(slots=True)
class HiddenPlace:
    """What lies hidden in one place under one code, until it is known what is visible elsewhere."""

    code: str
    place: str
    column: str | None
    """How the column is called ("column F 'Home address'"), when it is one."""
    rows: bool
    held: Concealed = field(default_factory=Concealed)
    found: dict[str, int] = field(default_factory=dict)

    def reasons(self, unseen: int) -> Iterator[Reason]:
        """Yield a reason for each category found, or one when nothing personal was; none when all shows elsewhere."""
        if not unseen:
            return
        found = dict(sorted(self.found.items(), key=lambda item: (-CATEGORIES[item[0]].weight, item[0])))
        for category, count in found.items() or ((None, unseen),):
            rest = {category: count} | found if category else {}
            if self.column:
                message = sentences.hidden_column(self.column, self.code, unseen, rest)
            else:
                message = sentences.hidden_content(self.place, self.code, unseen, rest, self.rows)
            yield Reason(self.code, "block", self.place, category, count, message)


class Inspection:
    """What is known of one file while its parts pass."""

    def __init__(self, declaration: Declaration, key: bytes) -> None:
        """`key` is for hashes in memory only."""
        self._declaration, self._key = declaration, key
        self._visible = Visible(key)
        self._hidden: dict[tuple[str, str], HiddenPlace] = {}
        self._pictured: list[Text] = []
        self._reasons: list[Reason] = []

    def take(self, part: Part) -> None:
        """Hold one part against the declaration; a table is read to its end."""
        if isinstance(part, Problem):
            place = safe_label(part.where)
            message = f"{place}: {part.reason}" if place else part.reason
            self._reasons.append(Reason(NOT_READ, "block", place, None, 1, sentences.capital(f"{message}.")))
        elif isinstance(part, Text):
            self._take_text(part)
        else:
            self._take_table(part)

    def reasons(self) -> Iterator[Reason]:
        """Yield the reasons; to be asked when all parts have been taken."""
        for text in self._pictured:
            self._take_pictured(text)
        yield from self._reasons
        for hidden in self._hidden.values():
            yield from hidden.reasons(self._visible.unseen(hidden.held))

    def _take_pictured(self, text: Text) -> None:
        """Judge the words of a small picture of the page, which are read less surely than the page itself."""
        lines = [line for line in text.text.splitlines() if not self._visible.shows_in_pieces(line)]
        for finding in examine(replace(text, text="\n".join(lines)), self._key):
            self._judge(finding, text.hidden, safe_label(text.where))

    def _take_text(self, text: Text) -> None:
        if text.hidden == THUMBNAIL:
            self._pictured.append(text)
            return
        place = safe_label(text.where)
        if self._is_concealed(text.hidden):
            hidden = self._hide(text.hidden or "", place)
            self._visible.conceal_text(hidden.held, text.text)
        elif self._shows(text.hidden):
            self._visible.add_text(text.text)
        for finding in examine(text, self._key):
            self._judge(finding, text.hidden, place)

    def _take_table(self, table: Table) -> None:
        sheet = sheet_of(table.where)
        declared = self._declaration.columns_of(sheet)
        names = frozenset(map(normal_heading, declared or ()))
        headed = settle_headings(table, names)
        if headed.empty:
            return
        columns = Columns(headed, declared, names)
        numbers = Numbers(self._declaration.disclosure, table.where, columns) if self._shows(table.hidden) else None
        watched = replace(headed.table, batches=self._watched(headed, columns, numbers))
        found = []
        for finding in examine(watched, self._key):
            found.append(finding.category)
            code = table.hidden if finding.column is None else columns.code(finding.column)
            if finding.column is not None and self._shows(code) and columns.is_undeclared(finding.column):
                columns.note(finding)
            else:
                self._judge_in_table(finding, code, table.where, columns)
        if numbers:
            self._reasons += columns.reasons(self._shows)
            self._reasons += numbers.reasons(is_about_people(found))

    def _watched(self, headed: Headed, columns: Columns, numbers: Numbers | None) -> Iterator[Any]:
        """Yield a table's batches; on the way, its cells go to what is visible or to what is hidden."""
        where = headed.table.where
        first = True
        for batch in headed.table.batches:
            for number, array in enumerate(batch.columns):
                columns.count(number, len(array) - array.null_count)
                self._sort(array, where, number, columns)
            if first and headed.sure:
                self._visible.add_text(
                    "\n".join(
                        heading for number, heading in enumerate(columns.headings) if self._shows(columns.code(number))
                    )
                )
            first = False
            if numbers:
                numbers.take(batch)
            yield batch

    def _sort(self, array: Any, where: Where, number: int, columns: Columns) -> None:
        code = columns.code(number)
        if self._is_concealed(code):
            self._visible.conceal(self._hide_cells(code or "", where, number, columns).held, array)
        elif self._shows(code):
            self._visible.add_cells(array)

    def _judge(self, finding: Finding, code: str | None, place: str) -> None:
        """Take a finding as part of what hides, or as a reason of its own."""
        if not CATEGORIES[finding.category].blocks:
            return
        if self._is_concealed(code):
            found = self._hide(code or "", place).found
            found[finding.category] = found.get(finding.category, 0) + finding.count
        elif finding.category in self._declaration.allow:
            return
        elif self._shows(code):
            message = sentences.undeclared_category(finding.category, finding.count, place)
            self._add("undeclared-category", place, finding, message)
        else:
            message = sentences.furniture(place, code or "", finding.category, finding.count)
            self._add(code or "", place, finding, message)

    def _judge_in_table(self, finding: Finding, code: str | None, where: Where, columns: Columns) -> None:
        if finding.column is None or not CATEGORIES[finding.category].blocks:
            self._judge(finding, code, safe_label(where))
        elif self._is_concealed(code):
            found = self._hide_cells(code or "", where, finding.column, columns).found
            found[finding.category] = found.get(finding.category, 0) + finding.count
        else:
            self._judge(finding, code, column_place(where, finding.column, columns.shown(finding.column)))

    def _hide_cells(self, code: str, where: Where, number: int, columns: Columns) -> HiddenPlace:
        """Return where hidden cells go: to a place of its own for a hidden column, else to that of the whole table."""
        if number not in columns.hidden:
            return self._hide(code, safe_label(where), rows=True)
        heading = columns.shown(number)
        return self._hide(code, column_place(where, number, heading), column_name(where, number, heading), rows=True)

    def _hide(self, code: str, place: str, column: str | None = None, *, rows: bool = False) -> HiddenPlace:
        return self._hidden.setdefault((code, place), HiddenPlace(code, place, column, rows))

    def _add(self, code: str, place: str, finding: Finding, message: str) -> None:
        self._reasons.append(Reason(code, "block", place, finding.category, finding.count, message))

    def _shows(self, code: str | None) -> bool:
        """Tell whether content of this code is treated as what a person sees: it shows, or is declared to stay."""
        return code is None or code in self._declaration.hidden

    def _is_concealed(self, code: str | None) -> bool:
        return not self._shows(code) and HIDDEN[code or ""].kind == "concealment"
