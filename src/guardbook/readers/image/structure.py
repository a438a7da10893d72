"""Takes the files of pictures apart, each format by its own standard, into what is no picture."""

import io
import re
import zlib
from collections.abc import Callable

from PIL import Image

from guardbook.readers.image.contents import Contents, decoded
from guardbook.readers.image.exif import read_exif, read_profile
from guardbook.readers.image.tiff import directories

_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ADOBE, _EXTENDED = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
_UNPACKED = 16 * 1024**2
"""Bytes that one compressed note of a PNG may unpack to."""


def take_apart(data: bytes) -> Contents:
    """Return what a picture's file holds beside the picture; nothing for a format without such things."""
    contents = Contents()
    reader = next((reader for magic, at, reader in READERS if data.startswith(magic, at)), None)
    if reader is not None:
        reader(data, contents)
    return contents


def _jpeg(data: bytes, contents: Contents) -> None:
    """Segments up to the end marker (ITU-T T.81, annex B); extended XMP and Photoshop's data run over several."""
    at, extended, photoshop, profile = 2, b"", b"", b""
    while 0 <= at < len(data) - 1:
        if data[at] != 0xFF:
            found = _MARKER.search(data, at)
            at = found.start() if found else -1
            continue
        marker = data[at + 1]
        at += 1 if marker == 0xFF else 2
        if marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD8:
            continue
        if marker == 0xD9:
            contents.behind.append(data[at:])
            break
        size = int.from_bytes(data[at : at + 2], "big")
        body = data[at + 2 : at + size]
        at += max(size, 2)
        if body.startswith(_EXTENDED):
            extended += body[len(_EXTENDED) + 40 :]
        elif marker == 0xED and body.startswith(b"Photoshop 3.0\0"):
            photoshop += body[14:]
        elif marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
            profile += body[14:]
        elif marker == 0xDA:
            found = _MARKER.search(data, at)
            at = found.start() if found else -1
        elif marker == 0xFE or 0xE0 <= marker <= 0xEF:
            _segment(marker, body, contents)
    contents.xmp += [extended] if extended else []
    contents.photoshop += [photoshop] if photoshop else []
    read_profile(profile, contents)


def _segment(marker: int, body: bytes, contents: Contents) -> None:
    if marker == 0xFE:
        contents.note("Comment", decoded(body))
    elif body.startswith(b"Exif\0"):
        contents.exif.append(body[6:])
    elif body.startswith(_ADOBE):
        contents.xmp.append(body[len(_ADOBE) :])
    elif body.startswith(b"JFIF\0"):
        _pixels(body[14:], body[12:14], contents)
    elif not body.startswith((b"Adobe\0", b"Adobe", b"MPF\0", b"Ducky")):
        contents.unknown(body)


def _pixels(pixels: bytes, size: bytes, contents: Contents) -> None:
    """Keep the small picture that JFIF allows as plain pixels."""
    if len(size) == 2 and all(size) and len(pixels) >= 3 * size[0] * size[1]:
        held = io.BytesIO()
        Image.frombytes("RGB", (size[0], size[1]), pixels).save(held, "PNG")
        contents.thumbnails.append(held.getvalue())


def _png(data: bytes, contents: Contents) -> None:
    """Chunks up to IEND (PNG, third edition, 5 and 11.3)."""
    at = 8
    while at + 12 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if name == b"IEND":
            if body:
                contents.behind.append(body)
            contents.behind.append(data[at:])
            return
        _chunk(name, body, contents)


def _chunk(name: bytes, body: bytes, contents: Contents) -> None:
    key, _, rest = body.partition(b"\0")
    if name == b"eXIf":
        contents.exif.append(body.removeprefix(b"Exif\0\0"))
    elif name == b"tEXt":
        _note(key, rest, contents)
    elif name == b"zTXt":
        _note(key, _inflated(rest[1:], contents), contents)
    elif name == b"iTXt":
        packed, text = rest[:1] == b"\1", rest[2:].partition(b"\0")[2].partition(b"\0")[2]
        _note(key, _inflated(text, contents) if packed else text, contents)
    elif name == b"iCCP":
        contents.note("Colour profile", decoded(key))
        read_profile(_inflated(rest[1:], contents), contents)
    elif name not in _PICTURE_CHUNKS:
        contents.unknown(body)


_PICTURE_CHUNKS = frozenset(
    b"IHDR PLTE IDAT tRNS cHRM gAMA sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs tIME acTL fcTL fdAT vpAg orNT".split()
)


def _note(key: bytes, text: bytes, contents: Contents) -> None:
    label = decoded(key)
    if label == "XML:com.adobe.xmp":
        contents.xmp.append(text)
    elif label.lower().startswith("raw profile type "):  # ImageMagick: a line with the length, then hexadecimal
        digits = b"".join(text.split(b"\n", 3)[-1].split())
        try:
            _profile(label[17:].lower(), bytes.fromhex(digits.decode("ascii")), contents)
        except ValueError:
            contents.note(label, decoded(text))
    elif label.lower() not in ("date:create", "date:modify", "date:timestamp", "creation time"):
        contents.note(label, decoded(text))


def _profile(kind: str, data: bytes, contents: Contents) -> None:
    if kind in ("exif", "app1") and data.startswith(b"Exif\0\0"):
        contents.exif.append(data[6:])
    elif kind in ("iptc", "8bim"):
        (contents.photoshop if b"8BIM" in data[:64] else contents.iptc).append(data)
    elif kind == "xmp" or b"<x:xmpmeta" in data:
        contents.xmp.append(data)
    elif kind in ("icc", "icm"):
        read_profile(data, contents)
    else:
        contents.unknown(data)


