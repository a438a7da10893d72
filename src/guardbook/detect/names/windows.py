"""The names within one run of capitalised words: cut at titles, ordinary words and full stops, then judged."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from guardbook.detect.names.candidates import Candidate, alone, is_firm, support
from guardbook.detect.names.lists import PLACE, SURNAME, THING, WORD
from guardbook.detect.names.shapes import Token, is_particle
from guardbook.detect.names.vocabulary import vocabulary
from guardbook.detect.names.vote import forename_vote, score, surname_vote

_CHAIN = "mr"
"""What titles in a row ("Detective Sergeant", "Lord Justice") are worth: as much as the surest of them."""
_NAMESAKES = frozenset(("sir", "dame", "lord", "lady"))
"""Titles of people whom schools and hospitals are called after ("Sir William Harper School")."""


@dataclass(slots=True)
class _Window:
    """Words in a row that may be a name, and what stands around them in the run."""

    title: str = ""
    before: Token | None = None
    words: list[Token] = field(default_factory=list)
    following: Token | None = None

    @property
    def leads_to_thing(self) -> bool:
        """Whether the next word makes all of it the name of an organisation or a thing."""
        following = self.following
        return following is not None and following.capital and following.thing


def in_run(text: str, words: list[Token]) -> Iterator[Candidate]:
    """Yield the candidates among the words of one run."""
    window = _Window()
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else None
        kind = _kind(word, window, following)
        if kind == "name":
            window.words.append(word)
            if following is not None and not _ends(word):
                continue
            window.following = None if _ends(word) else following
        else:
            window.following = word
        yield from _judge(text, window)
        title = (_CHAIN if window.title else word.bare) if kind == "title" else ""
        window = _Window(title, word)


def _kind(word: Token, window: _Window, following: Token | None) -> str:
    """Return what a word is in its place: part of a "name", a "title", or something "other"."""
    terms, bare, words = vocabulary(), word.bare, window.words
    if not word.initial and (bare in terms.titles or (not words and bare in terms.weak_titles)):
        last = following is None or following.plain
        return "name" if last and window.title in terms.titles and word.flags & SURNAME and not words else "title"
    if words and _follows_a_name(word, words):
        return "other"
    if is_particle(word):
        return "name" if words or word.capital or window.title else "other"
    return "other" if word.plain or (word.flags == PLACE and not words) else "name"


def _follows_a_name(word: Token, words: list[Token]) -> bool:
    """Whether a word stands behind names without being part of them: a role, an honour."""
    terms, bare = vocabulary(), word.bare
    if len(words) > 1 and not word.initial and bare in terms.roles:
        return True
    if bare in terms.suffixes and (word.shouted or bare in ("jr", "snr", "jnr", "senior", "junior", "esq")):
        return True
    return word.shouted and len(word.text) < 5 and not word.flags and not word.initial and words[-1].text[-1].islower()


def _ends(word: Token) -> bool:
    """Whether a name cannot go on behind this word: a possessive, or the full stop of a sentence."""
    if word.text[-2:] in ("'s", "’s"):
        return True
    return word.text.endswith(".") and not word.initial and len(word.text) > 3


def _judge(text: str, window: _Window) -> Iterator[Candidate]:
    words = window.words
    while words and (is_particle(words[-1]) or (len(words) > 2 and words[-1].initial and window.title)):
        words = words[:-1]
    if len(words) > 2 and not window.title and not forename_vote(words[0]) and words[0].flags & WORD:
        words = words[1:]
    if not words:
        return
    if window.title:
        yield from _titled(text, words, window)
        return
    leads = {word.bare for word in (window.before, words[0] if len(words) > 1 else None) if word}
    if window.leads_to_thing or leads & vocabulary().place_leads:
        return
    if len(words) == 1:
        yield Candidate(words, alone(text, words[0]))
        return
    candidate = Candidate(words, score(words))
    candidate.confidence += support(text, candidate)
    yield candidate


def _titled(text: str, words: list[Token], window: _Window) -> Iterator[Candidate]:
    """Yield a name behind a title; behind a weak one only words that the lists know."""
    to_thing = window.leads_to_thing or (len(words) > 1 and words[-1].flags & THING)
    if to_thing and (len(words) == 1 or window.title in _NAMESAKES):
        return
    candidate = Candidate(words, 0.85, titled=True)
    known = max(max(surname_vote(word), forename_vote(word)) for word in words)
    if window.title in vocabulary().titles:
        candidate.confidence = 0.95 if known >= 2 else 0.85
    else:
        candidate.confidence = 0.8 if known == 3 and not (words[-1].flags & THING and len(words) > 1) else 0.45
    if not is_firm(text, candidate.end):
        yield candidate
