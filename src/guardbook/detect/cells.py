"""Scans the cells of a column as running text, each for itself, many at a time."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from guardbook.detect.engine import Engine
from guardbook.detect.matches import Match, settle

_BETWEEN = "\n\n"
"""What stands between two cells: a blank line, so that no context reaches from one to the next."""
_AT_ONCE = 1 << 19
"""Characters scanned at a time."""


def scan_cells(cells: Sequence[str], engine: Engine, names: bool) -> list[list[Match]]:
    """Return the matches in each of the cells, with offsets within the cell.

    `names` tells whether to look for names of people and addresses too, which takes most of the time.
    """
    found: list[list[Match]] = []
    for piece in _pieces(cells):
        found.extend(_scan(piece, engine, names))
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
            found[number].append(_moved(match, -start))
    return found


def _moved(match: Match, by: int) -> Match:
    return Match(match.start + by, match.end + by, match.category, match.confidence, match.recogniser, match.test)
