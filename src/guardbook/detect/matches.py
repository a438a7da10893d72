"""`find`: every personal value in a text, from patterns, names, addresses and the cells of delimited text."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guardbook.detect.engine import Engine

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


def find(text: str, *, names: bool = True, engine: "Engine | None" = None) -> list[Match]:
    """Return the personal values in a text, by place; matches of one category never overlap.

    `names=False` leaves out the names of people and the addresses in running text, which cost the most time.
    `engine` holds the recognisers to use; by default those that come with Guardbook.
    """
    engine = engine or built_in_engine()
    found = None
    if "\n" in text or "\r" in text:  # one line is no table, and tables need large libraries
        from guardbook.detect.delimited import find_cells

        found = find_cells(text, names=names, engine=engine)
    if found is None:
        found = engine.scan(text)
        if names:
            from guardbook.detect.addresses import find_addresses
            from guardbook.detect.names import find_names

            found += find_names(text) + find_addresses(text)
    return settle(found)


@cache
def built_in_engine() -> "Engine":
    """Return the engine of the recognisers in use, one for the process."""
    from guardbook.detect.engine import Engine
    from guardbook.detect.in_use import compiled_folder, recognisers_in_use

    return Engine(recognisers_in_use(), compiled_folder())


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
