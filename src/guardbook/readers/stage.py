"""What stands where on a slide, in what order and colour: what lies beside it, under a shape or in its colour."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from guardbook.readers.colours import Colour, blends

Box = tuple[float, float, float, float]
"""Left, top, width and height in the file's own units."""
Paint = Colour | Literal["mixed"]
"""A colour; "mixed" is a picture, a pattern, or what is not known."""
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


@dataclass(slots=True)
class Item:
    """One shape, where it stands on the slide (None where that is not said) and what fills it (None: nothing)."""

    element: Any
    box: Box | None
    paint: Paint | None
    opaque: bool
    """Whether it fills its box so that nothing shines through; a picture's own holes apart."""
    hidden: str | None = None
    """The code of why it is switched off."""
    number: str = ""
    """Its id, by which animations call it."""
    picture: bool = False
    models: Sequence[Any] = ()
    """The shapes of the pattern behind it that it takes over from what itself does not say, the nearest first."""


@dataclass(slots=True)
class Stage:
    """The shapes of one slide, the last on top, over those of the pattern behind it."""

    items: Sequence[Item]
    below: Sequence[Item]
    size: tuple[float, float]
    """Width and height of the slide; (0, 0) when not known."""
    ground: Paint
    moving: set[str]
    """Ids of shapes that an animation moves or lets appear: they cover nothing for good."""
    is_solid: Callable[[Any], bool]
    """Whether a picture's element surely has no holes."""
    _numbers: dict[Any, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._numbers = {item.element: number for number, item in enumerate(self.items)}

    def why_hidden(self, element: Any) -> str | None:
        """Return the code of why a shape of the slide cannot be seen, None when it can."""
        number, item = self._find(element)
        if item is None or item.hidden or item.box is None:
            return None if item is None else item.hidden
        left, top, width, height = item.box
        beside = left >= self.size[0] or top >= self.size[1] or left + width <= 0 > left or top + height <= 0 > top
        if self.size[0] and beside:
            return "off-slide"
        if max(width, height) <= 1e-4 * self.size[0] and not item.picture:
            return "unseen-text"
        return "covered-shape" if any(self._covers(other, item.box) for other in self.items[number + 1 :]) else None

    def blends(self, element: Any, letters: Colour, own: Paint | None) -> bool:
        """Tell whether letters on a shape have the colour of all that may lie behind them; `own` is a cell's colour."""
        number, item = self._find(element)
        if item is None:
            return False
        papers = [own] if own else list(self._papers(number, item))
        return all(isinstance(paper, tuple) and blends(letters, paper) for paper in papers)

    def place(self, element: Any) -> Item | None:
        """Return what is known of a shape of the slide."""
        return self._find(element)[1]

    def share(self, element: Any) -> float:
        """Return how much of the slide a shape takes, from 0 to 1 and more."""
        _, item = self._find(element)
        box = None if item is None else item.box
        return box[2] * box[3] / (self.size[0] * self.size[1]) if box and self.size[0] and self.size[1] else 0.0

    def _find(self, element: Any) -> tuple[int, Item | None]:
        number = self._numbers.get(element, -1)
        return number, None if number < 0 else self.items[number]

    def _covers(self, item: Item, box: Box) -> bool:
        if item.hidden or item.box is None or not item.opaque or item.number in self.moving:
            return False
        return _contains(item.box, box) and (not item.picture or self.is_solid(item.element))

    def _papers(self, number: int, item: Item) -> Iterator[Paint]:
        if item.paint and item.opaque:
            yield item.paint
            return
        if item.paint or item.box is None:
            yield "mixed"
            return
        for lower in (*reversed(self.items[:number]), *reversed(self.below)):
            if lower.paint is None or lower.hidden or (lower.box and not _overlap(lower.box, item.box)):
                continue
            yield lower.paint if lower.opaque else "mixed"
            if lower.opaque and lower.box and _contains(lower.box, item.box):
                return
        yield self.ground


def has_no_holes(head: bytes) -> bool:
    """Tell from a picture's first bytes whether it surely has no holes: a JPEG, or a PNG without transparency."""
    if head.startswith(PNG):  # colour types 0 and 2 of the header, IHDR, have no alpha (PNG 11.2.2)
        return head[25:26] in (b"\0", b"\2") and b"tRNS" not in head
    return head.startswith(JPEG)


def _contains(outer: Box, inner: Box) -> bool:
    slack = max(inner[2], inner[3]) / 100
    return (
        outer[0] <= inner[0] + slack
        and outer[1] <= inner[1] + slack
        and outer[0] + outer[2] >= inner[0] + inner[2] - slack
        and outer[1] + outer[3] >= inner[1] + inner[3] - slack
    )


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
