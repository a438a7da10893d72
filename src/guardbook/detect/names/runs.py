"""Names among the capitalised words of running text: after titles, and where forename and surname vote together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guardbook.detect.names.lists import FORENAME, PLACE, SURNAME, THING, WORD, fold, known_words
from guardbook.detect.names.shapes import RUN, TELLING, UPPER, Token, is_particle, tokens
from guardbook.detect.names.value import name_at
from guardbook.detect.names.vocabulary import vocabulary
from guardbook.detect.names.vote import forename_vote, score, surname_vote


@dataclass(slots=True)
class Candidate:
    """Words that may be one name, and how likely."""

    words: list[Token]
    confidence: float
    titled: bool = False

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after the last character; a possessive and a full stop at the end are left out."""
        last = self.words[-1]
        text = last.text
        if not last.initial and text.endswith("."):
            return last.end - 1
        return last.end - 2 if text[-2:] in ("'s", "’s") else last.end

    @property
    def key(self) -> str:
        """The name in the form in which two mentions are the same."""
        return key_of(" ".join(word.text for word in self.words))


def key_of(name: str) -> str:
    """Return a name in the form in which two mentions are the same."""
    return fold(name).removesuffix("'s").rstrip(".")


def is_firm(text: str, end: int) -> bool:
    """Whether what follows a name makes it a firm's: "& Sons", "Ltd"."""
    return bool(_FIRM.match(text, end)) or text[end : end + 2] in (" &", "& ", " +")


_FIRM = re.compile(
    r"\s{0,2}(?:(?:plc|ltd|limited|llp|inc|gmbh)\b|"
    r"(?:and|&|\+) ?(?:sons?|co|partners|associates|company|brothers|daughters?)\b)",
    re.I,
)
_NEXT = re.compile(r"(?:['’]s)?(?:,| [–-])? ?\(?([A-Za-z]+|[1-9]\d(?=[,)]))")
_ADDRESS = re.compile(r",?\s{0,3}(?:\(?<?[\w.+-]+@|\n[ \t]*(?:\d{1,4}[A-Za-z]? [A-Z]|Flat |Apartment ))")
_DECIDED = WORD | FORENAME | SURNAME
_LONE = FORENAME | WORD | PLACE | THING
_RANKS = ("PC", "DC", "PS", "DS", "WPC", "PCSO", "Constable", "Sergeant")
_COLLAR = re.compile(r"[ ](?:[A-Z]{0,2}[0-9]{1,6}[A-Z]{0,2})[ ]+")
_CHAIN = "mr"
"""What titles in a row ("Detective Sergeant", "Lord Justice") are worth: as much as the surest of them."""
_PLACE_LEADS = frozenset(
    {
        "lake",
        "mount",
        "port",
        "fort",
        "saint",
        "st",
        "loch",
        "cape",
        "new",
        "great",
        "royal",
        "camp",
        "san",
        "santa",
        "los",
        "las",
    }
)


def in_runs(text: str, singles: list[tuple[int, str]]) -> Iterator[Candidate]:
    """Yield every run of words that may be a name, with what speaks for it.

    Words with a capital that stand alone go to `singles` with their offset: the rest of the document decides on them.
    """
    look, phrases = known_words().get, (*vocabulary().phrases, " i,")
    before, before_end = "", -9
    for match in RUN.finditer(text):
        run, start = match.group(), match.start()
        if start == before_end + 2 and text[before_end] == "," and text[before_end + 1] == " ":
            yield from _inverted(text, before_end - len(before), before, run)
        before, before_end = run, match.end()
        if " " not in run and "." not in run[:-1] and "\xa0" not in run:
            run = run.rstrip(".").removesuffix("'s").removesuffix("’s")
            flags = look(run.lower() if run.isascii() else fold(run), 0)
            if flags & _DECIDED != WORD:
                singles.append((start, run))
                if flags & _LONE == FORENAME:
                    yield from _lone(text, start, start + len(run))
        elif (
            not run.isascii()
            or "-" in run
            or any(
                look(part, 0) & TELLING
                for part in run.lower().replace("'s", "").replace("’s", "").replace(".", " ").split()
            )
        ):
            yield from _windows(text, tokens(text, start, match.end()))
        elif text[max(0, start - 18) : start - 1].lower().endswith(phrases):
            yield from _announced(text, start)
        if run.endswith(_RANKS) and (number := _COLLAR.match(text, match.end())):
            yield from _announced(text, number.end(), kind="surname")


