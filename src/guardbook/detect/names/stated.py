"""Names that notes and forms state without the usual capitals, and those that share a title: "my name is jo smith"."""

import itertools
import re
from collections.abc import Iterator

from guardbook.detect.match import Match
from guardbook.detect.names.lists import FORENAME, PLACE, SURNAME, THING, WORD
from guardbook.detect.names.shapes import LETTER, Token, tokens
from guardbook.detect.names.value import name_at
from guardbook.detect.names.vote import forename_vote, surname_vote

_WORDS = rf"{LETTER}+(?:['’-]{LETTER}+)?"
# Each begins with letters as they are, which `re` looks for ten times as fast as for alternatives.
_MY_NAME = (
    re.compile(rf"y name(?: is|['’]?s)[: ]+((?:{_WORDS} ){{0,2}}{_WORDS})"),
    re.compile(rf"Y NAME IS[: ]+((?:{_WORDS} ){{0,2}}{_WORDS})"),
)
_I_AM = tuple(re.compile(rf"{am} (?<=\b[Ii]{am} )({_WORDS} {_WORDS})\b") for am in ("'m", "’m", " am"))
_CAPITALS = r"[ \t]{1,3}((?:[^\W\d_a-z]{2,}[ '’-]?){2,4})(?=[ \t\n,.;(]|$)"
_LOUD = tuple(re.compile(rf"{label}(?<=\b{label}){_CAPITALS}") for label in ("NAME", "Name"))
_SEVERAL = tuple(
    re.compile(rf"{title}(?<=\b{title})\.?[ ]")
    for title in ("Cllrs", "Councillors", "Messrs", "Drs", "Profs", "Mesdames")
)
_NEXT = re.compile(r"(?:, and |, & |, | and | & )(?=\w)")
_STOP = re.compile(r"(?:and|but|from|i|the|of|a|my)$", re.I)


def stated_names(text: str) -> Iterator[Match]:
    """Yield the names behind "my name is", "I am" and NAME in whatever letters, and those that share one title."""
    yield from _own_name(text)
    yield from _loud(text)
    yield from _introduced(text)
    for pattern in _SEVERAL:
        for title in pattern.finditer(text):
            yield from _sharing(text, title.end())


def _own_name(text: str) -> Iterator[Match]:
    """Yield what follows "my name is": up to three words that are no ordinary ones."""
    for found in itertools.chain.from_iterable(pattern.finditer(text) for pattern in _MY_NAME):
        words: list[Token] = []
        for word in tokens(text, *found.span(1)):
            if word.flags & THING or (word.flags & WORD and not word.flags & (FORENAME | SURNAME)):
                break
            if _STOP.match(word.bare):
                break
            words.append(word)
        if words and (len(words) > 1 or forename_vote(words[0]) == 3):
            yield _match(words, 0.7)


def _introduced(text: str) -> Iterator[Match]:
    """Yield "I'm jo smith" where the lists know both words."""
    for found in itertools.chain.from_iterable(pattern.finditer(text) for pattern in _I_AM):
        words = tokens(text, *found.span(1))
        if len(words) == 2 and forename_vote(words[0]) == 3 and surname_vote(words[1]) == 3:
            yield _match(words, 0.65)


def _loud(text: str) -> Iterator[Match]:
    """Yield NAME JO SMITH, up to a word that is an ordinary one or another label."""
    for found in itertools.chain.from_iterable(pattern.finditer(text) for pattern in _LOUD):
        words: list[Token] = []
        for word in tokens(text, *found.span(1)):
            if word.plain or (word.flags & (THING | PLACE) and not word.flags & SURNAME) or len(word.text) < 3:
                break
            words.append(word)
        if len(words) > 1:
            yield _match(words, 0.65)


def _sharing(text: str, place: int) -> Iterator[Match]:
    """Yield the surnames behind a title of several people."""
    for _ in range(20):
        match = name_at(text, place, "surname")
        if match is None:
            return
        yield match
        following = _NEXT.match(text, match.end)
        if following is None:
            return
        place = following.end()


def _match(words: list[Token], confidence: float) -> Match:
    return Match(words[0].start, words[-1].end, "person-name", confidence, "names")
