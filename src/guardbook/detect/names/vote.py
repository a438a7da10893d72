"""How likely a few capitalised words in a row are the name of a person: forename and surname vote."""

from guardbook.detect.names.lists import FAMILIAR, FIRM, PLACE, SURNAME, THING, WORD, fold
from guardbook.detect.names.places import long_places, places
from guardbook.detect.names.shapes import Token, is_particle
from guardbook.detect.names.vocabulary import vocabulary

LONGEST = 6
"""Words in the longest name."""

_PAIR = {
    (3, 3): 0.95, (3, 2): 0.85, (3, 1): 0.7,
    (2, 3): 0.75, (2, 2): 0.45, (2, 1): 0.38,
    (1, 3): 0.65, (1, 2): 0.45, (1, 1): 0.3,
    (0, 3): 0.5, (0, 2): 0.35, (0, 1): 0.15,
}  # fmt: skip
"""Confidence by the votes of the first and the last word."""

_DOTTED = {3: 0.85, 2: 0.7, 1: 0.52}
"""Confidence of "J. Smith" by the vote of the surname."""
_BARE = {3: 0.7, 2: 0.42, 1: 0.3}
"""Confidence of "J Smith"."""


_GROUNDS = frozenset({"park", "lane", "castle", "beach", "forest", "mount"})
"""Words of places that seldom are surnames behind a word that itself is one."""


def score(words: list[Token]) -> float:
    """Return the confidence, 0 to 1, that `words` are one name; context is not looked at."""
    words = [word for word in words if not is_particle(word) or word.capital]
    if len(words) < 2 or len(words) > LONGEST or is_brand(words):
        return 0.0
    first, last = words[0], words[-1]
    if any(_camel(word) for word in words):
        return 0.0
    confidence = max(_forward(words), _backward(first, last))
    if len(words) > 2:
        confidence += sum(0.04 if word.forename > 1 or word.initial else -0.02 for word in words[1:-1])
    if all(word.shouted or word.initial for word in words):
        confidence -= 0.1 if first.forename + last.surname >= 5 else 0.3
    return min(confidence, 0.97)


def _forward(words: list[Token]) -> float:
    first, last = words[0], words[-1]
    surname = surname_vote(last)
    if surname <= 0 or last.initial:
        return 0.0
    if first.initial:
        table = _DOTTED if "." in first.text and (surname > 1 or not last.flags & WORD) else _BARE
        return table[surname] - (0.35 if first.text in ("A", "I") else 0.0)
    forename = forename_vote(first)
    if forename == 0 and first.shouted and not last.shouted:
        return _BARE[surname] - 0.1 if len(first.text) == 2 else 0.1
    if forename >= 2 and last.shouted and not first.shouted and len(last.text) > 3:
        return max(_PAIR[forename, surname], 0.7)
    if last.flags & PLACE and (last.bare in places().countries or (forename < 3 and not last.flags & SURNAME)):
        return 0.3
    if not first.flags and not last.flags and forename == surname == 2:
        return 0.55
    if forename == 0 and (first.flags & PLACE or last.flags & PLACE or last.flags & WORD or len(first.text) < 3):
        return 0.3
    if first.flags & FIRM and forename == 2 and surname < 3 and last.flags & FAMILIAR:
        return 0.52
    if forename < 2 and first.flags & SURNAME:
        return 0.4
    if forename == 3 and last.flags & WORD and not last.flags & FAMILIAR:
        return 0.52
    if last.flags & THING and first.flags & FAMILIAR and last.bare in _GROUNDS:
        return 0.42
    return _PAIR[forename, surname]


def _backward(first: Token, last: Token) -> float:
    """Surname first, as in Chinese, Hungarian and many lists."""
    if last.initial:
        return 0.45 if first.surname == 3 and not first.flags & (WORD | PLACE) else 0.0
    if last.shouted and not first.shouted:
        return 0.0
    if surname_vote(first) >= 2 and forename_vote(last) == 3:
        return 0.7 if surname_vote(first) == 3 else 0.35
    if surname_vote(first) == 3 and forename_vote(last) == 2 and first.shouted != last.shouted:
        return 0.6
    return 0.0


def forename_vote(word: Token) -> int:
    """Return 3 for a sure forename, 2 for one that is also a word or a place, 1 for a rare one, 0 for none."""
    return min(word.forename, 2) if word.flags & PLACE else word.forename


def surname_vote(word: Token) -> int:
    """Return 3 for a sure surname, 2 for one that is also a word or a place, 1 for an unknown word, less for none."""
    vote = word.surname
    if word.flags & THING:
        return 1 if vote > 0 and word.bare in vocabulary().surnames_too else -3
    if word.flags & PLACE and not word.flags & SURNAME:
        return 1
    return min(vote, 2) if word.flags & PLACE else vote


def _camel(word: Token) -> bool:
    """Whether capitals stand inside a word, as in names of software but not in McDonald, MacNeil, DeVito or O'Hara."""
    inner = word.text[1:]
    if word.shouted or word.initial or inner.islower() or not any(letter.isupper() for letter in inner):
        return False
    parts = [part for chunk in word.text.split("-") for part in chunk.replace("’", "'").split("'")]
    return any(
        any(letter.isupper() for letter in part[1:])
        and not part.startswith(("Mc", "Mac", "Nic", "Ni", "Ap", "De", "Di", "La", "Le", "Fitz", "Van"))
        and not part.isupper()
        for part in parts
    )


def is_brand(words: list[Token]) -> bool:
    """Whether the words are what a firm, a thing, a character or a place is called."""
    name = fold(" ".join(word.text for word in words)).rstrip(".")
    return name in vocabulary().brands or name in long_places()
