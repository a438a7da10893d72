"""The inside of a shut-in process: it loads what it needs, shuts itself in, and answers one message after another."""

import fcntl
import gc
import os
import signal
import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from guardbook.confined import sandbox, wire
from guardbook.errors import GuardbookError

Answer = Callable[[dict[str, Any], list[BinaryIO]], dict[str, Any]]
"""From a message and the files that came with it, closed behind it, to the answer."""

_GRACE = 10.0
"""Seconds of processor time beyond the limit of wall-clock time: parsing may run in more threads than one."""
_MODES = {os.O_RDONLY: "rb", os.O_WRONLY: "wb", os.O_RDWR: "r+b"}


def serve(descriptor: int, prepare: Callable[[dict[str, Any]], Answer]) -> None:
    """Answer at the socket with this descriptor until its other end, a `process.Process`, is closed.

    `prepare` takes the settings, loads all that answers will need while this is still a process like any other, and
    returns what answers. What is wrong with the settings it tells by a `GuardbookError`.
    """
    sandbox.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends its processes
    with socket.socket(fileno=descriptor) as link, suppress(wire.Closed):
        _begin(link, prepare)


def _begin(link: socket.socket, prepare: Callable[[dict[str, Any]], Answer]) -> None:
    message, _ = wire.receive(link)
    gc.disable()  # what is loaded stays to the end: looking through it for garbage takes a fifth of the time
    try:
        answer = prepare(message["settings"])
    except GuardbookError as error:
        wire.send(link, {"failed": str(error)})
        return
    except (ImportError, OSError) as error:
        wire.send(link, {"failed": f"a part of Guardbook cannot be loaded ({error}): install it again"})
        return
    gc.freeze()
    gc.enable()
    memory, base = message["memory"], sandbox.memory_used()
    in_force = sandbox.shut_in(memory, written=message["written"], readable=map(Path, message["readable"]))
    wire.send(link, {"ready": in_force})
    while True:
        told = _answered(link, answer)
        # what a large object left behind would be counted against the next
        last = sandbox.memory_used() - base > memory // 2
        wire.send(link, {"answer": told, "last": last})


def _answered(link: socket.socket, answer: Answer) -> dict[str, Any]:
    message, descriptors = wire.receive(link)
    sandbox.limit_time(message["seconds"] + _GRACE)
    with ExitStack() as closing:
        return answer(message["message"], [closing.enter_context(_opened(each)) for each in descriptors])


def _opened(descriptor: int) -> BinaryIO:
    """Return a descriptor as a file that can do what the descriptor can."""
    mode = _MODES[fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE]
    return cast(BinaryIO, os.fdopen(descriptor, mode))
