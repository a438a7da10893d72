"""Reads the headings of columns: which recognisers they speak for."""

import re
from collections.abc import Iterable

from guardbook.detect.recogniser import Recogniser
from guardbook.detect.wording import bare, plain_heading, wording

_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
_OF_NOBODY = re.compile(r"[£$€] ?(?:m|mn|bn|million|billion)\b|\b(?:millions|billions)\b", re.IGNORECASE)
"""Units of sums that are nobody's own: "Benefit (£m)"."""

LONG = 300
"""Characters of the longest text that may be a heading."""
EXACT = 1.0
"""The heading says just what a recogniser's heading says, neutral words apart."""
PART = 0.6
"""A recogniser's heading stands in it among words that say something else."""


class Headings:
    """The headings of a set of recognisers, made ready to be looked up."""

    def __init__(self, recognisers: Iterable[Recogniser]) -> None:
        """Take the recognisers whose `headings` count."""
        self._speakers: dict[tuple[str, ...], list[str]] = {}
        self._states: set[str] = set()
        for recogniser in recognisers:
            if recogniser.words:
                self._states.add(recogniser.name)
            for heading in recogniser.headings:
                names = self._speakers.setdefault(plain_heading(heading), [])
                if recogniser.name not in names:
                    names.append(recogniser.name)
        self._words = {word for words in self._speakers for word in words}
        self._longest = max(map(len, self._speakers), default=0)

    def read(self, heading: str) -> dict[str, float]:
        """Return how strongly a heading speaks for recognisers, by name: EXACT or PART; others are left out."""
        if len(heading) > LONG or _OF_NOBODY.search(heading):
            return {}
        words, outside = plain_heading(heading), plain_heading(_BRACKETS.sub(" ", heading))
        for whole in (words, outside, bare(words), bare(outside)):
            if whole in self._speakers:
                return dict.fromkeys(self._speakers[whole], EXACT)
        return dict.fromkeys(self._partly(words), PART)

    def is_common(self, heading: str) -> bool:
        """Return whether a heading is made only of words that recognisers' headings, or most headings, have."""
        if len(heading) > LONG:
            return False
        words = {word for word in plain_heading(heading) if not word.isdigit()}
        return words <= self._words | wording().neutral

    def _partly(self, words: tuple[str, ...]) -> set[str]:
        """Return the recognisers of which a heading stands in these words, unless another word turns its meaning round.

        Words for things ("product", "type") do not turn a heading that speaks of a person's state ("disability type").
        """
        if wording().figures.intersection(words):
            return set()
        names = {name for part in self._parts(words) for name in self._speakers[part]}
        return names & self._states if wording().things.intersection(words) else names

    def _parts(self, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return the longest recogniser headings that stand in a heading."""
        for length in range(min(self._longest, len(words)), 0, -1):
            found = [words[at : at + length] for at in range(len(words) - length + 1)]
            if known := [part for part in found if part in self._speakers]:
                return known
        return []
