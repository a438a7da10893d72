"""A PDF's objects as its readers ask for them: each once, strings as text, streams within the limits."""

import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from guardbook.errors import Unreadable
from guardbook.readers.reading import Reading

CHUNK = 1 << 20
RATIO = 1032
"""The most that deflate can save: a byte of it stands for at most so many."""
UNSEEN = 0x22
"""Flags of an annotation that neither screen nor paper shows: Hidden and NoView (ISO 32000-2, table 167)."""


class Objects:
    """A PDF and which of its objects were read already: those may point at one another in circles."""

    def __init__(self, pdf: Any, only: frozenset[tuple[int, int]] | None = None) -> None:
        """`only` are the numbers of the objects that are to be read, None for all."""
        self.pdf = pdf
        self.only = only
        self._seen: set[tuple[int, int]] = set()

    def each(self, reading: Reading) -> Iterator[Any]:
        """Yield the objects that are to be read, whether anything refers to them or not."""
        for number, thing in enumerate(self.pdf.objects):
            if number % 256 == 0:
                reading.spend(0)
            if self.only is None or thing.objgen in self.only:
                yield thing

    def first_time(self, thing: Any) -> bool:
        """Tell whether an object was not asked for before; one that stands inside another is always new."""
        key = thing.objgen
        if key == (0, 0):
            return True
        new = key not in self._seen and (self.only is None or key in self.only)
        self._seen.add(key)
        return new

    def unpacked(self, stream: Any, reading: Reading) -> bytes:
        """Return a stream's bytes; raise `Unreadable` when it is damaged or too large to be held."""
        limit = reading.limits.held
        raw = stream.read_raw_bytes()
        if str(stream.get("/Filter", "")) == "/FlateDecode" and "/DecodeParms" not in stream:
            return _inflated(raw, reading, limit)
        if len(raw) > limit or ("/Filter" in stream and len(raw) * RATIO > limit):
            raise Unreadable(_too_large(limit))
        data: bytes = stream.read_bytes()
        reading.spend(len(data))
        return data


def saved(pdf: Any, **options: Any) -> BytesIO:
    """Return a PDF as a file, without the remarks on its forms that would go to the screen."""
    file = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pdf.save(file, **options)
    return file


def string(value: Any) -> str:
    """Return a PDF string as text; "" for anything else."""
    return str(value).strip("\0") if isinstance(value, pikepdf.String) else ""


def strings(value: Any) -> list[str]:
    """Return the strings of a field's value or choices: one, several, or pairs of which each half counts."""
    if isinstance(value, pikepdf.Array):
        return [text for each in value for text in strings(each)][:10_000]
    return [string(value)] if string(value) else []


def hidden_code(annotation: Any) -> bool:
    """Tell whether an annotation's flags keep it from screen and paper."""
    flags = annotation.get("/F", 0)
    return isinstance(flags, int) and bool(flags & UNSEEN)


def _inflated(raw: bytes, reading: Reading, limit: int) -> bytes:
    engine, pieces, size = zlib.decompressobj(), [], 0
    rest = raw
    try:
        while rest and not engine.eof:
            piece = engine.decompress(rest, CHUNK)
            rest = engine.unconsumed_tail
            reading.spend(len(piece))
            size += len(piece)
            if size > limit:
                raise Unreadable(_too_large(limit))
            pieces.append(piece)
    except zlib.error as error:
        raise Unreadable("one of its streams is damaged") from error
    return b"".join(pieces)


def _too_large(limit: int) -> str:
    return f"one of its streams unpacks to more than {limit:,} bytes"
