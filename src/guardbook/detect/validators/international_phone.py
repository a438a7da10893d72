"""Telephone numbers in international form: a country code that is in use and 8 to 15 digits in all.

ITU-T Recommendation E.164 and its list of country codes: https://www.itu.int/rec/T-REC-E.164/

>>> check("+48 601 234 567"), check("+1 (415) 555-0132"), check("0033 1 42 68 53 00")
(True, True, True)
>>> check("+999 601 234 567"), check("+1 23"), check("+12345678901234567")
(False, False, False)
"""

import re

_CODES = re.compile(
    r"1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    r"|2[1-9]\d|35\d|37\d|38\d|42[013]|50\d|59\d|67\d|68\d|69\d|85\d|88[06]|96\d|97\d|99[2-68]"
)
FEWEST, MOST = 8, 15


def check(value: str) -> bool:
    """Return whether a number begins with a country's code and has as many digits as E.164 allows."""
    digits = re.sub(r"\D", "", value)
    if not value.lstrip().startswith("+"):
        digits = digits.removeprefix("00")
    return FEWEST <= len(digits) <= MOST and _CODES.match(digits) is not None and len(set(digits)) > 2
