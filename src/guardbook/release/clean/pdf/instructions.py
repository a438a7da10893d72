"""The instructions that a clean copy may hold, and how their numbers are written."""

from decimal import Decimal
from typing import Any

NUMBERS = {
    **dict.fromkeys("q Q h S s f F f* B B* b b* n W W* BT ET T*".split(), 0),
    **dict.fromkeys("w J j M i Tc Tw Tz TL Tr Ts G g".split(), 1),
    **dict.fromkeys("m l Td TD d0".split(), 2),
    **dict.fromkeys("RG rg".split(), 3),
    **dict.fromkeys("v y re K k".split(), 4),
    **dict.fromkeys("c cm Tm d1".split(), 6),
}
"""Instructions that take numbers alone, and how many (ISO 32000-2, annex A)."""
PAINTS = frozenset("S s f F f* B B* b b*".split())
MOVES = frozenset("BT Td TD Tm T*".split())
INTENTS = ("/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual")
FORM = ("/BBox", "/Matrix")
TILES = ("/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix")
"""What stays of a form's and of a pattern's own entries."""


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def number(value: Any) -> bytes:
    if isinstance(value, int):
        return b"%d" % value
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return text.encode() if text not in ("-0", "") else b"0"
