"""`find_addresses`: the postal addresses in one text, grown from what gives them away: numbers, postcodes, labels."""

import re

from guardbook.detect.addresses.anchors import anchors
from guardbook.detect.addresses.elements import Element
from guardbook.detect.addresses.growth import grow
from guardbook.detect.addresses.setting import is_business, is_labelled, is_led
from guardbook.detect.addresses.vocabulary import alternatives, vocabulary
from guardbook.detect.match import Match

_BUILT = frozenset({"number-street", "street", "house", "part", "box", "number-named"})
"""Kinds of element that narrow a place down to a building or a street."""

_HOPELESS = 6
"""Elements from which what is no address is a list of something, not to be looked at again from its middle."""


def find_addresses(text: str) -> list[Match]:
    """Return the postal addresses in `text`, by place: home-address, or business-address for an organisation's."""
    found: list[Match] = []
    reached = 0
    for start, end in anchors(text):
        if start < reached:
            continue
        address = grow(text, start, end)
        while address and address[0].start < reached:
            address = address[1:]
        confidence = judge(text, address) if address else 0.0
        if confidence < 0.5:
            reached = address[-1].end if len(address) >= _HOPELESS else reached
            continue
        first, reached = address[0].start, address[-1].end
        category = "business-address" if is_business(text, first, reached) else "home-address"
        found.append(Match(first, reached, category, confidence, "addresses"))
    return found


def judge(text: str, address: list[Element]) -> float:
    """Return the confidence, 0 to 1, that elements in a row are an address."""
    kinds = {element.kind for element in address}
    start = address[0].start
    labelled, postcode = is_labelled(text, start), any(element.postcode for element in address)
    confidence = _by_kinds(text, address, kinds)
    if postcode:
        confidence = 0.95 if kinds & _BUILT else 0.55 if len(address) > 2 and address[0].kind == "named" else 0.35
    written = not text[start : address[-1].end].islower()
    if labelled and (kinds & _BUILT or (len(address) > 1 and written)):
        confidence = max(confidence + 0.2, 0.75)
    elif is_led(text, start):
        confidence += 0.15
        if len(address) > 2 and "place" in kinds:
            confidence = max(confidence, 0.55)
    return min(confidence, 0.98)


def _by_kinds(text: str, address: list[Element], kinds: set[str]) -> float:
    known, named = "place" in kinds, "named" in kinds
    if "number-street" in kinds:
        street = next(e for e in address if e.kind == "number-street")
        if _strong(text[street.start : street.end]):
            return 0.9 if known else 0.8 if named else 0.65
        return 0.8 if known else 0.55 if named else 0.38
    if "box" in kinds:
        return 0.7
    if "part" in kinds and kinds & {"street", "house", "number-named", "number"}:
        return 0.8
    if "part" in kinds:
        return 0.5 if known else 0.3
    if "house" in kinds and "street" in kinds:
        street = next(e for e in address if e.kind == "street")
        return 0.75 if known or _strong(text[street.start : street.end]) else 0.4
    if "number-named" in kinds:
        return 0.45 if known else 0.2
    if "house" in kinds or ("street" in kinds and named):
        return 0.5 if known else 0.25
    return 0.4 if known and "street" in kinds else 0.1


def _strong(street: str) -> bool:
    """Whether a street ends with a word that seldom ends anything else."""
    return bool(re.search(rf"\b(?:{alternatives(vocabulary().streets)})\.?$", street, re.I))
