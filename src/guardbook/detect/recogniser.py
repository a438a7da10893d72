"""A recogniser as data: what a file in `recognisers/` says, read and checked."""

import re
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import tomli

from guardbook.categories import CATEGORIES
from guardbook.detect.validators import load
from guardbook.errors import RecogniserError

EDGES = {
    "word": (r"(?<![^\W_])", r"(?![^\W_])"),
    "number": (r"(?<![^\W_])(?<!\d[.:/+*-])(?<![£$€])(?<![£$€] )(?<![\s(=][-.])", r"(?![^\W_]|%)(?![-.:/+*]\d)"),
    "open": ("", ""),
}
"""What may not touch a value, before and behind: letters and digits; those, decimals and currency; nothing."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """One kind of value and how to tell it; the docstring under each field is what its TOML key means."""

    name: str
    """Unique, lower case with hyphens; also the file's name."""
    title: str
    """Plain English."""
    category: str
    """A code of `guardbook.categories`."""
    sources: tuple[str, ...]
    """Official documents that give the rule."""
    pattern: str = ""
    """Regular expression (Python's) of the whole value; a group named `value` narrows it to the value itself.
    `(?i)` in front makes it meet any case."""
    lead: str = ""
    """What must stand right before the value, and is not part of it ("(?i)(?:diagnosed|treated) with "). The native
    engine then looks for this alone, so it should be rare."""
    edges: str = "word"
    """What may not touch the value in running text: "word" (letters, digits), "number" (also decimal points, signs,
    currency) or "open" (the pattern says it itself)."""
    anchor: str = ""
    """A simpler pattern for the native engine that meets a part of every value; by default made from `pattern`."""
    seek: str = "context"
    """What the native engine looks for where `confidence` is below 0.5: "context" (the words) or "shape" (the anchor),
    whichever is rarer; elsewhere it is always the shape."""
    reach: int = 0
    """The most characters from a value's start to the end of its anchor; by default what the pattern can take."""
    validator: str = ""
    """Name of a module in `validators/`, or of one of python-stdnum ("stdnum:pl.pesel")."""
    words: tuple[str, ...] = ()
    """Vocabulary (special categories): without a pattern each is looked for as a whole word or phrase, in any case;
    with one, where `{words}` stands in it."""
    confidence: float = 0.5
    """What a match that passes its validator is worth with no context: 0.5 and more is reported."""
    with_context: float = 0.9
    """What it is worth with one of the context words near."""
    near: int = 100
    """How many characters before a value its context words may stand."""
    context: tuple[str, ...] = ()
    """Words and phrases near a value (before it on its line or the line above, or just behind) that raise it."""
    against: tuple[str, ...] = ()
    """Words near a value that lower it below the cut ("ISBN", "version"), unless a context word is nearer."""
    headings: tuple[str, ...] = ()
    """Column headings and labels, as words in any case; "nhs no" also meets NHS_No and nhsNo."""
    column_pattern: str = ""
    """Pattern of a whole cell where it differs from `pattern`."""
    column_alone: bool = False
    """Whether values alone can type a column whose heading says nothing (checksums, closed lists)."""
    column_pass: float = 0.8
    """Least share of a column's distinct values that must fit."""
    column_judge: str = ""
    """A measure of `judges.py` ("names.surname") that tells the values of a column whose heading says nothing; with a
    heading, `column_pattern` is enough where there is one."""
    column_beside: tuple[str, ...] = ()
    """Names of recognisers and categories: beside a column of one of them, values alone are enough ("sort-code")."""
    test_values: str = ""
    """Pattern of values known to be set aside for tests."""
    examples: tuple[str, ...] = ()
    """Texts with the value between ⟦ and ⟧, each of which must be found exactly."""
    counterexamples: tuple[str, ...] = ()
    """Texts in which nothing of this category may be found."""
    lookalikes: tuple[str, ...] = ()
    """A held-back set of look-alikes: also counterexamples, never used while tuning."""
    path: str = field(default="", compare=False)
    """Where the file is, for messages."""


