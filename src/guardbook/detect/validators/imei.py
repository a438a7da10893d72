"""IMEI of a mobile device: fifteen digits with a Luhn check digit, given out under the rules of the GSMA.

Source: 3GPP TS 23.003, https://www.3gpp.org/dynareport/23003.htm

>>> check("35-209900-176148-1")
True
>>> check("352099001761482")
False
"""

import re

from stdnum import luhn

_SEPARATORS = re.compile(r"[\s/-]")


def compact(value: str) -> str:
    """Return the number without spaces, hyphens and slashes."""
    return _SEPARATORS.sub("", value)


def check(value: str) -> bool:
    """Return whether a value is fifteen digits with the right check digit; those of test devices begin with 00."""
    number = compact(value)
    return len(number) == 15 and len(set(number)) > 2 and luhn.checksum(number) == 0
