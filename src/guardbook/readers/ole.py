"""Takes the files out of embedded OLE objects: whole packages, dragged-in files, old Office documents."""

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import olefile

from guardbook.errors import Unreadable
from guardbook.readers.package import OLE_MAGIC

PLAIN = ("Package", "CONTENTS", "Contents")
"""Streams that hold a file as it is."""
_ROOT = "Root Entry".encode("utf-16-le")
NATIVE = "\x01Ole10Native"
DAMAGED = "an embedded object is damaged: it was not read"


def embedded_files(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file in an object: OLE 1 (as in RTF), an OLE compound file, or any other file.

    Raises `Unreadable` when the object is damaged.
    """
    try:
        if data.startswith(OLE_MAGIC):
            yield from _compound(data)
        elif len(data) >= 12 and struct.unpack_from("<II", data)[1] in (1, 2) and data[0] in (0, 1):
            yield from embedded_files(_version_1(data))
        else:
            yield "object", data
    except (OSError, struct.error, ValueError, IndexError) as error:
        raise Unreadable(DAMAGED) from error


def _compound(data: bytes) -> Iterator[tuple[str, bytes]]:
    with olefile.OleFileIO(BytesIO(data)) as ole:
        tops = {entry[0] for entry in ole.listdir() if len(entry) == 1}
        if NATIVE in tops:
            yield native_file(ole.openstream(NATIVE).read())
            return
        for name in PLAIN:
            if name in tops and "WordDocument" not in tops:
                yield "object", ole.openstream(name).read()
                return
    yield "object", data


def streams_of(data: bytes) -> Iterator[bytes]:
    """Yield each stream of an OLE compound file; anything else as it is."""
    if not data.startswith(OLE_MAGIC):
        yield data
        return
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            for path in ole.listdir():
                yield ole.openstream(path).read()
    except (OSError, struct.error, ValueError, IndexError) as error:
        raise Unreadable(DAMAGED) from error


def unclaimed(ole: olefile.OleFileIO) -> bytes:
    """Return what lies in sectors of a compound file to which no stream leads ([MS-CFB] 2.3 and 2.4), small ones too.

    Where an entry of its directory is damaged or taken out, the content stays behind there. What stands behind the
    last sector in use is left out, as are former directories, which programs leave behind whenever they save.
    """
    ole.loadminifat()
    entries = [entry for entry in ole.direntries if entry is not None and entry is not ole.root]
    large = [entry.isectStart for entry in entries if not entry.is_minifat]
    known = _chained(ole.fat, [ole.first_dir_sector, ole.first_mini_fat_sector, ole.root.isectStart, *large])
    tables = (olefile.FATSECT, olefile.DIFSECT)
    last = max((number for number, following in enumerate(ole.fat) if following != olefile.FREESECT), default=-1)
    ole.fp.seek(0)
    data, size = ole.fp.read(), int(ole.sectorsize)
    left = [
        data[(number + 1) * size : (number + 2) * size]
        for number, following in enumerate(ole.fat[: last + 1])
        if number not in known and following not in tables
    ]
    mini = b"".join(data[(number + 1) * size : (number + 2) * size] for number in _chain(ole.fat, ole.root.isectStart))
    known, size = _chained(ole.minifat, [entry.isectStart for entry in entries if entry.is_minifat]), ole.minisectorsize
    count = min(len(mini), ole.root.size) // size
    left += [mini[number * size : (number + 1) * size] for number in range(count) if number not in known]
    return b"".join(sector for sector in left if not sector.startswith(_ROOT)).replace(b"\xff", b"\0")


def _chained(table: Sequence[int], starts: Iterable[int]) -> set[int]:
    return {number for start in starts for number in _chain(table, start)}


def _chain(table: Sequence[int], start: int) -> dict[int, None]:
    """Return the sectors of one chain in order, each once."""
    chain: dict[int, None] = {}
    while 0 <= start < len(table) and start not in chain:
        chain[start] = None
        start = int(table[start])
    return chain


_WORDS = re.compile(
    rb"(?:[\x20-\x7e\xa0-\xff]\0){4,}|[\x20-\x7e\xa0-\xff]{4,}"  # of two bytes a letter, or of one
)


def words_in(data: bytes) -> Iterator[str]:
    """Yield the words that stand in bytes of no known form: runs of four letters and more, three of them alphabetic.

    >>> list(words_in(b"\\x01\\x02Anne Example\\0\\x07a\\0n\\0n\\0e\\0"))
    ['Anne Example', 'anne']
    """
    for match in _WORDS.finditer(data):
        found = match[0]
        text = found.decode("utf-16-le" if found[1:2] == b"\0" else "cp1252", "replace").strip()
        if sum(map(str.isalnum, text)) > 3:
            yield text


def native_file(data: bytes) -> tuple[str, bytes]:
    """Return name and bytes of a file that was dragged into a document (stream Ole10Native, MS-OLEDS 2.3.6)."""
    label_end = data.index(b"\0", 6)
    path_end = data.index(b"\0", label_end + 1)
    at = path_end + 5
    (length,) = struct.unpack_from("<I", data, at)
    at += 4 + length
    (size,) = struct.unpack_from("<I", data, at)
    return data[6:label_end].decode("cp1252", "replace") or "object", data[at + 4 : at + 4 + size]


def _version_1(data: bytes) -> bytes:
    """Return the native data of an OLE 1 object (MS-OLEDS 2.2.5): past class, topic and item, each with its length."""
    at = 8
    for _ in range(3):
        (length,) = struct.unpack_from("<I", data, at)
        at += 4 + length
    (size,) = struct.unpack_from("<I", data, at)
    native = data[at + 4 : at + 4 + size]
    if native.startswith(b"\x02\0") and not native.startswith(OLE_MAGIC):  # a dragged-in file, without its OLE stream
        return native_file(struct.pack("<I", len(native)) + native)[1]
    return native
