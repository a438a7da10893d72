"""How well the values of a column fit a recogniser, and how well chance would."""

import random
import re
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2

from guardbook.detect.recogniser import Recogniser
from guardbook.detect.validators import load

FIRST = 12
"""How many values are tried before a recogniser that meets almost none of them is given up."""
MUTANTS = 120
"""How many values with random digits and letters tell how often chance passes a check."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a column's distinct values meet a recogniser."""

    share: float = 0.0
    """Share of the values that fit its pattern (or vocabulary) and pass its check."""
    shape: float = 0.0
    """Share of the values that fit its pattern, whatever the check says."""
    bits: float = 0.0
    """Evidence of the check against chance, in bits: what passes by accident is worth nothing."""
    chance: float = 1.0
    """Share of values with random digits and letters, fitting the pattern, that pass the check."""


class Tester:
    """A recogniser's rule for whole cells."""

    def __init__(self, recogniser: Recogniser, alone: bool) -> None:
        """Compile its pattern, validator and vocabulary; beside a vocabulary no pattern counts for values alone."""
        source = recogniser.column_pattern or recogniser.pattern
        if recogniser.words and (alone or not recogniser.column_pattern):
            source = ""
        self.pattern = re.compile(source) if source else None
        self.check: Callable[[str], bool] | None = load(recogniser.validator) if recogniser.validator else None
        self.words = frozenset(_plain(word) for word in recogniser.words)
        self.test = re.compile(recogniser.test_values) if recogniser.test_values else None

    @property
    def tells(self) -> bool:
        """Whether it can tell a value at all."""
        return self.pattern is not None or bool(self.words)

    def fits(self, value: str) -> bool:
        """Return whether a cell, its edges trimmed, is a value of this kind."""
        if self.words and _plain(value) in self.words:
            return True
        if self.pattern is None:
            return False
        found = self.pattern.fullmatch(value)
        return found is not None and (self.check is None or self.check(_value(found)))

    def fit(self, values: Sequence[str], patient: bool = False) -> Fit:
        """Return how distinct values fit; `patient` tries them all even when the first ones do not."""
        if not values or not self.tells:
            return Fit()
        first = values[:: max(1, len(values) // FIRST)][:FIRST]
        if not patient and sum(map(self.fits, first)) < 0.3 * len(first):
            return Fit()
        share = sum(map(self.fits, values)) / len(values)
        if self.pattern is None or self.check is None:
            return Fit(share, share)
        shape = sum(self.pattern.fullmatch(value) is not None for value in values) / len(values)
        chance = self._chance(values) if share else 1.0
        return Fit(share, shape, share * len(values) * -log2(chance), chance)

    def _chance(self, values: Sequence[str]) -> float:
        """Return the share of values with random digits and letters, fitting the pattern, that pass the check."""
        dice = random.Random(7)  # noqa: S311
        tried = passed = 0
        for value in (list(values) * (1 + MUTANTS // len(values)))[:MUTANTS]:
            other = "".join(_other(character, dice) for character in value)
            if self.pattern is not None and (found := self.pattern.fullmatch(other)):
                tried += 1
                passed += self.check is None or self.check(_value(found))
        return (passed + 1) / (tried + 2)


def _plain(value: str) -> str:
    return " ".join(value.casefold().split())


def _value(found: re.Match[str]) -> str:
    return found["value"] if "value" in found.re.groupindex else found[0]


def _other(character: str, dice: random.Random) -> str:
    if character.isdigit():
        return dice.choice(string.digits)
    if character.isalpha():
        return dice.choice(string.ascii_uppercase if character.isupper() else string.ascii_lowercase)
    return character


@cache
def tester(recogniser: Recogniser, alone: bool = False) -> Tester:
    """Return the rule of a recogniser for whole cells, made once; `alone`: no heading speaks for it."""
    return Tester(recogniser, alone)
