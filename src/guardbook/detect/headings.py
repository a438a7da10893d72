"""Reads the headings of columns: their normal form, and which recognisers they speak for."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from guardbook.detect.recogniser import Recogniser

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
_INITIALS = re.compile(r"\b((?:[A-Za-z]\.){2,})")

EXACT = 1.0
"""The heading says just what a recogniser's heading says, neutral words apart."""
PART = 0.6
"""A recogniser's heading stands in it among words that say something else."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """What `headings.toml` says."""

    short: dict[str, str]
    neutral: frozenset[str]
    things: frozenset[str]
    figures: frozenset[str]
    blank: frozenset[str]


@cache
def _wording() -> _Wording:
    data = tomllib.loads((files("guardbook.detect") / "headings.toml").read_text("utf-8"))
    return _Wording(data["short"], *(frozenset(data[key]) for key in ("neutral", "things", "figures", "blank")))


def is_blank(cell: str) -> bool:
    """Return whether a cell says that there is nothing: empty, "n/a", "unknown"."""
    return not cell or cell.isspace() or (len(cell) < 16 and cell.strip().casefold() in _wording().blank)


@cache
def plain_heading(heading: str) -> tuple[str, ...]:
    """Return a heading's words: lower case, camelCase and snake_case split, abbreviations written out.

    >>> plain_heading("addr_line_1"), plain_heading("homeAddr"), plain_heading("N.I. No.")
    (('address', 'line', '1'), ('home', 'address'), ('ni', 'number'))
    """
    short = _wording().short
    text = _INITIALS.sub(lambda match: match[1].replace(".", ""), heading.replace("'", "").replace("’", ""))
    text = re.sub(r"[\W_]+", " ", _CAMEL.sub(" ", text)).lower()
    return tuple(part for word in text.split() for part in short.get(word, word).split())


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
        words, outside = plain_heading(heading), plain_heading(_BRACKETS.sub(" ", heading))
        for whole in (words, outside, _bare(words), _bare(outside)):
            if whole in self._speakers:
                return dict.fromkeys(self._speakers[whole], EXACT)
        return dict.fromkeys(self._partly(words), PART)

    def is_common(self, heading: str) -> bool:
        """Return whether a heading is made only of words that recognisers' headings, or most headings, have."""
        words = {word for word in plain_heading(heading) if not word.isdigit()}
        return words <= self._words | _wording().neutral

    def _partly(self, words: tuple[str, ...]) -> set[str]:
        """Return the recognisers of which a heading stands in these words, unless another word turns its meaning round.

        Words for things ("product", "type") do not turn a heading that speaks of a person's state ("disability type").
        """
        if _wording().figures.intersection(words):
            return set()
        names = {name for part in self._parts(words) for name in self._speakers[part]}
        return names & self._states if _wording().things.intersection(words) else names

    def _parts(self, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return the longest recogniser headings that stand in a heading."""
        for length in range(min(self._longest, len(words)), 0, -1):
            found = [words[at : at + length] for at in range(len(words) - length + 1)]
            if known := [part for part in found if part in self._speakers]:
                return known
        return []


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without those that change nothing: whose it is, which of several."""
    neutral = _wording().neutral
    return tuple(word for word in words if word not in neutral and not word.isdigit())
