"""What a scan found, added up: by category, place and object, what is hidden, not read, and pressing."""

from dataclasses import dataclass
from typing import Literal

MOST = 1000
"""How many objects or places one list of a summary holds; the totals count all."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one category in one object, place or scan."""

    category: str
    count: int
    distinct: int
    """About how many different values; 0 where it was not added up (places)."""
    hidden: int
    """How many of the count a person would not see."""
    confidence: float
    objects: int = 1
    test: int = 0
    """How many of the count are known test values."""
    hidden_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """An object or a place (the first two folders below a location) and how sensitive what it holds is."""

    name: str
    score: float
    """Sum over its categories of weight × ln(1 + count)."""
    found: tuple[Found, ...]
    """By weight, then count."""
    objects: int = 1
    size: int | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True)
class NotRead:
    """An object or a location that was not read, or only in part."""

    name: str
    ended: Literal["partly", "unread"]
    reason: str


@dataclass(frozen=True, slots=True)
class Pressing:
    """How many objects call for what should be done next."""

    credentials: int
    """Hold passwords, keys or tokens."""
    special: int
    """Hold special categories (Article 9)."""
    criminal: int
    """Hold criminal offence data (Article 10)."""
    hidden: int
    """Hold personal data where a person would not see it."""
    personal: int
    """Hold anything that can be a reason on its own."""
    remarked: int
    """Are not what their names say."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything a report says; lists are in order, the most sensitive first, and hold at most `MOST` entries."""

    locations: tuple[str, ...]
    objects: int
    bytes: int
    seconds: float
    """Of reading, all processes together."""
    ended: dict[str, int]
    """Objects by how they ended: read, partly, unread."""
    formats: dict[str, int]
    """Objects by format, the most frequent first."""
    categories: tuple[Found, ...]
    places: tuple[Ranked, ...]
    ranked: tuple[Ranked, ...]
    """Objects with personal data."""
    hidden: tuple[Ranked, ...]
    """Objects with hidden personal data, with only what is hidden in them."""
    not_read: tuple[NotRead, ...]
    remarks: tuple[tuple[str, str], ...]
    """Name of an object and what should be known about it."""
    pressing: Pressing
