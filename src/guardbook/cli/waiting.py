"""Shows how far the reading of one file is: on stderr, only where somebody looks, and only when it takes a while."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guardbook.cli.printable import on_one_line

_PATIENCE = 1.0
"""Seconds after which somebody who waits wants to know."""
_EVERY = 0.25
_TURNING = "|/-\\"


@contextmanager
def shown_waiting(path: Path, doing: str) -> Iterator[None]:
    """While the block runs and takes long, say what is being done ("Checking") with which file, and for how long."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    watching = threading.Thread(target=_watch, args=(path, doing, done), daemon=True)
    watching.start()
    try:
        yield
    finally:
        done.set()
        watching.join(timeout=2)


def _watch(path: Path, doing: str, done: threading.Event) -> None:
    started = time.monotonic()
    if done.wait(_PATIENCE):
        return
    turn = 0
    while not done.wait(_EVERY):
        turn += 1
        seconds = time.monotonic() - started
        sys.stderr.write(f"\r{_TURNING[turn % 4]} {doing} {on_one_line(path.name)} … {seconds:.0f} s \x1b[K")
        sys.stderr.flush()
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
