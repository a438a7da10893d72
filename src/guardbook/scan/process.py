"""One worker process of a scan as seen from outside: it is given files, or pieces of large ones."""

import os
from dataclasses import asdict, astuple
from typing import Any, BinaryIO

from guardbook.confined.process import Process
from guardbook.scan.units import Outcome, Piece, Settings, Unit


class Worker(Process):
    """A process that is started at its first use and again after a loss."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings of the scan; nothing is started yet."""
        super().__init__("guardbook.scan.worker", _plain(settings), memory=settings.limits.memory)
        self._seconds = settings.limits.seconds

    def read(self, unit: Unit, file: BinaryIO | None, piece: Piece | None = None) -> Outcome:
        """Have a file, or a piece of it, read; without one, learn only what the unit is called.

        Raises `WorkerLost` when the process dies or takes too long, and `GuardbookError` when none can be started.
        """
        message = {**_named(unit), "divide": False, "piece": None if piece is None else astuple(piece)}
        files = [] if file is None else [file]
        return self.ask(
            message, *files, seconds=self._seconds, made=lambda answer: Outcome.from_json(answer["outcome"])
        )

    def divide(self, unit: Unit, file: BinaryIO) -> list[Piece]:
        """Have a large file cut into pieces; an empty list when it has to be read whole. Raises as `read` does."""
        size = os.fstat(file.fileno()).st_size
        message = {**_named(unit), "divide": True}
        return self.ask(message, file, seconds=self._seconds, made=lambda answer: _checked(answer["pieces"], size))


def _named(unit: Unit) -> dict[str, Any]:
    return {"location": unit.location, "path": unit.path, "whole": unit.whole}


def _checked(told: list[list[int]], size: int) -> list[Piece]:
    """Return the pieces a worker told, which must make up the whole file; raise `ValueError` when they do not."""
    pieces = [Piece(*piece) for piece in told]
    bounds = [0, *(piece.end for piece in pieces)]
    if pieces and (bounds[-1] != size or bounds[:-1] != [piece.start for piece in pieces] or bounds != sorted(bounds)):
        raise ValueError("pieces that do not make up the file")
    return pieces


def _plain(settings: Settings) -> dict[str, Any]:
    return {**asdict(settings), "key": settings.key.hex()}
