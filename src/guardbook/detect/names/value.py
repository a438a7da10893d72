"""One name read where something says that a name stands: behind a label, in a salutation, under a letter."""

import re

from guardbook.detect.match import Match
from guardbook.detect.names.lists import PLACE, THING
from guardbook.detect.names.shapes import LETTER, NAME_FLAGS, TOKEN, Token, is_particle, token
from guardbook.detect.names.vocabulary import vocabulary
from guardbook.detect.names.vote import forename_vote, is_brand, score, surname_vote

_LEAD = re.compile(r"[ \t\xa0'\"“‘*_\[(]{0,24}")
_GAP = re.compile(r"(?:,?[ \xa0]|(?<=\.))(?=\S)")
_TAIL = re.compile(rf"[@_\\]|\.{LETTER}|[/=]\w|\w*\d|[ ]?(?:&|\+)[ ]?\w|[ ](?:ltd|plc|llp|limited|inc)\b", re.I)
LONGEST = 6


def name_at(text: str, start: int, kind: str, *, generic: bool = False) -> Match | None:
    """Return the name that begins at or just after `start`, or None when what stands there is no name.

    `kind` is "full", "surname" or "forename"; behind a `generic` label the words must speak for a name themselves.
    """
    found = _LEAD.match(text, start)
    words = _words(text, found.end() if found else start)
    words = _trim(words, kind)
    if not words:
        return None
    end = words[-1].end - (1 if words[-1].text.endswith(".") and not words[-1].initial else 0)
    if _TAIL.match(text, end):
        return None
    confidence = _confidence(words, kind, generic)
    return Match(words[0].start, end, "person-name", confidence, "names") if confidence >= 0.5 else None


def _words(text: str, start: int) -> list[Token]:
    """Return the words from `start` up to the first that no name can hold."""
    words: list[Token] = []
    place, commas = start, 0
    while len(words) <= LONGEST + 2:
        found = TOKEN.match(text, place)
        if not found:
            break
        word = token(found.group(), place)
        words.append(word)
        gap = _GAP.match(text, word.end)
        if not gap or (word.text.endswith(".") and len(word.text) > 4 and not word.initial):
            break
        if "," in gap.group():
            commas += 1
            if commas > 1 or not _surname_first(text, words, gap.end()):
                break
        place = gap.end()
    return words


def _surname_first(text: str, words: list[Token], after: int) -> bool:
    """Whether the comma behind `words` stands between a surname and its forename."""
    following = TOKEN.match(text, after)
    real = [word for word in words if not is_particle(word)]
    if not following or not real or len(real) > 2:
        return False
    word, last = token(following.group(), after), words[-1]
    if word.initial and word.capital and not text[word.end : word.end + 2].strip().isalpha():
        return surname_vote(last) >= 2 or last.shouted
    if not word.capital or word.initial:
        return False
    if forename_vote(word) < 2:
        return last.shouted and len(last.text) > 2 and not word.shouted and not word.flags
    return last.shouted or (len(real) == 1 and surname_vote(last) >= 1) or not any(forename_vote(w) for w in real)


def _trim(words: list[Token], kind: str) -> list[Token]:
    terms = vocabulary()
    while words and _is_title(words[0]) and (len(words) > 1 or words[0].plain or not words[0].flags):
        words = words[1:]
    kept: list[Token] = []
    for word in words[:LONGEST]:
        folded = word.bare
        if len(kept) > 1 and folded in terms.roles:
            break
        if kept and ((folded in terms.suffixes and word.shouted) or folded in terms.titles):
            break
        if folded in terms.nobody or not (word.capital or is_particle(word) or _lower_name(word)):
            break
        if word.plain and not is_particle(word) and not (kind != "full" and word.flags & NAME_FLAGS):
            return [] if word.thing and word.capital and len(kept) < 3 else kept
        kept.append(word)
        if word.text[-2:] in ("'s", "’s"):
            break
    while kept and is_particle(kept[-1]) and not kept[-1].capital:
        kept.pop()
    return kept


def _is_title(word: Token) -> bool:
    folded = word.bare
    return folded in vocabulary().titles or folded in vocabulary().weak_titles


def _lower_name(word: Token) -> bool:
    """A name written without its capital, as people do in forms."""
    return forename_vote(word) == 3 or surname_vote(word) == 3


def _confidence(words: list[Token], kind: str, generic: bool) -> float:
    if is_brand(words) or (words[-1].thing and words[-1].bare not in vocabulary().surnames_too):
        return 0.0
    real = [word for word in words if not is_particle(word) or word.capital]
    if len(real) > 1 and not real[0].capital:
        return 0.75 if forename_vote(real[0]) >= 2 and surname_vote(real[-1]) >= 2 else 0.0
    if len(real) == 1:
        return _single(real[0], kind, generic)
    votes = score(words)
    if all(word.shouted or word.initial for word in real) and not any(
        word.plain or word.flags & (PLACE | THING) for word in real
    ):
        known = sum(bool(word.flags & NAME_FLAGS) for word in real)
        votes = max(votes, 0.6 if not generic or known == len(real) else 0.0)
    if kind != "full":
        return max(votes, 0.8)
    unknown = sum(not word.flags & NAME_FLAGS and not word.initial for word in real)
    if generic and unknown == len(real):
        return 0.6 if not any(word.shouted or word.flags for word in real) else 0.4
    return max(votes, 0.85 if unknown < len(real) else 0.7) if votes > 0 else 0.45


def _single(word: Token, kind: str, generic: bool) -> float:
    if word.initial or len(word.text) < 2:
        return 0.0
    if kind == "full":
        sure = forename_vote(word) == 3 or surname_vote(word) == 3
        return 0.0 if word.flags & PLACE else 0.65 if sure else 0.0 if generic else 0.4
    if word.flags & NAME_FLAGS:
        return 0.85
    return 0.75 if not word.flags and word.capital else 0.0
