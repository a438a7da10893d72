"""CHI number: the patient number of NHS Scotland, a date of birth (DDMMYY) and four digits, the last a mod 11 check.

Source: Public Health Scotland data dictionary, https://publichealthscotland.scot/services/national-data-catalogue/data-dictionary/

>>> check("010190 0007")
True
>>> check("0101900008")
False
>>> check("0101900007")
True
>>> check("3201901230")  # no 32nd day
False
"""

from guardbook.detect.validators import nhs_number


def compact(value: str) -> str:
    """Return the number without spaces and hyphens."""
    return nhs_number.compact(value)


def check(value: str) -> bool:
    """Return whether a value begins with a day and month and has the right check digit."""
    number = compact(value)
    return 1 <= int(number[:2] or 0) <= 31 and 1 <= int(number[2:4] or 0) <= 12 and nhs_number.check(number)
