"""Scans the cells of a column as running text, each for itself, many at a time."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from guardbook.detect.engine import Engine
from guardbook.detect.match import Match, settle

SHORT = 9
"""Figures of fewer characters tell nothing outside a column of their kind."""
_BETWEEN = "\n\n"
"""What stands between two cells: a blank line, so that no context reaches from one to the next."""
_AT_ONCE = 1 << 19
"""Characters scanned at a time."""


def is_worth_scanning(cell: str) -> bool:
    """Return whether anything could be told of a cell by itself: of a short figure nothing can."""
    return len(cell) >= SHORT or any(map(str.isalpha, cell))


def scan_cells(cells: Sequence[str], engine: Engine, names: bool) -> list[list[Match]]:
    """Return the matches in each of the cells, with offsets within the cell.

    `names` tells whether to look for names of people and addresses too, which takes most of the time; in cells of one
    word there are none that could be told.
    """
    found: list[list[Match]] = [[] for _ in cells]
    for with_names in (False, True):
        chosen = [number for number, cell in enumerate(cells) if (names and " " in cell.strip()) == with_names]
        at = 0
        for piece in _pieces([cells[number] for number in chosen]):
            for number, matches in enumerate(_scan(piece, engine, with_names), at):
                found[chosen[number]] = matches
            at += len(piece)
    return found


def _pieces(cells: Sequence[str]) -> Iterator[Sequence[str]]:
    start = size = 0
    for number, cell in enumerate(cells):
        size += len(cell)
        if size > _AT_ONCE:
            yield cells[start : number + 1]
            start, size = number + 1, 0
    if start < len(cells):
        yield cells[start:]


def _scan(cells: Sequence[str], engine: Engine, names: bool) -> list[list[Match]]:
    text = _BETWEEN.join(cells)
    starts = [0, *accumulate(len(cell) + len(_BETWEEN) for cell in cells)][: len(cells)]
    matches = engine.scan(text)
    if names:
        from guardbook.detect.addresses import find_addresses
        from guardbook.detect.names import find_names

        matches += find_names(text) + find_addresses(text)
    found: list[list[Match]] = [[] for _ in cells]
    for match in settle(matches):
        number = bisect_right(starts, match.start) - 1
        start = starts[number]
        if match.end <= start + len(cells[number]):
            found[number].append(match.moved(-start))
    return found