def _announced(text: str, start: int, kind: str = "full") -> Iterator[Candidate]:
    """Yield the name behind "prepared by" or "PC 4123", known or not."""
    match = name_at(text, start, kind, generic=True)
    if match and (kind != "full" or " " in text[match.start : match.end]):
        yield Candidate(tokens(text, match.start, match.end), match.confidence, titled=True)


def _inverted(text: str, start: int, surname: str, forename: str) -> Iterator[Candidate]:
    """Yield "SMITH, John": a surname alone or with its particle, then a forename behind a comma."""
    forename, _, more = forename.partition(" ")
    flags = known_words().get(fold(forename.rstrip(".")), 0)
    loud = surname.isupper() and not more.isupper()
    if not (flags & FORENAME or loud or not flags) or (not loud and (flags & PLACE or len(more) > 2)):
        return
    words = tokens(text, start, start + len(surname))
    last, first = words[-1], tokens(text, start + len(surname) + 2, start + len(surname) + 2 + len(forename))[0]
    real = [word for word in words if not is_particle(word)]
    if len(real) > 1 + loud or any(word.plain or word.initial for word in words):
        return
    if last.shouted and len(last.text) > 2 and not first.shouted and not first.plain:
        confidence = 0.8 if surname_vote(last) >= 2 and forename_vote(first) else 0.4
    else:
        votes = surname_vote(last), forename_vote(first)
        sure = (
            votes == (3, 3) or (votes == (2, 3) and not first.flags & SURNAME) or (votes == (3, 2) and not first.flags)
        )
        confidence = 0.62 if sure and len(words) < 3 else 0.0
    if confidence and not first.initial:
        yield Candidate([*words, first], confidence)


def _lone(text: str, start: int, end: int) -> Iterator[Candidate]:
    word = tokens(text, start, end)[0]
    confidence = _alone(text, word)
    if confidence:
        yield Candidate([word], confidence)


def _windows(text: str, words: list[Token]) -> Iterator[Candidate]:
    window: list[Token] = []
    title = ""
    before: Token | None = None
    for number, word in enumerate(words):
        kind = _kind(word, window, titled=bool(title))
        if kind == "title" and title in vocabulary().titles and word.flags & SURNAME and _is_last(words, number):
            kind = "name"
        if kind == "name":
            window.append(word)
            if number + 1 < len(words) and not _ends(word):
                continue
        following = (
            words[number + 1] if kind == "name" and number + 1 < len(words) else word if kind != "name" else None
        )
        yield from _judge(text, window, title, before, following, full_stop=bool(window) and _ends(window[-1]))
        window = []
        title = _CHAIN if kind == "title" and title else word.bare if kind == "title" else ""
        before = word


def _is_last(words: list[Token], number: int) -> bool:
    """Whether no name follows a word that is a title and a surname: "Mr Bishop said"."""
    return number + 1 == len(words) or words[number + 1].plain


def _kind(word: Token, window: list[Token], *, titled: bool) -> str:
    folded = word.bare
    terms = vocabulary()
    if not window and not word.initial and (folded in terms.titles or folded in terms.weak_titles):
        return "title"
    if window and not word.initial and (folded in terms.titles or (len(window) > 1 and folded in terms.roles)):
        return "title" if folded in terms.titles else "other"
    if (
        window
        and folded in terms.suffixes
        and (word.shouted or folded in ("jr", "snr", "jnr", "senior", "junior", "esq"))
    ):
        return "other"
    if is_particle(word):
        return "name" if window or word.capital or titled else "other"
    return "other" if word.plain or (word.flags == PLACE and not window) else "name"


