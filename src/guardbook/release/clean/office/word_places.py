"""Asks of the XML of a Word document what its draft needs: pages, lengths, cells, shapes in front, form fields."""

from collections.abc import Iterable
from typing import Any

from guardbook.readers.markup import OFF, attribute, child, children, local
from guardbook.release.clean.office.draft import Cell, Grid, Page
from guardbook.release.clean.office.word_looks import on, twips

EMU = 12_700
"""English metric units in a point."""
SMALL = 6 * EMU
"""The side up to which a drawn shape is a line."""


def cells_of(row: Any) -> Iterable[Any]:
    """Yield the cells of a table's row, those in content controls too."""
    for each in row:
        if local(each) == "tc":
            yield each
        elif local(each) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from cells_of(each)


def cell_reaching_down(grid: Grid, column: int) -> Cell | None:
    """Return the cell that reaches down to the row that is being written."""
    for number in range(len(grid.rows) - 1, -1, -1):
        row = grid.rows[number]
        cell = row[column] if column < len(row) else None
        if cell is not None:
            return cell if number + cell.down == len(grid.rows) else None
    return None


def has_look(look: Any, name: str, bit: int) -> bool:
    """Tell whether a table's look (`tblLook`, 17.4.55) switches a part of its style on."""
    said = attribute(look, name)
    if said:
        return said not in OFF
    try:
        return bool(int(attribute(look, "val") or "0", 16) & bit)
    except ValueError:
        return False


def page_of(properties: Any) -> Page:
    """Return the paper of a section."""
    page = Page()
    size, margins = child(properties, "pgSz"), child(properties, "pgMar")
    if size is not None:
        width, height = twips(size, "w"), twips(size, "h")
        page.width = width if width and 100 <= width <= 1600 else page.width
        page.height = height if height and 100 <= height <= 1600 else page.height
    for side in ("top", "right", "bottom", "left"):
        length = twips(margins, side) if margins is not None else None
        if length is not None and 10 <= abs(length) < 0.4 * min(page.width, page.height):
            setattr(page, side, abs(length))
    return page


def is_continuous(properties: Any) -> bool:
    """Tell whether a section begins on the page where the one before ends."""
    kind = child(properties, "type")
    return kind is not None and attribute(kind, "val") == "continuous"


def points_of(element: Any, name: str) -> float:
    """Return an attribute in English metric units as points, 0 for what is none."""
    value = attribute(element, name)
    return min(int(value) / EMU, 1600.0) if value.isdecimal() and len(value) < 10 else 0.0


def turned_by(transform: Any) -> tuple[int, str]:
    """Return by how many degrees a drawing is turned, clockwise, and the sides it is flipped to: "h", "v" or both."""
    if transform is None:
        return 0, ""
    angle = attribute(transform, "rot")
    degrees = int(angle) // 60_000 if angle.lstrip("-").isdecimal() and len(angle) < 12 else 0
    return degrees % 360, "".join(side for side in "hv" if attribute(transform, f"flip{side.upper()}") in ("1", "true"))


def is_icon(picture: Any) -> bool:
    """Tell whether a picture stands for a file packed inside the document, which the copy does not have."""
    packed = next((each for each in picture.iterancestors() if local(each) == "object"), None)
    return packed is not None and any(attribute(each, "DrawAspect") == "Icon" for each in packed)


def points_in_style(style: str, name: str) -> float:
    """Return a length in the style of an old shape (VML) as points, 0 where it says none."""
    for entry in style.split(";"):
        key, _, value = entry.partition(":")
        if key.strip() == name and value.strip().endswith(("pt", "in")):
            try:
                return min(float(value.strip()[:-2]) * (72 if value.strip().endswith("in") else 1), 1600.0)
            except ValueError:
                return 0.0
    return 0.0


def covers_text(anchor: Any) -> bool:
    """Tell whether an anchored drawing is a filled shape without words in front of the text."""
    if attribute(anchor, "behindDoc") not in ("", "0", "false") or child(anchor, "wrapNone") is None:
        return False
    extent = child(anchor, "extent")
    if extent is None or min(points_of(extent, "cx"), points_of(extent, "cy")) * EMU <= SMALL:
        return False
    if any(local(each) in ("txbxContent", "blip") for each in anchor.iter()):
        return False
    shapes = [each for each in anchor.iter() if local(each) == "wsp"]
    return any(_is_filled(shape) for shape in shapes)


def _is_filled(shape: Any) -> bool:
    said = next((local(each) for each in children(shape, "spPr") if local(each).endswith("Fill")), "")
    by_style = child(shape, "style", "fillRef")
    return said not in ("", "noFill") or (not said and by_style is not None and attribute(by_style, "idx") != "0")


def old_shape_covers_text(shape: Any) -> bool:
    """Tell whether an old shape (VML) is filled, without words, and placed on the page by itself."""
    if local(shape) not in ("shape", "rect", "roundrect", "oval"):
        return False
    style = attribute(shape, "style").replace(" ", "")
    if "position:absolute" not in style or "z-index:-" in style or attribute(shape, "filled") in ("f", "false"):
        return False
    return not any(local(each) in ("txbxContent", "textpath", "imagedata", "wrap") for each in shape.iter())


def form_state(form: Any, word: str) -> str:
    """Return what an old form field shows: a box, ticked or not, or the chosen one of its entries."""
    if word == "FORMCHECKBOX":
        box = children(form, "checkBox")
        mark = next((each for name in ("checked", "default") for each in box if local(each) == name), None)
        return "☒" if mark is not None and on(mark) else "☐"
    entries = [attribute(each, "val") for each in children(form, "ddList") if local(each) == "listEntry"]
    result = child(form, "ddList", "result")
    chosen = int(attribute(result, "val")) if result is not None and attribute(result, "val").isdecimal() else 0
    return entries[chosen] if chosen < len(entries) else ""
