"""The identity number of Singapore (NRIC, FIN): a letter for the series, seven digits, a check letter.

Issued by the Immigration and Checkpoints Authority: https://www.ica.gov.sg/documents/ic

>>> check("S0000001I")
True
>>> check("S0000002I")
False
>>> check("F0000001W")
False
>>> check("0000001I")
False
"""

import re

_FORM = re.compile(r"[STFGM][0-9]{7}[A-Z]")
_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
_SERIES = {"S": 0, "T": 4, "F": 0, "G": 4, "M": 3}
_LETTERS = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "F": "XWUTRQPNMLK", "G": "XWUTRQPNMLK", "M": "XWUTRQPNJLK"}


def check(value: str) -> bool:
    """Return whether the last letter is that of the weighted sum, modulo 11, in the table of the series."""
    if not _FORM.fullmatch(value):
        return False
    series = value[0]
    total = _SERIES[series] + sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, value[1:8], strict=True))
    return _LETTERS[series][total % 11] == value[8]
