"""Hands units to worker processes of this machine and gives back what comes of each, in the order they finish."""

import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from guardbook.errors import GuardbookError, StoreError
from guardbook.scan.process import Worker
from guardbook.scan.units import Outcome, Settings, Unit
from guardbook.scan.watching import Divided, Opened, divided, read_whole

AHEAD = 64
"""How many units may wait to be opened: a listing that is slow in parts does not leave workers idle."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A unit that the store itself could not give: it only has to be named."""

    unit: Unit
    reason: str


Opener = Callable[[Unit], BinaryIO]
Result = tuple[Unit, Outcome] | GuardbookError


@dataclass(frozen=True, slots=True)
class _PieceOf:
    divided: Divided
    number: int


class Engine:
    """Workers and the threads that feed them: some open (or fetch) objects, one for each worker hands them over."""

    def __init__(self, settings: Settings, jobs: int, opener: Opener) -> None:
        """Take how many processes to run, and what opens a unit; nothing is started yet."""
        self._settings = settings
        self._jobs = jobs
        self._opener = opener
        self._workers = [Worker(settings) for _ in range(jobs)]
        self._units: queue.SimpleQueue[Unit | Refused | None] = queue.SimpleQueue()
        self._tasks: queue.SimpleQueue[Opened | _PieceOf | None] = queue.SimpleQueue()
        self._may_open = threading.Semaphore(2 * jobs)
        self._results: queue.SimpleQueue[Result] = queue.SimpleQueue()
        self._reading: dict[str, BinaryIO | Divided] = {}
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
        return sum(map(_far, list(self._reading.values())))

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
            self._may_open.release(AHEAD)
        for thread in readers:
            thread.join(timeout=2)

    def _open_all(self) -> None:
        """Open units ahead of the workers, so that they do not wait for the network."""
        while (unit := self._units.get()) is not None:
            self._may_open.acquire()
            if not self._stopped.is_set():
                self._tasks.put(self._open(unit))
        self._tasks.put(None)

    def _open(self, unit: Unit | Refused) -> Opened:
        if isinstance(unit, Refused):
            return Opened(unit.unit, None, unit.reason)
        try:
            return Opened(unit, self._opener(unit))
        except StoreError as error:
            return Opened(unit, None, str(error))
        except Exception as error:  # a driver's own failure: its text may hold values, so only its kind is told
            return Opened(unit, None, f"it could not be opened ({type(error).__name__})")

    def _read_all(self, worker: Worker) -> None:
        """Serve one worker. It is started and ended by this thread alone: it dies with the thread that started it."""
        while (task := self._tasks.get()) is not None:
            if self._stopped.is_set():
                continue
            try:
                self._read(worker, task)
            except GuardbookError as error:
                self._results.put(error)
            except Exception as error:  # a fault of Guardbook's own: it ends the scan rather than leave it waiting
                fault = f"the scan failed on an object ({type(error).__name__}): please report this"
                self._results.put(GuardbookError(fault))
        worker.stop()

    def _read(self, worker: Worker, task: Opened | _PieceOf) -> None:
        if isinstance(task, _PieceOf):
            outcome = task.divided.read(worker, task.number)
            if outcome:
                self._finish(task.divided.unit, task.divided.file, outcome)
            return
        large = None if self._settings.sample else divided(worker, task)
        if large:
            self._reading[task.unit.key] = large
            for number in range(len(large.pieces)):
                self._tasks.put(_PieceOf(large, number))
            return
        if task.file:
            self._reading[task.unit.key] = task.file
        self._finish(task.unit, task.file, read_whole(worker, task))

    def _finish(self, unit: Unit, file: BinaryIO | None, outcome: Outcome) -> None:
        self._reading.pop(unit.key, None)
        if file:
            file.close()
        self._may_open.release()
        self._results.put((unit, outcome))


def _far(reading: BinaryIO | Divided) -> int:
    if isinstance(reading, Divided):
        return reading.done()
    try:
        return os.lseek(reading.fileno(), 0, os.SEEK_CUR)
    except (OSError, ValueError):
        return 0  # just closed
