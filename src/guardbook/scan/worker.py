"""A worker process: takes open files through a socket, one at a time, and answers with what was found in them."""

import io
import os
import signal
import socket
import sys
from contextlib import nullcontext
from dataclasses import astuple
from typing import Any, BinaryIO, cast

from guardbook.content import Limits
from guardbook.errors import GuardbookError
from guardbook.scan import sandbox, wire
from guardbook.scan.units import Outcome, Piece, Settings

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
        from guardbook.scan.pieces import divide

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
        sandbox.limit_time(settings.limits.seconds + _GRACE)
        name = message["path"].rpartition("/")[2]
        with os.fdopen(descriptor, "rb") if descriptor is not None else nullcontext() as file:
            if message["divide"]:
                wire.send(link, {"pieces": [astuple(piece) for piece in divide(file, name)] if file else []})
                continue
            outcome = Outcome("unread") if file is None else read_unit(_part(file, message["piece"]), name, settings)
        outcome.shown = shown_name(message["location"], message["path"], message["whole"], settings.key)
        # what a large object left behind would be counted against the next
        last = sandbox.memory_used() - base > settings.limits.memory // 2
        wire.send(link, {"outcome": outcome.to_json(), "last": last})


def _part(file: BinaryIO, piece: list[int] | None) -> BinaryIO:
    from guardbook.scan.pieces import PieceFile

    return (
        file if piece is None else cast(BinaryIO, io.BufferedReader(PieceFile(file.fileno(), Piece(*piece)), 1 << 20))
    )


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
