"""Sets the stage of a slide of a presentation (PPTX): its shapes in their order, places and colours."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from guardbook.readers.colours import WHITE, Colour, drawing_colour
from guardbook.readers.markup import OFF, attribute, child, children, local
from guardbook.readers.stage import Box, Item, Paint, Stage

SHAPES = frozenset({"sp", "pic", "graphicFrame", "cxnSp"})
SQUARE = frozenset({"", "rect", "roundRect", "round1Rect", "round2SameRect", "flowChartProcess", "snip1Rect"})
"""Outlines that fill their box but for the corners."""


def drawing_of(element: Any) -> Any | None:
    """Return the element with a shape's name, id and whether it is hidden."""
    return next((child(each, "cNvPr") for each in element if local(each).startswith("nv")), None)


def set_stage(
    roots: list[Any], size: tuple[int, int], theme: dict[str, Colour], is_solid: Callable[[Any], bool]
) -> Stage:
    """Return the stage of a slide; `roots` are those of slide, layout and master, as far as they are known."""
    setting = _Setting(roots, theme)
    below = [list(setting.flat(_tree(root), None, False)) for root in reversed(roots[1:])]
    return Stage(
        list(setting.flat(_tree(roots[0]), None, False)),
        [item for items in below for item in items if _placeholder(item.element) is None],
        size,
        _ground(roots, theme),
        {attribute(each, "spid") for each in roots[0].iter() if local(each) == "spTgt"},
        is_solid,
    )


def _ground(roots: list[Any], theme: dict[str, Colour]) -> Paint:
    for root in roots:
        ground = child(root, "cSld", "bg")
        for each in ground if ground is not None else ():
            if local(each) == "bgRef":
                colour, _ = drawing_colour(each, theme)
                return colour if colour and attribute(each, "idx") == "1001" else "mixed"
            return next((paint for paint, _ in _fills(each, theme) if paint), "mixed")
    return WHITE


class _Setting:
    def __init__(self, roots: list[Any], theme: dict[str, Colour]) -> None:
        self._theme = theme
        self._models = [dict(_placeholders(root)) for root in roots[1:]]

    def flat(self, tree: Iterable[Any], group: tuple[Box, Box] | None, hidden: bool) -> Iterator[Item]:
        """Yield the shapes below, those in groups moved to where the groups put them (20.1.7.6)."""
        for element in tree:
            name = local(element)
            if name == "AlternateContent":
                yield from self.flat([each for each in element if local(each) == "Choice"][:1], group, hidden)
            elif name == "Choice":
                yield from self.flat(element, group, hidden)
            elif name == "grpSp":
                inner = _group_frame(element)
                if inner and group:
                    inner = _moved(inner[0], group), inner[1]
                yield from self.flat(element, inner or group, hidden or _is_off(element))
            elif name in SHAPES:
                yield self._item(element, group, hidden)

    def _item(self, element: Any, group: tuple[Box, Box] | None, hidden: bool) -> Item:
        chain = [element, *self._inherited(element)]
        box = next((found for each in chain if (found := _box(each)) is not None), None)
        if box and group and _box(element) is not None:
            box = _moved(box, group)
        paint, opacity = next((fill for each in chain for fill in _shape_fills(each, self._theme)), (None, 0.0))
        square = any(
            attribute(each, "prst") in SQUARE for each in children(element, "spPr") if local(each) == "prstGeom"
        )
        whole = square or not any(local(each).endswith("Geom") for each in children(element, "spPr"))
        drawing = drawing_of(element)
        return Item(
            element,
            box,
            paint,
            opacity > 0.95 and whole,
            "hidden-shape" if hidden or _is_off(element) else None,
            "" if drawing is None else attribute(drawing, "id"),
            local(element) == "pic",
            chain[1:],
        )

    def _inherited(self, element: Any) -> Iterator[Any]:
        """Yield the shapes of layout and master that a placeholder takes over from what itself does not say."""
        holder = _placeholder(element)
        if holder is None:
            return
        kind, index = attribute(holder, "type") or "obj", attribute(holder, "idx")
        for models in self._models:
            found = models.get(("", index)) if index else None
            found = found if found is not None else models.get((_ROOTS.get(kind, kind), ""))
            if found is not None:
                yield found


