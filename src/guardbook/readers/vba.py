"""Takes the source of macros out of a VBA project ([MS-OVBA]), without running any of it."""

from collections.abc import Iterator
from io import BytesIO

import olefile

from guardbook.errors import Unreadable

START = b"\x00Attribut"
"""A module's source begins with an attribute line; its letters come right after the first flag byte."""
DAMAGED = "its macros are damaged: they were not read"
LONGEST = 16 * 1024**2
"""Bytes of one module's source; the editor itself stops far below."""


def macro_sources(data: bytes) -> Iterator[str]:
    """Yield the source text of each module of a vbaProject.bin; raise `Unreadable` when it is damaged."""
    found = False
    try:
        with olefile.OleFileIO(BytesIO(data)) as project:
            for path in project.listdir():
                packed = project.openstream(path).read()
                at = packed.find(START)
                if at >= 3:
                    found = True
                    yield decompressed(packed[at - 3 :]).decode("cp1252", "replace")
    except (OSError, ValueError, IndexError) as error:
        raise Unreadable(DAMAGED) from error
    if not found:
        raise Unreadable(DAMAGED)


def decompressed(packed: bytes) -> bytes:
    """Return the bytes of a compressed container ([MS-OVBA] 2.4.1); what is damaged ends it."""
    out = bytearray()
    at = 1
    while at + 2 <= len(packed) and len(out) < LONGEST:
        header = int.from_bytes(packed[at : at + 2], "little")
        end = at + (header & 0x0FFF) + 3
        chunk = packed[at + 2 : end]
        if header & 0x8000:
            _chunk(chunk, out)
        else:
            out += chunk
        at = end
    return bytes(out)


def _chunk(chunk: bytes, out: bytearray) -> None:
    start, at = len(out), 0
    while at < len(chunk):
        flags = chunk[at]
        at += 1
        for bit in range(8):
            if at >= len(chunk):
                return
            if not flags >> bit & 1:
                out.append(chunk[at])
                at += 1
                continue
            token = int.from_bytes(chunk[at : at + 2], "little")
            at += 2
            width = max((len(out) - start - 1).bit_length(), 4)
            length = (token & (0xFFFF >> width)) + 3
            offset = (token >> (16 - width)) + 1
            for _ in range(length):
                out.append(out[-offset])
