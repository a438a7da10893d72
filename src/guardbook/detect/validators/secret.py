"""Passwords and keys beside their label: tells one that could open something from code and placeholders.

The NCSC's advice on passwords gives no form, so this rule only throws out what is plainly none: variables,
placeholders, type names, masks (https://www.ncsc.gov.uk/collection/passwords).

>>> check("hunter2!Xq"), check("wJalrXUtnFEMI/K7MDENG/bPxRfiCY2wtA")
(True, True)
>>> check("${DB_PASSWORD}"), check("********"), check("settings.PASSWORD"), check("YOUR_API_KEY"), check("required")
(False, False, False, False, False)
"""

import re

_CODE = re.compile(
    r"[A-Za-z_]+"  # a word
    r"|[A-Za-z_][\w-]*(?:[.:/\\]+[A-Za-z_][\w-]*)+\.?"  # names joined by dots or slashes
    r"|[%$@{<\[*#.-].*|.*[{}<>\[\]()|\\].*|.*\.\.\..*"  # a variable, a template, a mask
    r"|[\d.,:/-]+|0x[0-9A-Fa-f]+"  # a plain number
)
_PLACEHOLDER = re.compile(
    r"your|(?<![a-z0-9])example|change_?-?me|placeholder|redacted|dummy|sample|xxxx|\*\*\*|_here|insert|replace|todo"
    r"|secret[_-]?key|api[_-]?key$|access[_-]?key|passw(?:or)?d(?:1?$|[_-]?(?:here|hash))|^test|string"
    r"|(?:none|null|true|false|undefined)$",
    re.IGNORECASE,
)


def is_placeholder(value: str) -> bool:
    """Return whether a value says of itself that the real one belongs in its place."""
    return _PLACEHOLDER.search(value) is not None


def is_code(value: str) -> bool:
    """Return whether a value is a name, a path, a variable, a template, a mask or a plain number."""
    return _CODE.fullmatch(value) is not None


def check(value: str) -> bool:
    """Return whether a value could be a password or key."""
    if len(set(value)) < 5 or value.isalpha() or is_placeholder(value):
        return False
    return _looks_drawn(value) or not is_code(value)


def _looks_drawn(value: str) -> bool:
    """Return whether a long value mixes cases and digits as chance does, so that its slashes make no path."""
    kinds = (str.islower, str.isupper, str.isdigit)
    return len(value) >= 20 and value.isascii() and all(any(map(kind, value)) for kind in kinds) and "." not in value
