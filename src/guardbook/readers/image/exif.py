"""Reads EXIF (CIPA DC-008) and the tags of TIFF: who, where, and small pictures; settings of cameras are left out."""

import io
import re
from functools import cache

from PIL import ExifTags, Image

from guardbook.readers.image.contents import Contents, decoded, printable
from guardbook.readers.image.tiff import Entry, directories

USER_COMMENT, MAKER_NOTE = 0x9286, 0x927C
WINDOWS = range(0x9C9B, 0x9CA0)
"""Title, comment, author, keywords and subject as Windows writes them, in UTF-16."""
XMP, IPTC, PHOTOSHOP, PROFILE, LAYERS = 0x02BC, 0x83BB, 0x8649, 0x8773, 0x935C
LAYERED = "it holds Photoshop's layers, which were not read: save it without layers, or as PNG"
WITHIN = "it holds further pictures within its pages, which were not read: save it as PNG, or each page anew"
DAMAGED = "what it says of itself (EXIF) is damaged and was not read in full: save it anew, without its properties"
_PIXELS = frozenset((0x111, 0x117, 0x144, 0x145, 0x201, 0x202, 0x15B, 0x140, 0x12D, 0x153, 0x8828, 0x828E, 0xC4A5))
"""Tags with places, colours and settings of a printer; no words."""
_DATE = re.compile(r"[\d: .+Z-]*$")
_CHARSETS = {b"ASCII\0\0\0": "latin-1", b"UNICODE\0": "utf-16", b"JIS\0\0\0\0\0": "euc_jp"}


def read_exif(data: bytes, contents: Contents, *, whole: bool = False) -> None:
    """Note what an EXIF block, or a `whole` TIFF file, says; small pictures in a block go to the thumbnails."""
    for directory in directories(data):
        if not directory.whole and DAMAGED not in contents.problems:
            contents.problems.append(DAMAGED)
        if directory.kind == "gps":
            _place(directory.entries, contents)
        for tag, entry in directory.entries.items():
            _note(tag, entry, directory.kind, contents)
        if not whole and directory.number > 1 and (thumbnail := _thumbnail(data, directory.entries)):
            contents.thumbnails.append(thumbnail)
        if whole and directory.kind == "part":
            if thumbnail := _jpeg(data, directory.entries):
                contents.thumbnails.append(thumbnail)
            else:
                contents.problems.append(WITHIN)


def _note(tag: int, entry: Entry, kind: str, contents: Contents) -> None:
    if tag == XMP:
        contents.xmp.append(entry.raw)
    elif tag == IPTC:
        contents.iptc.append(entry.raw)
    elif tag == PHOTOSHOP:
        contents.photoshop.append(entry.raw)
    elif tag == PROFILE:
        read_profile(entry.raw, contents)
    elif tag == LAYERS:
        contents.problems.append(LAYERED)
    elif tag == MAKER_NOTE:
        contents.unknown(entry.raw)
    elif tag in WINDOWS:
        contents.note(_label(tag, kind), entry.raw.decode("utf-16-le", "replace"))
    elif entry.kind == 2:
        text = decoded(entry.raw)
        if not _DATE.match(text.strip("\0 ")):
            contents.note(_label(tag, kind), text, number=True)
    elif entry.kind in (1, 7) and entry.count > 4 and tag not in _PIXELS:
        _bytes(tag, entry.raw, kind, contents)


def _bytes(tag: int, raw: bytes, kind: str, contents: Contents) -> None:
    charset = _CHARSETS.get(raw[:8])
    if tag == USER_COMMENT and charset == "utf-16" and raw[8:10] not in (b"\xff\xfe", b"\xfe\xff"):
        charset = "utf-16-be" if raw[8:9] == b"\0" else "utf-16-le"
    if charset:
        contents.note(_label(tag, kind), raw[8:].decode(charset, "replace"))
    else:
        for text in printable(raw):
            contents.note(_label(tag, kind), text)


@cache
def _label(tag: int, kind: str) -> str:
    name = (ExifTags.GPSTAGS if kind == "gps" else ExifTags.TAGS).get(tag, "note").removeprefix("XP")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _place(entries: dict[int, Entry], contents: Contents) -> None:
    """Note latitude and longitude (tags 1 to 4), and those of what was looked at (19 to 22)."""
    for first in (1, 19):
        values = []
        for reference, value in ((first, first + 1), (first + 2, first + 3)):
            parts = entries[value].numbers if value in entries else []
            degrees = sum(part / 60**power for power, part in enumerate(parts[:3]))
            south = reference in entries and entries[reference].raw[:1] in (b"S", b"W")
            values.append(-degrees if south else degrees)
        if any(values):
            contents.places[f"{values[0]:.5f}, {values[1]:.5f}"] = None


def _thumbnail(data: bytes, entries: dict[int, Entry]) -> bytes | None:
    """Return the small picture of EXIF's second directory as a file of its own: JPEG, or plain pixels."""
    if jpeg := _jpeg(data, entries):
        return jpeg
    try:
        size = entries[0x100].number, entries[0x101].number
        start, length = entries[0x111].number, entries[0x117].number
        picture = Image.frombytes("RGB", size, data[start : start + length])
    except (KeyError, ValueError):
        return None
    held = io.BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


def _jpeg(data: bytes, entries: dict[int, Entry]) -> bytes | None:
    start, length = entries.get(0x201), entries.get(0x202)
    if start is None or length is None:
        return None
    return data[start.number : start.number + length.number] or None


def read_profile(data: bytes, contents: Contents) -> None:
    """Note the description and the copyright of a colour profile (ICC.1, 7.3: a table of tags)."""
    count = int.from_bytes(data[128:132], "big")
    for index in range(min(count, 100)):
        row = data[132 + 12 * index : 144 + 12 * index]
        if row[:4] not in (b"desc", b"cprt", b"dmnd", b"dmdd"):
            continue
        start, size = int.from_bytes(row[4:8], "big"), int.from_bytes(row[8:12], "big")
        value = data[start : start + size]
        wide = value[28:].decode("utf-16-be", "ignore") if value[:4] == b"mluc" else ""
        contents.note("Colour profile", wide or " ".join(printable(value[8:])))
