"""Tokens of known services: tells one that was drawn at random from a placeholder in documentation.

>>> check("ghp_" + "x" * 36), check("sk_live_your_key_goes_here_000000")
(False, False)
>>> check("ghp_4kZ9q2LmX7tBv1NcYw8RfHs3JdGp6Ea5UoTi")
True
"""

from guardbook.detect.validators import secret

LEAST_DISTINCT = 9
"""How many different characters a token of 16 and more has, at the least."""


def check(value: str) -> bool:
    """Return whether the token holds digits, many different characters, and no word of a placeholder."""
    body = value[4:]
    varied = len(set(body)) >= LEAST_DISTINCT and any(map(str.isdigit, body))
    return varied and not secret.is_placeholder(value)
