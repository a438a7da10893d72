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

LOOKED_AT = 200
"""How many distinct values of a column are tried; more does not tell more."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a column's distinct values meet a recogniser."""

    share: float
    """Share of the values that fit."""
    bits: float
    """Evidence against chance: log2 of how unlikely it is that the values pass the recogniser's check by accident."""


class Tester:
    """A recogniser's rule for whole cells."""

    def __init__(self, recogniser: Recogniser) -> None:
        """Compile its pattern, validator and vocabulary."""
        source = recogniser.column_pattern or recogniser.pattern
        self.pattern = re.compile(source) if source else None
        self.check: Callable[[str], bool] | None = load(recogniser.validator) if recogniser.validator else None
        self.words = frozenset(" ".join(word.casefold().split()) for word in recogniser.words)
        self.test = re.compile(recogniser.test_values) if recogniser.test_values else None

    def fits(self, value: str) -> bool:
        """Return whether a cell, its edges trimmed, is a value of this kind."""
        if self.pattern is None:
            return " ".join(value.casefold().split()) in self.words
        found = self.pattern.fullmatch(value)
        return found is not None and (self.check is None or self.check(_value(found)))

    def fit(self, values: Sequence[str]) -> Fit:
        """Return how distinct values fit; the evidence counts only where a check can fail."""
        values = values[:LOOKED_AT]
        passed = sum(map(self.fits, values))
        share = passed / len(values) if values else 0.0
        if not passed or self.check is None:
            return Fit(share, 0.0)
        return Fit(share, passed * -log2(self._chance(values)))

    def _chance(self, values: Sequence[str]) -> float:
        """Return the share of values with random digits and letters, fitting the pattern, that pass."""
        dice = random.Random(7)  # noqa: S311
        tried = passed = 0
        for value in (list(values) * (1 + 60 // len(values)))[:120]:
            other = "".join(_other(character, dice) for character in value)
            if self.pattern is not None and (found := self.pattern.fullmatch(other)):
                tried += 1
                passed += self.check is None or self.check(_value(found))
        return (passed + 1) / (tried + 2)


def _value(found: re.Match[str]) -> str:
    return found["value"] if "value" in found.re.groupindex else found[0]


def _other(character: str, dice: random.Random) -> str:
    if character.isdigit():
        return dice.choice(string.digits)
    if character.isalpha():
        return dice.choice(string.ascii_uppercase if character.isupper() else string.ascii_lowercase)
    return character


@cache
def tester(recogniser: Recogniser) -> Tester:
    """Return the rule of a recogniser for whole cells, made once."""
    return Tester(recogniser)
