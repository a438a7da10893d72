"""Judges the columns of a table: what kind of personal data each holds, if any."""

from collections.abc import Sequence
from dataclasses import dataclass

from guardbook.detect.column_rules import column_rules
from guardbook.detect.in_use import recognisers_in_use
from guardbook.detect.judges import Beside, Column
from guardbook.detect.judging import NOTHING, Judgement, judge_alone, judge_beside
from guardbook.detect.match import CUT
from guardbook.detect.recogniser import Recogniser
from guardbook.detect.whole_table import settle_table
from guardbook.detect.wording import is_blank

LONG = 300
"""Characters of a cell or a heading that are looked at."""


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """What a column holds."""

    name: str
    """The heading as given."""
    category: str | None
    """A code of `guardbook.categories`, or None when it holds nothing personal."""
    confidence: float
    """0 to 1; 0.5 and more means "report it"."""


def profile(header: list[str], rows: list[list[str]]) -> list[ColumnProfile]:
    """Return what each column of a table holds, in order; from three rows up values count, below that headings alone.

    `header` gives one name a column ("" where there is none); rows may be shorter or longer than it.
    """
    columns = [[row[number] if number < len(row) else "" for row in rows] for number in range(len(header))]
    judged = judge_columns(header, columns)
    return [ColumnProfile(name, j.category, j.confidence) for name, j in zip(header, judged, strict=True)]


def judge_columns(
    headings: Sequence[str], columns: Sequence[Sequence[str | None]], recognisers: Sequence[Recogniser] | None = None
) -> list[Judgement]:
    """Return what each column holds, judged by its heading, its values and its neighbours.

    `columns` gives the cells of each column, one a row; None and "" are empty cells. What is less sure than CUT is
    left out: its judgement has no category.
    """
    rules = column_rules(recognisers_in_use() if recognisers is None else recognisers)
    table = [
        Column(
            heading[:LONG], ["" if cell is None or is_blank(cell) else cell[:LONG].strip() for cell in cells], number
        )
        for number, (heading, cells) in enumerate(zip(headings, columns, strict=True))
    ]
    judged = [judge_alone(column, rules) for column in table]
    for _ in range(2):  # what is typed beside others may itself stand beside others
        judged = judge_beside(table, judged, _typed(table, judged), rules)
    judged = settle_table(table, judged)
    return [judgement if judgement.confidence >= CUT else NOTHING for judgement in judged]


def _typed(table: Sequence[Column], judged: Sequence[Judgement]) -> Beside:
    columns: dict[str, list[Column]] = {}
    for column, judgement in zip(table, judged, strict=True):
        if judgement.category and judgement.rule and judgement.confidence >= CUT:
            for name in {judgement.category, judgement.rule.recogniser.name}:
                columns.setdefault(name, []).append(column)
    return Beside(columns, table)
