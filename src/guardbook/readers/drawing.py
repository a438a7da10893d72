"""Reads the words and pictures of Windows metafiles (EMF: MS-EMF, EMF+: MS-EMFPLUS, WMF: MS-WMF)."""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from guardbook.content import Part, Problem, Source, Text
from guardbook.errors import Unreadable
from guardbook.readers.ole import words_in
from guardbook.readers.reading import Reading

SHAPES = 60
"""Drawn shapes without a letter from which letters may have been turned into shapes."""
OUTLINES = "a drawing that may hold words as shapes, which were not read: save it as PNG"
GLYPHS = "a drawing that numbers its letters instead of naming them: save it as PNG"
_EMF_FONT, _WMF_FONT = 82, 0x02FB
_GLYPH_INDEX = 0x10
_NO_RECTANGLE = 0x100
_EMF_TEXT = {83: False, 84: True}
_EMF_POLYTEXT = {96: False, 97: True}
_EMF_SHAPES = frozenset((2, 3, 4, 5, 6, 7, 8, 42, 43, 44, 45, 46, 47, 54, 55, 62, 63, 64, *range(85, 93)))
_EMF_BITMAPS = {76: 84, 77: 84, 78: 84, 79: 84, 80: 48, 81: 48, 114: 84, 116: 84}
"""Record types that hold a bitmap, and where they say where it is."""
_WMF_BITMAPS = {0x0F43: 28, 0x0B41: 26, 0x0940: 22, 0x0D33: 24}
"""Functions with a bitmap, and where it begins."""
_WMF_SHAPES = frozenset((0x0325, 0x0324, 0x0538, 0x0817, 0x081A, 0x0830, 0x0214, 0x0213, 0x041B, 0x0418))


