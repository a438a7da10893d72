"""An address grown from one place in it, element by element, to both sides."""

import re

from guardbook.detect.addresses.elements import NAMED, POSTCODE, Element, classify
from guardbook.detect.addresses.vocabulary import vocabulary
from guardbook.detect.names.lists import PLACE
from guardbook.detect.names.places import places
from guardbook.detect.names.shapes import tokens
from guardbook.detect.names.vocabulary import vocabulary as name_words
from guardbook.detect.names.vote import forename_vote, score

LONGEST = 9
"""Elements in the longest address."""

_AROUND = 200
"""Characters around an address without capitals that are read again with them."""
_WORD = re.compile(r"((?:^|[,:\n][ ]?))?([a-z][\w'’]*)")
_BEFORE = {
    "postcode": frozenset({"place", "named", "street", "number-street", "number-named", "house", "part", "box"}),
    "place": frozenset({"place", "named", "street", "number-street", "number-named", "house", "part", "box"}),
    "named": frozenset({"place", "named", "street", "number-street", "number-named", "house", "part", "box"}),
    "street": frozenset({"number", "house", "part", "named", "number-named", "care"}),
    "number-street": frozenset({"part", "house", "care", "number-named"}),
    "number-named": frozenset({"part", "house", "care"}),
    "number": frozenset({"part", "house"}),
    "house": frozenset({"part", "care", "number", "house"}),
    "part": frozenset({"part", "care"}),
    "box": frozenset({"care"}),
    "care": frozenset[str](),
}
"""What may stand before an element, by its kind."""

_MARKS = ",;|\n\t("
_GAP = re.compile(r"[ \t\r]*(?:,[ \t]*\r?\n|[,;|]|\r?\n)[ \t>|]*")
_SPACE = re.compile(r"\.?[ ]+(?=[A-Z])")
"""What parts a street from its town where commas were lost."""
_TOWN_HEAD = re.compile(rf"({NAMED})(?:[ ]+({POSTCODE}))?")
_POSTCODE_HEAD = re.compile(rf"(?:({NAMED}),?[ ]+)?({POSTCODE})(?![A-Za-z0-9])", re.I)
_LED = re.compile(rf"\b(?:of|at|attended|visited|address is|address was|to|from)[ ]({NAMED})$")
_TAIL_WORDS = re.compile(rf"{NAMED}[ ,]*$")


def grow(text: str, start: int, end: int) -> list[Element]:
    """Return the elements of the address around text[start:end], in order; none when there is no address."""
    if text[start:end].islower():
        return _grow_lower(text, start, end)
    left, right = _piece(text, start, end)
    elements, to_left, to_right = _seed(text, start, end, left, right)
    if not elements:
        return []
    if to_left:
        _leftwards(text, elements)
    if to_right:
        _rightwards(text, elements)
    return elements


def _grow_lower(text: str, start: int, end: int) -> list[Element]:
    """Grow an address that was written without capitals: they are put in before it is read."""
    offset = max(0, start - _AROUND)
    window = text[offset : end + _AROUND]
    small = vocabulary().small
    capitals = _WORD.sub(
        lambda word: word[0] if word[2] in small and not word[1] else (word[1] or "") + word[2].capitalize(), window
    )
    if len(capitals) != len(window) or capitals[start - offset : end - offset].islower():
        return []
    elements = grow(capitals, start - offset, end - offset)
    return [Element(e.kind, e.start + offset, e.end + offset, e.postcode) for e in elements]


def _piece(text: str, start: int, end: int) -> tuple[int, int]:
    left = max(text.rfind(mark, max(0, start - 90), start) for mark in _MARKS) + 1
    if left == 0 and start > 90:
        left = start - 90
    ends = [place for mark in _MARKS if (place := text.find(mark, end, end + 90)) >= 0]
    return left, min(ends, default=min(len(text), end + 90))


def _seed(text: str, start: int, end: int, left: int, right: int) -> tuple[list[Element], bool, bool]:
    for first, last, to_left, to_right in (
        (left, right, True, True),
        (start, right, False, True),
        (left, end, True, False),
    ):
        element = classify(text, first, last)
        if element and not (element.kind == "named" and _somebody(text, element)):
            return [element], to_left or first == start, to_right or element.postcode
    tail = _TAIL_WORDS.search(text, left, start)
    element = classify(text, tail.start() if tail else start, end)
    if element is None:
        element = classify(text, start, end)
    headed = element is not None and text[element.start - 1 : element.start] in ("", "\n")
    return ([element] if element else []), headed or (element is not None and element.start == start), True


def _leftwards(text: str, elements: list[Element]) -> None:
    while len(elements) < LONGEST:
        piece = _piece_before(text, elements[0].start)
        if piece is None:
            return
        first, last, same_line = piece
        element = classify(text, first, last)
        if element is not None and not element.postcode and _fits(text, element, elements, same_line=same_line):
            elements.insert(0, element)
            continue
        tail = _tail(text, first, last, elements) if same_line else None
        if tail is not None:
            elements.insert(0, tail)
        return


