"""The tables of a file as a clean copy has them: declared columns that show, cell by cell."""

from collections.abc import Iterator
from typing import Any

from guardbook.content import Part, Problem, Table, Text, Where
from guardbook.release.clean.job import Job, Refused
from guardbook.release.declaration import normal_heading
from guardbook.release.headed import Headed, settle_headings
from guardbook.release.places import sheet_of

Row = list[str]
Block = tuple[Where, Iterator[Row]]
"""Where something stands, and its rows: those of a table with its headings first, or lines of text of one cell each."""


def kept_blocks(job: Job) -> Iterator[Block]:
    """Yield what a clean copy keeps of a file's visible parts, in order; raise `Refused` where that is not certain."""
    for part in job.visible_parts():
        yield part.where, kept_rows(part, job)


def kept_rows(part: Part, job: Job) -> Iterator[Row]:
    """Yield the rows of one part that stay."""
    if isinstance(part, Table):
        yield from _table(part, job)
    elif isinstance(part, Text):
        yield from ([line] for line in part.text.splitlines())
    elif isinstance(part, Problem):
        raise Refused(f"it could not be read in full ({part.reason})")


def settled(table: Table, job: Job) -> tuple[Headed, list[int] | None]:
    """Return a table with its headings, and the numbers of the columns that stay; None: all those that show.

    Of a table without any row, and where no table may appear, none stay. Raises `Refused` where columns were declared
    and the table has no headings.
    """
    sheet = sheet_of(table.where)
    declared = job.declaration.columns_of(sheet)
    names = frozenset(map(normal_heading, declared or ()))
    headed = settle_headings(table, names)
    if headed.empty or declared == ():
        return headed, []
    if headed.headings is not None:
        return headed, _kept_columns(headed.headings, table, names if declared is not None else None, job)
    if declared is not None:
        raise Refused("a table in it has no row of headings, so that nothing says which columns were declared")
    return headed, None


def _table(table: Table, job: Job) -> Iterator[Row]:
    headed, kept = settled(table, job)
    if kept == []:
        return
    if kept is not None and headed.headings is not None and headed.table.header is not None:
        yield [headed.headings[number] for number in kept]
    for batch in headed.table.batches:
        if kept is None:
            kept = [number for number in range(batch.num_columns) if job.shows(table.hidden_columns.get(number))]
        yield from _rows(batch, kept)


def _kept_columns(headings: tuple[str, ...], table: Table, names: frozenset[str] | None, job: Job) -> list[int]:
    """Return the numbers of the columns that stay: they show, they were declared (in `names`), none of them twice."""
    kept: list[int] = []
    taken: set[str] = set()
    for number, heading in enumerate(map(normal_heading, headings)):
        if not job.shows(table.hidden_columns.get(number)):
            continue
        if names is None or (heading in names and heading not in taken):
            taken.add(heading)
            kept.append(number)
    return kept


def _rows(batch: Any, kept: list[int]) -> Iterator[Row]:
    columns = [batch.column(number).to_pylist() for number in kept]
    for row in zip(*columns, strict=True):
        yield [cell or "" for cell in row]
