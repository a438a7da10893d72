"""Compares how a page looks in a PDF and in its copy."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from guardbook.readers.pdf.paint import Box
from guardbook.readers.pdf.render import Canvas

SCALE = 1.25
"""Pixels for each point at which pages are compared."""
CHANGE = 60
"""Difference of brightness, of 255, from which a pixel is another; the edges of letters in fields are coloured."""
BLOCK, TINT = 8, 24
"""Pixels of a side, and difference of colour, of 255, from which a block of pixels is of another colour."""
SHARE = 0.0004
"""Share of a page's pixels that may be others: edges of letters, a picture packed anew."""
FEWEST = 25
"""Pixels that may be others on any page."""
FLAT = 0.5
"""Width or height, in points, of letters that were squeezed to nothing: they leave strange traces."""
FAR, NEAR = 50, 2
"""Pixels around such letters, and around others, that are not compared."""


def looks_alike(before: Any, after: Any, aside: Iterable[Box]) -> bool:
    """Tell whether two pages look alike; what lies in the boxes `aside` is not compared."""
    canvas, other = Canvas(before, before.get_bbox(), SCALE), Canvas(after, after.get_bbox(), SCALE)
    if canvas.size != other.size:
        return False
    change = canvas.draw().astype(np.int16) - other.draw(everything=False)
    for box in aside:
        left, top, right, low = canvas.pixels(box)
        around = NEAR if min(box[2] - box[0], box[3] - box[1]) > FLAT else FAR
        change[max(0, top - around) : low + around, max(0, left - around) : right + around] = 0
    others = int((np.abs(change.mean(axis=2)) > CHANGE).sum()) + BLOCK * BLOCK * _tinted(change)
    return bool(others <= max(FEWEST, SHARE * change.shape[0] * change.shape[1]))


def _tinted(change: npt.NDArray[np.int16]) -> int:
    """Return how many blocks are of another colour."""
    high, wide = change.shape[0] // BLOCK, change.shape[1] // BLOCK
    blocks = change[: high * BLOCK, : wide * BLOCK].reshape(high, BLOCK, wide, BLOCK, 3).mean(axis=(1, 3))
    return int((np.abs(blocks).max(axis=2) > TINT).sum())
