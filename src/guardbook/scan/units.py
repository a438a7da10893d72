"""A unit of work and what comes of it: one object to read, and what was found in it without the values."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from guardbook.content import Limits

Ended = Literal["read", "partly", "unread"]

PLACES = 20
"""How many places of one category in one object are listed; the rest are counted."""
REASONS = 20
"""How many reasons of one object are listed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How objects are read; the same for every unit of a scan."""

    key: bytes
    """The key of fingerprints and distinct counts; it goes to workers through their socket only."""
    limits: Limits = field(default_factory=Limits)
    names: bool = True
    """Whether names and addresses are looked for in running text."""
    sample: int | None = None
    """Most rows of a table and lines of a text to look at; None: all."""
    recognisers: str | None = None
    """A folder of more recognisers, or None."""
    compiled: str | None = None
    """A private folder in which workers keep what they compile, so that the next starts quickly; or None."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One object to be read: the smallest thing that an engine hands out."""

    number: int
    """Counts the units of one run from 0."""
    key: str
    """Keyed hash of location and path: what the journal knows the object by."""
    location: str
    """What the user asked for."""
    path: str
    """Below the location; may be personal, so it is neither written nor shown."""
    whole: bool
    """Whether the location names the object itself, so that the location alone is its name."""
    size: int | None
    identity: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of whole lines of a large text, read as if it were a file: the heading row first, then its own bytes."""

    start: int
    end: int
    head_start: int = 0
    head_end: int = 0
    """Where the heading row stands that goes before the bytes; an empty range: none does."""


@dataclass(slots=True)
class Tally:
    """What was found of one category in one object."""

    count: int = 0
    test: int = 0
    hidden: dict[str, int] = field(default_factory=dict)
    """Count by code of why a person would not see it; what is missing here is visible."""
    confidence: float = 0.0
    masked: str = ""
    fingerprint: str = ""
    distinct: int = 0
    sketch: bytes = b""
    """The smallest hashes of `findings.Distinct`, 8 bytes each, in rising order."""
    places: dict[str, int] = field(default_factory=dict)
    """Count by place, for the first `PLACES` places."""
    more_places: int = 0
    """How many places there are beyond those."""


@dataclass(slots=True)
class Outcome:
    """What reading one unit gave."""

    ended: Ended
    shown: str = ""
    """Where the object is, safe to show."""
    format: str | None = None
    size: int | None = None
    seconds: float = 0.0
    reasons: list[str] = field(default_factory=list)
    """Why it was not read, or not all of it: sentences with places, safe to show."""
    remarks: list[str] = field(default_factory=list)
    found: dict[str, Tally] = field(default_factory=dict)
    """By code of category."""

    def to_json(self) -> dict[str, Any]:
        """Return plain data: workers hand over nothing that has to be unpickled."""
        found = {
            code: {**_fields(tally), "sketch": base64.b64encode(tally.sketch).decode()}
            for code, tally in self.found.items()
        }
        return {**_fields(self), "found": found}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return what `to_json` was made of; raises `TypeError`, `KeyError` or `ValueError` on anything else."""
        found = {
            code: Tally(**{**tally, "sketch": base64.b64decode(tally["sketch"])})
            for code, tally in data["found"].items()
        }
        return cls(**{**data, "found": found})


def _fields(thing: Tally | Outcome) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in thing.__slots__}


def shorten(reasons: Iterable[str]) -> list[str]:
    """Return the first distinct reasons, and one more that counts those left out."""
    distinct = list(dict.fromkeys(reasons))
    if len(distinct) <= REASONS:
        return distinct
    return [*distinct[:REASONS], f"and {len(distinct) - REASONS:,} more like these"]
