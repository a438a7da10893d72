"""Counts what is found, by place and category, and turns the counts into findings without the values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from guardbook.detect.match import Match
from guardbook.findings import Distinct, Finding, fingerprint, mask


@dataclass(slots=True)
class Tally:
    """What was seen of one category in one place."""

    count: int = 0
    test: int = 0
    confidence: float = 0.0
    example: str = ""
    distinct: Distinct = field(default_factory=Distinct)


class Tallies:
    """The tallies of one place, by category."""

    def __init__(self, key: bytes) -> None:
        """Begin with nothing; `key` is the organisation's key for hashes and fingerprints."""
        self._key = key
        self._tallies: dict[str, Tally] = {}
        self._waiting: dict[str, list[str]] = {}

    def add(self, category: str, values: Any, confidence: float, test: int = 0) -> None:
        """Count a string array without nulls (or a list of texts), of which `test` are known test values."""
        if not len(values):
            return
        tally = self._see(category, values[0], confidence)
        tally.count += len(values)
        tally.test += test
        tally.distinct.take(values, self._key)

    def add_matches(self, text: str, matches: Sequence[Match], times: int = 1) -> None:
        """Count matches in a text that was met `times` times."""
        for match in matches:
            value = text[match.start : match.end]
            tally = self._see(match.category, value, match.confidence)
            tally.count += times
            tally.test += times * match.test
            waiting = self._waiting.setdefault(match.category, [])
            waiting.append(value)
            if len(waiting) >= 4096:
                self._flush(match.category)

    def findings(self, place: str, hidden: str | None, column: int | None = None) -> Iterator[Finding]:
        """Yield one finding for each category; `column` is the number (from 0) of a table's column."""
        for category, tally in sorted(self._tallies.items()):
            self._flush(category)
            yield Finding(
                category=category,
                place=place,
                hidden=hidden,
                count=tally.count,
                confidence=tally.confidence,
                masked=mask(tally.example, category),
                fingerprint=fingerprint(tally.example, self._key),
                distinct=tally.distinct,
                test=tally.test,
                column=column,
            )

    def _see(self, category: str, value: Any, confidence: float) -> Tally:
        tally = self._tallies.setdefault(category, Tally())
        if confidence > tally.confidence:
            tally.confidence, tally.example = confidence, str(value)
        return tally

    def _flush(self, category: str) -> None:
        if waiting := self._waiting.pop(category, None):
            self._tallies[category].distinct.take(waiting, self._key)
