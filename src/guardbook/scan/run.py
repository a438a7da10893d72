"""A scan from beginning to end: lists the locations, has workers read what is new, records it, writes evidence."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from guardbook.errors import UsageError
from guardbook.scan.engine import Engine, Refused
from guardbook.scan.folders import JOURNAL, own_files
from guardbook.scan.journal import Journal
from guardbook.scan.plan import Plan
from guardbook.scan.units import Settings, Unit
from guardbook.stores import Item, Store, open_store
from guardbook.stores.local import LocalStore

_DECIDING = {".py", ".toml", ".txt", ".csv"}


@dataclass(slots=True)
class Progress:
    """How far a scan has come."""

    objects: int = 0
    bytes: int = 0
    """Of the objects done, and of those in hand what has been read of them."""
    unchanged: int = 0
    """How many of the objects had been read before."""
    problems: int = 0
    """How many could not be read, or only in part."""


class Scan:
    """One scan of some locations, whose journal lies in `folder`."""

    def __init__(
        self,
        locations: Sequence[str],
        settings: Settings,
        *,
        folder: Path,
        home: Path,
        scratch: Path | None = None,
        jobs: int | None = None,
        own: Sequence[Path] = (),
    ) -> None:
        """Open every location and the journal; raise `UsageError` where one cannot be.

        `home` is GUARDBOOK_HOME and `own` are further files that are Guardbook's: neither is scanned. `scratch` is
        where remote objects lie while they are read (unlinked); `jobs` is how many processes to use (None: all cores).
        """
        opened = (open_store(place, rows=settings.sample, scratch=scratch) for place in dict.fromkeys(locations))
        self._stores: dict[str, Store] = {store.location: store for store in opened}
        self.locations = tuple(self._stores)
        _refuse_own(self._stores.values(), home)
        self.plan = Plan(self._stores.values(), settings.key, (home, *own_files(folder), *own))
        self.engine = Engine(settings, jobs or len(os.sched_getaffinity(0)), self._open)
        self.journal = Journal(folder / JOURNAL, _method(settings), _limits(settings))
        self._done = Progress()

    def run(self) -> None:
        """Read everything that is new or changed. It may be broken off at any time: what is done is recorded."""
        self.journal.begin(self.locations)
        for unit, outcome in self.engine.map(self._fresh()):
            if unit.size is None and outcome.format is not None:  # only databases do not say how large a thing is
                outcome.format = "database table"
            self.journal.record(unit, outcome)
            self._done.objects += 1
            self._done.bytes += outcome.size or unit.size or 0
            self._done.problems += outcome.ended != "read"
        for location in self.plan.complete:
            self.journal.forget_vanished(location)
        self.journal.finish()

    def progress(self) -> Progress:
        """Return how far it is; may be asked from another thread."""
        done = self._done
        return Progress(done.objects, done.bytes + self.engine.read_so_far(), done.unchanged, done.problems)

    def _fresh(self) -> Iterator[Unit | Refused]:
        for unit in self.plan.units():
            if isinstance(unit, Unit) and self.journal.keep(unit):
                self._done.unchanged += 1
                self._done.objects += 1
                self._done.bytes += unit.size or 0
            else:
                yield unit

    def _open(self, unit: Unit) -> BinaryIO:
        return self._stores[unit.location].open(Item(unit.path, unit.size, unit.identity))


def _refuse_own(stores: Iterable[Store], home: Path) -> None:
    for store in stores:
        if isinstance(store, LocalStore) and store.root.resolve().is_relative_to(home.resolve()):
            raise UsageError(f"{store.location} is Guardbook's own folder, which is not scanned")


def _method(settings: Settings) -> str:
    """Return a hash of what decides what is found in an object: readers, detection, recognisers, names, sample."""
    own = Path(__file__).parent.parent
    folders = [own / "readers", own / "detect"]
    if settings.recognisers:
        folders.append(Path(settings.recognisers))
    digest = blake2b(f"{settings.names} {settings.sample}".encode(), digest_size=16)
    for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in _DECIDING):
        digest.update(path.name.encode("utf-8", "surrogateescape") + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _limits(settings: Settings) -> str:
    return " ".join(f"{name}={value}" for name, value in asdict(settings.limits).items())
