"""A worker process: takes open files through a socket, one at a time, and answers with what was found in them."""

import os
import signal
import socket
import sys
from typing import Any

from guardbook.content import Limits
from guardbook.errors import GuardbookError
from guardbook.scan import sandbox, wire
from guardbook.scan.units import Outcome, Settings

_GRACE = 10.0
"""Seconds of processor time beyond the limit of wall-clock time: parsing may run in more threads than one."""


def main(descriptor: int) -> None:
    """Serve the socket with this descriptor until its other end is closed."""
    sandbox.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends its workers
    with socket.socket(fileno=descriptor) as link:
        try:
            message, _ = wire.receive(link)
            _serve(link, _settings(message))
        except wire.Closed:
            return


def _serve(link: socket.socket, settings: Settings) -> None:
    try:  # what a person's own recognisers get wrong is told, not thrown
        from guardbook.scan.examining import prepare, read_unit
        from guardbook.scan.naming import shown_name

        prepare(settings)
    except GuardbookError as error:
        wire.send(link, {"failed": str(error)})
        return
    except (ImportError, OSError) as error:
        wire.send(link, {"failed": f"a part of Guardbook cannot be loaded ({error}): install it again"})
        return
    base = sandbox.memory_used()
    wire.send(link, {"ready": sandbox.shut_in(settings.limits.memory)})
    while True:
        message, descriptor = wire.receive(link)
        shown = shown_name(message["location"], message["path"], message["whole"], settings.key)
        outcome = Outcome("unread", shown=shown)
        if descriptor is not None:
            sandbox.limit_time(settings.limits.seconds + _GRACE)
            with os.fdopen(descriptor, "rb") as file:
                outcome = read_unit(file, message["path"].rpartition("/")[2], settings)
            outcome.shown = shown
        # what a large object left behind would be counted against the next
        last = sandbox.memory_used() - base > settings.limits.memory // 2
        wire.send(link, {"outcome": outcome.to_json(), "last": last})


def _settings(message: dict[str, Any]) -> Settings:
    return Settings(
        key=bytes.fromhex(message["key"]),
        limits=Limits(**message["limits"]),
        names=message["names"],
        sample=message["sample"],
        recognisers=message["recognisers"],
        compiled=message["compiled"],
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
