"""`judge_addresses`: how much the values of a column look like postal addresses or parts of them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from guardbook.detect.addresses.elements import classify
from guardbook.detect.names.places import places

_PARTED = re.compile(r"[,;|\n]")
_HOPELESS = re.compile(r"[@=<>{}%£$?!_\\]|https?:")
_BUILT = frozenset({"number-street", "street", "house", "part", "box", "number-named"})
_AREA = frozenset({"place", "named", "postcode"})


@dataclass(frozen=True, slots=True)
class AddressShares:
    """Shares (0 to 1) of the distinct values that are not empty."""

    full: float = 0.0
    """A whole address in one cell."""
    street: float = 0.0
    """A street line: "12 High Street"."""
    locality: float = 0.0
    """A town, village or district."""
    county: float = 0.0
    """A county or the like."""
    building: float = 0.0
    """A flat or the name of a house: "Flat 3", "Rose Cottage"."""


def judge_addresses(values: Sequence[str]) -> AddressShares:
    """Return how much `values` (cells of one column) look like addresses or parts of them; each counts once."""
    distinct = {value.strip() for value in values} - {""}
    counts = Counter(_kind(value) for value in distinct)
    total = len(distinct) or 1
    return AddressShares(**{kind: counts[kind] / total for kind in AddressShares.__slots__})


def _kind(value: str) -> str:
    if len(value) > 200 or len(value) < 3 or _HOPELESS.search(value) or value.replace(" ", "").isdigit():
        return ""
    known, plain = places(), " ".join(value.lower().split())
    if plain in known.counties:
        return "county"
    if plain in known.towns:
        return "locality"
    if value.islower() or value.isupper():
        value = _capitals(value)
    pieces = [piece for piece in _PARTED.split(value) if piece.strip()]
    if len(pieces) > 1:
        return _whole(pieces)
    element = classify(value, 0, len(value))
    if element is None:
        return ""
    if element.postcode:
        return "full" if element.kind in _BUILT else "locality" if element.kind == "place" else ""
    if element.kind in ("number-street", "street", "number-named", "box"):
        return "street" if element.kind != "number-named" or _wordy(value) else ""
    return "building" if element.kind in ("part", "house") else ""


def _capitals(value: str) -> str:
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda match: match.group().capitalize(), value.lower())


def _wordy(value: str) -> bool:
    """Whether a number stands before two words at least or one long one: "12 Cheapside", not "12 Mg"."""
    return len(value.split()) >= 3 or len(value.split()[-1]) > 6


def _whole(pieces: list[str]) -> str:
    elements = [classify(piece, 0, len(piece)) for piece in pieces[:10]]
    kinds = [element.kind for element in elements if element]
    built = [kind for kind in kinds if kind in _BUILT]
    if not built or len(kinds) < 0.6 * len(pieces):
        return ""
    if kinds[-1] in _AREA or any(element and element.postcode for element in elements):
        return "full"
    return "building" if set(built) <= {"part", "house"} else "street"
