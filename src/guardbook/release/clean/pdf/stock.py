"""What the drawings of one document have in common: layers, fonts, pictures, each copied once."""

from collections.abc import Callable
from typing import Any

from guardbook.release.clean.pdf.fonts import Font, font_of
from guardbook.release.clean.pdf.gear import Gear
from guardbook.release.clean.pdf.layers import Layers
from guardbook.release.clean.pdf.pictures import Samples

Number = tuple[int, int]


class Stock:
    """The copies of one document's fonts and pictures."""

    def __init__(self, gear: Gear, layers: Layers) -> None:
        self.gear, self.layers = gear, layers
        self.fonts: list[Font] = []
        self._fonts: dict[Number, Font] = {}
        self._pictures: dict[Number, Any] = {}

    def picture(self, stream: Any, again: Callable[[], Samples]) -> Any:
        """Return the copy of a picture, of which `again` gives the samples; of one that is used again the same."""
        key = stream.objgen
        if key not in self._pictures:
            self._pictures[key] = again().written(self.gear)
        return self._pictures[key]

    def font(self, source: Any) -> tuple[Font, bool]:
        """Return a font and whether it is new here: what its letters are drawn with may then be missing."""
        key = source.objgen
        if key in self._fonts:
            return self._fonts[key], False
        made = self.gear.pdf.make_indirect(self.gear.copy(source, "font"))
        font = font_of(source, made, self.gear.unpacked)
        self.fonts.append(font)
        if key != (0, 0):
            self._fonts[key] = font
        return font, True
