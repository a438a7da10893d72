"""Passwords and codes given in a sentence: tells one from the next word of the sentence.

Nothing official gives their form; the NCSC only says how to choose them (https://www.ncsc.gov.uk/collection/passwords).
A word of the language is no password here, since "the password is required" is far more frequent.

>>> check("Kestrel-4471"), check("4471"), check("blue7Otter"), check("Summer2024!")
(True, True, True, True)
>>> check("required"), check("case-sensitive"), check("2024-11-02"), check("gpio.pin"), check("$PASSWORD")
(False, False, False, False, False)
"""

import re

from guardbook.detect.validators import secret

LEAST_DISTINCT = 4
"""How many different characters such a password has, at the least."""
_PIN = re.compile(r"[0-9]{4,8}")


def check(value: str) -> bool:
    """Return whether a value mixes letters with digits or signs, or is a code of four to eight digits."""
    if _PIN.fullmatch(value):
        return True
    mixed = any(map(str.isdigit, value)) and any(map(str.isalpha, value))
    return (
        mixed and len(set(value)) >= LEAST_DISTINCT and not secret.is_code(value) and not secret.is_placeholder(value)
    )
