"""The words of headings: their normal form, and and which say nothing, or speak of figures or bodies."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import tomli

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_INITIALS = re.compile(r"\b((?:[A-Za-z]\.){2,})")


@dataclass(frozen=True, slots=True)
class Wording:
    """What `wording.toml` says."""

    short: dict[str, str]
    neutral: frozenset[str]
    things: frozenset[str]
    figures: frozenset[str]
    blank: frozenset[str]
    opaque: frozenset[str]
    bodies: frozenset[str]
    area_code: re.Pattern[str]


@cache
def wording() -> Wording:
    """Return what `wording.toml` says, read once."""
    data = tomli.loads((files("guardbook.detect") / "wording.toml").read_text("utf-8"))
    lists = {key: frozenset(data[key]) for key in ("neutral", "things", "figures", "blank", "opaque", "bodies")}
    return Wording(short=data["short"], area_code=re.compile(data["area_code"]), **lists)


def is_blank(cell: str) -> bool:
    """Return whether a cell says that there is nothing: empty, "n/a", "unknown"."""
    return not cell or cell.isspace() or (len(cell) < 16 and cell.strip().casefold() in wording().blank)


@lru_cache(4096)
def plain_heading(heading: str) -> tuple[str, ...]:
    """Return a heading's words: lower case, camelCase and snake_case split, abbreviations written out.

    >>> plain_heading("addr_line_1"), plain_heading("homeAddr"), plain_heading("N.I. No.")
    (('address', 'line', '1'), ('home', 'address'), ('ni', 'number'))
    """
    short = wording().short
    text = _INITIALS.sub(lambda match: match[1].replace(".", ""), heading.replace("'", "").replace("’", ""))
    text = re.sub(r"[\W_]+", " ", _CAMEL.sub(" ", text)).lower()
    return tuple(part for word in text.split() for part in short.get(word, word).split())


def is_opaque(heading: str) -> bool:
    """Return whether a heading says nothing: "c1", "x7", "Column 5", or nothing at all."""
    opaque = wording().opaque
    return not any(len(word) > 3 and word not in opaque for word in plain_heading(heading))


def speaks_of_figures(heading: str) -> bool:
    """Return whether a heading names figures: "count", "average age"."""
    return bool(wording().figures.intersection(plain_heading(heading)))


def speaks_of_a_body(heading: str) -> bool:
    """Return whether a heading names an organisation: "Company", "School name"."""
    words = plain_heading(heading)
    return bool(wording().bodies.intersection(words)) and set(words) <= wording().bodies | {"name", "title"}


def is_area_code(cell: str) -> bool:
    """Return whether a cell is the code of an area in official statistics."""
    return wording().area_code.fullmatch(cell) is not None


def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without those that change nothing: whose it is, which of several."""
    neutral = wording().neutral
    return tuple(word for word in words if word not in neutral and not word.isdigit())
