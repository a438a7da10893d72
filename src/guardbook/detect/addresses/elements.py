"""What one line or one piece between commas of an address is: a flat, a house, a street, a town, a postcode."""

import re
from dataclasses import dataclass
from functools import cache, cached_property

from guardbook.detect.addresses.vocabulary import alternatives, vocabulary
from guardbook.detect.names.places import places

POSTCODE = (
    r"(?:(?:[A-PR-UWYZ][A-HK-Y]?[0-9][0-9ABEHJKMNPRSTUVWXY]?|GIR)[ ]{0,2}[0-9O][ABD-HJLNP-UW-Z]{2}"
    r"|BT[0-9]{1,2}[ ]{0,2}[0-9][A-Z]{2})"
)
NUMBER = r"(?:[1-9][0-9]{0,3}[A-Za-z]?(?:[ ]?[-–/&+][ ]?[0-9]{1,4}[A-Za-z]?)?|No\.? ?[1-9][0-9]{0,3}[A-Za-z]?)"
"""The number of a house: 12, 12A, 12-14."""
_CAPITAL = r"(?>[A-ZÀ-ÖØ-ÞŴŶ][^\W_]*(?:['’\-.][^\W\d_]+)*\.?|[0-9]{1,2}(?:st|nd|rd|th))"
_SMALL = (
    r"(?:on|upon|the|le|la|de|del|des|du|in|by|of|and|&|next|y|yr|ar|under|over|with|near|cum|sub|juxta|st\.?|nr\.?|a|o|an|"
    r"na|nam|ny|to|at|for)"
)
NAMED = rf"{_CAPITAL}(?:[ ]+(?:{_SMALL}[ ]+){{0,2}}{_CAPITAL}){{0,4}}"
"""One to five words with capitals, as in the names of streets, houses and towns."""
_SIDE = r"(?:North|South|East|West|Upper|Lower|NW|NE|SW|SE|N|S|E|W)"
_FIRST_WORD = "Heol|Ffordd|Stryd|Lôn|Lon|Maes|Bryn|Clos|Rhodfa|Cae|Parc|Pen|Ty|Tŷ|Rue|Calle|Via|Cois|Cnoc"
"""What begins the name of a street in Welsh, Gaelic, French, Spanish and Italian."""
_BARE = "The[ ][A-Z][a-z]+|Cheapside|Piccadilly|Whitehall|Broadway|Strand"
"""Streets that need no word for street."""


class Shapes:
    """Regular expressions of whole elements, those of `loose` in any case; each is made at its first use."""

    def __init__(self) -> None:
        """Take the words of the vocabulary."""
        terms = vocabulary()
        self._parts, self._houses = alternatives(terms.parts), alternatives(terms.houses)
        self._kinds = alternatives(terms.streets | terms.weak_streets)
        self._typed = rf"(?:{_CAPITAL}[ ]+(?:{_SMALL}[ ]+){{0,2}}){{1,5}}?(?i:{self._kinds})\b\.?(?:[ ]{_SIDE}\b)?"
        self._celtic = rf"(?:{_FIRST_WORD})[ ](?:{_SMALL}[ ])?{NAMED}"

    @cached_property
    def part(self) -> re.Pattern[str]:
        """A part of a building."""
        return re.compile(_part(self._parts))

    @cached_property
    def number_street(self) -> re.Pattern[str]:
        """A number and a street."""
        return re.compile(rf"{NUMBER},?[ ]+(?:{self._typed}|{self._celtic}|{_BARE})")

    @cached_property
    def number_named(self) -> re.Pattern[str]:
        """A number and words with capitals."""
        return re.compile(rf"{NUMBER},?[ ]+{NAMED}")

    @cached_property
    def street(self) -> re.Pattern[str]:
        """A street."""
        street = rf"(?:{NAMED}|The)[ ](?i:{self._kinds})\b\.?(?:[ ]{_SIDE})?"
        return re.compile(rf"(?:{self._typed}|{street}|{self._celtic})")

    @cached_property
    def house(self) -> re.Pattern[str]:
        """A house by its name."""
        the = r"The[ ](?:Old[ ])?[A-Z][a-z]+(?:[ ][A-Z][a-z]+)?"
        return re.compile(rf"(?:{NAMED}[ ]+(?i:{self._houses})\b|{the}|(?:Ty|Tŷ|Plas|Bryn|Bwthyn)[ ]{NAMED})")

    @cached_property
    def box(self) -> re.Pattern[str]:
        """A box at a post office."""
        return re.compile(r"(?i:p\.?[ ]?o\.?[ ]?box)[ ]?[0-9]{1,6}|BFPO[ ]?[0-9]{1,4}|(?i:freepost)\b.{0,40}")

    @cached_property
    def town(self) -> re.Pattern[str]:
        """Words with capitals."""
        return re.compile(NAMED)

    @cached_property
    def loose_street(self) -> re.Pattern[str]:
        """A number and a street."""
        return re.compile(rf"{NUMBER},?[ ]+(?:[^\W\d_]+[ ]+){{1,4}}(?:{self._kinds})\b", re.I)


