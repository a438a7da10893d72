"""Writes what a chart shows as a table: its words above, a row for each point, a column for each series."""

from itertools import zip_longest

from guardbook.content import Table, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.charts import chart_parts
from guardbook.readers.package import Package
from guardbook.release.clean.job import Refused
from guardbook.release.clean.office.draft import Block, Cell, Grid, Letters, Paragraph, Run

DAMAGED = "it shows a chart that cannot be read: replace the chart by a picture of it"
Column = list[str]


def chart_blocks(package: Package, name: str, letters: Letters) -> list[Block]:
    """Return the words of a chart's part and the table of the numbers that it shows; raises `Refused` if damaged."""
    blocks: list[Block] = []
    try:
        for part in chart_parts(package, name, Where()):
            if isinstance(part, Text) and part.hidden is None:
                blocks += [Paragraph([Run(line, letters)]) for line in part.text.splitlines()]
            elif isinstance(part, Table) and part.hidden is None:
                blocks.append(_grid(part, letters))
    except Unreadable:
        raise Refused(DAMAGED) from None
    return blocks


def _grid(table: Table, letters: Letters) -> Grid:
    columns = _joined(_columns(table))
    rows = zip_longest(*columns, fillvalue="")
    return Grid([[Cell([Paragraph([Run(text, letters)])]) for text in row] for row in rows])


def _columns(table: Table) -> list[Column]:
    """Return the columns that show, each without the empty cells at its end."""
    columns: dict[int, Column] = {}
    for batch in table.batches:
        for number in range(batch.num_columns):
            if number not in table.hidden_columns:
                columns.setdefault(number, []).extend(cell or "" for cell in batch.column(number).to_pylist())
    for column in columns.values():
        while column and not column[-1]:
            column.pop()
    return [column for column in columns.values() if column]


def _joined(columns: list[Column]) -> list[Column]:
    """Return a name and its values as one column, and categories that come again with each series once."""
    joined: list[Column] = []
    name = ""
    for column in columns:
        if len(column) == 1 and not name and len(columns) > 1:
            name = column[0]
            continue
        is_values = all(_is_number(cell) for cell in column if cell)
        if not is_values and ["", *column] in joined:
            continue
        joined.append([name if is_values else "", *column])
        name = "" if is_values else name
    return [*joined, [name]] if name else joined


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
