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
"""Pixels that may be others on any page."""
FLAT = 0.5
"""Width or height, in points, of letters that were squeezed to nothing: they leave strange traces."""
NEAR, FAR = 2, 50
"""Pixels around such letters, and around others, that are not compared."""


def looks_alike(before: Any, after: Any, aside: Iterable[Box]) -> bool:
    """Tell whether two pages look alike; what lies in the boxes `aside` is not compared."""
    canvas, other = Canvas(before, before.get_bbox(), SCALE), Canvas(after, after.get_bbox(), SCALE)
    if canvas.size != other.size:
        return False
    change = np.abs(canvas.draw().astype(np.int16) - other.draw(everything=False)).max(axis=2)
    for box in aside:
        left, top, right, low = canvas.pixels(box)
        around = NEAR if min(box[2] - box[0], box[3] - box[1]) > FLAT else FAR
        change[max(0, top - around) : low + around, max(0, left - around) : right + around] = 0
    return bool((change > CHANGE).sum() <= max(FEWEST, SHARE * change.size))
