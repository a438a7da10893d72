"""A worker process of a scan: is given open files, one at a time, and answers with what was found in them."""

import io
import sys
from dataclasses import astuple
from typing import Any, BinaryIO, cast

from guardbook.confined.serving import Answer, serve
from guardbook.content import Limits
from guardbook.scan.units import Outcome, Piece, Settings


def prepare(settings: dict[str, Any]) -> Answer:
    """Load readers and detection; return what reads a file, cuts it into pieces, or without one only names it."""
    from guardbook.scan import examining, naming, pieces

    chosen = _settings(settings)
    examining.prepare(chosen)

    def answer(message: dict[str, Any], files: list[BinaryIO]) -> dict[str, Any]:
        name = message["path"].rpartition("/")[2]
        if message["divide"]:
            return {"pieces": [astuple(piece) for file in files for piece in pieces.divide(file, name)]}
        outcome = Outcome("unread")
        for file in files:
            outcome = examining.read_unit(_part(file, message["piece"]), name, chosen)
        outcome.shown = naming.shown_name(message["location"], message["path"], message["whole"], chosen.key)
        return {"outcome": outcome.to_json()}

    return answer


def _part(file: BinaryIO, piece: list[int] | None) -> BinaryIO:
    from guardbook.scan.pieces import PieceFile

    return (
        file if piece is None else cast(BinaryIO, io.BufferedReader(PieceFile(file.fileno(), Piece(*piece)), 1 << 20))
    )


def _settings(message: dict[str, Any]) -> Settings:
    return Settings(**{**message, "key": bytes.fromhex(message["key"]), "limits": Limits(**message["limits"])})


if __name__ == "__main__":
    serve(int(sys.argv[1]), prepare)
