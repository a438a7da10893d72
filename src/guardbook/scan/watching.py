"""Reads one object by a worker, whatever happens: a crash, a hang, somebody writing to it meanwhile."""

import os
import threading
from dataclasses import dataclass, field
from typing import BinaryIO

from guardbook.confined.process import WorkerLost
from guardbook.scan.joining import join
from guardbook.scan.process import Worker
from guardbook.scan.units import Outcome, Piece, Unit

LARGE = 256 * 1024**2
"""Bytes from which a file is cut into pieces where its format allows."""


@dataclass(slots=True)
class Opened:
    """A unit whose file is open, or a reason why it is not."""

    unit: Unit
    file: BinaryIO | None
    reason: str = ""


@dataclass(slots=True)
class Divided:
    """A large file that several workers read in pieces."""

    unit: Unit
    file: BinaryIO
    pieces: list[Piece]
    before: os.stat_result
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, worker: Worker, number: int) -> Outcome | None:
        """Read one piece; the last of them to be done returns the outcome of the whole, the others None."""
        piece = self.pieces[number]
        try:
            outcome = _tried(worker, self.unit, self.file, piece)
        except WorkerLost as error:
            outcome = named(worker, self.unit, str(error))
        with self._lock:
            self.outcomes[number] = outcome
            if len(self.outcomes) < len(self.pieces):
                return None
        return _unless_changed(join([self.outcomes[each] for each in range(len(self.pieces))]), self.file, self.before)

    def done(self) -> int:
        """Return how many bytes have been read."""
        return sum(self.pieces[number].end - self.pieces[number].start for number in list(self.outcomes))


def divided(worker: Worker, opened: Opened) -> Divided | None:
    """Return a large file cut into pieces, or None when it has to be read whole."""
    if opened.file is None or os.fstat(opened.file.fileno()).st_size < LARGE:
        return None
    before = os.fstat(opened.file.fileno())
    try:
        pieces = worker.divide(opened.unit, opened.file)
    except WorkerLost:
        return None
    return Divided(opened.unit, opened.file, pieces, before) if pieces else None


def read_whole(worker: Worker, opened: Opened) -> Outcome:
    """Read a file from beginning to end, or name what could not be opened."""
    unit, file = opened.unit, opened.file
    if file is None:
        return named(worker, unit, opened.reason)
    before = os.fstat(file.fileno())
    try:
        outcome = _tried(worker, unit, file)
    except WorkerLost as error:
        outcome = named(worker, unit, str(error))
    return _unless_changed(outcome, file, before)


def _unless_changed(outcome: Outcome, file: BinaryIO, before: os.stat_result) -> Outcome:
    after = os.fstat(file.fileno())
    outcome.size = before.st_size
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        outcome.reasons.insert(0, "it changed while it was read: scan again")
        outcome.ended = "unread" if outcome.ended == "unread" else "partly"
    return outcome


def _tried(worker: Worker, unit: Unit, file: BinaryIO, piece: Piece | None = None) -> Outcome:
    """Read a file; after a crash of a process that had read others before, once more in a fresh one."""
    used = worker.used
    try:
        return worker.read(unit, file, piece)
    except WorkerLost as error:
        if not (used and error.crashed):
            raise
    if piece is None:
        file.seek(0)
    return worker.read(unit, file, piece)


def named(worker: Worker, unit: Unit, reason: str) -> Outcome:
    """The outcome of what could not be read; its name is made safe where all names are: in a worker."""
    try:
        outcome = worker.read(unit, None)
    except WorkerLost:
        outcome = Outcome("unread", shown=f"{unit.location}: object {unit.key[:8]}")
    outcome.reasons = [reason]
    return outcome
