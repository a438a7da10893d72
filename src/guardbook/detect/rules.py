"""Recognisers made ready to judge candidates: exact pattern, check digits, surroundings."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from guardbook.detect.context import Surroundings
from guardbook.detect.phrases import phrases_pattern
from guardbook.detect.recogniser import EDGES, Recogniser
from guardbook.detect.validators import Check, load

CUT = 0.5
"""The confidence from which a value is reported."""
FAR = 256
"""The most characters of a value that are looked at, where its pattern has no bound."""


@dataclass(frozen=True)
class Rule:
    """A recogniser that has a pattern or words, made ready to judge candidates.

    Each part is made at its first use: of the many recognisers most texts need few, and compiling all is slow.
    """

    recogniser: Recogniser

    @cached_property
    def exact(self) -> re.Pattern[str]:
        """Its whole pattern between edges, or without one its words and phrases in any case."""
        if not self.recogniser.pattern:
            return re.compile(rf"(?<![^\W_]){phrases_pattern(self.recogniser.words)}(?![^\W_])", re.IGNORECASE)
        before, behind = EDGES[self.recogniser.edges]
        return re.compile(f"{before}{_source(self.recogniser)}{behind}")

    @cached_property
    def named(self) -> bool:
        """Whether the pattern has a group `value`."""
        return "value" in self.exact.groupindex

    @cached_property
    def width(self) -> int:
        """The most characters its pattern can take, at most FAR."""
        return _width(self.exact.pattern) if self.recogniser.pattern else max(map(len, self.recogniser.words))

    @cached_property
    def reach(self) -> int:
        """The most characters from a value's start to its native pattern's end, at most FAR."""
        lead = self.recogniser.lead
        return self.recogniser.reach or (_width(lead) if lead else self.width)

    @cached_property
    def check(self) -> Check | None:
        """The check of its validator."""
        return load(self.recogniser.validator) if self.recogniser.validator else None

    @cached_property
    def surroundings(self) -> Surroundings:
        """What its context words say of a place."""
        return Surroundings.of(self.recogniser.context, self.recogniser.against, self.recogniser.near)

    @cached_property
    def test(self) -> re.Pattern[str] | None:
        """The pattern of values set aside for tests."""
        return re.compile(self.recogniser.test_values) if self.recogniser.test_values else None

    @cached_property
    def needs_context(self) -> bool:
        """Whether a value counts only with one of the context words near."""
        return self.recogniser.confidence < CUT

    def judge(self, text: str, start: int, end: int) -> float:
        """Return how sure it is that text[start:end], which fits the pattern, is a value; 0 for no."""
        recogniser = self.recogniser
        if not self.needs_context and self.check and not self.check(text[start:end]):
            return 0.0
        said = self.surroundings.weigh(text, start, end)
        if said < 0 or (said == 0 and self.needs_context):
            return 0.0
        if self.needs_context and self.check and not self.check(text[start:end]):
            return 0.0
        return max(recogniser.with_context, recogniser.confidence) if said else recogniser.confidence


def _source(recogniser: Recogniser) -> str:
    """Return the whole pattern: its lead, its vocabulary put in, each part meeting any case where it says so."""
    pattern = recogniser.pattern
    if recogniser.words:
        pattern = pattern.replace("{words}", f"(?i:{phrases_pattern(recogniser.words)})")
    pattern = _scoped(pattern)
    if recogniser.lead and "(?P<value>" not in pattern:
        pattern = f"(?P<value>{pattern})"
    return _scoped(recogniser.lead) + pattern


def _scoped(pattern: str) -> str:
    """Return a pattern as a group, so that "(?i)" in front of it reaches no further than its end."""
    return f"(?i:{pattern.removeprefix('(?i)')})" if pattern.startswith("(?i)") else f"(?:{pattern})"


def _width(pattern: str) -> int:
    """Return the most characters a pattern can take; the compiled pattern does not tell, only re's own parser does."""
    parser: Any = getattr(re, "_parser")  # noqa: B009
    return min(FAR, int(parser.parse(pattern).getwidth()[1]))
