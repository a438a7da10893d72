"""Tells why a run of a Word document does not show: hidden, white on white, or too small to see."""

from typing import Any

from guardbook.readers.markup import attribute, child, local

OFF = frozenset({"0", "false", "off", "none"})
SMALLEST = 4
"""Half-points up to which letters cannot be read."""
PAPER = frozenset({"", "auto", "ffffff", "clear", "none"})


def why_hidden(run: Any, hidden_styles: frozenset[str]) -> str | None:
    """Return the code of why a run's text does not show, None when it does."""
    properties = child(run, "rPr")
    if properties is None:
        return None
    unseen = None
    for each in properties:
        name, value = local(each), attribute(each, "val")
        if name in ("vanish", "specVanish") and value not in OFF:
            return "hidden-text"
        if name == "rStyle" and value in hidden_styles:
            return "hidden-text"
        if name == "sz" and value.isdecimal() and int(value) <= SMALLEST:
            unseen = "unseen-text"
        if name == "color" and value.casefold() == "ffffff" and not _stands_on_colour(run, properties):
            unseen = "unseen-text"
    return unseen


def hides_paragraph(paragraph: Any, hidden_styles: frozenset[str]) -> bool:
    """Tell whether a paragraph's style hides its text."""
    style = child(paragraph, "pPr", "pStyle")
    return style is not None and attribute(style, "val") in hidden_styles


def _stands_on_colour(run: Any, properties: Any) -> bool:
    """Tell whether white letters may have something dark behind them: when in doubt they have."""
    if _is_shaded(properties) or child(properties, "highlight") is not None:
        return True
    for above in run.iterancestors():
        name = local(above)
        if name == "txbxContent" or (name == "tbl" and child(above, "tblPr", "tblStyle") is not None):
            return True
        inside = child(above, f"{name}Pr") if name in ("p", "tc", "tbl") else None
        if inside is not None and (_is_shaded(inside) or child(inside, "pStyle") is not None):
            return True
    return run.getroottree().find(".//{*}background") is not None


def _is_shaded(properties: Any) -> bool:
    shade = child(properties, "shd")
    return shade is not None and attribute(shade, "fill").casefold() not in PAPER
