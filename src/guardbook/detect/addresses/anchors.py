"""Where an address may be: numbers before streets, postcodes, flats, boxes, named houses and labels."""

import re
from collections.abc import Iterator
from functools import cache

from guardbook.detect.addresses.elements import POSTCODE, shapes
from guardbook.detect.addresses.vocabulary import alternatives, vocabulary

_INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![A-Za-z0-9])")
_BACK = re.compile(rf"(?<![A-Za-z0-9]){POSTCODE}$", re.I)
_NUMBERED = re.compile(
    r"[0-9](?<![\w.,/£$€#:%-][0-9])[0-9]{0,3}[A-Za-z]?(?:[ ]?[-–/&][ ]?[0-9]{1,4}[A-Za-z]?)?,?[ ]+(?=[A-ZÀ-Þ])"
)
_WORD_BEFORE = re.compile(r"([A-Za-z]+)\.?[ ]$")
_FIXED = (
    "Flat ",
    "FLAT ",
    "Apartment ",
    "PO Box",
    "P.O. Box",
    "P O Box",
    "PO BOX",
    "BFPO",
    "c/o ",
    "Fflat ",
    " Floor Flat",
    "Ffordd ",
    "Heol ",
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
        before = _WORD_BEFORE.search(text, max(0, match.start() - 14), match.start())
        if found and not (before and before.group(1).lower() in vocabulary().counted):
            yield found.span()


def _words(text: str) -> Iterator[tuple[int, int]]:
    for word in _FIXED:
        place = text.find(word)
        while place != -1:
            if word[0] == " " or place == 0 or not text[place - 1].isalnum():
                piece = _REST.match(text, place)
                certain = word[0] == " " or word[-2:] in ("d ", "l ")
                if piece and (certain or any(c.isdigit() or c == "/" for c in piece.group())):
                    yield place, piece.end()
            place = text.find(word, place + 1)


def _endings(text: str) -> Iterator[tuple[int, int]]:
    """Named houses and streets at the end of a piece: "Rose Cottage, Mill Lane"."""
    endings = vocabulary().endings
    for match in _ENDING.finditer(text):
        if match.group().lower() in endings and text[match.start() - 1 : match.start()] == " ":
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


_VALUE = re.compile(r"[ \t*]*(?:\r?\n){0,2}[ \t]*([^,\n;|]{2,60})")
_REST = re.compile(r"[ ]?[^,\n;|]{2,50}")
_PIECE = re.compile(r"[A-Z0-9][^,\n;|]{1,50}(?=,)")
_ADDRESSEE = re.compile(
    r"(?:^|\n)[ \t]*(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Rev|Sir|Dame|Lady|Lord)\b[^\n,]{2,60},?\r?\n"
    r"([^\n,]{3,50})"
)


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(vocabulary().labels | vocabulary().business_labels)})$", re.I)


def _labels(text: str) -> Iterator[tuple[int, int]]:
    """What stands behind "Address:"."""
    place = text.find(":")
    while place != -1:
        head = text[max(0, place - 44) : place].rsplit("\n", 1)[-1]
        if "ddress" in head or "DDRESS" in head or _phrases().fullmatch(head.strip(" *\t-|").split("  ")[-1]):
            value = _VALUE.match(text, place + 1)
            if value:
                yield value.span(1)
        place = text.find(":", place + 1)
