"""Tells which text of a paragraph lies under an empty black or white box that floats in front of it.

Where lines end is not known without laying the page out: only boxes are looked at that stand where the paragraph
does that they are anchored in, as a box does that was drawn over words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guardbook.readers.colours import BLACK, WHITE, Colour, blends
from guardbook.readers.docx.looks import Paint
from guardbook.readers.docx.visibility import drawn_fill, old_fill
from guardbook.readers.markup import attribute, child, local

_POINT = 12_700
"""English metric units."""
_LEAST = (20 * _POINT, 7 * _POINT)
"""Width and height of the smallest box that hides a word; less is a line or a bullet."""
_LINE, _LETTER = 14 * _POINT, 5 * _POINT
_LETTERS = 90
"""Letters in a line of a usual page."""
_SHAPES = ("{*}anchor", "{*}rect", "{*}shape", "{*}roundrect")
_STYLE = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_LENGTH = re.compile(r"(-?\d{0,6}(?:\.\d{1,6})?)(pt|in|cm|mm|px)?")
_UNITS = {"pt": _POINT, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525, None: 9_525}
_MOST = 100
"""Boxes over one paragraph that are looked at."""
_HERE = ({"column", "margin", "character", "text", "char"}, {"paragraph", "line", "text"})
"""From where a place across and down is measured that begins with the paragraph."""


@dataclass(frozen=True, slots=True)
class _Floating:
    """A shape that floats: its edges in English metric units, measured from what `from_` names."""

    from_: tuple[str, str]
    at: tuple[int, int]
    size: tuple[int, int]
    height: int
    """Higher ones lie over lower ones."""
    fill: Paint | None
    content: Any
    """The text box in it."""

    @property
    def covers(self) -> bool:
        """Whether it is an empty box that nothing shines through."""
        plain = isinstance(self.fill, tuple) and (blends(self.fill, BLACK) or self.fill == WHITE)
        return plain and self.content is None and all(map(int.__ge__, self.size, _LEAST))

    def holds(self, other: "_Floating") -> bool:
        """Tell whether it lies over all of another one."""
        return self.from_ == other.from_ and self.height > other.height and all(
            at <= inner and at + size >= inner + length
            for at, size, inner, length in zip(self.at, self.size, other.at, other.size, strict=True)
        )  # fmt: skip

    def lies_on(self, letters: int) -> bool:
        """Tell whether it stands where the lines of its own paragraph do."""
        if self.from_[0] not in _HERE[0] or self.from_[1] not in _HERE[1]:
            return False
        wide, high = min(letters, _LETTERS) * _LETTER, (1 + letters // _LETTERS) * _LINE
        (left, top), (width, height) = self.at, self.size
        return left < wide and left + width > 0 and top < high - _LINE // 2 and top + height > _LINE // 2


def covered_by_boxes(paragraph: Any, theme: dict[str, Colour]) -> tuple[bool, list[Any]]:
    """Return whether boxes cover a paragraph's own text, and the contents of text boxes in it that they cover."""
    if next(paragraph.iter(*_SHAPES), None) is None:
        return False, []
    floating = list(_floating(paragraph, theme))
    covers = [each for each in floating if each.covers][:_MOST]
    letters = sum(len(each.text or "") for each in paragraph.iter("{*}t") if _owner(each) is paragraph)
    boxes = [each for each in floating if each.content is not None and any(cover.holds(each) for cover in covers)]
    return letters > 0 and any(cover.lies_on(letters) for cover in covers), [each.content for each in boxes]


def _floating(paragraph: Any, theme: dict[str, Colour]) -> Iterator[_Floating]:
    for each in paragraph.iter(*_SHAPES):
        if _owner(each) is paragraph and not any(local(above) == "Fallback" for above in each.iterancestors()):
            found = _anchored(each, theme) if local(each) == "anchor" else _old(each)
            if found is not None:
                yield found


def _owner(element: Any) -> Any:
    return next((above for above in element.iterancestors() if local(above) == "p"), None)


def _anchored(anchor: Any, theme: dict[str, Colour]) -> _Floating | None:
    """A drawing in front of the text (`wp:anchor`, 20.4.2.3) that is one shape."""
    shapes = [each for each in anchor.iter() if local(each) in ("wsp", "pic", "wgp", "graphicFrame")]
    extent, across, down = (child(anchor, name) for name in ("extent", "positionH", "positionV"))
    in_front = attribute(anchor, "behindDoc") in ("", "0", "false") and child(anchor, "wrapNone") is not None
    if [local(each) for each in shapes] != ["wsp"] or extent is None or across is None or down is None or not in_front:
        return None
    forms = [attribute(each, "prst") for each in shapes[0].iter() if local(each) == "prstGeom"]
    if forms not in (["rect"], ["roundRect"]):
        return None
    return _Floating(
        (attribute(across, "relativeFrom"), attribute(down, "relativeFrom")),
        (_offset(across), _offset(down)),
        (_number(attribute(extent, "cx")), _number(attribute(extent, "cy"))),
        _number(attribute(anchor, "relativeHeight")),
        drawn_fill(shapes[0], theme),
        _content(shapes[0]),
    )


def _old(shape: Any) -> _Floating | None:
    """A shape of the older kind (VML) that floats in front of the text."""
    style = {name.lower(): value.strip() for name, value in _STYLE.findall(attribute(shape, "style"))}
    height = _number(style.get("z-index", "0"))
    if style.get("position") != "absolute" or height < 0 or local(shape) == "shape" or "mso-wrap-style" in style:
        return None
    if any(local(each) == "wrap" and attribute(each, "type") not in ("", "none") for each in shape):
        return None
    return _Floating(
        (style.get("mso-position-horizontal-relative", "text"), style.get("mso-position-vertical-relative", "text")),
        (
            _length(style.get("margin-left", style.get("left", ""))),
            _length(style.get("margin-top", style.get("top", ""))),
        ),
        (_length(style.get("width", "")), _length(style.get("height", ""))),
        height,
        old_fill(shape),
        _content(shape),
    )


def _content(shape: Any) -> Any:
    """Return the text box in a shape; None where it is empty."""
    content = next((each for each in shape.iter() if local(each) == "txbxContent"), None)
    filled = content is not None and any((each.text or "").strip() for each in content.iter("{*}t"))
    return content if filled else None


def _offset(position: Any) -> int:
    offset = child(position, "posOffset")
    return 0 if offset is None else _number(offset.text or "")


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 12 else 0


def _length(text: str) -> int:
    found = _LENGTH.fullmatch(text)
    return int(float(found[1]) * _UNITS[found[2]]) if found and any(map(str.isdigit, found[1])) else 0
