"""Tells which suppressed cells of a table of counts follow from its totals: the equations of all sums are solved.

A cell is given away when every solution of the equations has the same value there, that is, when the null space of the
equations is zero at it (Hundepool and others, Statistical Disclosure Control, 2012, section 4.4.1).
"""

from collections.abc import Iterator

import numpy as np

from guardbook.release.counts import CountTable, is_suppressed, read_count

MOST = 400
"""Suppressed cells up to which the equations are solved; tables with more are left to a statistician."""
_ZERO = 1e-9

Cell = tuple[int, int]
"""Column and row."""


def given_away(table: CountTable) -> int:
    """Return how many suppressed cells can be worked out from the totals."""
    unknown = {
        (column, row): number
        for number, (column, row) in enumerate(
            (column, row)
            for column in table.columns
            for row, cell in enumerate(table.cells[column])
            if is_suppressed(cell)
        )
    }
    sums = [line for line in _sums(table) if any(cell in unknown for cell in line)]
    if not unknown or len(unknown) > MOST or not sums:
        return 0
    equations = np.zeros((len(sums), len(unknown)))
    for number, line in enumerate(sums):
        for cell in line:
            if cell in unknown:
                equations[number, unknown[cell]] = 1.0
    _, sizes, directions = np.linalg.svd(equations)
    rank = int((sizes > _ZERO).sum())
    free = np.abs(directions[rank:]).max(axis=0) if rank < len(unknown) else np.zeros(len(unknown))
    return int((free < 1e-6).sum())


def _sums(table: CountTable) -> Iterator[list[Cell]]:
    """Yield the cells of each row and column that add up to a total which is known, the total among them."""
    across, down = table.total_column(), table.total_rows()
    height = len(table.cells[0])
    if across is not None:
        for row in range(height):
            line = [(column, row) for column in table.columns]
            if _adds_up(table, line, (across, row)):
                yield line
    if len(down) == 1:
        for column in table.columns:
            line = [(column, row) for row in range(height)]
            if _adds_up(table, line, (column, down[0])):
                yield line


def _adds_up(table: CountTable, line: list[Cell], total: Cell) -> bool:
    """Tell whether a line may add up to its total: all are counts or suppressed, and the counts are not more."""
    parts = [table.cells[column][row] for column, row in line if (column, row) != total]
    whole = table.cells[total[0]][total[1]]
    if any(read_count(cell) is None and not is_suppressed(cell) for cell in parts):
        return False
    known = sum(read_count(cell) or 0 for cell in parts)
    stated = read_count(whole)
    hidden = any(map(is_suppressed, parts))
    return is_suppressed(whole) or (stated is not None and (known <= stated if hidden else known == stated))
