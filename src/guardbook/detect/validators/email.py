"""E-mail address as people write it: no empty part, and a domain that ends in letters rather than in a file's ending.

Source: RFC 5321, https://www.rfc-editor.org/rfc/rfc5321

>>> check("jo.o'neil@example.gov.uk")
True
>>> check("icon@2x.png")
False
>>> check("jo..neil@example.com")
False
>>> check("jo@example.123")
False
"""

import re

_ENDINGS = "png jpg jpeg gif svg webp css js json html htm py md txt xml yml yaml so dll exe zip"
_FILES = frozenset(_ENDINGS.split())


def check(value: str) -> bool:
    """Return whether a value is a likely address."""
    local, _, domain = value.rpartition("@")
    labels = domain.lower().split(".")
    if not local or len(local) > 64 or ".." in value or local[0] == "." or local[-1] == ".":
        return False
    if labels[-1] in _FILES or not re.fullmatch(r"xn--[a-z0-9-]+|[^\W\d_]{2,24}", labels[-1]):
        return False
    return all(label and label[0] != "-" and label[-1] != "-" for label in labels)
