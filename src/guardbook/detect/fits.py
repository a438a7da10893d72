"""How well the values of a column fit a recogniser, and how well chance would."""

import random
import re
import string
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from math import log2
from typing import Any

from guardbook.detect.recogniser import Recogniser
from guardbook.detect.validators import load

FIRST = 4
"""How many values are tried before a recogniser that meets none of them is given up."""
FORMS = 40
"""How many values are looked at for the forms they have."""
MUTANTS = 60
"""How many values with random digits and letters tell how often chance fits."""


class Tester:
    """A recogniser's rule for whole cells; its parts are made at their first use, since most columns need few."""

    def __init__(self, recogniser: Recogniser, alone: bool) -> None:
        """Take its pattern, validator and vocabulary; beside a vocabulary no pattern counts for values alone."""
        self._recogniser = recogniser
        source = recogniser.column_pattern or recogniser.pattern
        self._source = "" if recogniser.words and (alone or not recogniser.column_pattern) else source
        self._least, self._most = _widths(self._source)
        self.words = frozenset(_plain(word) for word in recogniser.words)
        self._chance_of = lru_cache(1024)(self._count_chance)

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Its pattern, where one counts."""
        return re.compile(self._source) if self._source else None

    @cached_property
    def check(self) -> Callable[[str], bool] | None:
        """The check of its validator."""
        return load(self._recogniser.validator) if self._recogniser.validator else None

    @cached_property
    def test(self) -> re.Pattern[str] | None:
        """The pattern of values set aside for tests."""
        return re.compile(self._recogniser.test_values) if self._recogniser.test_values else None

    @property
    def tells(self) -> bool:
        """Whether it can tell a value at all."""
        return bool(self._source or self.words)

    def takes(self, least: int, most: int) -> bool:
        """Return whether values of `least` to `most` characters can be of this kind, by their length."""
        return not self._source or bool(self.words) or (self._least <= most and least <= self._most)

    def fits(self, value: str) -> bool:
        """Return whether a cell, its edges trimmed, is a value of this kind."""
        if self.words and _plain(value) in self.words:
            return True
        if self.pattern is None or (found := self.pattern.fullmatch(value)) is None:
            return False
        return self.check is None or self.check(_value(found))

    def share(self, values: Sequence[str], patient: bool = True) -> float:
        """Return the share of distinct values that fit; unless `patient`, 0 when none of the first ones does."""
        if not values or not self.tells:
            return 0.0
        if not patient and len(values) > FIRST and not any(map(self.fits, values[:: len(values) // FIRST])):
            return 0.0
        return sum(map(self.fits, values)) / len(values)

    def shape_share(self, values: Sequence[str]) -> float:
        """Return the share of values that fit the pattern, whatever the check says."""
        if self.pattern is None or not values:
            return 0.0
        return sum(self.pattern.fullmatch(value) is not None for value in values) / len(values)

    def chance(self, values: Sequence[str]) -> float:
        """Return how likely other values of the same forms, drawn at random, fit as well; 1 where no pattern tells."""
        if self.pattern is None:
            return 1.0
        forms = Counter(map(_form, values[:FORMS])).most_common(3)
        return sum(self._chance_of(form) * count for form, count in forms) / sum(count for _, count in forms)

    def bits(self, values: Sequence[str], share: float) -> float:
        """Return the evidence that values fit more often than chance, in bits (their divergence from chance)."""
        chance = self.chance(values)
        if share <= chance:
            return 0.0
        missed = (1 - share) * log2((1 - share) / (1 - chance)) if share < 1 else 0.0
        return len(values) * (share * log2(share / chance) + missed)

    def _count_chance(self, form: str) -> float:
        dice = random.Random(form)  # noqa: S311
        return (sum(self.fits(_mutant(form, dice)) for _ in range(MUTANTS)) + 1) / (MUTANTS + 2)


def _widths(source: str) -> tuple[int, int]:
    """Return the fewest and the most characters that a pattern takes; only re's own parser tells."""
    parser: Any = getattr(re, "_parser")  # noqa: B009
    least, most = parser.parse(source).getwidth()
    return int(least), int(most)


_TO_FORM = str.maketrans(
    string.digits + string.ascii_uppercase + string.ascii_lowercase, "0" * 10 + "A" * 26 + "a" * 26
)
_DRAWN = {"0": string.digits, "A": string.ascii_uppercase, "a": string.ascii_lowercase}


def _form(value: str) -> str:
    """Return a value with "0" for every digit and "A" or "a" for every letter."""
    return value.translate(_TO_FORM)


def _mutant(form: str, dice: random.Random) -> str:
    return "".join(dice.choice(_DRAWN.get(character, character)) for character in form)


def _plain(value: str) -> str:
    return " ".join(value.casefold().split())


def _value(found: re.Match[str]) -> str:
    return found["value"] if "value" in found.re.groupindex else found[0]
