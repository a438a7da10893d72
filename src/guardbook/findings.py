"""What detection found, without the values: counts, masked forms, keyed fingerprints and distinct estimates."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b, sha256

import numpy as np
import numpy.typing as npt

from guardbook.categories import CATEGORIES

KEPT = 1024
"""How many of the smallest hashes a distinct estimate keeps; its relative error is about 1/sqrt(KEPT)."""

Hashes = npt.NDArray[np.uint64]


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


def normalise(value: str) -> str:
    """Return the form in which two spellings of one value are the same: letters and digits, upper case.

    >>> normalise("ab 12 34 56 c")
    'AB123456C'
    """
    return "".join(character for character in value.upper() if character.isalnum())


def fingerprint(value: str, key: bytes) -> str:
    """Return the keyed fingerprint (HMAC-SHA256, 16 hex digits) of a value's normal form."""
    return hmac.new(key, normalise(value).encode("utf-8", "surrogatepass"), sha256).hexdigest()[:16]


def hashes(values: Iterable[str], key: bytes) -> Hashes:
    """Return keyed 64-bit hashes of values, for counting distinct ones; they stay in memory only."""
    digests = b"".join(
        blake2b(normalise(value).encode("utf-8", "surrogatepass"), digest_size=8, key=key[:64]).digest()
        for value in values
    )
    return np.frombuffer(digests, dtype=np.uint64)


@dataclass(slots=True)
class Distinct:
    """An estimate of how many distinct values were seen: the KMV sketch of Bar-Yossef and others (2002).

    It can be merged with another made with the same key and written down: a keyed hash tells nothing without the key.
    """

    smallest: Hashes = field(default_factory=lambda: np.empty(0, dtype=np.uint64))

    def add(self, more: Hashes) -> None:
        """Take in the hashes of more values."""
        if len(self.smallest) == KEPT:
            more = more[more < self.smallest[-1]]
        if len(more):
            self.smallest = np.unique(np.concatenate((self.smallest, more)))[:KEPT]

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
