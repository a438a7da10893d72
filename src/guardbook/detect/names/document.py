"""`find_names`: the names of people in one text, each mention judged with what the rest of the text says."""

import re
from collections.abc import Iterable

from guardbook.detect.matches import Match
from guardbook.detect.names.labels import labelled
from guardbook.detect.names.runs import Candidate, in_runs

CUT = 0.5
_SURE = 0.65
"""From this confidence on, a full name lends its surname and forename to mentions of one word."""
_JOINED = re.compile(r"[ \t]*(?:[,;/|&•·–-]|\band\b|\n)?[ \t\n•·*-]*")


def find_names(text: str) -> list[Match]:
    """Return the names of people in `text`, by place; matches do not overlap. Titles are not part of a match."""
    candidates = list(in_runs(text))
    stated = list(labelled(text))
    _lend(text, candidates)
    _remember(candidates, stated)
    found = [Match(c.start, c.end, "person-name", min(c.confidence, 0.99), "names") for c in candidates if c.confidence >= CUT]
    return _settle([*stated, *found])


def _lend(text: str, candidates: list[Candidate]) -> None:
    """In a list of names a sure one lends to the doubtful one beside it."""
    full = [c for c in candidates if len(c.words) > 1 and c.confidence >= 0.3]
    for left, right in zip(full, full[1:], strict=False):
        low, high = sorted((left, right), key=lambda c: c.confidence)
        gap = right.start - left.end
        if low.confidence < CUT <= high.confidence - 0.15 and gap <= 8 and _JOINED.fullmatch(text, left.end, right.start):
            low.confidence = CUT + 0.05


def _remember(candidates: Iterable[Candidate], stated: Iterable[Match]) -> None:
    """A later mention of a name, or of its surname alone, is that person."""
    candidates = list(candidates)
    places = {match.start for match in stated}
    known: set[str] = set()
    for candidate in candidates:
        sure = candidate.confidence >= _SURE or candidate.start in places
        if sure and (len(candidate.words) > 1 or candidate.titled):
            known.add(candidate.key)
            known.update(c.key for c in _parts(candidate))
    for candidate in candidates:
        if candidate.confidence < CUT and candidate.key in known:
            candidate.confidence = 0.7 if len(candidate.words) > 1 else 0.6


def _parts(candidate: Candidate) -> list[Candidate]:
    first, last = candidate.words[0], candidate.words[-1]
    return [Candidate([word], 0.0) for word in (first, last) if not word.initial and not word.plain and len(word.text) > 2]


def _settle(found: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.start, -m.end)):
        if kept and match.start < kept[-1].end:
            if match.end - match.start > kept[-1].end - kept[-1].start and match.confidence >= kept[-1].confidence:
                kept[-1] = match
            continue
        kept.append(match)
    return kept
