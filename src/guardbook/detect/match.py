"""One value found in a text, and how those that contradict one another are settled."""

from collections.abc import Iterable
from dataclasses import dataclass

CUT = 0.5
"""The confidence from which a match is reported."""


@dataclass(frozen=True, slots=True)
class Match:
    """One value in a text: where it is and what it is, never the value itself."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    category: str
    """A code of `guardbook.categories`."""
    confidence: float
    """0 to 1; 0.5 and more means "report it"."""
    recogniser: str = ""
    """Name of the recogniser, or of the method, that found it."""
    test: bool = False
    """Whether it is one of the values set aside for tests."""

    def moved(self, by: int) -> "Match":
        """Return the same match `by` characters further on."""
        return Match(self.start + by, self.end + by, self.category, self.confidence, self.recogniser, self.test)


_INSIDE = {
    "home-address": frozenset({"postcode", "place"}),
    "business-address": frozenset({"postcode", "place"}),
    "web-address": frozenset({"email", "phone", "ip-address", "username", "social-media-handle", "credential"}),
}
"""What may stand inside a value of a category and be reported beside it."""
_PARTS = {
    "home-address": frozenset({"person-name", "property-id", "age"}),
    "business-address": frozenset({"person-name"}),
    "email": frozenset({"person-name", "username", "place"}),
    "web-address": frozenset({"person-name", "place", "date"}),
}
"""What a value of a category is taken to consist of, however sure the part itself looks ("12 Albert Smith Road")."""


def settle(found: Iterable[Match]) -> list[Match]:
    """Return matches, by place, of which those that contradict one another have been reduced to the likeliest.

    Those of one category never overlap; those of two only where the one may hold the other (a postcode in an address).
    """
    kept: list[Match] = []
    near: list[Match] = []
    for match in sorted((match for match in found if match.confidence >= CUT), key=lambda m: (m.start, -m.end)):
        if near:
            kept += (other for other in near if other.end <= match.start)
            near = [other for other in near if other.end > match.start]
        rivals = [other for other in near if not _may_share(match, other)]
        if all(_beats(match, rival) for rival in rivals):
            near = [other for other in near if other not in rivals]
            near.append(match)
    return sorted(kept + near, key=lambda match: (match.start, match.end))


def _may_share(match: Match, other: Match) -> bool:
    inner, outer = sorted((match, other), key=lambda m: m.end - m.start)
    return inner.category in _INSIDE.get(outer.category, ()) and outer.start <= inner.start and inner.end <= outer.end


def _beats(match: Match, rival: Match) -> bool:
    """Return whether a match that begins behind a rival, or is no longer than it, is the likelier of the two."""
    if match.category in _PARTS.get(rival.category, ()) and match.end <= rival.end:
        return False
    return (match.confidence, match.end - match.start) > (rival.confidence, rival.end - rival.start)
