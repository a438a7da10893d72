"""One reading of one object: decides formats, goes into members, counts what they cost, turns failures into results."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any
from urllib.parse import unquote

from guardbook.content import Bulk, Limits, Part, Problem, Source, Table, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.shapeless import read_shapeless
from guardbook.readers.sniff import contradiction, extension_of, tell_format

_BOMB = 512 * 1024**2
"""Bytes up to which an object may unpack at any ratio."""


@dataclass(slots=True)
class Reading:
    """The state shared by all readers while one object is read, its members included."""

    limits: Limits = field(default_factory=Limits)
    started: float = field(default_factory=time.monotonic)
    output: int = 0
    members: int = 0
    format: str = ""
    """Name of the outermost source's format, once it is known."""
    remarks: list[str] = field(default_factory=list)
    """What a person should know about a file that was read all the same ("named .xlsx but is a ZIP archive")."""
    bulk: list[Bulk] = field(default_factory=list)
    """What was left out since nothing is to be read in it; a release asks whether a file is too large."""
    pictures: bool = False
    """Whether the words in pictures are read as well, which is slow."""
    pictures_read: set[bytes] = field(default_factory=set)
    """Digests of the pictures that were read: a letterhead's logo occurs on every page."""
    size: int = 0
    """Bytes of the outermost source."""
    stopped: bool = False
    """Whether a limit of the whole object ended the reading."""

    def read(self, source: Source) -> Iterator[Part]:
        """Yield the parts of a source of any format; whatever goes wrong becomes a `Problem`, never an exception.

        Readers of containers call this for each member, with `depth` one greater and `where` one step further in.
        A limit of the whole object (time, output, members) ends the reading of all: it passes through the readers
        of the containers, and is told once. Failures while a table's batches are drawn end the table; the
        `Problem` follows it. What `source.hidden` says holds for every part that has no code of its own.
        """
        if source.depth > self.limits.depth:  # the way down says less than where it begins
            yield Problem(f"more than {self.limits.depth} containers within one another", Where(source.where.steps[:1]))
            return
        problems: list[BaseException] = []
        try:
            for part in self._parts(source):
                yield self._guarded(part, source, problems)
                if isinstance(part, Text) and not source.depth:
                    yield from read_shapeless(part)
                if problems:
                    raise problems.pop()
        except LimitReached as error:
            if not self.stopped:
                yield Problem(str(error), source.where)
            self.stopped = True
            if source.depth:
                raise
        except Exception as error:
            yield Problem(_sentence(error), source.where)

    def _parts(self, source: Source) -> Iterator[Part]:
        if not source.depth:
            self.size = source.file.seek(0, 2)
        form = tell_format(source)
        self.format = self.format or form.name
        remark = contradiction(form, extension_of(source.name))
        if remark and remark not in self.remarks:
            self.remarks.append(remark)
        yield from import_module(f"guardbook.readers.{form.module}").read(source, self)

    def _guarded(self, part: Part, source: Source, problems: list[BaseException]) -> Part:
        if isinstance(part, Table):
            part = replace(part, batches=_until_failure(part.batches, problems))
        if source.hidden and not isinstance(part, Problem) and part.hidden is None:
            part = replace(part, hidden=source.hidden)
        if isinstance(part, Text) and part.hidden == "link-target" and "%" in part.text:
            part = replace(part, text=unquote(part.text))  # "Home%20visit": addresses have words too
        return part

    def spend(self, count: int) -> None:
        """Count bytes unpacked or text produced, and look at the clock; raise `LimitReached` past a limit."""
        self.output += count
        if self.output > self.limits.output:
            raise LimitReached(f"it unpacks to more than {self.limits.output:,} bytes")
        if self.size and self.output > max(_BOMB, self.limits.ratio * self.size):
            raise LimitReached(f"it unpacks to more than {self.limits.ratio} times its size, as only a bomb does")
        if time.monotonic() - self.started > self.limits.seconds:
            raise LimitReached(f"reading took longer than {self.limits.seconds:g} seconds")

    def add_bulk(self, where: Where, size: int, what: str) -> None:
        """Note bytes that are left out of reading since nothing is to be read in them; `what` says what they are."""
        self.bulk.append(Bulk(what, size, where))

    def enter(self, count: int = 1) -> None:
        """Count members of containers; raise `LimitReached` past the limit."""
        self.members += count
        if self.members > self.limits.members:
            raise LimitReached(f"it has more than {self.limits.members:,} members")


def read_all(source: Source, limits: Limits | None = None) -> Iterator[Part]:
    """Yield every part of a source and of all its members, in one new reading."""
    yield from Reading(limits or Limits()).read(source)


def _sentence(error: Exception) -> str:
    """What to tell of a failure; a parser's own text may hold values, so only its kind is told."""
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, MemoryError):
        return "reading it needs more memory than allowed"
    return f"damaged, or not what it seems ({type(error).__name__})"


def _until_failure(batches: Iterator[Any], problems: list[BaseException]) -> Iterator[Any]:
    try:
        yield from batches
    except Exception as error:
        problems.append(error)
