"""Tells why letters of a Word document do not show: hidden, too small, or in the colour of what lies behind them."""

from typing import Any

from guardbook.readers.colours import BLACK, WHITE, Colour, blends, drawing_colour, parse_colour
from guardbook.readers.docx.looks import Look, Paint, Styles, shading
from guardbook.readers.docx.sheet import Sheet
from guardbook.readers.markup import attribute, child, children, local

FAR = 8_000
"""Twentieths of a point from which an indentation or a frame's place may lead off the page."""
FLAT = 40
"""Twentieths of a point up to which a line of exact height shows nothing."""


def why_hidden(run: Any, look: Look, styles: Styles, sheet: Sheet) -> str | None:
    """Return the code of why a run's text does not show, None when it does or when that is not certain."""
    if look.vanish:
        return "hidden-text"
    if look.unreadable:
        return "unseen-text"
    highlight = look.highlight if look.highlight != "auto" else None
    letters = BLACK if highlight and look.colour in (None, "auto") else look.colour  # a marker does not turn them white
    if not isinstance(letters, tuple):
        return None
    paper = highlight or (look.shade if look.shade not in (None, "auto") else _behind(run, styles, sheet))
    return "unseen-text" if isinstance(paper, tuple) and blends(letters, paper) else None


def why_paragraph_hidden(properties: Any, sheet: Sheet) -> str | None:
    """Return the code of why a paragraph's place or height lets nothing of it show."""
    for each in properties if properties is not None else ():
        name = local(each)
        if name == "spacing" and attribute(each, "lineRule") == "exact" and 0 <= _twips(each, "line") <= FLAT:
            return "unseen-text"
        for axis, sides in enumerate(_PLACES.get(name, ())):
            away = max(abs(_twips(each, side, 0)) for side in sides)
            if away >= FAR and away >= sheet.size[axis]:
                return "unseen-text"
    return None


_PLACES = {"ind": (("left", "start", "firstLine"),), "framePr": (("x",), ("y",))}


def is_flat(row_properties: Any) -> bool:
    """Tell whether a table's row is too low to show anything."""
    height = child(row_properties, "trHeight") if row_properties is not None else None
    return height is not None and attribute(height, "hRule") == "exact" and 0 <= _twips(height, "val") <= FLAT


def _twips(element: Any, name: str, missing: int = -1) -> int:
    value: str = attribute(element, name)
    return int(value) if value.lstrip("-").isdigit() and len(value) < 9 else missing


def _behind(run: Any, styles: Styles, sheet: Sheet) -> Paint | None:
    """Return what lies behind a run: its paragraph's, cell's, table's or box's colour, else the page's."""
    boxed = False
    for above in run.iterancestors():
        name = local(above)
        boxed = boxed or name == "txbxContent"
        paint: Paint | None = None
        if name in ("p", "tc", "tbl"):
            shade = child(above, f"{name}Pr", "shd")
            paint = None if shade is None else shading(shade, styles.theme)
        if name == "p" and paint is None:
            style = child(above, "pPr", "pStyle")
            paint = styles.paragraph_shade("" if style is None else attribute(style, "val"))
        if name == "tbl" and paint in (None, "auto"):
            style = child(above, "tblPr", "tblStyle")
            paint = "mixed" if style is not None and styles.shades_tables(attribute(style, "val")) else None
        if name == "txbxContent":
            paint = box_fill(above, styles.theme)
        if paint not in (None, "auto"):
            return paint
    return sheet.colour_below_boxes if boxed else sheet.colour


def box_fill(content: Any, theme: dict[str, Colour]) -> Paint | None:
    """Return what fills the text box that this is the content of; None where the page shows through."""
    for above in content.iterancestors():
        name = local(above)
        if name == "wsp":
            return drawn_fill(above, theme)
        if name in ("shape", "rect", "roundrect", "oval"):
            return old_fill(above)
    return "mixed"


def drawn_fill(shape: Any, theme: dict[str, Colour]) -> Paint | None:
    """Return what fills a shape (`wps:wsp`); None where what lies behind it shows through."""
    for each in children(shape, "spPr"):
        if local(each) == "noFill":
            return None
        if local(each) == "solidFill":
            colour, opacity = drawing_colour(each, theme)
            return colour if colour and opacity > 0.9 else "mixed"
        if local(each).endswith("Fill"):
            return "mixed"
    by_style = child(shape, "style", "fillRef")
    return None if by_style is None or attribute(by_style, "idx") == "0" else "mixed"


def old_fill(shape: Any) -> Paint | None:
    """Return what fills a shape of the older kind (VML); None where what lies behind it shows through."""
    if attribute(shape, "filled") in ("f", "false"):
        return None
    fill = child(shape, "fill")
    if fill is not None and attribute(fill, "type") not in ("", "solid"):
        return "mixed"
    colour = attribute(shape, "fillcolor").partition(" ")[0]
    return (parse_colour(colour) or "mixed") if colour else WHITE
