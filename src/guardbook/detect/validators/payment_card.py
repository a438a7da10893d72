"""Payment card numbers: the issuer's range, the length that goes with it, and Luhn's check digit.

ISO/IEC 7812-1 gives the check digit and the form; the ranges are those that the card schemes publish
(https://www.iso.org/standard/70484.html).

>>> check("4111 1111 1111 1111"), check("3782-822463-10005"), check("2223003122003222")
(True, True, True)
>>> check("4111 1111 1111 1112"), check("1111 1111 1111 1117"), check("0000000000000000")
(False, False, False)
>>> check("411111111111111")
False
"""

from stdnum import luhn

_SCHEMES: tuple[tuple[int, int, tuple[int, ...]], ...] = (
    (400000, 499999, (13, 16, 19)),  # Visa
    (510000, 559999, (16,)),  # Mastercard
    (222100, 272099, (16,)),
    (340000, 349999, (15,)),  # American Express
    (370000, 379999, (15,)),
    (601100, 601199, (16, 19)),  # Discover
    (644000, 659999, (16, 19)),
    (300000, 305999, (14, 16, 19)),  # Diners Club
    (360000, 369999, (14, 16, 19)),
    (380000, 399999, (14, 16, 19)),
    (352800, 358999, (16, 19)),  # JCB
    (620000, 629999, (16, 17, 18, 19)),  # UnionPay
    (500000, 509999, (16, 18, 19)),  # Maestro
    (560000, 589999, (16, 18, 19)),
    (630000, 639999, (16, 18, 19)),
    (670000, 679999, (16, 18, 19)),
)
"""First and last of a range of first six digits, and the lengths that its numbers have."""


def check(value: str) -> bool:
    """Return whether a number, with spaces or hyphens or without, can be that of a card."""
    digits = value.replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) > 12):
        return False
    first = int(digits[:6])
    known = any(low <= first <= high and len(digits) in lengths for low, high, lengths in _SCHEMES)
    return known and bool(luhn.is_valid(digits))
