"""NHS number: ten digits with a mod 11 check digit, issued in England, Wales and the Isle of Man (and, as H&C, in NI).

Source: NHS Data Dictionary, https://www.datadictionary.nhs.uk/attributes/nhs_number.html

>>> check("943 476 5919")
True
>>> check("9434765918")
False
>>> check("999-000-0018")
True
>>> check("0000000000")
False
"""

import re

from stdnum.gb import nhs

_SEPARATORS = re.compile(r"[\s-]")


def compact(value: str) -> str:
    """Return the number without spaces and hyphens."""
    return _SEPARATORS.sub("", value)


def check(value: str) -> bool:
    """Return whether a value is ten digits with the right check digit and not one digit ten times."""
    number = compact(value)
    return len(number) == 10 and len(set(number)) > 1 and nhs.checksum(number) == 0
