"""Machine-readable zone of passports and other travel documents: check digits with weights 7, 3, 1, mod 10.

Source: ICAO Doc 9303, https://www.icao.int/publications/doc-series/doc-9303

>>> check("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\\nL898902C36UTO7408122F1204159ZE184226B<<<<<10")
True
>>> check("L898902C36UTO7408122F1204159ZE184226B<<<<<10")
True
>>> check("L898902C36UTO7408122F1204159ZE184226B<<<<<11")
False
>>> check("I<UTOD231458907<<<<<<<<<<<<<<<\\n7408122F1204159UTO<<<<<<<<<<<6")
True
"""

import re

_VALUES = {sign: number for number, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}


def calculate(field: str) -> int:
    """Return the check digit of a field of letters, digits and fillers."""
    return sum(_VALUES[sign] * (7, 3, 1)[place % 3] for place, sign in enumerate(field)) % 10


def check(value: str) -> bool:
    """Return whether the line with the numbers (TD3, TD2; of TD1 both upper lines) has the right check digits."""
    lines = [line.strip() for line in value.upper().splitlines() if line.strip()]
    if not lines or not all(re.fullmatch(r"[A-Z0-9<]+", line) for line in lines):
        return False
    if len(lines) >= 2 and len(lines[0]) == len(lines[1]) == 30:
        return _check_card(lines[0], lines[1])
    return len(lines[-1]) in (44, 36) and _check_line(lines[-1])


def _check_line(line: str) -> bool:
    fields = ((line[0:9], line[9]), (line[13:19], line[19]), (line[21:27], line[27]))
    whole = line[0:10] + line[13:20] + line[21:-1]
    return all(_agrees(*field) for field in fields) and _agrees(whole, line[-1])


def _check_card(first: str, second: str) -> bool:
    whole = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    fields = ((first[5:14], first[14]), (second[0:6], second[6]), (second[8:14], second[14]), (whole, second[29]))
    return all(_agrees(*field) for field in fields)


def _agrees(field: str, digit: str) -> bool:
    return digit.isdigit() and calculate(field) == int(digit)
