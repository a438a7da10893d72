"""Looks into ZIP and OLE files just far enough to tell what they are: their lists of members, nothing else."""

import struct
import zipfile
from typing import BinaryIO

from guardbook.errors import LimitReached, Unreadable

LISTING = 64 * 1024**2
"""Bytes of a ZIP's list of members above which it is refused."""
_DAMAGED = "a ZIP archive or Office file that is cut short or damaged: get a sound copy"
_END, _END64 = b"PK\x05\x06", b"PK\x06\x06"


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


def has_members(file: BinaryIO) -> bool:
    """Tell whether a file that does not begin as a ZIP file ends as one, such as a program that unpacks itself."""
    try:
        with open_zip(file) as archive:
            return bool(archive.infolist())
    except Unreadable:
        return False


def ole_streams(file: BinaryIO) -> list[str]:
    """Return the names of all streams of an OLE compound file (MS-CFB), at any depth; [] when it is damaged."""
    import olefile  # only OLE files need it

    try:
        return [entry[-1] for entry in olefile.OleFileIO(file).listdir()]
    except Exception:  # it raises many kinds; the caller says what a file without streams is
        return []
