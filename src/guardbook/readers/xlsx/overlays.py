"""Finds what lies over the cells of a sheet or behind them: pictures, filled shapes and charts; styled tables."""

from collections.abc import Iterator
from typing import Any

from guardbook.errors import Unreadable
from guardbook.readers.areas import Area, Sweep
from guardbook.readers.markup import child, local
from guardbook.readers.package import Package
from guardbook.readers.xlsx.hiding import Hiding
from guardbook.readers.xlsx.references import areas_of
from guardbook.readers.xlsx.rules import Rule, rules_of
from guardbook.readers.xlsx.styles import Styles

_PALE = tuple(f"TableStyleLight{number}" for number in (*range(1, 8), *range(15, 22)))
"""Table styles whose headings have no dark background."""
_OPAQUE_PICTURES = ("jpg", "jpeg", "jfif", "bmp")
_SLACK = 20_000
"""English Metric Units (2 pixels) by which something may fall short of a cell's edge and still cover it."""


def hiding_of(package: Package, part: str, tail: Any, styles: Styles) -> Hiding:
    """Return what hides cells on a sheet; `tail` is its root with what follows the cells, None when damaged."""
    merged = [
        area
        for each in (tail.iter() if tail is not None else ())
        if local(each) == "mergeCell"
        for area in areas_of(each.get("ref", ""))
    ]
    rules = list(rules_of(tail, styles)) if tail is not None else []
    rules_hide = any(_may_hide(rule, styles) for rule in rules)
    if not styles.hiding and not rules_hide:
        rules = []
    over = Sweep(_opaque_areas(package, part))
    return Hiding(
        styles.looks, styles.hiding, Sweep(merged), over, tuple(_shaded_areas(package, part)), rules, rules_hide
    )


def _may_hide(rule: Rule, styles: Styles) -> bool:
    if rule.change.number_format:
        return True
    different = {(look.ink, look.paper): look for look in styles.looks.values()}
    return any(rule.change.hides(look, "2", numeric=True) for look in different.values())


def _related(package: Package, part: str, kind: str) -> Iterator[tuple[str, Any]]:
    """Yield name and root of each part of a kind that a part points to; damaged ones are told by their own reader."""
    try:
        for arrow in package.relationships(part).values():
            if arrow.kind == kind and not arrow.external and (name := package.find(arrow.target)):
                yield name, package.xml(name)
    except Unreadable:
        return


def _opaque_areas(package: Package, part: str) -> Iterator[Area]:
    for name, root in _related(package, part, "drawing"):
        for anchor in root:
            area = _covered(anchor)
            if area is not None and any(_is_opaque(package, name, each) for each in anchor):
                yield area


def _covered(anchor: Any) -> Area | None:
    """Return the cells that lie wholly below an anchored object, None when no cell does or it cannot be told."""
    begin, end = child(anchor, "from"), child(anchor, "to")
    if begin is None or end is None:
        return None
    left, top, right, bottom = (_number(mark, name) for mark in (begin, end) for name in ("col", "row"))
    left += _number(begin, "colOff") > _SLACK
    top += _number(begin, "rowOff") > _SLACK
    return Area(top + 1, left, bottom, right - 1) if bottom > top and right > left else None


def _number(mark: Any, name: str) -> int:
    element = child(mark, name)
    text = (element.text or "").strip() if element is not None else ""
    return int(text) if text.isdigit() and len(text) < 12 else 0


def _is_opaque(package: Package, drawing: str, element: Any) -> bool:
    """Tell whether an object of a drawing lets nothing behind it show."""
    kind = local(element)
    if any(each.get("hidden") in ("1", "true") for each in element.iter() if local(each) == "cNvPr"):
        return False
    if kind == "pic":
        return _is_opaque_picture(package, drawing, element)
    if kind != "sp":
        return kind == "graphicFrame"
    properties = child(element, "spPr")
    fills = [local(each) for each in properties] if properties is not None else []
    if "noFill" in fills or any(local(each) == "alpha" for each in element.iter()):
        return False
    reference = child(element, "style", "fillRef")
    styled = reference is not None and reference.get("idx", "0") != "0"
    return any(fill in fills for fill in ("solidFill", "gradFill", "blipFill", "pattFill")) or styled


def _is_opaque_picture(package: Package, drawing: str, element: Any) -> bool:
    blip = next((each for each in element.iter() if local(each) == "blip"), None)
    if blip is None or any(local(each).startswith("alpha") for each in blip):
        return False
    number = next((value for key, value in blip.attrib.items() if key.endswith("}embed")), "")
    arrow = package.relationships(drawing).get(number)
    name = package.find(arrow.target) if arrow and not arrow.external else None
    if name is None:
        return False
    if name.rpartition(".")[2].casefold() in _OPAQUE_PICTURES:
        return True
    with package.open(name) as stream:
        head = stream.read(64)
    return head[:4] == b"\x89PNG" and head[25:26] in (b"\0", b"\2")  # shades or colours without transparency


def _shaded_areas(package: Package, part: str) -> Iterator[Area]:
    """Yield the headings and totals of tables whose style gives them a background, and all of dark tables."""
    for _, table in _related(package, part, "table"):
        info = child(table, "tableStyleInfo")
        style = info.get("name", "") if info is not None else ""
        if not style or style in _PALE:
            continue
        for area in areas_of(table.get("ref", "")):
            if "Dark" in style:
                yield area
                continue
            if table.get("headerRowCount", "1") != "0":
                yield Area(area.top, area.left, area.top, area.right)
            if table.get("totalsRowCount", "0") != "0":
                yield Area(area.bottom, area.left, area.bottom, area.right)
