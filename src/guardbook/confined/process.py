"""One shut-in process as seen from outside: started, asked, watched, replaced when it dies or hangs."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from guardbook.confined import wire
from guardbook.errors import GuardbookError

GRACE = 5.0
"""Seconds beyond the limit after which a process that has not stopped by itself is ended."""
_START = 60.0
"""Seconds a process may take to load its libraries."""
_NOT_STARTED = "a process that reads files could not be started: is memory left, and is the installation whole?"
_CRASHED = "a parser crashed while reading it"
_ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
"""One process is one core, and shuts in the one thread it has; Arrow's own pools reserve far more than they use."""


_Made = TypeVar("_Made")


class WorkerLost(GuardbookError):
    """A process ended or was ended without an answer; the text says why, for the object it was reading."""

    def __init__(self, message: str, *, crashed: bool = True) -> None:
        super().__init__(message)
        self.crashed = crashed
        """Whether it ended of itself; otherwise it took too long."""


class Process:
    """A process that is started at its first use and again after a loss."""

    def __init__(
        self,
        module: str,
        settings: dict[str, Any],
        *,
        memory: int,
        written: int = 0,
        readable: Iterable[Path] = (),
    ) -> None:
        """Take what to run and how it is shut in; nothing is started yet.

        `module` hands its only argument to `serving.serve`, and `settings` go to what it prepares by. It may use so
        much `memory` (bytes), write files it is given up to so many bytes long, and read below those paths.
        """
        self._module = module
        self._first = {
            "settings": settings,
            "memory": memory,
            "written": written,
            "readable": [str(path) for path in readable],
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._link: socket.socket | None = None
        self._ready = False
        self.sandbox: tuple[str, ...] = ()
        """What shuts the process in, in words; known once it has answered."""
        self.used = False
        """Whether the running process has answered before."""

    def begin(self) -> None:
        """Start the process where there is none, and let it load its libraries while the caller does something else.

        It ends with the thread that calls this. Raises `GuardbookError` when it cannot be started.
        """
        if self._link:
            return
        ours, theirs = socket.socketpair()
        # -P: the current folder may be the very data to be read, and nothing is to be imported from there
        command = [sys.executable, "-P", "-m", self._module, str(theirs.fileno())]
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
        with contextlib.suppress(wire.Closed):  # it is told when an answer is waited for
            wire.send(ours, self._first)

    def ask(
        self,
        message: dict[str, Any],
        *files: BinaryIO,
        seconds: float,
        made: Callable[[dict[str, Any]], _Made],
    ) -> _Made:
        """Send a message and open files with it; return what is `made` of the answer.

        The process can do with the files what their descriptors can, and shares their offsets. What it says may be
        forged: `made` raises `ValueError`, `TypeError` or `KeyError` where the answer makes no sense. Raises
        `WorkerLost` when the process dies or takes longer than `seconds`, `GuardbookError` when none can be started.
        """
        link = self._started()
        link.settimeout(seconds + GRACE)
        try:
            wire.send(link, {"seconds": seconds, "message": message}, [file.fileno() for file in files])
            told, descriptors = wire.receive(link)
            wire.close(descriptors)
            answer = made(told["answer"])
        except TimeoutError:
            self.stop()
            raise _too_long(seconds) from None
        except wire.Closed:
            raise self._lost(seconds) from None
        except (ValueError, TypeError, KeyError, OSError):
            self.stop()
            raise WorkerLost(_CRASHED) from None
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
        link, process = self._link, self._process
        self._link, self._process, self._ready, self.used = None, None, False, False
        if link:
            link.close()
        if process:
            process.kill()
            process.wait()

    def _started(self) -> socket.socket:
        """Return the link to a process that has loaded everything and has shut itself in."""
        self.begin()
        assert self._link
        if self._ready:
            return self._link
        self._link.settimeout(_START)
        try:
            answer, descriptors = wire.receive(self._link)
            wire.close(descriptors)
        except (GuardbookError, TimeoutError, ValueError):
            answer = {"failed": _NOT_STARTED}
        if "failed" in answer:
            self.stop()
            raise GuardbookError(str(answer["failed"]))
        self.sandbox, self._ready = tuple(answer["ready"]), True
        return self._link

    def _lost(self, seconds: float) -> WorkerLost:
        """Say why the process ended of itself."""
        process = self._process
        with contextlib.suppress(subprocess.TimeoutExpired):
            if process:
                process.wait(timeout=5)
        code = process.returncode if process else None
        self.stop()
        if code == -signal.SIGXCPU:
            return _too_long(seconds)
        if code == -signal.SIGKILL:
            return WorkerLost("the process reading it was ended by the system, perhaps for lack of memory")
        if code == -signal.SIGABRT:
            return WorkerLost("a parser gave up on it, perhaps for lack of memory")
        return WorkerLost(_CRASHED)


def _too_long(seconds: float) -> WorkerLost:
    return WorkerLost(f"reading it took longer than {seconds:g} seconds", crashed=False)
