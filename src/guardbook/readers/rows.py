"""Rows of cells: what a heading row looks like, which rows are blank, and rows as Arrow batches."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Cells = Sequence[str | None]


def filled(row: Cells) -> list[str]:
    """Return the cells of a row that hold anything but blanks."""
    return [cell.strip() for cell in row if cell and not cell.isspace()]


def is_heading(row: Cells) -> bool:
    """Tell whether a row may be headings: two or more short and distinct cells, side by side, with hardly a digit."""
    cells = filled(row)
    last = max((number for number, cell in enumerate(row) if cell), default=0)
    return (
        len(cells) >= 2
        and len(cells) == len(set(cells))
        and 10 * len(cells) >= 8 * (last + 1)
        and all(len(cell) <= 80 and not cell[0].isdigit() and "@" not in cell for cell in cells)
        and sum(character.isdigit() for cell in cells for character in cell) <= len(cells)
    )


def to_batch(rows: Sequence[Cells], width: int) -> Any:
    """Return rows as a RecordBatch of `width` string columns; short rows are filled up, empty cells are null."""
    columns = list(zip_longest(*rows))[:width]
    columns += [()] * (width - len(columns))
    arrays = [pa.array([cell or None for cell in column] or [None] * len(rows), pa.string()) for column in columns]
    return pa.RecordBatch.from_arrays(arrays, [str(number) for number in range(width)])


def blank_rows(batch: Any) -> npt.NDArray[np.intp]:
    """Return the numbers of the rows of a batch in which every cell is null."""
    blank: npt.NDArray[np.bool_] | None = None
    for column in batch.columns:
        if not column.null_count:
            return np.empty(0, dtype=np.intp)
        empty = column.is_null().to_numpy(zero_copy_only=False)
        blank = empty if blank is None else blank & empty
        if not blank.any():
            break
    return np.flatnonzero(blank) if blank is not None else np.empty(0, dtype=np.intp)
