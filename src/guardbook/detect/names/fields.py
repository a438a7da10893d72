"""Names in fields that programs write: XML elements, JSON keys, parameters of addresses, time stamps of chats."""

import re
from collections.abc import Iterator

from guardbook.detect.match import Match
from guardbook.detect.names.lists import FORENAME, PLACE, SURNAME, THING, WORD
from guardbook.detect.names.shapes import CAPITAL_WORD, LETTER, Token, tokens
from guardbook.detect.names.value import name_at

_ELEMENT = re.compile(r"</([\w:.-]{4,30})>")
_KEYED = re.compile(r"[\"']\s{0,2}:\s{0,2}[\"'](?=[^\"'\n]{2,60}[\"'])")
_KEY = re.compile(r"[\"']([A-Za-z_ -]{4,30})$")
_PARAMETER = re.compile(
    rf"name=((?:{LETTER}|%[0-9A-F]{{2}}|['-]){{2,30}}(?:(?:\+|%20)(?:{LETTER}|['.-]){{1,30}}){{0,3}})"
)
_STAMP = re.compile(
    r"\[(?:[\d/.-]{6,10},? )?\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?\] "
    rf"<?({CAPITAL_WORD}(?: {CAPITAL_WORD}){{0,2}})>?:"
)
_PARTS = {
    "first": "forename", "firstname": "forename", "forename": "forename", "forenames": "forename",
    "givenname": "forename", "given": "forename", "middlename": "forename", "middle": "forename", "fname": "forename",
    "last": "surname", "lastname": "surname", "surname": "surname", "familyname": "surname", "family": "surname",
    "lname": "surname", "fullname": "full", "personname": "full", "applicantname": "full", "customername": "full",
    "patientname": "full", "contactname": "full", "employeename": "full", "claimantname": "full",
}  # fmt: skip
"""From what a field is called, without what joins its words, to the part of a name that it holds."""


def in_fields(text: str) -> Iterator[Match]:
    """Yield the names that stand in fields called after a part of a name, and those who speak in a chat."""
    if "</" in text:
        yield from _elements(text)
    if '":' in text or "':" in text or '" :' in text:
        yield from _keyed(text)
    if "name=" in text:
        yield from _parameters(text)
    if "[" in text:
        yield from _speakers(text)


def _part(field: str) -> str | None:
    return _PARTS.get(re.sub(r"[\W_]", "", field.rpartition(":")[2]).lower())


def _elements(text: str) -> Iterator[Match]:
    for closing in _ELEMENT.finditer(text):
        field = closing.group(1)
        if kind := _part(field):
            opening = f"<{field}>"
            start = text.rfind(opening, max(0, closing.start() - 90), closing.start())
            if start >= 0:
                yield from _value(text, start + len(opening), closing.start(), kind)


def _keyed(text: str) -> Iterator[Match]:
    for between in _KEYED.finditer(text):
        key = _KEY.search(text, max(0, between.start() - 32), between.start())
        if key and (kind := _part(key.group(1))):
            yield from _value(text, between.end(), between.end() + 60, kind)


def _value(text: str, start: int, end: int, kind: str) -> Iterator[Match]:
    match = name_at(text, start, kind)
    if match and match.end <= end:
        yield match


def _parameters(text: str) -> Iterator[Match]:
    """Yield the values of `name=`: two words that are no ordinary ones, or one that a list of names knows."""
    for found in _PARAMETER.finditer(text):
        start, end = found.span(1)
        words = [word for word in tokens(text, start, end) if len(word.text) > 1]
        known = [word for word in words if word.flags & (FORENAME | SURNAME)]
        if text[start:end].isalpha() and not (known and text[start].isupper()):
            continue
        if known and not any(_ordinary(word) for word in words):
            yield Match(start, end, "person-name", 0.6, "names")


def _speakers(text: str) -> Iterator[Match]:
    for found in _STAMP.finditer(text):
        start, end = found.span(1)
        words = tokens(text, start, end)
        if not any(_ordinary(word) or word.shouted for word in words):
            yield Match(start, end, "person-name", 0.6, "names")


def _ordinary(word: Token) -> bool:
    return word.plain or bool(word.flags & (THING | PLACE | WORD) and not word.flags & FORENAME)