_ROOTS = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}


def _placeholders(root: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    for each in _tree(root):
        if (holder := _placeholder(each)) is not None:
            kind = attribute(holder, "type") or "obj"
            yield (_ROOTS.get(kind, kind), ""), each
            if index := attribute(holder, "idx"):
                yield ("", index), each


def _placeholder(element: Any) -> Any | None:
    return next((child(each, "nvPr", "ph") for each in element if local(each).startswith("nv")), None)


def _tree(root: Any) -> list[Any]:
    return children(root, "cSld", "spTree")


def _is_off(element: Any) -> bool:
    drawing = drawing_of(element)
    value = "" if drawing is None else attribute(drawing, "hidden")
    return bool(value) and value not in OFF


def _shape_fills(element: Any, theme: dict[str, Colour]) -> Iterator[tuple[Paint | None, float]]:
    """Yield what a shape says of its filling, with its opacity; nothing where it says nothing."""
    if local(element) == "pic":
        faded = any(local(each) == "alphaModFix" for each in element.iter())
        yield "mixed", 0.5 if faded else 1.0
        return
    if local(element) == "graphicFrame":
        yield "mixed", 0.0
        return
    for properties in element:
        if local(properties) == "spPr":
            yield from _fills(properties, theme)
    reference = child(element, "style", "fillRef")
    if reference is not None and attribute(reference, "idx") != "0":
        colour, opacity = drawing_colour(reference, theme)
        yield colour if colour and attribute(reference, "idx") == "1" else "mixed", opacity


def _fills(properties: Any, theme: dict[str, Colour]) -> Iterator[tuple[Paint | None, float]]:
    for each in properties:
        name = local(each)
        if name == "noFill":
            yield None, 0.0
        elif name == "solidFill":
            colour, opacity = drawing_colour(each, theme)
            yield colour or "mixed", opacity
        elif name == "grpFill":
            yield "mixed", 0.0
        elif name.endswith("Fill"):
            yield "mixed", 1.0


def _numbers(element: Any, *names: str) -> list[float] | None:
    if element is None:
        return None
    try:
        return [float(int(attribute(element, name))) for name in names]
    except ValueError:
        return None


def _transform(element: Any) -> Any | None:
    found = child(element, "xfrm")
    for properties in ("spPr", "grpSpPr"):
        found = child(element, properties, "xfrm") if found is None else found
    return found


def _box(element: Any) -> Box | None:
    """Return the box of a shape, as wide and high as its turning makes it."""
    transform = _transform(element)
    at = _numbers(child(transform, "off"), "x", "y") if transform is not None else None
    size = _numbers(child(transform, "ext"), "cx", "cy") if transform is not None else None
    if at is None or size is None:
        return None
    left, top, width, height = *at, *size
    turned = _numbers(transform, "rot") or [0.0]
    if turned[0] % 10_800_000:
        middle, half = (left + width / 2, top + height / 2), max(width, height) / 2 * 1.42
        quarter = turned[0] % 5_400_000 == 0
        across, down = (height / 2, width / 2) if quarter else (half, half)
        return middle[0] - across, middle[1] - down, 2 * across, 2 * down
    return left, top, width, height


def _group_frame(group: Any) -> tuple[Box, Box] | None:
    """Return a group's box and the box that its children's places are measured in."""
    transform, box = _transform(group), _box(group)
    if transform is None or box is None:
        return None
    at, size = _numbers(child(transform, "chOff"), "x", "y"), _numbers(child(transform, "chExt"), "cx", "cy")
    if at is None or size is None or not all(size):
        return None
    return box, (at[0], at[1], size[0], size[1])


def _moved(box: Box, group: tuple[Box, Box]) -> Box:
    outer, inner = group
    across, down = outer[2] / inner[2], outer[3] / inner[3]
    left, top = outer[0] + (box[0] - inner[0]) * across, outer[1] + (box[1] - inner[1]) * down
    return left, top, box[2] * across, box[3] * down
