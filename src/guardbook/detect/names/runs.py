"""Names among the capitalised words of running text: after titles, and where forename and surname vote together."""

import re
from collections.abc import Iterator

from guardbook.detect.names.candidates import Candidate, alone
from guardbook.detect.names.lists import FAMILIAR, FORENAME, PLACE, SURNAME, THING, WORD, fold, known_words
from guardbook.detect.names.shapes import RUN, TELLING, Token, is_particle, tokens
from guardbook.detect.names.telling import may_be_a_person, tells_of_a_person, unknown_alone
from guardbook.detect.names.value import name_at
from guardbook.detect.names.vocabulary import vocabulary
from guardbook.detect.names.vote import forename_vote, score, surname_vote
from guardbook.detect.names.windows import in_run

_DECIDED = WORD | FORENAME | SURNAME
_LONE = FORENAME | WORD | PLACE | THING
_RANKS = ("PC", "DC", "PS", "DS", "WPC", "PCSO", "Constable", "Sergeant")
_COLLAR = re.compile(r"[ ](?:[A-Z]{0,2}[0-9]{1,6}[A-Z]{0,2})[ ]+")
_SPEAKS = re.compile(
    r",? (?:told|asked|replied|phoned|lives|lived|died|married|resides|pleaded|testified|was born|aged) "
)
"""What only people do: enough for two words that no list knows."""
_OPENS = re.compile(r"(?:^|[\n;:–>|]|[ -]-|\d[.)]|[•*])[ \t]{0,3}$")
_CLOSES = re.compile(r"[ \t]{0,2}(?:$|[\n;|(.]|[–-] | - )")
_WRAP = re.compile(r"\r?\n[ \t>]{0,8}")
_WRAPPED = 45
"""Characters from which a line is long enough to have been broken in the middle of a name."""


def in_runs(text: str, singles: list[tuple[int, str]]) -> Iterator[Candidate]:
    """Yield every run of words that may be a name, with what speaks for it.

    Words with a capital that stand alone go to `singles` with their offset: the rest of the document decides on them.
    """
    phrases = (*vocabulary().phrases, " i,")
    before, end = "", -9
    for match in RUN.finditer(text):
        run, start = match.group(), match.start()
        if start - end < 12:
            yield from _across(text, before, end, run, start)
        before, end = run, match.end()
        if " " not in run and "." not in run[:-1] and "\xa0" not in run:
            yield from _single(text, run, start, singles)
        else:
            if _is_telling(run) or tells_of_a_person(text, start, end):
                yield from in_run(text, tokens(text, start, end))
            elif run.count(" ") < 3:
                words = tokens(text, start, end)
                words = words[1:] if words[0].plain else words
                if len(words) > 1 and may_be_a_person(text, words):
                    yield Candidate(words, 0.52)
            if text[max(0, start - 20) : start].rstrip(" ,(").lower().endswith(phrases) or _SPEAKS.match(text, end):
                yield from _announced(text, start)
        if run.endswith(_RANKS) and (number := _COLLAR.match(text, end)):
            yield from _announced(text, number.end(), kind="surname")


def _single(text: str, run: str, start: int, singles: list[tuple[int, str]]) -> Iterator[Candidate]:
    run = run.rstrip(".").removesuffix("'s").removesuffix("’s")
    flags = known_words().get(run.lower() if run.isascii() else fold(run), 0)
    if flags & _DECIDED == WORD:
        return
    singles.append((start, run))
    word = tokens(text, start, start + len(run))[0]
    confidence = alone(text, word) if flags & _LONE == FORENAME else 0.0
    if confidence := max(confidence, unknown_alone(text, word)):
        yield Candidate([word], confidence)


def _is_telling(run: str) -> bool:
    """Whether a run is worth a look: a title or a name that the lists know is in it."""
    if not run.isascii() or "-" in run:
        return True
    known = known_words()
    words = run.lower().replace("'s", "").replace(".", " ").split()
    return any(known.get(word, 0) & TELLING for word in words)


