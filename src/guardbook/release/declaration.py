"""What the publisher of a file says it may hold: read from TOML, checked word by word, written back."""

import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

from guardbook.categories import CATEGORIES
from guardbook.errors import UsageError
from guardbook.readers.hidden import HIDDEN

Audience = Literal["public", "foi", "partner", "internal"]

LARGEST = 1 << 20
"""Bytes of the largest file that is taken for a declaration."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What is asked of tables of counts and of rows about people; see `guardbook.release.disclosure`."""

    threshold: int = 5
    """Counts from 1 to below this are small; 0 turns the question off."""
    k: int = 5
    """How many rows must share each combination of `quasi_identifiers`; 0 turns the question off."""
    quasi_identifiers: tuple[str, ...] = ()
    """Headings of columns that together might single a person out."""
    block: bool = False
    """Whether what is found blocks; otherwise it is advice."""


@dataclass(frozen=True, slots=True)
class AudienceDefaults:
    """What an audience changes where the declaration itself is silent."""

    sentence: str
    hidden: frozenset[str] = frozenset()
    disclosure: Disclosure = Disclosure()


_NO_ADVICE = Disclosure(threshold=0, k=0)

AUDIENCES: dict[str, AudienceDefaults] = {
    "public": AudienceDefaults("Anybody: the file is published."),
    "foi": AudienceDefaults("A requester under the Freedom of Information Act, which means anybody."),
    "partner": AudienceDefaults("A named organisation under an agreement.", disclosure=_NO_ADVICE),
    "internal": AudienceDefaults(
        "Colleagues of the same organisation.",
        frozenset({"document-properties", "comment-person", "email-route", "quoted-thread"}),
        _NO_ADVICE,
    ),
}


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a file may hold. Without any, nothing personal and nothing hidden may be in it."""

    title: str = ""
    audience: Audience = "public"
    columns: tuple[str, ...] | None = None
    """The allowed headings of tables; None: headings are not checked; empty: no table may appear."""
    sheets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The allowed headings of single sheets, by the sheet's name."""
    allow: frozenset[str] = frozenset()
    """Codes of the categories that may appear."""
    hidden: frozenset[str] = frozenset()
    """Codes of hidden content that may stay."""
    disclosure: Disclosure = Disclosure()

    def columns_of(self, sheet: str | None) -> tuple[str, ...] | None:
        """Return the headings allowed on a sheet ("" or None for a file without sheets); None: not checked."""
        own = {normal_heading(name): columns for name, columns in self.sheets.items()}
        return own.get(normal_heading(sheet or ""), self.columns)

    def to_toml(self) -> str:
        """Return the declaration as TOML that `read_declaration` gives back as it is."""
        lines = [f"title = {_quoted(self.title)}", f"audience = {_quoted(self.audience)}"]
        if self.columns is not None:
            lines.append(f"columns = {_listed(self.columns)}")
        lines += [f"allow = {_listed(sorted(self.allow))}", f"hidden = {_listed(sorted(self.hidden))}"]
        for name, columns in self.sheets.items():
            lines += ["", f"[sheets.{_quoted(name)}]", f"columns = {_listed(columns)}"]
        asked = self.disclosure
        lines += ["", "[disclosure]", f"threshold = {asked.threshold}", f"k = {asked.k}"]
        lines += [f"quasi_identifiers = {_listed(asked.quasi_identifiers)}", f"block = {str(asked.block).lower()}"]
        return "\n".join(lines) + "\n"


def normal_heading(heading: str) -> str:
    """Return the form in which headings are compared: NFKC, trimmed, case-folded, inner blanks as one space.

    >>> normal_heading("  Home\\nAddress ")
    'home address'
    """
    return " ".join(unicodedata.normalize("NFKC", heading).casefold().split())


