"""Driver number of Great Britain: surname (5), decade, month (+50 for women), day, year, initials and three more.

Source: DVLA, https://www.gov.uk/government/publications/inf1d-driving-licence-application

>>> check("MORGA657054SM9IJ")
True
>>> check("MORGA 657054 SM9IJ 35")  # with the issue number
True
>>> check("MORGA673054SM9IJ")  # month 73
False
>>> check("MO9GA657054SM9IJ")  # a nine inside the surname
False
"""

import re

_NUMBER = re.compile(
    r"(?P<surname>[A-Z]{1,5}9{0,4})\d(?P<month>\d\d)(?P<day>\d\d)\d[A-Z9]{2}[A-Z0-9]{3}(?:\d\d)?", re.ASCII
)
_SEPARATORS = re.compile(r"[\s-]")


def compact(value: str) -> str:
    """Return the number without spaces and hyphens, in capitals."""
    return _SEPARATORS.sub("", value).upper()


def check(value: str) -> bool:
    """Return whether a value has the form, with a real month and day; there is no public checksum."""
    found = _NUMBER.fullmatch(compact(value))
    if found is None or len(found["surname"]) != 5:
        return False
    return int(found["month"]) % 50 in range(1, 13) and int(found["month"]) < 63 and 1 <= int(found["day"]) <= 31
