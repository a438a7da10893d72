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


WITHIN = frozenset({("postcode", "home-address"), ("postcode", "business-address"), ("place", "home-address")})
"""Pairs of categories of which the first may stand inside the second, both reported."""


def find(text: str, *, names: bool = True, engine: "Engine | None" = None) -> list[Match]:
    """Return the personal values in a text, by place; matches of one category never overlap.

    `names=False` leaves out the names of people and the addresses in running text, which cost the most time.
    `engine` holds the recognisers to use; by default those that come with Guardbook.
    """
    from guardbook.detect.delimited import find_cells

    engine = engine or built_in_engine()
    found = find_cells(text, names=names)
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
    """Return matches, by place, of which those that contradict one another have been reduced to the likeliest."""
    kept: list[Match] = []
    for match in sorted((m for m in found if m.confidence >= CUT), key=lambda m: (m.start, -m.end)):
        rivals = [other for other in kept[-8:] if other.end > match.start and not _may_share(match, other)]
        if all(_rank(match) > _rank(rival) for rival in rivals):
            for rival in rivals:
                kept.remove(rival)
            kept.append(match)
    return sorted(kept, key=lambda m: (m.start, m.end))


def _may_share(inner: Match, outer: Match) -> bool:
    return (inner.category, outer.category) in WITHIN


def _rank(match: Match) -> tuple[float, int]:
    return match.confidence, match.end - match.start
