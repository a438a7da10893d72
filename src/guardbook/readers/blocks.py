"""Rows that lie in a batch, which is quick to read, and are cut into tables as if they came one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from guardbook.hashing import text_buffers
from guardbook.readers.rows import Cells, is_heading

_TRIED = 200
"""How many rows of a block are asked one by one whether they may be headings."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are cut as if they came one by one, though they lie in a batch; none is blank."""

    batch: Any
    """As wide as the longest row."""
    lengths: npt.NDArray[np.int64]
    """Of each row: up to and with the last cell that holds anything."""

    def rows(self, begin: int = 0) -> Iterator[Cells]:
        """Yield the rows from the one with this number (from 0)."""
        rows = zip(*(column.to_pylist() for column in self.batch.slice(begin).columns), strict=True)
        return (list(row[:length]) for row, length in zip(rows, self.lengths[begin:].tolist(), strict=True))

    def going_on(self, width: int) -> int:
        """Return how many rows surely go on in a table of a width: no other table begins with any of them.

        One begins with headings shorter or longer than the table, with two rows as long below them (`_Cutter._ends`).
        """
        count = len(self.lengths)
        if self.batch.num_columns > width:
            return 0
        other = self.lengths != width
        if not other.any():
            return count
        first, second, third = self.lengths[:-2], self.lengths[1:-1], self.lengths[2:]
        headed = np.flatnonzero(other[:-2] & (first > 1) & (first == second) & (second == third))
        headed = headed[~_begins_with_figure(self.batch)[headed]]
        if any(is_heading(next(self.rows(number))) for number in headed[:_TRIED]) or len(headed) > _TRIED:
            return 0
        return max(0, count - 2) if other[-2:].any() else count


def _begins_with_figure(batch: Any) -> npt.NDArray[np.bool_]:
    """Mark rows with a cell that begins with a figure: they are no headings."""
    found = np.zeros(batch.num_rows, np.bool_)
    for column in batch.columns:
        data, offsets = text_buffers(column.fill_null(""))
        filled = np.flatnonzero(np.diff(offsets))
        firsts = data[offsets[:-1][filled]]
        found[filled] |= (firsts >= ord("0")) & (firsts <= ord("9"))
    return found
