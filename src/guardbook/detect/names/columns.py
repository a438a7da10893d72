"""`judge_names`: how much the values of a column look like names of people."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from guardbook.detect.names.lists import (
    FAMILIAR,
    FORENAME,
    PLACE,
    RARE_FORENAME,
    RARE_SURNAME,
    SURNAME,
    THING,
    WORD,
    fold,
)
from guardbook.detect.names.places import long_places
from guardbook.detect.names.shapes import flags_of
from guardbook.detect.names.vocabulary import vocabulary

_INITIALS = re.compile(r"(?:[^\W\d_]\.? ?){1,4}")
_NAME = re.compile(r"[^\W\d_][^\d@_=<>{}|:#%£$?!+*/\\]{1,60}")
_ORDINARY = 0.45
"""The share of values that are also ordinary words or places from which a column of single words holds no names."""


@dataclass(frozen=True, slots=True)
class NameShares:
    """Shares (0 to 1) of the distinct values that are not empty."""

    forename: float = 0.0
    """A forename alone, or several."""
    surname: float = 0.0
    """A surname alone."""
    full: float = 0.0
    """A full name: "Forename Surname", "SURNAME, Forename", "Title F. Surname"."""
    initials: float = 0.0
    """Initials alone."""
    title: float = 0.0
    """A title alone ("Mr")."""


def judge_names(values: Sequence[str]) -> NameShares:
    """Return how much `values` (cells of one column) look like names.

    One value may count both as a forename and as a surname. A column of towns or of ordinary words has no share of
    either, though most towns and many words are somebody's name.
    """
    distinct = {value.strip() for value in values} - {""}
    counts: Counter[str] = Counter()
    for value in distinct:
        counts.update(_kinds(value))
    total = len(distinct) or 1
    plain = counts["forename"] + counts["surname"]
    telling = 0 if counts["ordinary"] > _ORDINARY * max(1, plain) or counts["place"] > _ORDINARY * total else 1
    return NameShares(
        forename=telling * counts["forename"] / total,
        surname=telling * counts["surname"] / total,
        full=counts["full"] / total,
        initials=counts["initials"] / total,
        title=counts["title"] / total,
    )


def _kinds(value: str) -> list[str]:
    terms = vocabulary()
    plain = fold(value).rstrip(".")
    if plain in terms.titles or plain in terms.weak_titles:
        return ["title"]
    if len(value) <= 8 and _INITIALS.fullmatch(value) and (value.isupper() or "." in value):
        return ["initials"]
    if not _NAME.fullmatch(value) or plain in terms.nobody:
        return []
    if plain in long_places() or plain in terms.brands:
        return ["place"]
    words = [word for word in plain.replace(",", " , ").split() if word.rstrip(".") not in terms.particles]
    while len(words) > 1 and (words[0].rstrip(".") in terms.titles or words[0].rstrip(".") in terms.weak_titles):
        words = words[1:]
        if len(words) == 1:
            return ["full"] if _surname(words[0], flags_of(words[0])) else []
    while len(words) > 2 and words[-1].rstrip(".") in terms.suffixes:
        words = words[:-1]
    return _judge([word for word in words if word != ","], inverted="," in words)


def _judge(words: list[str], *, inverted: bool) -> list[str]:
    if not 1 <= len(words) <= 6:
        return []
    flags = [0 if len(word.replace(".", "")) == 1 else flags_of(word.rstrip(".")) for word in words]
    if len(words) == 1:
        return _single(words[0], flags[0])
    kinds = []
    if all(_forename(flag) for flag in flags) and not any(flag & (WORD | PLACE) for flag in flags):
        kinds.append("forename")
    if all(len(word.replace(".", "")) == 1 for word in words[1:]):
        inverted = True
    if inverted:
        words, flags = [*words[1:], words[0]], [*flags[1:], flags[0]]
    if _full(words, flags) or _full(words[::-1], flags[::-1]):
        kinds.append("full")
    return kinds


def _single(word: str, flags: int) -> list[str]:
    kinds = []
    if _forename(flags):
        kinds.append("forename")
    if _surname(word, flags):
        kinds.append("surname")
    if kinds and flags & (WORD | THING):
        kinds.append("ordinary")
    if flags & PLACE:
        kinds.append("place")
    return kinds


def _forename(flags: int) -> bool:
    return bool(flags & FORENAME) or bool(flags & RARE_FORENAME and not flags & WORD)


def _surname(word: str, flags: int) -> bool:
    if flags & (SURNAME | FAMILIAR):
        return True
    return bool(flags & RARE_SURNAME and not flags & WORD) or (
        not flags and bool(re.match(r"ma?c[^aeiou]|o'[a-z]", word))
    )


def _full(words: list[str], flags: list[int]) -> bool:
    """Whether a forename or initial stands first and a surname last, and no word between belongs to something else."""
    first, last = flags[0], flags[-1]
    letters = words[0].replace(".", "")
    initial = len(letters) == 1 or (len(letters) == 2 and not first & (WORD | FORENAME))
    if len(words[-1].replace(".", "")) == 1 or (last & THING and not (last & FAMILIAR and first & FORENAME)):
        return False
    if any(flag & WORD and not flag & (FORENAME | SURNAME) for flag in (*flags[:-1], last)):
        return False
    known = _surname(words[-1], last)
    if initial:
        return known
    if _forename(first):
        return known or not last & (WORD | PLACE)
    return known and not first & (WORD | PLACE) and not last & (WORD | PLACE) and len(words[0]) > 2
