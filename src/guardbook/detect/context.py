"""Weighs what stands around a value: words that raise it, words that lower it, whichever is nearer."""

from collections.abc import Iterable
from dataclasses import dataclass

BEHIND = 30
"""How many characters behind a value are looked at, on its own line."""

_PUNCTUATION: dict[int, str] = {code: " " for code in range(128) if not chr(code).isalnum()}
_PUNCTUATION |= {ord("’"): " ", ord("£"): " £ ", ord("$"): " $ ", ord("€"): " € "}

Phrase = tuple[str, ...]


def plain(text: str) -> list[str]:
    """Return a text's words in lower case, without punctuation.

    >>> plain("N.I. No:\\tNHS_no, employer's £")
    ['n', 'i', 'no', 'nhs', 'no', 'employer', 's', '£']
    """
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

    @classmethod
    def of(cls, context: Iterable[str], against: Iterable[str], near: int) -> "Surroundings":
        """Return the surroundings for words as a recogniser lists them; one that is in both lists lowers."""
        said = {tuple(plain(words)): 1 for words in context} | {tuple(plain(words)): -1 for words in against}
        by_last: dict[str, list[tuple[Phrase, int]]] = {}
        by_first: dict[str, list[tuple[Phrase, int]]] = {}
        for phrase in sorted(filter(None, said), key=len, reverse=True):
            by_last.setdefault(phrase[-1], []).append((phrase, said[phrase]))
            by_first.setdefault(phrase[0], []).append((phrase, said[phrase]))
        return cls(by_last, by_first, near)

    def weigh(self, text: str, start: int, end: int) -> int:
        """Return 1 when words around text[start:end] speak for it, -1 when they speak against it, 0 for neither.

        Of two phrases before it the one that ends nearer counts, and of "TV licence number" and "licence number" the
        longer. One behind it counts when none stands before it; one that lowers and follows at once ("is a Catholic
        school") counts always.
        """
        if not self.by_last:
            return 0
        before = text[max(0, start - self.near) : start]
        if "\n" in before:
            before = "\n".join(before.rsplit("\n", 2)[-2:])
        behind = plain(text[end : end + BEHIND].split("\n", 1)[0])
        if text.startswith(" ", end) and self._weigh_start(behind, 0) < 0:
            return -1
        words = plain(before)
        for place in range(len(words), 0, -1):
            for phrase, said in self.by_last.get(words[place - 1], ()):
                if place >= len(phrase) and tuple(words[place - len(phrase) : place]) == phrase:
                    return said
        return next(filter(None, (self._weigh_start(behind, place) for place in range(len(behind)))), 0)

    def _weigh_start(self, words: list[str], place: int) -> int:
        """Return what the longest phrase says that begins at a place among words, 0 when there is none."""
        for phrase, said in self.by_first.get(words[place], ()) if place < len(words) else ():
            if tuple(words[place : place + len(phrase)]) == phrase:
                return said
        return 0
