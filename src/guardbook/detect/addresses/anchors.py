"""Where an address may be: numbers before streets, postcodes, flats, boxes, named houses and labels."""

import re
from collections.abc import Iterator
from functools import cache

from guardbook.detect.addresses.elements import NUMBER, POSTCODE, shapes
from guardbook.detect.addresses.vocabulary import alternatives, vocabulary

_INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![A-Za-z0-9])")
_BACK = re.compile(rf"(?<![A-Za-z0-9]){POSTCODE}$", re.I)
_NUMBERED = re.compile(r"[0-9](?<![\w.,/£$€#:%-][0-9])[0-9]{0,3}[A-Za-z]?(?:[ ]?[-–/&][ ]?[0-9]{1,4}[A-Za-z]?)?,?[ ]+(?=[A-ZÀ-Þ])")
_NOT_A_HOUSE = re.compile(
    r"(?:section|sections|chapter|article|part|page|pages|table|figure|version|act|schedule|rule|regulation|paragraph|para|annex|"
    r"appendix|volume|vol|issue|line|item|step|question|level|grade|class|type|no|in|since|by|until|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|chapter|room|about|over|than)"
    r"\.?[ ]$", re.I
)
_FIXED = ("Flat ", "FLAT ", "Apartment ", "PO Box", "P.O. Box", "P O Box", "PO BOX", "BFPO", "c/o ", "Fflat ", " Floor Flat", "Ffordd ", "Heol ")
_ENDINGS = frozenset(
    "cottage house farm farmhouse lodge villa barn bungalow manor rectory vicarage grange lane road street avenue ave rd close drive "
    "crescent gardens terrace grove mews way place court hill view walk rise square row green park st dr".split()
)
_ENDING = re.compile(r"[A-Z][A-Za-z]{1,9}(?=[,\r\n]|$)")
_VERBS = ("live", "lives", "lived", "living", "resides", "residing", "resident", "property", "home", "staying")


def anchors(text: str) -> list[tuple[int, int]]:
    """Return the places that may belong to an address, as offsets of their start and end, sorted."""
    found = {*_postcodes(text), *_numbers(text), *_words(text), *_endings(text), *_labels(text), *_announced(text)}
    return sorted(found)


def _postcodes(text: str) -> Iterator[tuple[int, int]]:
    for match in _INWARD.finditer(text):
        whole = _BACK.search(text, max(0, match.start() - 7), match.end())
        if whole:
            yield whole.span()


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    street = shapes().number_street
    for match in _NUMBERED.finditer(text):
        found = street.match(text, match.start(), match.end() + 60)
        if found and not _NOT_A_HOUSE.search(text, max(0, match.start() - 14), match.start()):
            yield found.span()


def _words(text: str) -> Iterator[tuple[int, int]]:
    for word in _FIXED:
        place = text.find(word)
        while place != -1:
            if word[0] == " " or place == 0 or not text[place - 1].isalnum():
                piece = re.compile(r"[ ]?[^,\n;|]{2,50}").match(text, place)
                if piece and (word[0] == " " or word[-2:] in ("d ", "l ") or any(c.isdigit() or c == "/" for c in piece.group())):
                    yield place, piece.end()
            place = text.find(word, place + 1)


def _endings(text: str) -> Iterator[tuple[int, int]]:
    """Named houses and streets at the end of a piece: "Rose Cottage, Mill Lane"."""
    for match in _ENDING.finditer(text):
        if match.group().lower() in _ENDINGS and text[match.start() - 1 : match.start()] == " ":
            start = max(text.rfind(mark, max(0, match.start() - 50), match.start()) for mark in ",\n;:|") + 1
            yield start, match.end()


def _announced(text: str) -> Iterator[tuple[int, int]]:
    """What stands behind "lives at", and the line between a titled name and "Dear"."""
    for phrase, verbs in ((" at ", _VERBS), (" moved to ", ("",)), (" address is ", ("",)), (" address was ", ("",))):
        place = text.find(phrase)
        while place != -1:
            start = place + len(phrase)
            if text[max(0, place - 9) : place].lower().endswith(verbs) and (piece := _PIECE.match(text, start)):
                yield piece.span()
            place = text.find(phrase, start)
    place = text.find("\nDear ")
    while place != -1:
        for match in _ADDRESSEE.finditer(text, max(0, place - 400), place):
            yield match.span(1)
        place = text.find("\nDear ", place + 1)


_PIECE = re.compile(r"[A-Z0-9][^,\n;|]{1,50}(?=,)")
_ADDRESSEE = re.compile(r"(?:^|\n)[ \t]*(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Rev|Sir|Dame|Lady|Lord)\b[^\n,]{2,60},?\r?\n([^\n,]{3,50})")


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(vocabulary().labels | vocabulary().business_labels)})$", re.I)


def _labels(text: str) -> Iterator[tuple[int, int]]:
    """What stands behind "Address:"."""
    place = text.find(":")
    while place != -1:
        head = text[max(0, place - 44) : place].rsplit("\n", 1)[-1]
        if "ddress" in head or "DDRESS" in head or _phrases().fullmatch(head.strip(" *\t-|").split("  ")[-1]):
            value = re.compile(r"[ \t*]*(?:\r?\n){0,2}[ \t]*([^,\n;|]{2,60})").match(text, place + 1)
            if value:
                yield value.span(1)
        place = text.find(":", place + 1)