def _piece_before(text: str, start: int) -> tuple[int, int, bool] | None:
    """Return the piece before a separator that ends at `start`, and whether it is on the same line."""
    place = start
    while place and text[place - 1] in " \t>|*\"'“":
        place -= 1
    if not place or text[place - 1] not in ",;\n":
        return None
    same_line = text[place - 1] != "\n"
    place -= 1
    while place and text[place - 1] in " \t\r,":
        place -= 1
    if not place or text[place - 1] == "\n":
        return None
    left = max(text.rfind(mark, max(0, place - 90), place) for mark in _MARKS) + 1
    return (max(left, place - 90), place, same_line)


def _fits(text: str, element: Element, elements: list[Element], *, same_line: bool) -> bool:
    first = elements[0]
    if element.kind not in _BEFORE[first.kind]:
        return False
    if element.kind == "named":
        inside = sum(e.kind == "named" for e in elements)
        return inside < 3 and not _somebody(text, element) and (first.kind != "street" or inside == 0)
    return element.kind != "house" or same_line or not _somebody(text, element)


def _tail(text: str, first: int, last: int, elements: list[Element]) -> Element | None:
    """Return the element at the end of a piece that begins with other words: "who lives at 12 High Street"."""
    starts = [match.start() for match in re.compile(r"(?<![^\s(])[\dA-Z(]").finditer(text, max(first, last - 60), last)]
    for start in starts:
        element = classify(text, start, last)
        if element and element.kind in ("number-street", "part", "house", "box", "number-named", "street"):
            return element if element.kind in _BEFORE[elements[0].kind] else None
    named = _LED.search(text, max(first, last - 60), last)
    element = classify(text, named.start(1), last) if named else None
    return element if element and element.kind == "named" and not _somebody(text, element) else None


def _rightwards(text: str, elements: list[Element]) -> None:
    pending: list[Element] = []
    while len(elements) + len(pending) < LONGEST:
        last = (pending or elements)[-1]
        if last.postcode:
            break
        gap = _GAP.match(text, last.end) or _SPACE.match(text, last.end)
        if gap is None:
            break
        same_line = "\n" not in gap.group()
        element, whole = _next(text, gap.end(), same_line=same_line)
        if element and gap.re is _SPACE and not (element.postcode or element.kind == "place"):
            break
        if element is None or last.kind not in _BEFORE.get(element.kind, ()) or _stops(text, element):
            break
        pending.append(element)
        if (
            element.postcode
            or element.kind in ("place", "number-street", "street")
            or (element.kind == "named" and same_line and _closed(text, element))
        ):
            elements += pending
            pending = []
        if not whole:
            break
    if elements[-1].postcode:
        _country(text, elements)


def _next(text: str, start: int, *, same_line: bool) -> tuple[Element | None, bool]:
    """Return the element that begins at `start`, and whether it fills its piece."""
    _, right = _piece(text, start, start)
    element = classify(text, start, right)
    if element is not None:
        return element, True
    head = _POSTCODE_HEAD.match(text, start, right)
    if head:
        return Element("postcode" if not head.group(1) else "named", start, head.end(), postcode=True), False
    if not same_line:
        return None, False
    town = _TOWN_HEAD.match(text, start, right)
    if not town:
        return None, False
    words = town.group(1).split(" ")
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        plain = name.lower().rstrip(".").replace("’", "'")
        if plain in places().towns or plain in places().counties:
            return Element("place", start, start + len(name.rstrip("."))), False
    if text[town.end() : town.end() + 1] in (".", ")", ";", "") or town.group(1).endswith("."):
        return Element("named", start, start + len(town.group(1).rstrip("."))), False
    return None, False


def _closed(text: str, element: Element) -> bool:
    """Whether a town that no list knows is followed by the end of the line, the sentence or a comma."""
    return text[element.end : element.end + 1] in ("", "\n", "\r", ".", ",", ";", ")")


def _stops(text: str, element: Element) -> bool:
    return element.kind == "named" and not element.postcode and _somebody(text, element)


def _country(text: str, elements: list[Element]) -> None:
    gap = _GAP.match(text, elements[-1].end)
    if gap:
        element, whole = _next(text, gap.end(), same_line=True)
        if element and whole and text[element.start : element.end].lower() in places().countries:
            elements.append(element)


def _somebody(text: str, element: Element) -> bool:
    """Whether words with capitals name a person or begin something else than a place."""
    words = tokens(text, element.start, element.end)
    terms = name_words()
    first = words[0].text.lower().rstrip(".") if words else ""
    if first in terms.titles or first in terms.weak_titles - {"bishop", "canon"}:
        return True
    if any(word.text.lower().rstrip(".") in vocabulary().no_places for word in words):
        return True
    if len(words) == 1:
        word = words[0]
        return element.kind == "named" and forename_vote(word) == 3 and not word.flags & PLACE and "-" not in word.text
    return element.kind == "named" and score(words) >= 0.6
