"""How much of a picture a document shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

LEAST = 0.02
"""Share of a side up to which a crop only trims an edge."""


@dataclass(frozen=True, slots=True)
class Crop:
    """What is cut away from each side, as a share of the width or height; below 0 a margin is added."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    @property
    def trims(self) -> bool:
        """Whether it only trims an edge, or nothing."""
        return max(self.left, self.top, self.right, self.bottom) <= LEAST

    def of(self, picture: "Image.Image") -> "Image.Image":
        """Return the part of a picture that shows."""
        left, top = (
            round(max(0.0, share) * side) for share, side in zip((self.left, self.top), picture.size, strict=True)
        )
        right = picture.width - round(max(0.0, self.right) * picture.width)
        bottom = picture.height - round(max(0.0, self.bottom) * picture.height)
        return picture.crop((left, top, max(left + 1, right), max(top + 1, bottom)))


WHOLE = Crop()