def _ends(word: Token) -> bool:
    """Whether a name cannot go on behind this word: a possessive, or the full stop of a sentence."""
    if word.text[-2:] in ("'s", "’s"):
        return True
    return word.text.endswith(".") and not word.initial and len(word.text) > 3


def _judge(
    text: str, window: list[Token], title: str, before: Token | None, following: Token | None, *, full_stop: bool
) -> Iterator[Candidate]:
    while window and (is_particle(window[-1]) or (len(window) > 2 and window[-1].initial and title)):
        window = window[:-1]
    if len(window) > 2 and not title and not forename_vote(window[0]) and window[0].flags & WORD:
        window = window[1:]
    if not window:
        return
    if title:
        yield from _titled(text, window, title, following)
        return
    if following is not None and following.capital and following.thing and not full_stop:
        return
    leads = {word.bare for word in (before, window[0] if len(window) > 1 else None) if word}
    if leads & _PLACE_LEADS:
        return
    if len(window) == 1:
        confidence = _alone(text, window[0])
        yield Candidate(window, confidence)
        return
    candidate = Candidate(window, score(window))
    candidate.confidence += _support(text, candidate)
    yield candidate


def _titled(text: str, window: list[Token], title: str, following: Token | None) -> Iterator[Candidate]:
    if following is not None and following.thing and following.capital and len(window) == 1:
        return
    known = any(surname_vote(word) >= 2 or forename_vote(word) >= 2 for word in window)
    if title in vocabulary().titles:
        confidence = 0.95 if known else 0.85
    else:
        if window[-1].flags & THING and len(window) > 1:
            return
        sure = any(surname_vote(word) == 3 or forename_vote(word) == 3 for word in window)
        confidence = 0.8 if sure else 0.45
    candidate = Candidate(window, confidence, titled=True)
    if not _FIRM.match(text, candidate.end):
        yield candidate


def _support(text: str, candidate: Candidate) -> float:
    """How much the words around a candidate speak for it (more than 0) or against it."""
    if _FIRM.match(text, candidate.end):
        return -1.0
    support = 0.0
    following = _NEXT.match(text, candidate.end)
    if following:
        word = following.group(1).lower()
        if word in vocabulary().roles or word in vocabulary().verbs or word.isdigit():
            support += 0.15
    if _ADDRESS.match(text, candidate.end):
        support += 0.2
    before = text[max(0, candidate.start - 5) : candidate.start].lower()
    if before.endswith("the "):
        support -= 0.3
    return support


_BEFORE = re.compile(r"([A-Za-z]+)[,:]? $")


_OWNS = re.compile(
    r"['’]s (?:mum|dad|mother|father|sister|brother|son|daughter|wife|husband|partner|family|house|home|name|case)"
)
_AND = re.compile(rf"\b([a-z]+)(?: [{UPPER}]\w+,?){{1,4}} (?:and|&) $")


def _of_kin(text: str, start: int, before: str) -> bool:
    """Whether relatives are named: "her sons Ade and Kofi"."""
    if before == "and":
        listed = _AND.search(text, max(0, start - 60), start)
        before = listed.group(1) if listed else ""
    return before in vocabulary().kin


def _alone(text: str, word: Token) -> float:
    """The confidence of one word with no title: a sure forename between the words that go with people."""
    if forename_vote(word) < 3 or word.flags & PLACE or word.shouted or len(word.text) < 3:
        return 0.0
    following = _NEXT.match(text, word.end)
    does = following is not None and following.group(1) in vocabulary().verbs
    before = _BEFORE.search(text, max(0, word.start - 16), word.start)
    led = before is not None and before.group(1).lower() in vocabulary().leads
    if before is not None and _of_kin(text, word.start, before.group(1).lower()):
        return 0.6
    close = before is not None and before.group(1).lower() in vocabulary().close_leads
    if (close and word.text.isascii()) or _OWNS.match(text, word.end - 2 * word.text.endswith(("'s", "’s"))):
        return 0.52
    return 0.6 if does and led else 0.52 if does else 0.4 if led else 0.0
