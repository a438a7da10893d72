"""Asks the inline styles of a web page's elements whether their letters show: where, how large, in which colour."""

import re
from collections.abc import Callable
from typing import Any

from guardbook.readers.colours import NAMED, WHITE, Colour, blends, parse_colour

_AWAY = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?![.\d]*[1-9])|mso-hide\s*:\s*all"
    r"|transform\s*:\s*scale\(\s*0\s*\)",
    re.I,
)
_BEYOND = re.compile(r"(?:left|right|top|text-indent|margin-(?:left|top))\s*:\s*-(?:\d{4,}|\d{3,}(?:r?em|%))", re.I)
_CLIPPED = re.compile(r"clip\s*:\s*rect\(\s*[01](?:px)?\b|clip-path\s*:\s*inset\(\s*(?:50|100)%", re.I)
_FLAT = re.compile(r"(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*[01](?:px|pt|em)?\s*(?:!important\s*)?(?:;|$)", re.I)
_CUT = re.compile(r"overflow\s*:\s*hidden", re.I)
_TINY = re.compile(r"font-size\s*:\s*(?:0+(?:\.[0-4]\d*)?|[12](?:\.\d+)?(?:px|pt))(?:px|pt|r?em|%)?\s*(?:!|;|$)", re.I)
_SIZED = re.compile(r"font-size\s*:", re.I)
_PREVIEW = re.compile(r"max-height\s*:\s*0|mso-hide\s*:\s*all|font-size\s*:\s*[01]px", re.I)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]+)", re.I)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.I)
_PICTURE = re.compile(r"background[\w-]*\s*:[^;]*(?:url|gradient|image-set)\(", re.I)
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+%?))?", re.I)

Look = Callable[[Any], str]


def is_away(style: str) -> bool:
    """Tell whether a style takes an element off the page: not displayed, or without height."""
    return bool(_AWAY.search(style) or (_FLAT.search(style) and _CUT.search(style)))


def is_beyond(style: str) -> bool:
    """Tell whether a style moves an element far beyond the page's edge."""
    return bool(_BEYOND.search(style))


def is_clipped(style: str) -> bool:
    """Tell whether a style cuts an element away in the usual manner of texts that are only read out."""
    return bool(_CLIPPED.search(style))


def is_preview(style: str) -> bool:
    """Tell whether a style is that of the preview that newsletters begin with: hidden in more ways than one."""
    return "display" in style and bool(_AWAY.search(style) and _PREVIEW.search(style))


def inline(element: Any) -> str:
    """Return an element's own style."""
    style: str = element.get("style") or ""
    return style


def is_set_anew(element: Any, look: Look = inline) -> bool:
    """Tell whether an element has letters of a size or colour of its own."""
    return bool(_SIZED.search(look(element)) or _own_colour(element, look))


def is_unseen(element: Any, look: Look = inline) -> bool:
    """Tell whether an element's own letters are too small, transparent, or of the colour that lies behind them.

    `look` gives all that is said of how an element looks, its own style first; without it classes are not known.
    """
    if _TINY.search(inline(element)):
        return True
    told = _own_colour(element, look)
    if not told:
        return False
    colour = parse_css_colour(told)
    if colour is None:
        return told.strip().lower() == "transparent"
    behind = _behind(element, look)
    return behind is not None and blends(colour, behind)


def _own_colour(element: Any, look: Look) -> str:
    found = _COLOUR.search(look(element))
    return found[1] if found else (element.get("color") or "") if element.tag == "font" else ""


def _behind(element: Any, look: Look) -> Colour | None:
    """Return the colour behind an element; None where it is not known, since a class or a picture may colour it."""
    while element is not None:
        if _PICTURE.search(look(element)):
            return None
        told = _BACKGROUND.search(look(element))
        value = told[1] if told else element.get("bgcolor") or ""
        if value and value.strip().lower() not in ("transparent", "none", "inherit", "initial"):
            return parse_css_colour(value)
        if (look is inline and element.get("class")) or element.get("background"):
            return None
        element = element.getparent()
    return WHITE


def parse_css_colour(value: str) -> Colour | None:
    """Return a colour of CSS as far as it is of the usual kinds; None for what shines through or holds a picture."""
    value = value.strip().lower()
    if "url(" in value or "gradient" in value:
        return None
    if found := _RGB.search(value):
        red, green, blue = (min(255, int(part[:4])) for part in found.groups()[:3])
        return None if found[4] and float(found[4].strip("%") or 0) == 0 else (red, green, blue)
    word = value.split()[0] if value else ""
    if re.fullmatch("#[0-9a-f]{3}", word):
        word = "#" + "".join(2 * digit for digit in word[1:])
    return parse_colour(word) if word.startswith("#") else NAMED.get(word)
