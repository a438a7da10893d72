"""Turns a vocabulary into one regular expression that looks at each letter of a text once."""

import re
from collections.abc import Iterable
from typing import Any

_END = ""


def phrases_pattern(words: Iterable[str]) -> str:
    r"""Return a pattern, to be used in any case, of words and phrases; the longest that fits is taken.

    Beginnings that words share are written once, since an alternation of hundreds of words is tried one by one.

    >>> phrases_pattern(["Muslim", "Methodist", "Sunni Muslim", "Sunni"])
    '(?:m(?:ethodist|uslim)|sunni(?:\\s+muslim)?)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for letter in " ".join(word.lower().split()):
            branch = branch.setdefault(letter, {})
        branch[_END] = {}
    return _pattern(tree)


def _pattern(tree: dict[str, Any]) -> str:
    branches = [_letter(letter) + _pattern(tree[letter]) for letter in sorted(tree) if letter != _END]
    if not branches:
        return ""
    if _END in tree:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _letter(letter: str) -> str:
    return r"\s+" if letter == " " else re.escape(letter)
