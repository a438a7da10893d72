"""Reads the headings of columns: their normal form, and which recognisers they speak for."""

import re
import tomllib
from collections.abc import Iterable
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


@cache
def _wording() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """Return abbreviations with what they stand for, words that change nothing, and words that turn a heading round."""
    data = tomllib.loads((files("guardbook.detect") / "headings.toml").read_text("utf-8"))
    return data["short"], frozenset(data["neutral"]), frozenset(data["turning"])


@cache
def plain_heading(heading: str) -> tuple[str, ...]:
    """Return a heading's words: lower case, camelCase and snake_case split, abbreviations written out.

    >>> plain_heading("addr_line_1"), plain_heading("homeAddr"), plain_heading("N.I. No.")
    (('address', 'line', '1'), ('home', 'address'), ('ni', 'number'))
    """
    short, _, _ = _wording()
    text = _INITIALS.sub(lambda match: match[1].replace(".", ""), heading.replace("'", "").replace("’", ""))
    text = re.sub(r"[\W_]+", " ", _CAMEL.sub(" ", text)).lower()
    return tuple(part for word in text.split() for part in short.get(word, word).split())


class Headings:
    """The headings of a set of recognisers, made ready to be looked up."""

    def __init__(self, recognisers: Iterable[Recogniser]) -> None:
        """Take the recognisers whose `headings` count."""
        self._speakers: dict[tuple[str, ...], list[str]] = {}
        for recogniser in recognisers:
            for heading in recogniser.headings:
                for words in {plain_heading(heading), _bare(plain_heading(heading))} - {()}:
                    names = self._speakers.setdefault(words, [])
                    if recogniser.name not in names:
                        names.append(recogniser.name)
        self._longest = max(map(len, self._speakers), default=0)

    def read(self, heading: str) -> dict[str, float]:
        """Return how strongly a heading speaks for recognisers, by name: EXACT or PART; others are left out."""
        said: dict[str, float] = {}
        for words in (plain_heading(heading), plain_heading(_BRACKETS.sub(" ", heading))):
            for whole in (words, _bare(words)):
                for name in self._speakers.get(whole, ()):
                    said[name] = EXACT
        if not said:
            for words in self._parts(plain_heading(heading)):
                for name in self._speakers[words]:
                    said.setdefault(name, PART)
        return said

    def _parts(self, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return the longest recogniser headings that stand in a heading, unless a word turns its meaning round."""
        _, _, turning = _wording()
        if turning.intersection(words):
            return []
        for length in range(min(self._longest, len(words)), 0, -1):
            found = [words[at : at + length] for at in range(len(words) - length + 1)]
            if known := [part for part in found if part in self._speakers]:
                return known
        return []


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without those that change nothing: whose it is, which of several, "number"."""
    _, neutral, _ = _wording()
    return tuple(word for word in words if word not in neutral and not word.isdigit())
