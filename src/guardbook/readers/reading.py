"""One reading of one object: decides formats, goes into members, counts what they cost, turns failures into results."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module

from guardbook.content import Limits, Part, Problem, Source
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.sniff import tell_format


@dataclass(slots=True)
class Reading:
    """The state shared by all readers while one object is read, its members included."""

    limits: Limits = field(default_factory=Limits)
    started: float = field(default_factory=time.monotonic)
    output: int = 0
    members: int = 0

    def read(self, source: Source) -> Iterator[Part]:
        """Yield the parts of a source of any format; whatever goes wrong becomes a `Problem`, never an exception.

        Readers of containers call this for each member, with `depth` one greater and `where` one step further in.
        A limit of the whole object (time, output, members) ends the reading: it is raised by the outermost call only.
        """
        try:
            if source.depth > self.limits.depth:
                raise Unreadable(f"more than {self.limits.depth} containers within one another")
            form = tell_format(source)
            module = import_module(f"guardbook.readers.{form.module}")
            yield from module.read(source, self)
        except LimitReached as error:
            yield Problem(str(error), source.where)
            if source.depth:
                raise
        except Unreadable as error:
            yield Problem(str(error), source.where)
        except MemoryError:
            yield Problem("reading it needs more memory than allowed", source.where)
        except Exception as error:  # a parser's own failure: its text may hold values, so only its kind is told
            yield Problem(f"damaged, or not what it seems ({type(error).__name__})", source.where)

    def spend(self, count: int) -> None:
        """Count bytes unpacked or text produced, and look at the clock; raise `LimitReached` past a limit."""
        self.output += count
        if self.output > self.limits.output:
            raise LimitReached(f"it unpacks to more than {self.limits.output:,} bytes")
        if time.monotonic() - self.started > self.limits.seconds:
            raise LimitReached(f"reading took longer than {self.limits.seconds:g} seconds")

    def enter(self, count: int = 1) -> None:
        """Count members of containers; raise `LimitReached` past the limit."""
        self.members += count
        if self.members > self.limits.members:
            raise LimitReached(f"it has more than {self.limits.members:,} members")
