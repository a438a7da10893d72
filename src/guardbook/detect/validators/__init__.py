"""Checks of single values, one module each, and the one way to name a check in a recogniser's file."""

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module

from guardbook.errors import RecogniserError

Check = Callable[[str], bool]
"""Takes the value as it stands in the text (with its spaces and hyphens); says whether it can be genuine."""

_NAME = re.compile(r"(?:stdnum:(?:[a-z]{2}_?\.)?)?[a-z][a-z0-9_]*")


@cache
def load(name: str) -> Check:
    """Return the check that a recogniser's `validator` names; raise `RecogniserError` when none is there.

    "nhs" is `check` of the module `nhs` beside this one, "stdnum:pl.pesel" is `is_valid` of `stdnum.pl.pesel`.

    >>> load("stdnum:pl.pesel")("44051401359")
    True
    >>> load("stdnum:pl.pesel")("44051401358")
    False
    """
    if not _NAME.fullmatch(name):
        raise RecogniserError(f"validator {name!r} is not a name such as 'nhs' or 'stdnum:pl.pesel'")
    package, function = (
        ("stdnum", "is_valid") if name.startswith("stdnum:") else ("guardbook.detect.validators", "check")
    )
    try:
        module = import_module(f"{package}.{name.removeprefix('stdnum:')}")
        check: Check = getattr(module, function)
    except (ImportError, AttributeError):
        raise RecogniserError(f"there is no validator {name!r}") from None
    return check
