"""Reckons with the colours of office documents: whether letters differ from what lies behind them."""

import colorsys
from collections.abc import Iterable
from typing import Any

from guardbook.readers.markup import attribute, child, local

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
CONTRAST = 1.2
"""Contrast (WCAG 2.2, "contrast ratio") below which letters do not show: F0F0F0 on white has 1.14, D9D9D9 1.41."""
FARTHEST = 48
"""How far any of red, green and blue may be apart in colours that are told apart by brightness alone."""
NAMED = {
    "black": BLACK,
    "blue": (0, 0, 255),
    "cyan": (0, 255, 255),
    "green": (0, 255, 0),
    "magenta": (255, 0, 255),
    "red": (255, 0, 0),
    "yellow": (255, 255, 0),
    "white": WHITE,
    "darkBlue": (0, 0, 128),
    "darkCyan": (0, 128, 128),
    "darkGreen": (0, 128, 0),
    "darkMagenta": (128, 0, 128),
    "darkRed": (128, 0, 0),
    "darkYellow": (128, 128, 0),
    "darkGray": (128, 128, 128),
    "lightGray": (192, 192, 192),
}
"""Colours by the names that highlights have (ISO/IEC 29500-1, 17.18.40)."""
SLOTS = {
    "text1": "dk1",
    "dark1": "dk1",
    "tx1": "dk1",
    "background1": "lt1",
    "light1": "lt1",
    "bg1": "lt1",
    "text2": "dk2",
    "dark2": "dk2",
    "tx2": "dk2",
    "background2": "lt2",
    "light2": "lt2",
    "bg2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""The theme's own names of its colours by those that documents use."""
USUAL = {"dk1": BLACK, "lt1": WHITE}


def parse_colour(text: str) -> Colour | None:
    """Return a colour from "RRGGBB", "#RRGGBB" or a highlight's name; None for "auto" and anything else."""
    digits = text.removeprefix("#")
    if len(digits) == 6:
        try:
            return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
        except ValueError:
            pass
    return NAMED.get(text)


def blends(letters: Colour, paper: Colour) -> bool:
    """Tell whether letters of one colour cannot be told from paper of another."""
    if max(abs(one - other) for one, other in zip(letters, paper, strict=True)) > FARTHEST:
        return False
    high, low = sorted((_luminance(letters), _luminance(paper)), reverse=True)
    return (high + 0.05) / (low + 0.05) < CONTRAST


def _luminance(colour: Colour) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightened(colour: Colour, *, by: float = 0.0, factor: float = 1.0) -> Colour:
    """Return a colour with its lightness (HSL, 0 to 1) multiplied and then raised."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    lightness = min(1.0, max(0.0, lightness * factor + by))
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def theme_colours(theme: Any) -> dict[str, Colour]:
    """Return the colours of an OOXML theme's root by their names: "dk1", "lt1", "accent1" and so on."""
    found = dict(USUAL)
    scheme = next((each for each in theme.iter() if local(each) == "clrScheme"), None)
    for slot in scheme if scheme is not None else ():
        for each in slot:
            if colour := parse_colour(each.get("lastClr") or each.get("val") or ""):
                found[local(slot)] = colour
    return found


def word_colour(element: Any, theme: dict[str, Colour], key: str = "val", prefix: str = "theme") -> Colour | None:
    """Return the colour of a WordprocessingML element (17.3.2.6): the theme's where it names one, else its own."""
    slot = attribute(element, "themeFill" if prefix == "themeFill" else f"{prefix}Color")
    base = theme.get(SLOTS.get(slot, slot)) if slot else None
    if base is None:
        return parse_colour(attribute(element, key))
    if tint := _share(attribute(element, f"{prefix}Tint")):
        return lightened(base, factor=tint, by=1 - tint)
    if shade := _share(attribute(element, f"{prefix}Shade")):
        return lightened(base, factor=shade)
    return base


def _share(hexadecimal: str) -> float:
    try:
        return int(hexadecimal, 16) / 255
    except ValueError:
        return 0.0


def drawing_colour(fill: Any, theme: dict[str, Colour]) -> tuple[Colour | None, float]:
    """Return the colour in a DrawingML fill (20.1.2.3), None where it is not known, and its opacity from 0 to 1."""
    for each in fill:
        name, value = local(each), each.get("val", "")
        if name in ("srgbClr", "sysClr"):
            base = parse_colour(each.get("lastClr") or value)
        elif name == "schemeClr":
            base = theme.get(SLOTS.get(value, value))
        elif name == "prstClr":
            base = NAMED.get(value)
        else:
            continue
        return _changed(base, each), _opacity(each)
    return None, 1.0


def _changed(colour: Colour | None, changes: Iterable[Any]) -> Colour | None:
    for each in changes:
        share = _per_mille(each) / 100_000
        if colour is None or local(each) in ("alpha", "satMod", "satOff"):
            continue
        if local(each) in ("lumMod", "shade"):
            colour = lightened(colour, factor=share)
        elif local(each) == "lumOff":
            colour = lightened(colour, by=share)
        elif local(each) == "tint":
            colour = lightened(colour, factor=share, by=1 - share)
        else:
            return None
    return colour


def _opacity(colour: Any) -> float:
    alpha = child(colour, "alpha")
    return 1.0 if alpha is None else _per_mille(alpha) / 100_000


def _per_mille(element: Any) -> int:
    value: str = attribute(element, "val")
    return int(value) if value.lstrip("-").isdigit() and len(value) < 9 else 100_000
