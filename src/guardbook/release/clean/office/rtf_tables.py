"""Puts the rows of an RTF document's tables together: cells that end in the same place stand in one column."""

from dataclasses import dataclass, field
from typing import Any

from guardbook.release.clean.office.draft import Block, Cell, Grid

NEAR = 1.5
"""Points within which two ends of cells are the same."""


@dataclass(slots=True)
class Row:
    """The definition of a table's row."""

    ends: list[float] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    fills: list[int] = field(default_factory=list)
    next: str = ""
    fill: int = 0
    heading: bool = False
    lined: bool = False

    def take(self, word: str, number: int | None) -> None:
        """Take in a control word of a row's definition: each cell ends with \\cellx."""
        if word in ("clmgf", "clmrg", "clvmgf", "clvmrg"):
            self.next = word if self.next != "clmrg" else self.next
        elif word == "clcbpat":
            self.fill = number or 0
        elif word == "trhdr":
            self.heading = True
        elif word in ("brdrs", "brdrth", "brdrdb", "brdrdot", "brdrdash", "brdrhair"):
            self.lined = True
        elif word == "cellx":
            self.ends.append((number or 0) / 20)
            self.merged.append(self.next)
            self.fills.append(self.fill)
            self.next, self.fill = "", 0


Written = tuple[list[list[Block]], Row, list[Any]]
"""The cells of a row, its definition, and the colours of its cells."""


def grid_of(rows: list[Written]) -> Grid:
    """Return rows as a table: cells that end in the same place stand in one column."""
    edges: list[float] = []
    for end in sorted(end for _, row, _ in rows for end in row.ends):
        if not edges or end - edges[-1] > NEAR:
            edges.append(end)
    grid = Grid(lined=any(row.lined for _, row, _ in rows))
    grid.widths = [end - start for start, end in zip([min(0.0, *edges[:1]), *edges], edges, strict=False)]
    for cells, row, fills in rows:
        grid.headings += row.heading and grid.headings == len(grid.rows)
        grid.rows.append(_row(cells, row, fills, edges, grid))
    return grid


def _row(cells: list[list[Block]], row: Row, fills: list[Any], edges: list[float], grid: Grid) -> list[Cell | None]:
    written: list[Cell | None] = []
    for number, blocks in enumerate(cells):
        end = row.ends[number] if number < len(row.ends) else 0.0
        column = max((at for at, edge in enumerate(edges) if edge <= end + NEAR), default=len(written))
        across = max(1, column + 1 - len(written))
        merged = row.merged[number] if number < len(row.merged) else ""
        left = next((cell for cell in reversed(written) if cell is not None), None)
        above = _above(grid, len(written)) if merged == "clvmrg" else None
        if merged == "clmrg" and left is not None:
            left.across += across
            written += [None] * across
        elif above is not None:
            above.down += 1
            written += [None] * across
        else:
            written += [Cell(blocks, across, 1, fills[number] if number < len(fills) else None), *[None] * (across - 1)]
    return written


def _above(grid: Grid, column: int) -> Cell | None:
    """Return the cell that reaches down to the row that is being written."""
    for number in range(len(grid.rows) - 1, -1, -1):
        row = grid.rows[number]
        cell = row[column] if column < len(row) else None
        if cell is not None:
            return cell if number + cell.down == len(grid.rows) else None
    return None
