"""Weighs what stands around a value: words that raise it, words that lower it, whichever is nearer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

CLOSE = 35
"""How many characters before a value are looked at first, since most labels stand there."""
BEHIND = 30
"""How many characters behind a value are looked at, on its own line."""

_PUNCTUATION: dict[int, str] = {code: " " for code in range(128) if not chr(code).isalnum()}
_PUNCTUATION |= {ord("’"): " ", ord("£"): " £ ", ord("$"): " $ ", ord("€"): " € "}

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_JOINED = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
_WORD = re.compile(r"[A-Za-z]+[a-z][A-Z][A-Za-z]*|[A-Z]{2,}[a-z]+")
_ELSEWHERE = re.compile(r"[,;|\"<>{}\t\n]|\. ")
_NEXT = re.compile(r" ([A-Za-z0-9]+)")

Phrase = tuple[str, ...]


def plain(text: str) -> list[str]:
    """Return a text's words in lower case, without punctuation; "sortCode" as two words and as one.

    >>> plain("sortCode: NINumber N.I. No:\\tNHS_no, employer's £")
    ['sort', 'code', 'sortcode', 'ni', 'number', 'ninumber', 'n', 'i', 'no', 'nhs', 'no', 'employer', 's', '£']
    """
    if _JOINED.search(text):
        text = _WORD.sub(lambda word: f"{_CAMEL.sub(' ', word[0])} {word[0]}", text)
    return text.lower().translate(_PUNCTUATION).split()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words that speak for and against a kind of value."""

    by_last: dict[str, list[tuple[Phrase, int]]]
    """Phrases by their last word, the longest first, with 1 for those that raise and -1 for those that lower."""
    by_first: dict[str, list[tuple[Phrase, int]]]
    """The same by their first word."""
    near: int
    """How many characters before a value are looked at: of its own line and the line above."""
    longest: int
    """How many words the longest phrase has."""

    @classmethod
    def of(cls, context: Iterable[str], against: Iterable[str], near: int) -> "Surroundings":
        """Return the surroundings for words as a recogniser lists them; one that is in both lists lowers."""
        said = {tuple(plain(words)): 1 for words in context} | {tuple(plain(words)): -1 for words in against}
        by_last: dict[str, list[tuple[Phrase, int]]] = {}
        by_first: dict[str, list[tuple[Phrase, int]]] = {}
        for phrase in sorted(filter(None, said), key=len, reverse=True):
            by_last.setdefault(phrase[-1], []).append((phrase, said[phrase]))
            by_first.setdefault(phrase[0], []).append((phrase, said[phrase]))
        return cls(by_last, by_first, near, max(map(len, said), default=0))

    def weigh(self, text: str, start: int, end: int) -> int:
        """Return 1 when words around text[start:end] speak for it, -1 when they speak against it, 0 for neither.

        Of two phrases before it the one that ends nearer counts, and of "TV licence number" and "licence number" the
        longer. One behind it counts when none stands before it; one that lowers and follows at once ("is a Catholic
        school") counts always.
        """
        if not self.by_last:
            return 0
        if self._follows_at_once(text, end) and (behind := self._weigh_start(_behind(text, end), 0)) < 0:
            return behind
        before = text[max(0, start - self.near) : start]
        if "\n" in before:
            before = "\n".join(before.rsplit("\n", 2)[-2:])
        if said := self._weigh_end(plain(before[-CLOSE:]), self.longest + 1) or self._weigh_end(plain(before), 1):
            return said
        words = _behind(text, end)
        return next(filter(None, (self._weigh_start(words, place) for place in range(len(words)))), 0)

    def _follows_at_once(self, text: str, end: int) -> bool:
        word = _NEXT.match(text, end)
        return word is not None and word[1].lower() in self.by_first

    def _weigh_end(self, words: list[str], least: int) -> int:
        """Return what the phrase says that ends last among words, when at least so many words lead up to its end.

        Where the words are cut off, a phrase with fewer before it may be the end of a longer one.
        """
        for place in range(len(words), least - 1, -1):
            for phrase, said in self.by_last.get(words[place - 1], ()):
                if place >= len(phrase) and tuple(words[place - len(phrase) : place]) == phrase:
                    return said
        return 0

    def _weigh_start(self, words: list[str], place: int) -> int:
        """Return what the longest phrase says that begins at a place among words, 0 when there is none."""
        for phrase, said in self.by_first.get(words[place], ()) if place < len(words) else ():
            if tuple(words[place : place + len(phrase)]) == phrase:
                return said
        return 0


def _behind(text: str, end: int) -> list[str]:
    """Return the words behind a value, as far as what they say can be of it and not of the next."""
    return plain(_ELSEWHERE.split(text[end : end + BEHIND], maxsplit=1)[0])
