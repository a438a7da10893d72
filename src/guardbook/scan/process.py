"""One worker process as seen from outside: started, given files, watched, replaced when it dies or hangs."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, astuple
from typing import Any, BinaryIO, TypeVar

from guardbook.errors import GuardbookError
from guardbook.scan import wire
from guardbook.scan.units import Outcome, Piece, Settings, Unit

GRACE = 5.0
"""Seconds beyond the limit after which a worker that has not stopped by itself is ended."""
_START = 60.0
"""Seconds a worker may take to load its libraries."""
_NOT_STARTED = "a process that reads files could not be started: is memory left, and is the installation whole?"
_ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
"""One worker is one core, and shuts in the one thread it has; Arrow's own pools reserve far more than they use."""


_Answer = TypeVar("_Answer")


class WorkerLost(GuardbookError):
    """A worker ended or was ended without an answer; the text says why, for the object it was reading."""

    def __init__(self, message: str, *, crashed: bool = True) -> None:
        super().__init__(message)
        self.crashed = crashed
        """Whether it ended of itself; otherwise it took too long."""


class Worker:
    """A process that is started at its first use and again after a loss."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings of the scan; nothing is started yet."""
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._link: socket.socket | None = None
        self.sandbox: tuple[str, ...] = ()
        """What shuts the process in, in words; known once it has started."""
        self.used = False
        """Whether the running process has read something before."""

    def read(self, unit: Unit, file: BinaryIO | None, piece: Piece | None = None) -> Outcome:
        """Have a file, or a piece of it, read; without one, learn only what the unit is called.

        Raises `WorkerLost` when the process dies or takes too long, and `GuardbookError` when none can be started.
        """
        part = None if piece is None else astuple(piece)
        return self._ask(unit, file, {"divide": False, "piece": part}, lambda told: Outcome.from_json(told["outcome"]))

    def divide(self, unit: Unit, file: BinaryIO) -> list[Piece]:
        """Have a large file cut into pieces; an empty list when it has to be read whole. Raises as `read` does."""
        size = os.fstat(file.fileno()).st_size
        return self._ask(unit, file, {"divide": True}, lambda told: _checked(told["pieces"], size))

    def _ask(
        self, unit: Unit, file: BinaryIO | None, what: dict[str, Any], made: Callable[[dict[str, Any]], _Answer]
    ) -> _Answer:
        link = self._link or self._start()
        message = {"location": unit.location, "path": unit.path, "whole": unit.whole, **what}
        link.settimeout(self._settings.limits.seconds + GRACE)
        try:
            wire.send(link, message, None if file is None else file.fileno())
            told, _ = wire.receive(link)
            answer = made(told)
        except TimeoutError:
            self.stop()
            raise self._too_long() from None
        except wire.Closed:
            raise self._lost() from None
        except (ValueError, TypeError, KeyError, OSError):
            self.stop()
            raise WorkerLost("a parser crashed while reading it") from None
        self.used = True
        if told.get("last"):
            self.stop()
        return answer

    def kill(self) -> None:
        """End the process from another thread than its own, which will see that it has gone."""
        process = self._process
        if process:
            process.kill()

    def stop(self) -> None:
        """End the process at once, if there is one."""
        link, process, self._link, self._process, self.used = self._link, self._process, None, None, False
        if link:
            link.close()
        if process:
            process.kill()
            process.wait()

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        # -P: the current folder may be the very data to be scanned, and nothing is to be imported from there
        command = [sys.executable, "-P", "-m", "guardbook.scan.worker", str(theirs.fileno())]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # what a parser says of a file may hold values of it
                env={**os.environ, **_ONE_THREAD},
            )
        self._link = ours
        ours.settimeout(_START)
        try:
            wire.send(ours, _plain(self._settings))
            answer, _ = wire.receive(ours)
        except (GuardbookError, TimeoutError, ValueError):
            answer = {"failed": _NOT_STARTED}
        if "failed" in answer:
            self.stop()
            raise GuardbookError(str(answer["failed"]))
        self.sandbox = tuple(answer["ready"])
        return ours

    def _too_long(self) -> WorkerLost:
        return WorkerLost(f"reading it took longer than {self._settings.limits.seconds:g} seconds", crashed=False)

    def _lost(self) -> WorkerLost:
        """Say why the process ended of itself."""
        process = self._process
        with contextlib.suppress(subprocess.TimeoutExpired):
            if process:
                process.wait(timeout=5)
        code = process.returncode if process else None
        self.stop()
        if code == -signal.SIGXCPU:
            return self._too_long()
        if code == -signal.SIGKILL:
            return WorkerLost("the process reading it was ended by the system, perhaps for lack of memory")
        if code == -signal.SIGABRT:
            return WorkerLost("a parser gave up on it, perhaps for lack of memory")
        return WorkerLost("a parser crashed while reading it")


def _checked(told: list[list[int]], size: int) -> list[Piece]:
    """Return the pieces a worker told, which must make up the whole file; raise `ValueError` when they do not."""
    pieces = [Piece(*piece) for piece in told]
    bounds = [0, *(piece.end for piece in pieces)]
    if pieces and (bounds[-1] != size or bounds[:-1] != [piece.start for piece in pieces] or bounds != sorted(bounds)):
        raise ValueError("pieces that do not make up the file")
    return pieces


def _plain(settings: Settings) -> dict[str, Any]:
    return {**asdict(settings), "key": settings.key.hex()}
