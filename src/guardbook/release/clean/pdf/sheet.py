"""What a page of a clean copy paints: lines of instructions, and the text and pictures among them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from guardbook.release.clean.pdf.fonts import Font
from guardbook.release.clean.pdf.instructions import number
from guardbook.release.clean.pdf.pictures import Samples

Piece = bytes | float


@dataclass(slots=True)
class Show:
    """An instruction that shows text: codes of letters, and numbers that move the next one."""

    pieces: list[Piece]
    first: int
    """The number on the sheet of the first of its letters."""
    font: Font
    size: float
    mode: int
    off: bool
    """Whether it belongs to a layer that does not show."""
    joined: bool = False
    """Whether what follows on the same line stands where this one ends."""


@dataclass(slots=True)
class Place:
    """An instruction that paints a picture."""

    name: str
    resources: Any
    again: Callable[[], Samples]
    """Gives its samples."""


@dataclass(slots=True)
class State:
    """What the text of a drawing depends on."""

    font: Font | None = None
    size: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class Drawing:
    """The content of a page or of a form: bytes that stay, and what has to be decided."""

    stream: Any
    resources: Any
    lines: list[bytes | Show | Place] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """One page: everything that it paints, letters and pictures in the order of painting."""

    drawings: list[Drawing] = field(default_factory=list)
    shows: list[Show] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    letters: int = 0


def finish(drawing: Drawing, write: Callable[[Drawing], Iterator[bytes]] | None) -> None:
    """Write the lines of a drawing into its stream; `write` says how text and pictures are written."""
    lines = write(drawing) if write else _plain_lines(drawing)
    drawing.stream.write(b"\n".join(lines))


def _plain_lines(drawing: Drawing) -> Iterator[bytes]:
    for line in drawing.lines:
        if isinstance(line, Place):
            yield f"{line.name} Do".encode()
        elif isinstance(line, bytes):
            yield line


def letter_by_letter(drawing: Drawing) -> Iterator[bytes]:
    """Yield a drawing with an instruction for every letter, so that each is looked at by itself."""
    for line in drawing.lines:
        if isinstance(line, Place):
            yield f"{line.name} Do".encode()
        elif isinstance(line, bytes):
            yield line
        else:
            if line.off:
                yield b"3 Tr"
            for piece in line.pieces:
                yield b"<%s> Tj" % piece.hex().encode() if isinstance(piece, bytes) else b"[%s] TJ" % number(piece)
            if line.off:
                yield b"%d Tr" % line.mode
