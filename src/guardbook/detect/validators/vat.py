"""VAT registration number of the United Kingdom: nine digits (twelve with a branch), mod 97; issued by HMRC.

Source: HMRC VAT Notice 700, https://www.gov.uk/guidance/vat-guide-notice-700

>>> check("GB 980 7806 84")
True
>>> check("802311781")
False
>>> check("GB980780684001")
True
"""

import re

from stdnum.gb import vat

_SEPARATORS = re.compile(r"[\s.-]")


def compact(value: str) -> str:
    """Return the number without spaces, hyphens and the country."""
    return _SEPARATORS.sub("", value).upper().removeprefix("GB").removeprefix("XI")


def check(value: str) -> bool:
    """Return whether a value has nine or twelve digits and the right check digits."""
    number = compact(value)
    return number.isdigit() and len(set(number)) > 1 and vat.is_valid(number)