def _announced(text: str, start: int, kind: str = "full") -> Iterator[Candidate]:
    """Yield the name behind "prepared by" or "PC 4123", known or not."""
    match = name_at(text, start, kind, generic=True)
    if match and (kind != "full" or " " in text[match.start : match.end]):
        yield Candidate(tokens(text, match.start, match.end), match.confidence, titled=True)


def _across(text: str, before: str, end: int, run: str, start: int) -> Iterator[Candidate]:
    """Yield a name that a comma or the end of a line cuts in two."""
    if text[end:start] == ", ":
        yield from _inverted(text, end - len(before), before, run)
    elif _WRAP.fullmatch(text, end, start) and text.rfind("\n", max(0, end - _WRAPPED), end) < 0:
        yield from _broken(text, before, end, run, start)


def _inverted(text: str, start: int, surname: str, forename: str) -> Iterator[Candidate]:
    """Yield "SMITH, John": a surname alone or with its particle, then a forename behind a comma."""
    place = start + len(surname) + 2
    forename, _, more = forename.partition(" ")
    loud = surname.isupper() and not more.isupper()
    if not loud and (len(more) > 2 or surname.count(" ") > 1):
        return
    words, first = tokens(text, start, start + len(surname)), tokens(text, place, place + len(forename))[0]
    real = [word for word in words if not is_particle(word)]
    if len(real) > 1 + loud or first.initial or first.plain or any(word.plain or word.initial for word in words):
        return
    if loud and len(words[-1].text) > 2 and not first.shouted:
        confidence = 0.8 if surname_vote(words[-1]) >= 2 and forename_vote(first) else 0.4
        if confidence < 0.5 and not first.flags & (PLACE | THING) and _is_entry(text, start, first.end):
            confidence = 0.6
    elif _may_be_inverted(words[-1], first):
        confidence = 0.66
    else:
        confidence = _of_entry(words[-1], first) if _is_entry(text, start, first.end) else 0.0
    if confidence:
        yield Candidate([*words, first], confidence)


def _is_entry(text: str, start: int, end: int) -> bool:
    """Whether two words with a comma between are all of a line, of a numbered entry or of one between semicolons."""
    return bool(_OPENS.search(text, max(0, start - 6), start) and _CLOSES.match(text, end))


def _of_entry(surname: Token, forename: Token) -> float:
    """Return the confidence of "Durmuş, Viorica" as an entry of a list: doubtful ones are lent sureness by others."""
    if (surname.flags | forename.flags) & (PLACE | THING) or surname.plain or forename.plain:
        return 0.0
    known, given = surname_vote(surname), forename_vote(forename)
    if known < 1 or (given == 0 and forename.flags & (WORD | FAMILIAR)):
        return 0.0
    return 0.66 if given >= 2 or (known >= 2 and not forename.flags) else 0.4


def _may_be_inverted(surname: Token, forename: Token) -> bool:
    """Whether two words with a comma between are surname and forename, and not two places or two surnames."""
    if surname.flags & PLACE or forename.flags & PLACE:
        return False
    votes = surname_vote(surname), forename_vote(forename)
    if votes == (2, 3):
        return bool(surname.flags & FAMILIAR) and not forename.flags & FAMILIAR
    return votes == (3, 3) or (votes == (3, 2) and not forename.flags)


def _broken(text: str, before: str, end: int, run: str, start: int) -> Iterator[Candidate]:
    """Yield a name whose forename ends one long line and whose surname begins the next."""
    first = tokens(text, end - len(before.rpartition(" ")[2]), end)
    last = tokens(text, start, start + len(run.partition(" ")[0]))
    if first and last and forename_vote(first[0]) >= 2 and surname_vote(last[-1]) >= 2:
        confidence = score([*first, *last]) - 0.1
        if confidence >= 0.5:
            yield Candidate([*first, *last], confidence)
