"""Hands units to worker processes of this machine and gives back what comes of each, in the order they finish."""

import contextlib
import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from guardbook.errors import GuardbookError, StoreError
from guardbook.scan.process import Worker, WorkerLost
from guardbook.scan.units import Outcome, Settings, Unit

AHEAD = 64
"""How many units may wait to be opened: a listing that is slow in parts does not leave workers idle."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A unit that the store itself could not give: it only has to be named."""

    unit: Unit
    reason: str


Opener = Callable[[Unit], BinaryIO]
Result = tuple[Unit, Outcome] | GuardbookError


@dataclass(slots=True)
class _Opened:
    unit: Unit
    file: BinaryIO | None
    reason: str = ""


class Engine:
    """Workers and the threads that feed them: some open (or fetch) objects, one for each worker hands them over."""

    def __init__(self, settings: Settings, jobs: int, opener: Opener) -> None:
        """Take how many processes to run, and what opens a unit; nothing is started yet."""
        self._jobs = jobs
        self._opener = opener
        self._workers = [Worker(settings) for _ in range(jobs)]
        self._units: queue.SimpleQueue[Unit | Refused | None] = queue.SimpleQueue()
        self._opened: queue.Queue[_Opened | None] = queue.Queue(jobs)
        self._results: queue.SimpleQueue[Result] = queue.SimpleQueue()
        self._reading: dict[str, BinaryIO] = {}
        self._stopped = threading.Event()

    def map(self, units: Iterable[Unit | Refused]) -> Iterator[tuple[Unit, Outcome]]:
        """Yield each unit with its outcome; raise `GuardbookError` when no worker can be started.

        Closing the iterator ends every worker.
        """
        openers = [threading.Thread(target=self._open_all, daemon=True) for _ in range(self._jobs)]
        readers = [threading.Thread(target=self._read_all, args=(worker,), daemon=True) for worker in self._workers]
        for thread in (*openers, *readers):
            thread.start()
        try:
            yield from self._feed(units)
        finally:
            self._stop(readers)

    def read_so_far(self) -> int:
        """Return how many bytes of the objects in hand have been read: workers share their files' offsets."""
        total = 0
        for file in list(self._reading.values()):
            try:
                total += os.lseek(file.fileno(), 0, os.SEEK_CUR)
            except (OSError, ValueError):
                continue
        return total

    def sandbox(self) -> tuple[str, ...]:
        """Return what shuts the workers in, in words, as soon as one has started."""
        return next((worker.sandbox for worker in self._workers if worker.sandbox), ())

    def _feed(self, units: Iterable[Unit | Refused]) -> Iterator[tuple[Unit, Outcome]]:
        waiting = 0
        for unit in units:
            while waiting >= AHEAD:
                yield self._result()
                waiting -= 1
            self._units.put(unit)
            waiting += 1
            while not self._results.empty():
                yield self._result()
                waiting -= 1
        for _ in range(waiting):
            yield self._result()

    def _result(self) -> tuple[Unit, Outcome]:
        result = self._results.get()
        if isinstance(result, GuardbookError):
            raise result
        return result

    def _stop(self, readers: list[threading.Thread]) -> None:
        """End everything; a thread still fetching something remote is left to end with the program."""
        self._stopped.set()
        for worker in self._workers:
            worker.kill()
        for _ in range(self._jobs):
            self._units.put(None)
        for thread in readers:
            thread.join(timeout=2)

    def _open_all(self) -> None:
        """Open units ahead of the workers, so that they do not wait for the network."""
        while (unit := self._units.get()) is not None:
            if not self._stopped.is_set():
                self._opened.put(self._open(unit))
        self._opened.put(None)

    def _open(self, unit: Unit | Refused) -> _Opened:
        if isinstance(unit, Refused):
            return _Opened(unit.unit, None, unit.reason)
        try:
            return _Opened(unit, self._opener(unit))
        except StoreError as error:
            return _Opened(unit, None, str(error))
        except Exception as error:  # a driver's own failure: its text may hold values, so only its kind is told
            return _Opened(unit, None, f"it could not be opened ({type(error).__name__})")

    def _read_all(self, worker: Worker) -> None:
        """Serve one worker. It is started and ended by this thread alone: it dies with the thread that started it."""
        while (opened := self._opened.get()) is not None:
            with opened.file or contextlib.nullcontext():
                if not self._stopped.is_set():
                    self._results.put(self._read(worker, opened))
        worker.stop()

    def _read(self, worker: Worker, opened: _Opened) -> Result:
        unit, file = opened.unit, opened.file
        try:
            if file is None:
                return unit, _named(worker, unit, opened.reason)
            self._reading[unit.key] = file
            return unit, _watched(worker, unit, file)
        except GuardbookError as error:
            return error
        except Exception as error:  # a fault of Guardbook's own: it ends the scan rather than leave it waiting
            return GuardbookError(f"the scan failed on an object ({type(error).__name__}): please report this")
        finally:
            self._reading.pop(unit.key, None)


def _watched(worker: Worker, unit: Unit, file: BinaryIO) -> Outcome:
    """Read a file that somebody may be writing to."""
    before = os.fstat(file.fileno())
    try:
        outcome = _tried(worker, unit, file)
    except WorkerLost as error:
        outcome = _named(worker, unit, str(error))
    after = os.fstat(file.fileno())
    outcome.size = before.st_size
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        outcome.reasons.insert(0, "it changed while it was read: scan again")
        outcome.ended = "unread" if outcome.ended == "unread" else "partly"
    return outcome


def _tried(worker: Worker, unit: Unit, file: BinaryIO) -> Outcome:
    """Read a file; after a crash of a process that had read others before, once more in a fresh one."""
    used = worker.used
    try:
        return worker.read(unit, file)
    except WorkerLost as error:
        if not (used and error.crashed):
            raise
    file.seek(0)
    return worker.read(unit, file)


def _named(worker: Worker, unit: Unit, reason: str) -> Outcome:
    """The outcome of what could not be read; its name is made safe where all names are: in a worker."""
    try:
        outcome = worker.read(unit, None)
    except WorkerLost:
        outcome = Outcome("unread", shown=f"{unit.location}: object {unit.key[:8]}")
    outcome.reasons = [reason]
    return outcome
