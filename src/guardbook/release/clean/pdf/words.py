"""Writes the text of a page without the letters that nobody sees; the others stay where they stand."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from guardbook.release.clean.pdf.gear import Unsure
from guardbook.release.clean.pdf.looking import Seen
from guardbook.release.clean.pdf.sheet import Drawing, Place, Show


def left_out(shows: list[Show], seen: Seen, kept: Any) -> set[int]:
    """Return the numbers of the letters that go; `kept` tells of a code whether such text may stay."""
    gone: set[int] = set()
    for show in shows:
        numbers = range(show.first, show.first + len(codes_of(show)))
        if show.off:
            gone.update(numbers)
            continue
        gone.update(number for number in numbers if number in seen.codes and not kept(seen.codes[number]))
        gone.update(_gaps(numbers, gone, seen))
    return gone


def _gaps(numbers: range, gone: set[int], seen: Seen) -> Iterator[int]:
    """Yield the gaps of a passage that go with what stands on both their sides."""
    for is_gap, run in groupby(numbers, key=seen.nothing.__contains__):
        places = list(run)
        around = [each for each in (places[0] - 1, places[-1] + 1) if each in numbers]
        if is_gap and around and all(each in gone for each in around):
            yield from places


def codes_of(show: Show) -> list[bytes]:
    """Return the letters of an instruction that shows text."""
    return [piece for piece in show.pieces if isinstance(piece, bytes)]


def without(drawing: Drawing, gone: set[int], seen: Seen, dropped: set[int]) -> Iterator[bytes]:
    """Yield the lines of a drawing without some letters, and without the pictures that were `dropped` (by `id`)."""
    moved = False
    for line in drawing.lines:
        if isinstance(line, bytes):
            yield line
        elif isinstance(line, Place):
            if id(line) in dropped:
                yield b""
            else:
                yield f"{line.name} Do".encode()
        else:
            pieces, moved = _pieces(line, gone, seen, moved)
            moved = moved and line.joined
            if pieces:
                yield b"[" + b" ".join(pieces) + b"] TJ"


def _pieces(show: Show, gone: set[int], seen: Seen, moved: bool) -> tuple[list[bytes], bool]:
    """Return an instruction's pieces, and whether its end already stands where the next letter begins."""
    pieces: list[bytes] = []
    run = b""
    number = show.first
    last = show.first + len(codes_of(show)) - 1

    def flush() -> None:
        nonlocal run
        if run:
            pieces.append(b"<%s>" % run.hex().encode())
            run = b""

    for piece in show.pieces:
        if not isinstance(piece, bytes):
            if not moved:
                flush()
                pieces.append(_text(float(piece)))
            continue
        if number in gone:
            if (number < last or show.joined) and (step := _step(show, seen, number)):
                flush()
                pieces.append(_text(step))
            moved = True
        else:
            show.font.used.add(piece)
            run += piece
            moved = False
        number += 1
    flush()
    return _summed(pieces), moved


def _summed(pieces: list[bytes]) -> list[bytes]:
    """Add up numbers that follow one another."""
    found: list[bytes] = []
    for piece in pieces:
        if found and not piece.startswith(b"<") and not found[-1].startswith(b"<"):
            found[-1] = _text(float(found[-1]) + float(piece))
        else:
            found.append(piece)
    return found


def _step(show: Show, seen: Seen, number: int) -> float:
    """Return the number that moves on by what a letter takes, up to the next letter (ISO 32000-2, 9.4.4)."""
    a, b, c, d, *_ = here = seen.starts[number]
    if number + 1 >= len(seen.starts) or not show.size:
        return 0.0
    there = seen.starts[number + 1]
    x, y = (c, d) if show.font.vertical else (a, b)
    length = (x * x + y * y) * show.size
    if abs(length) < 1e-9:
        return 0.0
    step = -1000 * ((there[4] - here[4]) * x + (there[5] - here[5]) * y) / length
    if abs(step) > 1e7:
        raise Unsure
    return step


def _text(number: float) -> bytes:
    return f"{number:.2f}".rstrip("0").rstrip(".").encode() or b"0"
