"""Finds the areas of a sheet that a cell lies in, row by row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle of cells: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


class Sweep:
    """Areas, asked for by rows that come in ascending order, mostly."""

    def __init__(self, areas: Iterable[Area] = ()) -> None:
        self._areas = sorted(areas)
        self._row, self._next = 0, 0
        self._active: list[tuple[int, int, Area]] = []

    def __bool__(self) -> bool:
        return bool(self._areas)

    def at(self, row: int) -> Sequence[Area]:
        """Return the areas that reach into a row."""
        if not self._areas:
            return ()
        if row < self._row:
            self._next, self._active = 0, []
        self._row = row
        while self._next < len(self._areas) and self._areas[self._next].top <= row:
            area = self._areas[self._next]
            heappush(self._active, (area.bottom, self._next, area))
            self._next += 1
        while self._active and self._active[0][0] < row:
            heappop(self._active)
        return [area for _, _, area in self._active]
