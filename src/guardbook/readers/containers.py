"""Looks into ZIP and OLE files just far enough to tell what they are: their lists of members, nothing else."""

import struct
import zipfile
from typing import BinaryIO

from guardbook.errors import LimitReached, Unreadable

LISTING = 64 * 1024**2
"""Bytes of a ZIP's list of members, or of an OLE file's, above which it is refused."""
_DAMAGED = "a ZIP archive or Office file that is cut short or damaged: get a sound copy"
_END, _END64 = b"PK\x05\x06", b"PK\x06\x06"
_LAST_SECTOR = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors (MS-CFB 2.1)."""


def open_zip(file: BinaryIO) -> zipfile.ZipFile:
    """Return a ZIP file whose list of members is of bearable length; raise `Unreadable` on a damaged one."""
    _check_listing(file)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, struct.error, NotImplementedError):
        raise Unreadable(_DAMAGED) from None


def _check_listing(file: BinaryIO) -> None:
    """Refuse a list of members that would fill the memory before the first member is counted."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65557))
    tail = file.read()
    found = tail.rfind(_END)
    if found < 0 or len(tail) < found + 22:
        raise Unreadable(_DAMAGED)
    length = int.from_bytes(tail[found + 12 : found + 16], "little")
    large = tail.rfind(_END64, 0, found)
    if length == 0xFFFFFFFF and large >= 0:
        length = int.from_bytes(tail[large + 40 : large + 48], "little")
    if length > LISTING:
        raise LimitReached("its list of members is too long")


def zip_names(file: BinaryIO) -> tuple[list[str], str]:
    """Return the names of a ZIP's members and what its member "mimetype" says ("" when there is none)."""
    with open_zip(file) as archive:
        names = archive.namelist()
        if "mimetype" not in names:
            return names, ""
        try:
            with archive.open("mimetype") as member:
                return names, member.read(200).decode("ascii", "replace").strip()
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
            return names, ""


def ole_streams(file: BinaryIO) -> list[str]:
    """Return the names of all streams of an OLE compound file (MS-CFB), at any depth; [] when it is damaged."""
    file.seek(0)
    header = file.read(512)
    if len(header) < 512:
        return []
    size = 1 << min(int.from_bytes(header[30:32], "little"), 16)
    fat = _sector_table(file, header, size)
    sector = int.from_bytes(header[48:52], "little")
    names: list[str] = []
    seen: set[int] = set()
    while sector < _LAST_SECTOR and sector not in seen and len(seen) * size < LISTING:
        seen.add(sector)
        names += _names_in(_sector(file, sector, size))
        sector = fat[sector] if sector < len(fat) else _LAST_SECTOR
    return names


def _sector(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    return file.read(size)


def _sector_table(file: BinaryIO, header: bytes, size: int) -> list[int]:
    """The chain of sectors, as far as the header lists it: enough for the directory of files up to 7 MB or more."""
    table: list[int] = []
    for (number,) in struct.iter_unpack("<I", header[76:512]):
        if number < _LAST_SECTOR:
            data = _sector(file, number, size)
            table += [value for (value,) in struct.iter_unpack("<I", data[: len(data) // 4 * 4])]
    return table


def _names_in(sector: bytes) -> list[str]:
    entries = (sector[start : start + 128] for start in range(0, len(sector) - 127, 128))
    named = ((entry[:64], int.from_bytes(entry[64:66], "little")) for entry in entries if entry[66])
    return [name[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace") for name, length in named]
