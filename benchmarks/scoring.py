"""Compares what was found in texts with what is marked in them: hits, misses and false alarms by category."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.corpus import UNSCORED
from guardbook.categories import CATEGORIES

Span = tuple[int, int, str]
_MORE = re.compile(
    r"(?:\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lady|lord|rev|rt|hon|cllr|councillors?|sgt|pc|aged?|years?|yrs?"
    r"|y/?o|old|months?|sort|code|account|acc|number|num|no|a/c|s/?c|and|genes?|mutations?|[a-z])\b|['’]s\b|[\W_])*",
    re.IGNORECASE,
)
"""What a finding may hold beyond a marked value: a title, an initial, a unit of age, a label between two values."""


@dataclass
class Marked:
    """A text with its marked places; `origins` stands beside them."""

    text: str
    spans: list[Span]
    kind: str = ""
    negative: bool = False
    origins: list[str] = field(default_factory=list)


def counted(category: str) -> bool:
    """Say whether a category counts: places, dates and the like are never a reason on their own."""
    return category in CATEGORIES and CATEGORIES[category].blocks


def common(one: Span, other: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def judge(marked: Marked, found: Iterable[Span]) -> tuple[list[bool], list[Span]]:
    """Return for each marked place whether it was found, and the findings that are false alarms.

    A place is found by one finding that shares half of the longer of the two; by one that holds it with no more than a
    title, an initial, a label or further marked places; or by several within it that cover half of it.
    """
    left = [span for span in found if counted(span[2])]
    used: set[Span] = set()
    hits = []
    for place in marked.spans:
        same = [span for span in left if span[2] == place[2] and common(span, place)]
        whole = [span for span in same if _overlap(span, place) or _holds(marked, span, place)]
        parts = [span for span in same if span[0] >= place[0] and span[1] <= place[1]]
        matching = whole or (parts if 2 * sum(s[1] - s[0] for s in parts) >= place[1] - place[0] else [])
        used.update(matching)
        hits.append(bool(matching))
    ignored = [place for place in marked.spans if place[2] == UNSCORED]
    return hits, [span for span in left if span not in used and not any(common(span, place) for place in ignored)]


def _overlap(one: Span, other: Span) -> bool:
    return common(one, other) * 2 >= max(one[1] - one[0], other[1] - other[0])


def _holds(marked: Marked, span: Span, place: Span) -> bool:
    if not span[0] <= place[0] <= place[1] <= span[1]:
        return False
    rest, last = "", span[0]
    for start, end, category in sorted(marked.spans):
        if category == place[2] and span[0] <= start and end <= span[1]:
            rest, last = f"{rest}{marked.text[last:start]} ", end
    return _MORE.fullmatch(rest + marked.text[last : span[1]]) is not None


def score(texts: Sequence[Marked], found: Sequence[Iterable[Span]]) -> dict[str, Counter[str]]:
    """Return hits, misses and false alarms by category."""
    tally: dict[str, Counter[str]] = {}
    for marked, given in zip(texts, found, strict=True):
        hits, alarms = judge(marked, given)
        for (_, _, category), hit in zip(marked.spans, hits, strict=True):
            if category != UNSCORED:
                tally.setdefault(category, Counter())["hit" if hit else "miss"] += 1
        for _, _, category in alarms:
            tally.setdefault(category, Counter())["alarm"] += 1
    return tally


def figures(tally: Counter[str]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    hit, miss, alarm = tally["hit"], tally["miss"], tally["alarm"]
    precision = hit / (hit + alarm) if hit + alarm else 0.0
    recall = hit / (hit + miss) if hit + miss else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
