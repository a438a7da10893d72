"""Date of the calendar, written in one of the usual ways, between 1850 and 2150.

Source: ISO 8601; GOV.UK style guide, https://www.gov.uk/guidance/style-guide/a-to-z

>>> check("29/02/2024"), check("1990-12-31"), check("3 March 1964"), check("March 3rd, 1964"), check("01.02.03")
(True, True, True, True, True)
>>> check("31/02/2024"), check("1990-13-01"), check("45 May 1990")
(False, False, False)
>>> check("20240229"), check("29022024"), check("20241301")
(True, True, False)
>>> check("12/31/1990")  # month first, as in the United States
True
"""

import re
from datetime import date

_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), 1)}
_NUMBERS = re.compile(r"\d+")
_MONTH = re.compile("|".join(_MONTHS), re.IGNORECASE)


def check(value: str) -> bool:
    """Return whether a value names a day that exists."""
    numbers = list(map(int, _NUMBERS.findall(value)))
    if len(numbers) == 2 and (month := _MONTH.search(value)):
        day, year = numbers if numbers[0] <= 31 else numbers[::-1]
        return _exists(year, _MONTHS[month[0].lower()], day)
    if len(numbers) == 1 and value.isdigit() and len(value) == 8:
        numbers = [int(value[:4]), int(value[4:6]), int(value[6:])]
        return _exists(*numbers) or _exists(int(value[4:]), int(value[2:4]), int(value[:2]))
    if len(numbers) < 3:
        return False
    first, second, third = numbers[:3]
    if first > 31:
        return _exists(first, second, third)
    return _exists(third, second, first) or _exists(third, first, second)


def _exists(year: int, month: int, day: int) -> bool:
    if year < 100:
        year += 2000 if year < 50 else 1900
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1850 <= year <= 2150
