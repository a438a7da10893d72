"""A recogniser as data: what a file in `recognisers/` says, read and checked."""

import re
import tomllib
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from pathlib import Path

from guardbook.categories import CATEGORIES
from guardbook.errors import RecogniserError


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
    """Regular expression (Python's) of the whole value; a group named `value` narrows it to the value itself."""
    anchor: str = ""
    """A simpler pattern for the native engine that meets every value; by default made from `pattern`."""
    validator: str = ""
    """Name of a module in `validators/`."""
    words: tuple[str, ...] = ()
    """Vocabulary, instead of a pattern (special categories): each is looked for as a whole word or phrase."""
    confidence: float = 0.5
    """What a match that passes its validator is worth with no context: 0.5 and more is reported."""
    with_context: float = 0.9
    """What it is worth with one of the context words near."""
    context: tuple[str, ...] = ()
    """Words and phrases near a value (before it on its line or the line above, or just behind) that raise it."""
    against: tuple[str, ...] = ()
    """Words near a value that lower it below the cut ("invoice", "ISBN", "version")."""
    headings: tuple[str, ...] = ()
    """Column headings and labels, as words in any case; "nhs no" also meets NHS_No and nhsNo."""
    column_pattern: str = ""
    """Pattern of a whole cell where it differs from `pattern`."""
    column_alone: bool = False
    """Whether values alone can type a column whose heading says nothing (checksums, closed lists)."""
    column_pass: float = 0.8
    """Least share of a column's distinct values that must fit."""
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


_KNOWN = {f.name for f in fields(Recogniser)} - {"path"}


def _read(text: str, path: str) -> Recogniser:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RecogniserError(f"{path} is not valid TOML: {error}") from None
    unknown = set(data) - _KNOWN
    if unknown:
        raise RecogniserError(f"{path}: unknown key {sorted(unknown)[0]!r}; known keys are {sorted(_KNOWN)}")
    for needed in ("name", "title", "category", "sources"):
        if not data.get(needed):
            raise RecogniserError(f"{path}: {needed!r} is missing")
    if data["category"] not in CATEGORIES:
        raise RecogniserError(f"{path}: category {data['category']!r} is not one Guardbook knows")
    for key in ("pattern", "column_pattern", "test_values"):
        try:
            re.compile(data.get(key, ""))
        except re.error as error:
            raise RecogniserError(f"{path}: {key} is not a regular expression: {error}") from None
    lists = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
    return Recogniser(**{**data, **lists, "path": path})


def read_folder(folder: Path) -> tuple[Recogniser, ...]:
    """Return the recognisers of a folder of TOML files, sorted by name; raise `RecogniserError` on a bad one."""
    found = [_read(path.read_text("utf-8"), str(path)) for path in sorted(folder.rglob("*.toml"))]
    return tuple(sorted(found, key=lambda recogniser: recogniser.name))


@cache
def built_in() -> tuple[Recogniser, ...]:
    """Return the recognisers that come with Guardbook."""
    return read_folder(Path(str(files("guardbook.detect") / "recognisers")))
