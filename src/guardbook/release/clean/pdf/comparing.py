"""Compares how a page looks in a PDF and in its copy."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from guardbook.readers.pdf.paint import Box
from guardbook.readers.pdf.render import Canvas

SCALE = 1.25
"""Pixels for each point at which pages are compared."""
CHANGE = 72
"""Difference, of 255, from which a pixel is another."""
SHARE = 0.0004
"""Share of a page's pixels that may be others: edges of letters, a picture packed anew."""
FEWEST = 25


def looks_alike(before: Any, after: Any, aside: Iterable[Box]) -> bool:
    """Tell whether two pages look alike; what lies in the boxes `aside` is not compared."""
    canvas, other = Canvas(before, before.get_bbox(), SCALE), Canvas(after, after.get_bbox(), SCALE)
    if canvas.size != other.size:
        return False
    change = np.abs(canvas.draw().astype(np.int16) - other.draw(everything=False)).max(axis=2)
    for box in aside:
        left, top, right, low = canvas.pixels(box)
        change[max(0, top - 2) : low + 2, max(0, left - 2) : right + 2] = 0
    return int((change > CHANGE).sum()) <= max(FEWEST, SHARE * change.size)