@cache
def shapes() -> Shapes:
    """Return the expressions, built from the vocabulary at the first call."""
    return Shapes()


def _part(kinds: str) -> str:
    """Return the expression of a part of a building; its group `rest` is what else stands on the line."""
    number = r"(?:[0-9]{1,4}[A-Za-z]?(?:[/\-][0-9A-Za-z]{1,3})?|[A-Za-z](?:[0-9]{1,2})?)"
    flat = rf"(?i:{kinds})\b(?:[ ]?(?:no\.?|number)?[ ]?{number})?\b"
    scottish = r"[0-9]{1,2}[F/][0-9]{1,2}"
    floor = (
        r"[0-9]{1,2}(?:st|nd|rd|th)[ ](?i:floor)|"
        r"(?i:top|upper|lower|first|second|third|ground)[ ](?i:floor)(?:[ ](?i:flat))?(?:[ ](?i:left|right))?"
    )
    return rf"(?:{flat}|{scottish}|{floor})(?:[ ]+(?P<rest>.+))?"


@dataclass(frozen=True, slots=True)
class Element:
    """One element and where it stands."""

    kind: str
    """part, number-street, number-named, number, street, house, box, place (known), named, postcode, care."""
    start: int
    end: int
    postcode: bool = False
    """Whether a postcode ends it."""


_ENDS_WITH_POSTCODE = re.compile(rf"(?:^|[ ,\t-]*[ \t]|,)({POSTCODE})\.?$", re.I)
_CARE = re.compile(r"(?:c/o|care of|C/O|C/o)[ ]+\S.{1,50}")


def classify(text: str, start: int, end: int) -> Element | None:
    """Return what the whole of text[start:end] is, blanks around it aside; None when it is no part of an address."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" \t\r>|*\"'“•"))
    piece = text[start:end].rstrip(" \t\r|*\"'”;")
    end = start + len(piece)
    if not piece or len(piece) > 80:
        return None
    found = _ENDS_WITH_POSTCODE.search(piece)
    if found:
        rest = piece[: found.start()].strip(" ,")
        stop = start + found.end(1)
        kind = _kind(rest) if rest else "postcode"
        return Element(kind, start, stop, postcode=True) if kind else None
    bare = piece.rstrip(".")
    kind = _kind(bare)
    return Element(kind, start, start + len(bare)) if kind else None


def _kind(piece: str) -> str | None:
    known, forms = places(), shapes()
    lower = " ".join(piece.lower().replace("’", "'").split())
    if lower in known.towns or lower in known.counties or lower in known.countries:
        return "place"
    if re.fullmatch(NUMBER, piece):
        return "number"
    for kind, pattern in (
        ("box", forms.box),
        ("part", forms.part),
        ("number-street", forms.number_street),
        ("house", forms.house),
        ("street", forms.street),
        ("number-named", forms.number_named),
        ("care", _CARE),
        ("named", forms.town),
    ):
        found = pattern.fullmatch(piece)
        if found:
            return _part_kind(found) if kind == "part" else kind
    return "number-street" if forms.loose_street.fullmatch(piece) else None


def _part_kind(found: re.Match[str]) -> str | None:
    """What a flat makes of the rest of its line: "Flat 3 12 High Street" is both."""
    rest = found.group("rest")
    if not rest:
        return "part"
    kind = _kind(rest)
    if kind in ("number-street", "street"):
        return "number-street"
    return "part" if kind in ("house", "named", "place", "number-named") else None
