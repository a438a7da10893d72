"""What a leak file and an honest file are: how each is made, and what its publisher declared.

A file that LibreOffice makes goes through `office.convert`, so that all are made in a few runs: `build` may then
leave the file to the end of the batch. Each module that holds cases has its line in `tests/leaks/__init__.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Leak:
    """A file with one thing in it that its publisher does not see, and its twin without that thing.

    `build(path, leak)` writes the file; with `leak` false it writes the twin, which is the same in everything else.
    The check must clear the twin and block the leak.
    """

    name: str
    """What the file is called, without its ending: "xlsx-hidden-column"."""
    kind: str
    """The format as the table of results shows it: "XLSX"."""
    vector: str
    """Where the data hides, in words: "hidden column"."""
    ending: str
    build: Callable[[Path, bool], None]
    codes: frozenset[str]
    """Codes of `readers.hidden.HIDDEN`, or of the release check itself, one of which must be among the reasons."""
    declaration: str = ""
    """TOML: what the publisher declared; "" for none."""
    kept: tuple[str, ...] = ()
    """Declared values that a clean copy must still hold."""
    cleanable: bool = True
    """Whether `guardbook clean` must be able to make a clear copy of it."""
    unreadable: bool = False
    """Whether it cannot be read at all (an encrypted member): the right verdict is then "unreadable"."""
    needs: tuple[str, ...] = ()
    """Programs that make it; where one is missing, the case is skipped with a line that says so."""


@dataclass(frozen=True, slots=True)
class Honest:
    """A file as departments publish it every day; with its publisher's declaration it must be cleared."""

    name: str
    kind: str
    title: str
    """What it is, in words: "spending over £25,000, as a CSV"."""
    ending: str
    build: Callable[[Path], None]
    declaration: str = ""
    needs: tuple[str, ...] = field(default=())
