"""The heat map: categories by place, each cell shaded by how much harm its count could do."""

from dataclasses import dataclass
from math import log10

from guardbook.categories import CATEGORIES
from guardbook.scan.summary import Ranked

PLACES = 25
LEVELS = 5


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A table: `columns` are category codes, `rows` a place's name with one (count, level) a column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    more: int
    """How many places are not shown."""


def level(category: str, count: int) -> int:
    """Return 0 (nothing) to LEVELS by the category's weight and the order of magnitude of the count.

    >>> level("person-name", 0), level("person-name", 1), level("health", 50_000)
    (0, 1, 5)
    """
    if not count:
        return 0
    harm = CATEGORIES[category].weight * (1 + log10(count)) / 10
    return max(1, min(LEVELS, round(harm)))


def heat_map(places: tuple[Ranked, ...]) -> HeatMap:
    """Return the map of the most sensitive places over all categories that can be a reason on their own."""
    shown = places[:PLACES]
    present = {found.category for place in shown for found in place.found}
    columns = tuple(
        code
        for code, category in sorted(CATEGORIES.items(), key=lambda entry: -entry[1].weight)
        if code in present and category.blocks
    )
    rows = []
    for place in shown:
        counts = {found.category: found.count for found in place.found}
        rows.append((place.name, tuple((counts.get(code, 0), level(code, counts.get(code, 0))) for code in columns)))
    return HeatMap(columns, tuple(rows), len(places) - len(shown))
