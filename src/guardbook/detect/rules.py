"""Recognisers made ready to judge candidates: exact pattern, check digits, surroundings."""

import re
from dataclasses import dataclass
from typing import Any

from guardbook.detect.context import Surroundings
from guardbook.detect.phrases import phrases_pattern
from guardbook.detect.recogniser import EDGES, Recogniser
from guardbook.detect.validators import Check, load

CUT = 0.5
"""The confidence from which a value is reported."""
FAR = 256
"""The most characters of a value that are looked at, where its pattern has no bound."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A recogniser made ready to judge candidates."""

    recogniser: Recogniser
    exact: re.Pattern[str]
    named: bool
    """Whether the pattern has a group `value`."""
    width: int
    """The most characters its pattern can take, at most FAR."""
    reach: int
    """The most characters from a value's start to its native pattern's end, at most FAR."""
    check: Check | None
    surroundings: Surroundings
    test: re.Pattern[str] | None
    needs_context: bool
    """Whether a value counts only with one of the context words near."""

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


def make_rule(recogniser: Recogniser) -> Rule:
    """Return the rule of a recogniser that has a pattern or words."""
    before, behind = EDGES[recogniser.edges]
    exact = re.compile(f"{before}{_source(recogniser)}{behind}")
    width = _width(exact.pattern) if recogniser.pattern else max(map(len, recogniser.words))
    return Rule(
        recogniser=recogniser,
        exact=exact,
        named="value" in exact.groupindex,
        width=width,
        reach=recogniser.reach or (_width(recogniser.lead) if recogniser.lead else width),
        check=load(recogniser.validator) if recogniser.validator else None,
        surroundings=Surroundings.of(recogniser.context, recogniser.against, recogniser.near),
        test=re.compile(recogniser.test_values) if recogniser.test_values else None,
        needs_context=recogniser.confidence < CUT,
    )


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
