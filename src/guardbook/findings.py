"""What detection found, without the values: counts, masked forms, keyed fingerprints and distinct estimates."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np

from guardbook.categories import CATEGORIES
from guardbook.hashing import Hashes, bound, each_once, normalise, quick_hashes, seal

KEPT = 1024
"""How many of the smallest hashes a distinct estimate keeps; its relative error is about 1/sqrt(KEPT)."""
_SLOTS = 4 * KEPT


def mask(value: str, category: str) -> str:
    """Return the shape of `value` with at most two of its characters; nothing for a small set of values.

    >>> mask("AB123456C", "national-insurance-number")
    'A•••••••C'
    >>> mask("depression", "health")
    ''
    """
    if CATEGORIES[category].small:
        return ""
    shape = ["•" if character.isalnum() else character for character in value.strip()[:40]]
    ends = [number for number, character in enumerate(value.strip()[:40]) if character.isalnum()]
    if len(ends) >= 8 and len(value.strip()) <= 40:
        for end in (ends[0], ends[-1]):
            shape[end] = value.strip()[end]
    return "".join(shape)


def fingerprint(value: str, key: bytes) -> str:
    """Return the keyed fingerprint (HMAC-SHA256, 16 hex digits) of a value's normal form."""
    return hmac.new(key, normalise(value).encode("utf-8", "surrogatepass"), sha256).hexdigest()[:16]


def hashes(values: Iterable[str], key: bytes) -> Hashes:
    """Return keyed 64-bit hashes of values, for counting distinct ones; without the key they tell nothing."""
    return seal(quick_hashes(values, key), key)


@dataclass(slots=True)
class Distinct:
    """An estimate of how many distinct values were seen: the KMV sketch of Bar-Yossef and others (2002).

    It can be merged with another made with the same key and written down: `smallest` tells nothing without the key.
    """

    smallest: Hashes = field(default_factory=lambda: np.empty(0, dtype=np.uint64))
    _seen: Hashes | None = field(default=None, repr=False, compare=False)
    """Quick hashes taken in lately, by their low bits, so that none is sealed twice; never written down."""

    def add(self, more: Hashes) -> None:
        """Take in the hashes of more values."""
        if len(self.smallest) == KEPT:
            more = more[more < self.smallest[-1]]
        if len(more):
            self.smallest = each_once(np.concatenate((self.smallest, more)))[:KEPT]

    def take(self, texts: Any, key: bytes) -> None:
        """Take in values themselves: a string array without nulls, or an iterable of str."""
        quick = quick_hashes(texts, key)
        if len(self.smallest) == KEPT:
            quick = quick[quick <= bound(self.smallest[-1])]
        if self._seen is None:
            self._seen = np.zeros(_SLOTS, np.uint64)
        slots = quick & np.uint64(_SLOTS - 1)
        quick = each_once(quick[self._seen[slots] != quick])
        if len(quick) > KEPT:  # sorted: what lies beyond the KEPT smallest and their power of two cannot be kept
            quick = quick[quick <= bound(quick[KEPT])]
        if len(quick):
            self._seen[quick & np.uint64(_SLOTS - 1)] = quick
            self.add(seal(quick, key))

    def estimate(self) -> int:
        """Return the number of distinct values: exact below KEPT, within about 3% above it."""
        if len(self.smallest) < KEPT:
            return len(self.smallest)
        return round((KEPT - 1) * 2.0**64 / float(self.smallest[-1]))


@dataclass(slots=True)
class Finding:
    """Something of one category in one place of an object; values are counted, never kept."""

    category: str
    place: str
    """Where in the object, safe to show: "sheet 'Staff', column 3"."""
    hidden: str | None
    """Code of why a person would not see it, or None."""
    count: int
    confidence: float
    masked: str
    """The mask of one example."""
    fingerprint: str
    """The keyed fingerprint of the same example."""
    distinct: Distinct
    test: int = 0
    """How many of the count are known test values (QQ 12 34 56 A, 020 7946 0000 …)."""
    column: int | None = None
    """The column of a table, from 0, when it is in one."""
