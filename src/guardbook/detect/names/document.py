"""`find_names`: the names of people in one text, each mention judged with what the rest of the text says."""

import itertools
import re
from collections.abc import Iterator

from guardbook.detect.match import Match
from guardbook.detect.names.candidates import Candidate, is_firm, key_of
from guardbook.detect.names.fields import in_fields
from guardbook.detect.names.labels import labelled
from guardbook.detect.names.lists import FORENAME, PLACE, SURNAME, THING, WORD
from guardbook.detect.names.runs import in_runs
from guardbook.detect.names.shapes import flags_of
from guardbook.detect.names.stated import stated_names

CUT = 0.5
_SURE = 0.65
"""From this confidence on, a full name lends its surname and forename to mentions of one word."""
_JOINED = re.compile(r"[ \t]*(?:[,;/|&•·–-]|\band\b|\n)?[ \t\n•·*-]*(?:\d{1,3}[.)][ \t]*)?")


def find_names(text: str) -> list[Match]:
    """Return the names of people in `text`, by place; matches do not overlap. Titles are not part of a match."""
    singles: list[tuple[int, str]] = []
    candidates = list(in_runs(text, singles))
    stated = [*labelled(text), *in_fields(text), *stated_names(text)]
    _lend(text, candidates)
    again = list(_remember(text, candidates, stated, singles))
    found = [_match(c.start, c.end, c.confidence) for c in candidates if c.confidence >= CUT]
    return _settle([*stated, *found, *again])


def _match(start: int, end: int, confidence: float) -> Match:
    return Match(start, end, "person-name", min(confidence, 0.99), "names")


def _lend(text: str, candidates: list[Candidate]) -> None:
    """In a list of names a sure one lends to the doubtful one beside it."""
    full = [c for c in candidates if len(c.words) > 1 and c.confidence >= 0.3]
    pairs = list(itertools.pairwise(full))
    for left, right in (*pairs, *reversed(pairs)):
        low, high = sorted((left, right), key=lambda c: c.confidence)
        gap = right.start - left.end
        if (
            low.confidence < CUT <= high.confidence - 0.15
            and gap <= 8
            and _JOINED.fullmatch(text, left.end, right.start)
        ):
            low.confidence = CUT + 0.05


def _remember(
    text: str, candidates: list[Candidate], stated: list[Match], singles: list[tuple[int, str]]
) -> Iterator[Match]:
    """Raise later mentions of a name, and yield those of its surname or forename alone."""
    full: set[str] = set()
    for candidate in candidates:
        if candidate.confidence >= _SURE and (len(candidate.words) > 1 or candidate.titled):
            full.add(candidate.key)
    full.update(key_of(text[match.start : match.end]) for match in stated)
    for candidate in candidates:
        if candidate.confidence < CUT and candidate.key in full and len(candidate.words) > 1:
            candidate.confidence = 0.7
    parts = {part for name in full for part in _parts(name)}
    if unknown := {part for part in parts if not flags_of(part) & (FORENAME | SURNAME)}:
        parts -= unknown & set(text.split())
    for candidate in candidates:
        if candidate.confidence < CUT and len(candidate.words) == 1 and candidate.key in parts:
            candidate.confidence = 0.6
    for start, word in singles if parts else ():
        key = key_of(word)
        if key in parts and not (word.isupper() and len(word) < 4) and not is_firm(text, start + len(word)):
            yield _match(start, start + len(word) - _possessive(word), 0.6)


def _parts(name: str) -> Iterator[str]:
    """Yield the words of a name by which its bearer may be called alone."""
    words = name.replace(",", " ").split()
    for number, word in enumerate(words):
        flags = flags_of(word)
        end = number in (0, len(words) - 1)
        if end and len(word) > 2 and not flags & (WORD | PLACE | THING) and "." not in word:
            yield word


def _possessive(word: str) -> int:
    return 2 if word[-2:] in ("'s", "’s") else 1 if word.endswith(".") else 0


def _settle(found: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.start, -m.end)):
        if kept and match.start < kept[-1].end:
            if match.end - match.start > kept[-1].end - kept[-1].start and match.confidence >= kept[-1].confidence:
                kept[-1] = match
            continue
        kept.append(match)
    return kept