def _inflated(data: bytes, contents: Contents) -> bytes:
    engine = zlib.decompressobj()
    try:
        text = engine.decompress(data, _UNPACKED)
    except zlib.error:
        contents.problems.append("a note in it is damaged: it was not read")
        return b""
    if engine.unconsumed_tail:
        contents.problems.append(f"a note in it unpacks to more than {_UNPACKED:,} bytes")
    return text


_PACKET = b"\x21\xff\x0bXMP DataXMP"


def _gif(data: bytes, contents: Contents) -> None:
    """Blocks up to the trailer (GIF89a, 17 to 27)."""
    if len(data) < 13:
        return
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    while at < len(data):
        mark = data[at]
        if mark == 0x3B:
            contents.behind.append(data[at + 1 :])
            return
        if mark == 0x2C and at + 10 <= len(data):
            flags = data[at + 9]
            _, at = _blocks(data, at + 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0))
        elif data.startswith(_PACKET, at):  # no list of blocks: each length is a letter of the packet
            end = data.find(b"\x01\xff\xfe\xfd", at)
            contents.xmp.append(data[at + len(_PACKET) : end])
            at = end + 258 if end > 0 else len(data)
        elif mark == 0x21 and at + 2 < len(data):
            kind, (body, at) = data[at + 1], _blocks(data, at + 2)
            _extension(kind, body, contents)
        else:
            return


def _blocks(data: bytes, at: int) -> tuple[bytes, int]:
    pieces = []
    while at < len(data) and data[at]:
        pieces.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    return b"".join(pieces), at + 1


def _extension(kind: int, body: bytes, contents: Contents) -> None:
    if kind == 0xFE:
        contents.note("Comment", decoded(body))
    elif kind == 0x01:
        contents.note("", decoded(body[12:]))
    elif kind == 0xFF and not body.startswith((b"NETSCAPE2.0", b"ANIMEXTS1.0")):
        contents.unknown(body)


def _webp(data: bytes, contents: Contents) -> None:
    """Chunks of a RIFF file (WebP container specification)."""
    end = 8 + int.from_bytes(data[4:8], "little")
    at = 12
    while at + 8 <= min(end, len(data)):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        at += 8 + size + (size & 1)
        if name == b"EXIF":
            contents.exif.append(body.removeprefix(b"Exif\0\0"))
        elif name == b"XMP ":
            contents.xmp.append(body)
        elif name == b"ICCP":
            read_profile(body, contents)
        elif name not in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"):
            contents.unknown(body)
    contents.behind.append(data[end + (end & 1) :])


def _tiff(data: bytes, contents: Contents) -> None:
    """Tags, and what stands behind the last value, directory and strip (TIFF 6.0)."""
    read_exif(data, contents, whole=True)
    end = 8
    for directory in directories(data):
        end = max(end, directory.end)
        for start, size in _STRIPS:
            if start in directory.entries and size in directory.entries:
                starts, sizes = directory.entries[start].numbers, directory.entries[size].numbers
                end = max(end, *(int(at + length) for at, length in zip(starts, sizes, strict=False)))
    contents.behind.append(data[end:])


_STRIPS = ((0x111, 0x117), (0x144, 0x145), (0x201, 0x202))
"""Tags for where strips, tiles and small pictures are, and how long."""


def _bmp(data: bytes, contents: Contents) -> None:
    """The header says where the file ends (BITMAPFILEHEADER); a profile may stand before that."""
    size = int.from_bytes(data[2:6], "little")
    if 54 <= size < len(data):
        contents.behind.append(data[size:])


def _icon(data: bytes, contents: Contents) -> None:
    """Each entry of the directory says where its picture is (ICONDIRENTRY); what follows the last is no picture."""
    count = int.from_bytes(data[4:6], "little")
    rows = [data[6 + 16 * index : 22 + 16 * index] for index in range(min(count, 256))]
    ends = [int.from_bytes(row[8:12], "little") + int.from_bytes(row[12:16], "little") for row in rows]
    if ends and max(ends) > len(data):
        contents.problems.append("an icon that is damaged: save it as PNG")
    elif ends and max(ends) >= 22:
        contents.behind.append(data[max(ends) :])


def _heif(data: bytes, contents: Contents) -> None:
    """EXIF and XMP stand as they are somewhere in the boxes (ISO/IEC 23008-12, annex A)."""
    for found in re.finditer(rb"Exif\0\0(?=II\*\0|MM\0\*)", data):
        contents.exif.append(data[found.end() :])
    for found in re.finditer(rb"<x:xmpmeta", data):
        contents.xmp.append(data[found.start() : data.find(b"</x:xmpmeta>", found.start()) + 12])
    at = 0
    while at + 8 <= len(data) and data[at + 4 : at + 8].isalnum():
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        at = at + max(size, 8) if size else len(data)
    contents.behind.append(data[at:])


READERS: tuple[tuple[bytes, int, Callable[[bytes, Contents], None]], ...] = (
    (b"\xff\xd8\xff", 0, _jpeg),
    (b"\x89PNG\r\n\x1a\n", 0, _png),
    (b"GIF8", 0, _gif),
    (b"WEBP", 8, _webp),
    (b"II", 0, _tiff),
    (b"MM", 0, _tiff),
    (b"BM", 0, _bmp),
    (b"\0\0\1\0", 0, _icon),
    (b"ftyp", 4, _heif),
)
"""First bytes, where they stand, and what takes such a file apart."""
