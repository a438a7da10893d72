"""Words that may be one name, with what the text right around them says."""

import re
from dataclasses import dataclass

from guardbook.detect.names.lists import PLACE, THING, WORD, fold
from guardbook.detect.names.shapes import UPPER, Token
from guardbook.detect.names.telling import tells_of_a_person
from guardbook.detect.names.vocabulary import vocabulary
from guardbook.detect.names.vote import forename_vote

_FIRM = re.compile(
    r"\s{0,2}(?:(?:plc|ltd|limited|llp|inc|gmbh)\b|"
    r"(?:and|&|\+) ?(?:sons?|co|partners|associates|company|brothers|daughters?)\b)",
    re.I,
)
_NEXT = re.compile(r"(?:['’]s)?(?:,| [–-])? ?\(?([A-Za-z]+|[1-9]\d(?=[,)]))")
_ADDRESS = re.compile(r",?\s{0,3}(?:\(?<?[\w.+-]+@|\n[ \t]*(?:\d{1,4}[A-Za-z]? [A-Z]|Flat |Apartment ))")
_BEFORE = re.compile(r"([A-Za-z]+)[,:]? $")
_AND = re.compile(rf"\b([a-z]+)(?: [{UPPER}]\w+,?){{1,4}} (?:and|&) $")
_OWNS = re.compile(
    r"['’]s (?:mum|dad|mother|father|sister|brother|son|daughter|wife|husband|partner|family|house|home|name|case)"
)


@dataclass(slots=True)
class Candidate:
    """Words that may be one name, and how likely."""

    words: list[Token]
    confidence: float
    titled: bool = False
    """Whether something before it says that a name follows."""

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after the last character; a possessive and a full stop at the end are left out."""
        last = self.words[-1]
        if not last.initial and last.text.endswith("."):
            return last.end - 1
        return last.end - 2 if last.text[-2:] in ("'s", "’s") else last.end

    @property
    def key(self) -> str:
        """The name in the form in which two mentions are the same."""
        return key_of(" ".join(word.text for word in self.words))


def key_of(name: str) -> str:
    """Return a name in the form in which two mentions are the same."""
    return fold(name).removesuffix("'s").rstrip(".")


def is_firm(text: str, end: int) -> bool:
    """Whether what follows at `end` makes a name a firm's: "& Sons", "Ltd"."""
    return bool(_FIRM.match(text, end))


def support(text: str, candidate: Candidate) -> float:
    """Return how much the words around a full name speak for it (more than 0) or against it."""
    if is_firm(text, candidate.end):
        return -1.0
    terms, found = vocabulary(), 0.0
    following = _NEXT.match(text, candidate.end)
    if following:
        word = following.group(1).lower()
        found += 0.15 if word in terms.roles or word in terms.verbs or word.isdigit() else 0.0
    if _ADDRESS.match(text, candidate.end):
        found += 0.2
    if candidate.confidence < 0.5 and _is_told(text, candidate):
        found = max(found, 0.42 if candidate.confidence else 0.0)
    before = text[max(0, candidate.start - 5) : candidate.start].lower()
    return found - (0.3 if before.endswith("the ") else 0.0)


def _is_told(text: str, candidate: Candidate) -> bool:
    """Whether a doubtful name stands where only a person does, and no word of it is a place or an ordinary word."""
    words = candidate.words
    if any(word.shouted and len(word.text) > 2 for word in words[1:]):
        return False
    if any(word.flags & (PLACE | THING) or (word.flags & WORD and word.surname < 2) for word in words):
        return False
    return tells_of_a_person(text, candidate.start, candidate.end)


def alone(text: str, word: Token) -> float:
    """Return the confidence of one word with no title: a sure forename between the words that go with people."""
    if forename_vote(word) < 3 or word.flags & PLACE or word.shouted or len(word.text) < 3:
        return 0.0
    terms = vocabulary()
    following = _NEXT.match(text, word.end)
    does = following is not None and following.group(1) in terms.verbs
    found = _BEFORE.search(text, max(0, word.start - 16), word.start)
    before = found.group(1).lower() if found else ""
    if _of_kin(text, word.start, before) or (does and before in terms.leads):
        return 0.6
    owner = _OWNS.match(text, word.end - 2 * word.text.endswith(("'s", "’s")))
    return 0.52 if does or owner or (before in terms.close_leads and word.text.isascii()) else 0.0


def _of_kin(text: str, start: int, before: str) -> bool:
    """Whether relatives are named: "her sons Ade and Kofi"."""
    if before == "and":
        listed = _AND.search(text, max(0, start - 60), start)
        before = listed.group(1) if listed else ""
    return before in vocabulary().kin