_TYPES: dict[str, Any] = {f.name: f.type for f in fields(Recogniser) if f.name != "path"}
_PATTERNS = ("pattern", "lead", "anchor", "column_pattern", "test_values")


def read_text(text: str, path: str, *, own: bool = False) -> Recogniser:
    """Return the recogniser that a TOML text describes; `path` is for messages. Raises `RecogniserError`.

    What it names outside itself is looked up, and its patterns are compiled, unless it is Guardbook's `own`.
    """
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise RecogniserError(f"{path} is not valid TOML: {error}") from None
    for key, value in data.items():
        _check_field(key, value, path)
    for needed in ("name", "title", "category", "sources"):
        if not data.get(needed):
            raise RecogniserError(f"{path}: {needed!r} is missing")
    if not own:
        _check_references(data, path)
    lists = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
    return Recogniser(**{**data, **lists, "path": path})


def _check_field(key: str, value: object, path: str) -> None:
    if key not in _TYPES:
        raise RecogniserError(f"{path}: unknown key {key!r}; known keys are {', '.join(sorted(_TYPES))}")
    kind = _TYPES[key]
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        if 0 <= value <= 1:
            return
        raise RecogniserError(f"{path}: {key!r} must be between 0 and 1")
    if kind in (str, bool, int) and type(value) is kind:
        return
    if kind == tuple[str, ...] and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return
    wanted = {str: "a text", bool: "true or false", int: "a whole number", float: "a number"}.get(
        kind, "a list of texts"
    )
    raise RecogniserError(f"{path}: {key!r} must be {wanted}")


def _check_references(data: dict[str, Any], path: str) -> None:
    """Check what a recogniser names outside itself: its category, its validator, its patterns."""
    if data["category"] not in CATEGORIES:
        raise RecogniserError(f"{path}: category {data['category']!r} is not one Guardbook knows")
    if data.get("edges", "word") not in EDGES:
        raise RecogniserError(f"{path}: 'edges' must be one of {', '.join(EDGES)}")
    if data.get("seek", "context") not in ("context", "shape"):
        raise RecogniserError(f"{path}: 'seek' must be one of context, shape")
    if validator := data.get("validator"):
        try:
            load(validator)
        except RecogniserError as error:
            raise RecogniserError(f"{path}: {error}") from None
    if judge := data.get("column_judge"):
        from guardbook.detect.judges import JUDGES  # which themselves use recognisers

        if judge not in JUDGES:
            raise RecogniserError(f"{path}: 'column_judge' must be one of {', '.join(sorted(JUDGES))}")
    for key in _PATTERNS:
        try:
            re.compile(data.get(key, ""))
        except re.error as error:
            raise RecogniserError(f"{path}: {key} is not a regular expression: {error}") from None


OWN = Path(str(files("guardbook.detect") / "recognisers"))
"""The folder of the recognisers that come with Guardbook."""


def read_folder(folder: Path) -> tuple[Recogniser, ...]:
    """Return the recognisers of a folder of TOML files, sorted by name; raise `RecogniserError` on a bad one."""
    return _read_all(folder, own=False)


@cache
def built_in() -> tuple[Recogniser, ...]:
    """Return the recognisers that come with Guardbook; `guardbook recognisers check` looks at their patterns."""
    return _read_all(OWN, own=True)


def _read_all(folder: Path, *, own: bool) -> tuple[Recogniser, ...]:
    found: dict[str, Recogniser] = {}
    for path in sorted(folder.rglob("*.toml")):
        try:
            recogniser = read_text(path.read_text("utf-8"), str(path), own=own)
        except (OSError, UnicodeDecodeError):
            raise RecogniserError(f"{path} could not be read as UTF-8 text; save it as UTF-8") from None
        if recogniser.name in found:
            raise RecogniserError(f"{path}: the name {recogniser.name!r} is taken by {found[recogniser.name].path}")
        found[recogniser.name] = recogniser
    return tuple(found[name] for name in sorted(found))
