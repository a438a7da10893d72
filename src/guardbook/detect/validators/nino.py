"""National Insurance number: two letters, six digits and a suffix A to D, issued by HMRC and DWP; it has no checksum.

Source: HMRC National Insurance Manual NIM39110, https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110

>>> check("AB 12 34 56 C")
True
>>> check("AB123456")  # the suffix may be left out
True
>>> check("QQ123456A")  # never issued, the usual specimen
True
>>> check("BG123456C")
False
>>> check("AO123456C")
False
"""

import re

_NUMBER = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)(?:QQ|[A-CEGHJ-PRSTW-Z][A-CEGHJ-NPRSTW-Z])\d{6}[A-D]?")
_SEPARATORS = re.compile(r"[\s.-]")


def compact(value: str) -> str:
    """Return the number without spaces and hyphens, in capitals."""
    return _SEPARATORS.sub("", value).upper()


def check(value: str) -> bool:
    """Return whether a value can be a National Insurance number (the specimen prefix QQ included)."""
    return _NUMBER.fullmatch(compact(value)) is not None
