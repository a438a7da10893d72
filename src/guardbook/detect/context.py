"""Weighs what stands around a value: words that raise it, words that lower it, whichever is nearer."""

from dataclasses import dataclass

BEHIND = 30
"""How many characters behind a value are looked at, on its own line."""

_PUNCTUATION: dict[int, str | None] = {code: " " for code in range(128) if not chr(code).isalnum()}
_PUNCTUATION |= {ord(sign): " " for sign in "：，。、；！？（）「」【】·•«»“”„‘…–—―º°№"}
_PUNCTUATION |= {ord("'"): None, ord("’"): None, ord("£"): " £ ", ord("$"): " $ ", ord("€"): " € "}


def plain(text: str) -> str:
    """Return a text as lower-case words with one space before and behind each.

    >>> plain("N.I. No:\\tNHS_no")
    ' n i no nhs no '
    """
    return f" {' '.join(text.lower().translate(_PUNCTUATION).split())} "


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words that speak for and against a kind of value, in the form of `plain`."""

    context: tuple[str, ...]
    against: tuple[str, ...]
    near: int
    """How many characters before a value are looked at: of its own line and the line above."""

    @classmethod
    def of(cls, context: tuple[str, ...], against: tuple[str, ...], near: int) -> "Surroundings":
        """Return the surroundings for words as a recogniser lists them."""
        return cls(tuple(map(plain, context)), tuple(map(plain, against)), near)

    def weigh(self, text: str, start: int, end: int) -> int:
        """Return 1 when words around text[start:end] speak for it, -1 when they speak against it, 0 for neither.

        Of two words before it the one that ends nearer counts, and of "TV licence number" and "licence number" the
        longer; a word behind it counts when none stands before it.
        """
        before = plain("\n".join(text[max(0, start - self.near) : start].rsplit("\n", 2)[-2:]))
        raised = _nearest(before, self.context)
        lowered = _nearest(before, self.against)
        if raised or lowered:
            return 1 if raised > lowered else -1
        behind = plain(text[end : end + BEHIND].split("\n", 1)[0])
        raises, lowers = _first(behind, self.context), _first(behind, self.against)
        return 0 if raises == lowers else 1 if raises < lowers else -1


def _first(behind: str, words: tuple[str, ...]) -> int:
    """Return where the first of the words begins; a place past any end when none is there."""
    return min((place for word in words if (place := behind.find(word)) >= 0), default=2 * BEHIND)


def _nearest(before: str, words: tuple[str, ...]) -> tuple[int, ...]:
    """Return where the last of the words ends and how long it is; nothing when none is there."""
    places = ((before.rfind(word), word) for word in words)
    return max(((place + len(word), len(word)) for place, word in places if place >= 0), default=())
