"""The paper of a Word document: how large it is, what colour, and whether something lies behind the text."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from guardbook.errors import Unreadable
from guardbook.readers.colours import WHITE, Colour, word_colour
from guardbook.readers.markup import attribute, child, local
from guardbook.readers.package import Package

EMU = 635
"""English metric units in a twentieth of a point."""
LARGEST = 31_680 * EMU
"""The greatest width or height that Word gives a page."""
INCH = 914_400
_PLACE = re.compile(r"(margin-left|margin-top|left|top|width|height|visibility)\s*:\s*([^;]+)")
_LENGTH = re.compile(r"(-?[\d.]+)(pt|in|cm|mm|px)?$")
_UNITS = {"pt": 12_700, "in": INCH, "cm": 360_000, "mm": 36_000, "px": 9_525, None: 9_525}
FILLS = frozenset({"pic", "fillRef", "gradFill", "pattFill", "blipFill", "solidFill"})
"""What gives a drawing a colour or a picture."""
_TAGS = tuple("{*}" + name for name in ("background", "sectPr", "anchor", "pict"))


class Sheet:
    """What is asked of the paper only when letters or boxes look as if they did not show; then it is read once."""

    def __init__(self, package: Package, parts: Sequence[str], theme: dict[str, Colour], coloured: bool) -> None:
        """`parts` are the main part and its headers and footers; `coloured`: the settings show the page's colour."""
        self._package, self._parts, self._theme, self._coloured = package, parts, theme, coloured

    @property
    def colour(self) -> Colour | None:
        """The page's colour; None when a picture or shape behind the text may give it another."""
        return None if self._found[1] else self._found[0]

    @property
    def colour_below_boxes(self) -> Colour | None:
        """The colour below a text box without filling; None when another drawing may stand between box and page."""
        return None if self._found[3] else self.colour

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the largest page, in twentieths of a point."""
        width, height = self._found[2]
        return width // EMU, height // EMU

    def is_off(self, anchor: Any) -> bool:
        """Tell whether an anchored drawing (`wp:anchor`, 20.4.2.3) is too flat to show or lies beyond the page."""
        extent = child(anchor, "extent")
        width, height = (_number(attribute(extent, name)) if extent is not None else INCH for name in ("cx", "cy"))
        across, down = child(anchor, "positionH"), child(anchor, "positionV")
        fits = any(local(each) in ("spAutoFit", "sizeRelH", "sizeRelV") for each in anchor.iter())
        if not fits and min(width, height) <= 12_700 and any(local(each) == "txbxContent" for each in anchor.iter()):
            return True
        return self._is_beyond(_at(across), width, 0, _from_page(across)) or self._is_beyond(
            _at(down), height, 1, _from_page(down)
        )

    def is_off_by_style(self, style: str) -> bool:
        """Tell whether an old shape's style (VML) hides it or puts it beyond the page."""
        found = {name: value.strip() for name, value in _PLACE.findall(style)}
        if found.get("visibility") == "hidden":
            return True
        left, top = (_length(found.get(f"margin-{side}", found.get(side, ""))) for side in ("left", "top"))
        width, height = (_length(found.get(side, "")) or INCH for side in ("width", "height"))
        return self._is_beyond(left, width, 0, False) or self._is_beyond(top, height, 1, False)

    def _is_beyond(self, at: int, size: int, axis: int, from_page: bool) -> bool:
        if 0 <= at < 5 * INCH or (at < 0 < at + size):
            return False
        if at < 0 and axis == 1 and not from_page:  # measured from a paragraph that may stand at the foot
            return at + size < -self._found[2][1]
        return at + size < (0 if from_page else -2 * INCH) or at >= self._found[2][axis]

    @cached_property
    def _found(self) -> tuple[Colour | None, bool, tuple[int, int], bool]:
        colour: Colour | None = WHITE
        behind, filled, width, height = False, False, 0, 0
        for part in self._parts:
            try:
                for each in self._package.iterparse(part, *_TAGS):
                    name = local(each)
                    if name == "background" and self._coloured:
                        colour = word_colour(each, self._theme, "color") if not len(each) else None
                    elif name == "sectPr" and (size := child(each, "pgSz")) is not None:
                        width = max(width, _number(attribute(size, "w")) * EMU)
                        height = max(height, _number(attribute(size, "h")) * EMU)
                    elif name in ("anchor", "pict"):
                        behind = behind or _lies_behind(each)
                        filled = filled or (name == "anchor" and any(local(part) in FILLS for part in each.iter()))
            except Unreadable:
                continue
        return colour, behind, (width or LARGEST, height or LARGEST), filled


def _lies_behind(drawing: Any) -> bool:
    """Tell whether a drawing lies behind the text and is more than drawn letters (a watermark)."""
    if local(drawing) == "anchor":
        return attribute(drawing, "behindDoc") not in ("", "0", "false")
    styles = [attribute(each, "style") for each in drawing.iter()]
    drawn = any(local(each) == "textpath" for each in drawing.iter())
    return not drawn and any("z-index:-" in style for style in styles)


def _at(position: Any) -> int:
    offset = child(position, "posOffset") if position is not None else None
    return 0 if offset is None else _number(offset.text or "")


def _from_page(position: Any) -> bool:
    return position is not None and attribute(position, "relativeFrom") == "page"


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.lstrip("-").isdigit() and len(text) < 12 else 0


def _length(text: str) -> int:
    found = _LENGTH.match(text.strip())
    try:
        return int(float(found[1]) * _UNITS[found[2]]) if found else 0
    except ValueError:
        return 0