def read_declaration(path: Path) -> Declaration:
    """Return the declaration in a TOML file; raise `UsageError` naming the file, the key and the remedy."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"the declaration {path} cannot be read ({error.strerror or 'no reason given'})") from None
    if len(data) > LARGEST:
        raise UsageError(f"the declaration {path} is larger than {LARGEST:,} bytes: is it the right file?")
    try:
        return parse_declaration(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"the declaration {path} is not UTF-8 text: save it as UTF-8") from None
    except UsageError as error:
        raise UsageError(f"the declaration {path}: {error}") from None


def parse_declaration(text: str) -> Declaration:
    """Return the declaration that TOML text makes; raise `UsageError` naming the key and the remedy."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"not TOML ({error})") from None
    _known("key", data, ("title", "audience", "columns", "sheets", "allow", "hidden", "disclosure"))
    audience = data.get("audience", "public")
    _known("audience", (audience,), get_args(Audience))
    defaults = AUDIENCES[audience]
    columns = data.get("columns")
    return Declaration(
        title=_typed(data, "title", str, ""),
        audience=audience,
        columns=None if columns is None else _headings(columns, "columns"),
        sheets=_sheets(_typed(data, "sheets", dict, {})),
        allow=frozenset(_codes(data, "allow", CATEGORIES)),
        hidden=defaults.hidden | frozenset(_codes(data, "hidden", HIDDEN)),
        disclosure=_disclosure(_typed(data, "disclosure", dict, {}), defaults.disclosure),
    )


def allowing(codes: Collection[str]) -> Declaration:
    """Return the declaration that only allows categories; raise `UsageError` for a code that is none."""
    _known("category", codes, CATEGORIES)
    return Declaration(allow=frozenset(codes))


def _sheets(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    sheets = {}
    for name, table in data.items():
        if not isinstance(table, dict) or "columns" not in table:
            raise UsageError(f'[sheets."{name}"] needs columns = [...], the headings allowed on that sheet')
        _known("key of a sheet", table, ("columns",))
        sheets[name] = _headings(table["columns"], f"columns of sheet {name}")
    return sheets


def _headings(value: Any, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(f"{name} must be a list of headings in quotes")
    known: set[str] = set()
    for heading in map(normal_heading, value):
        if heading in known:
            raise UsageError(f"{name} names the heading “{heading}” twice: strike one out")
        known.add(heading)
    return tuple(value)


def _codes(data: Mapping[str, Any], key: str, known: Collection[str]) -> list[str]:
    codes = data.get(key, [])
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise UsageError(f"{key} must be a list of codes in quotes")
    _known(f"code in {key}", codes, known)
    return codes


def _disclosure(data: Mapping[str, Any], defaults: Disclosure) -> Disclosure:
    _known("key of [disclosure]", data, ("threshold", "k", "quasi_identifiers", "block"))
    for key in ("threshold", "k"):
        if key in data and (type(data[key]) is not int or not 0 <= data[key] <= 1000):
            raise UsageError(f"{key} in [disclosure] must be a whole number from 0 to 1000")
    if type(data.get("block", False)) is not bool:
        raise UsageError("block in [disclosure] must be true or false")
    given = dict(data)
    if "quasi_identifiers" in given:
        given["quasi_identifiers"] = _headings(given["quasi_identifiers"], "quasi_identifiers")
        defaults = replace(defaults, k=defaults.k or Disclosure().k)
    return replace(defaults, **given)


def _typed(data: Mapping[str, Any], key: str, kind: type, otherwise: Any) -> Any:
    value = data.get(key, otherwise)
    if not isinstance(value, kind):
        raise UsageError(f"{key} must be {'text in quotes' if kind is str else 'a table'}")
    return value


def _known(what: str, given: Collection[Any], known: Collection[str]) -> None:
    for item in given:
        if item not in known:
            import difflib  # which every start would wait for

            near = difflib.get_close_matches(str(item), known, 1, 0.5)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known)[:60])}"
            raise UsageError(f"no {what} is called “{item}”: {hint}")


def _quoted(text: str) -> str:
    """Return a TOML basic string."""
    marks = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(marks.get(c, c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}") for c in text) + '"'


def _listed(items: Collection[str]) -> str:
    if sum(map(len, items)) < 80:
        return f"[{', '.join(map(_quoted, items))}]"
    return "[\n" + "".join(f"    {_quoted(item)},\n" for item in items) + "]"