@dataclass(slots=True)
class _Drawing:
    runs: list[tuple[int, int, int, str]] = field(default_factory=list)
    """Texts in the order drawn: place down and across, width (-1: not known), letters."""
    title: str = ""
    bitmaps: list[bytes] = field(default_factory=list)
    shapes: int = 0
    glyphs: bool = False
    other: bytearray = field(default_factory=bytearray)
    """Records that should hold no words: comments, data of a program, places."""

    def lines(self) -> list[str]:
        """Join runs that stand beside one another on one line."""
        found: list[str] = []
        down, edge = None, 0
        for y, x, width, text in self.runs:
            if y == down and found:
                found[-1] += (
                    text if width >= 0 and abs(x - edge) <= max(2, width // max(1, len(text)) // 2) else f" {text}"
                )
            else:
                found.append(text)
            down, edge = y, x + max(width, 0)
        return [line for line in found if line.strip()]


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the words that a drawing shows, its title, and its pictures; a problem where words may be shapes."""
    source.file.seek(0)
    data = source.file.read(reading.limits.held + 1)
    if len(data) > reading.limits.held:
        raise Unreadable(f"a drawing larger than {reading.limits.held:,} bytes: save it smaller")
    reading.spend(len(data))
    drawing = _Drawing()
    try:
        end = _emf(data, drawing) if data[40:44] == b" EMF" else _wmf(data, drawing)
    except (struct.error, IndexError) as error:
        raise Unreadable("a drawing that is damaged: save it as PNG") from error
    if drawing.title:
        yield Text(drawing.title, source.where, "picture-metadata")
    lines = drawing.lines()
    if lines:
        yield Text("\n".join(lines), source.where)
    if words := list(words_in(bytes(drawing.other))):
        yield Text("\n".join(words), source.where, "other-part")
    if drawing.glyphs:
        yield Problem(GLYPHS, source.where)
    elif reading.pictures and not lines and drawing.shapes > SHAPES:
        yield Problem(OUTLINES, source.where)
    for number, bitmap in enumerate(drawing.bitmaps, 1):
        reading.enter()
        where = source.where.into("picture", number)
        yield from reading.read(Source(io.BytesIO(bitmap), "", where, source.depth + 1))
    if rest := data[end:].strip(b"\0\xff"):
        where = source.where.into("behind")
        yield from reading.read(Source(io.BytesIO(rest), "", where, source.depth + 1, "data-after-end"))


def _emf(data: bytes, drawing: _Drawing) -> int:
    """Go through the records of an EMF; return where the last one ends."""
    at = 0
    while at + 8 <= len(data):
        kind, size = map(int, struct.unpack_from("<II", data, at))
        if size < 8 or size % 4 or at + size > len(data):
            raise IndexError
        record = data[at : at + size]
        at += size
        if kind == 1:
            length, start = struct.unpack_from("<II", record, 60)
            if start + 2 * length > size:
                raise IndexError
            drawing.title = (
                record[start : start + 2 * length].decode("utf-16-le", "replace").replace("\0", "\n").strip()
            )
        elif kind in _EMF_TEXT:
            _emf_text(record, 36, drawing, wide=_EMF_TEXT[kind])
        elif kind in _EMF_POLYTEXT:
            (count,) = struct.unpack_from("<I", record, 36)
            for index in range(min(count, size // 40)):
                _emf_text(record, 40 + 40 * index, drawing, wide=_EMF_POLYTEXT[kind])
        elif kind == 108:
            _small_text(record, drawing)
        elif kind == 70 and record[12:16] == b"EMF+":
            _plus(record[16 : 12 + struct.unpack_from("<I", record, 8)[0]], drawing)
        elif kind in _EMF_BITMAPS:
            _bitmap(record, _EMF_BITMAPS[kind], drawing)
        elif kind == 14:
            return at
        elif kind != _EMF_FONT:
            drawing.other += record[8:]
        drawing.shapes += kind in _EMF_SHAPES
    return at


def _emf_text(record: bytes, at: int, drawing: _Drawing, *, wide: bool) -> None:
    x, y, count, start, options = struct.unpack_from("<iiIII", record, at)
    (steps,) = struct.unpack_from("<I", record, at + 36)
    if options & _GLYPH_INDEX:
        drawing.glyphs = drawing.glyphs or count > 0
        return
    raw = record[start : start + count * (2 if wide else 1)]
    width = -1
    if steps and steps + 4 * count <= len(record):
        width = sum(struct.unpack_from(f"<{count}I", record, steps))
    drawing.runs.append((y, x, width, raw.decode("utf-16-le" if wide else "cp1252", "replace")))


def _small_text(record: bytes, drawing: _Drawing) -> None:
    """EMR_SMALLTEXTOUT: place, number of letters, options; letters of one byte where the options say so."""
    x, y, count, options = struct.unpack_from("<iiII", record, 8)
    start = 36 if options & _NO_RECTANGLE else 52
    narrow = options & 0x200
    raw = record[start : start + count * (1 if narrow else 2)]
    drawing.runs.append((y, x, -1, raw.decode("cp1252" if narrow else "utf-16-le", "replace")))


def _plus(data: bytes, drawing: _Drawing) -> None:
    """Records of EMF+ within a comment: strings drawn, and pictures kept as files."""
    at = 0
    while at + 12 <= len(data):
        kind, flags, size, length = struct.unpack_from("<HHII", data, at)
        body = data[at + 12 : at + 12 + length]
        if kind == 0x401C and len(body) >= 28:
            count, x, y = *struct.unpack_from("<I", body, 8), *struct.unpack_from("<ff", body, 16)
            drawing.runs.append((int(y), int(x), -1, body[28 : 28 + 2 * count].decode("utf-16-le", "replace")))
        elif kind == 0x4036 and len(body) >= 16:
            options, _, count = struct.unpack_from("<III", body, 4)
            if options & 1:
                drawing.runs.append((0, 0, -1, body[16 : 16 + 2 * count].decode("utf-16-le", "replace")))
            else:
                drawing.glyphs = True
        elif kind == 0x4008 and flags >> 8 & 0x7F == 5:
            _plus_picture(body, drawing)
        if size < 12:
            return
        at += size


def _plus_picture(body: bytes, drawing: _Drawing) -> None:
    starts = [at for magic in (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8") if (at := body.find(magic, 0, 64)) >= 0]
    if starts:
        drawing.bitmaps.append(body[min(starts) :])


def _bitmap(record: bytes, at: int, drawing: _Drawing) -> None:
    if at + 16 <= len(record):
        header, header_size, bits, bits_size = struct.unpack_from("<IIII", record, at)
        if header_size and bits_size:
            _keep(record[header : header + header_size], record[bits : bits + bits_size], drawing)


def _keep(header: bytes, bits: bytes, drawing: _Drawing) -> None:
    """Keep a bitmap as a BMP file; one that holds a JPEG or a PNG (BI_JPEG, BI_PNG) as what it is."""
    compression = int.from_bytes(header[16:20], "little")
    if compression in (4, 5):
        drawing.bitmaps.append(bits)
    else:
        start = 14 + len(header)
        drawing.bitmaps.append(struct.pack("<2sIII", b"BM", start + len(bits), 0, start) + header + bits)


def _wmf(data: bytes, drawing: _Drawing) -> int:
    """Go through the records of a WMF; return where the last one ends."""
    at = 22 if data.startswith(b"\xd7\xcd\xc6\x9a") else 0
    at += 2 * int(struct.unpack_from("<H", data, at + 2)[0])
    while at + 6 <= len(data):
        words, function = map(int, struct.unpack_from("<IH", data, at))
        if words < 3 or at + 2 * words > len(data):
            raise IndexError
        record = data[at : at + 2 * words]
        at += 2 * words
        if function == 0x0A32:
            y, x, count, options = struct.unpack_from("<hhhH", record, 6)
            start = 22 if options & 6 else 14
            drawing.glyphs = drawing.glyphs or bool(options & _GLYPH_INDEX)
            drawing.runs.append((y, x, -1, record[start : start + count].decode("cp1252", "replace")))
        elif function == 0x0521:
            (count,) = struct.unpack_from("<h", record, 6)
            y, x = struct.unpack_from("<hh", record, 8 + (count + 1 & ~1))
            drawing.runs.append((y, x, -1, record[8 : 8 + count].decode("cp1252", "replace")))
        elif function in _WMF_BITMAPS:
            _dib(record[_WMF_BITMAPS[function] :], drawing)
        elif function == 0:
            return at
        elif function != _WMF_FONT:
            drawing.other += record[6:]
        drawing.shapes += function in _WMF_SHAPES
    return at


def _dib(data: bytes, drawing: _Drawing) -> None:
    if len(data) < 40:
        return
    size, bits, used = (
        *struct.unpack_from("<I", data, 0),
        *struct.unpack_from("<H", data, 14),
        *struct.unpack_from("<I", data, 32),
    )
    colours = used or (1 << bits if bits <= 8 else 0)
    start = size + 4 * min(colours, 256)
    _keep(data[:start], data[start:], drawing)
