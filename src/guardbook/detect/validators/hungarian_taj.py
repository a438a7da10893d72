"""The Hungarian social security number (TAJ-szám): eight digits and a check digit.

Annex 2 of Act XX of 1996: weights 3 and 7 in turn, modulo 10: https://net.jogtar.hu/jogszabaly?docid=99600020.tv

>>> check("111 111 110")
True
>>> check("111-111-110")
True
>>> check("111111111")
False
>>> check("11111111")
False
"""


def check(value: str) -> bool:
    """Return whether the check digit fits."""
    digits = value.replace(" ", "").replace("-", "")
    if len(digits) != 9 or not digits.isdecimal():
        return False
    return sum(int(digit) * (3, 7)[place % 2] for place, digit in enumerate(digits[:8])) % 10 == int(digits[8])
