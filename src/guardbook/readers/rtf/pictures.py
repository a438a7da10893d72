"""Gathers the pictures of an RTF document, each with its crop and the code of why it does not show."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from io import BytesIO

from guardbook.content import Part, Problem, Source, Text
from guardbook.readers.image.crop import Crop
from guardbook.readers.image.cropped import read_cropped
from guardbook.readers.image.placed import pictured
from guardbook.readers.image.words import UNSURE
from guardbook.readers.reading import Reading

LEAST = 16
"""Bytes below which nothing can be a picture."""
ALIKE = 0.75
"""Likeness of two lines from which they are two readings of the same words."""


@dataclass(slots=True)
class Picture:
    """One \\pict group."""

    hidden: str | None
    older: bool
    """Whether it stands in \\nonshppict: the same picture once more, for old programs."""
    digits: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    settings: dict[str, int] = field(default_factory=dict)

    def data(self) -> bytes:
        """Return the picture's file; a bare bitmap (\\dibitmap) gets the header that it has as a file."""
        digits = "".join("".join(self.digits).split())
        data = "".join(self.raw).encode("latin-1") + bytes.fromhex(digits[: len(digits) & ~1])
        if "dibitmap" not in self.settings or len(data) < 40:
            return data
        size, bits = *struct.unpack_from("<I", data), *struct.unpack_from("<H", data, 14)
        colours = struct.unpack_from("<I", data, 32)[0] or (1 << bits if bits <= 8 else 0)
        return struct.pack("<2sIII", b"BM", 14 + len(data), 0, 14 + size + 4 * min(colours, 256)) + data

    def crop(self) -> Crop:
        """Return what is cut away (\\piccropl and so on, in twips) as shares of the whole (\\picwgoal)."""
        wide, high = self.settings.get("picwgoal", 0), self.settings.get("pichgoal", 0)
        left, right, top, bottom = (self.settings.get(f"piccrop{side}", 0) for side in "lrtb")
        return Crop(left / wide, top / high, right / wide, bottom / high) if wide > 0 and high > 0 else Crop()


def picture_parts(pictures: list[Picture], source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of all pictures; of those for old programs only what the new ones do not show."""
    shown: list[str] = []
    for number, picture in enumerate(pictures, 1):
        where = source.where.into("picture", number)
        try:
            data = picture.data()
        except (ValueError, struct.error):
            yield Problem("a picture in it is damaged: it was not read", where)
            continue
        if len(data) < LEAST or (picture.older and not reading.pictures):
            reading.add_bulk(where, len(data), "a picture for old programs")
            continue
        reading.enter()
        reading.spend(len(data))
        inner = pictured(Source(BytesIO(data), "", where, source.depth + 1, picture.hidden))
        if picture.older:
            yield from _other_words(reading.read(replace(inner, hidden="alternate-content")), shown)
            continue
        crops = [picture.crop()] if reading.pictures else [Crop()]
        for part in read_cropped(inner, crops, reading):
            if isinstance(part, Text) and part.hidden is None:
                shown += part.text.splitlines()
            yield part


def _other_words(parts: Iterator[Part], shown: list[str]) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, Text) and part.hidden == "alternate-content":
            lines = [line for line in part.text.splitlines() if not any(_is_alike(line, other) for other in shown)]
            if lines:
                yield replace(part, text="\n".join(lines))
        elif not isinstance(part, Problem) or part.reason != UNSURE:
            yield part


def _is_alike(line: str, other: str) -> bool:
    return line == other or SequenceMatcher(None, line, other).ratio() >= ALIKE
