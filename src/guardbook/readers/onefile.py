"""Lets SQLite read one open file and nothing else: no path, no journal, no lock, no writing."""

# ruff: noqa: ARG002, N802 (names and arguments are SQLite's own)

from itertools import count
from typing import Any, BinaryIO

import apsw

_NUMBERS = count(1)


class OneFile(apsw.VFS):
    """A file system in which every name is the one file it was made with; it stays the caller's to close."""

    def __init__(self, file: BinaryIO) -> None:
        self.name = f"guardbook-{next(_NUMBERS)}"
        self._file = file
        super().__init__(self.name, "")

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        """Return the file for reading; SQLite is told that it never changes."""
        flags[1] = apsw.SQLITE_OPEN_READONLY
        return _Opened(self._file)

    def xAccess(self, pathname: str, flags: int) -> bool:
        """Say that there is no other file, such as a journal."""
        return False

    def xFullPathname(self, name: str) -> str:
        """Return the name as it is."""
        return name


class _Opened:
    """What SQLite asks of an open file; every way of changing it is missing, and so refused."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def xRead(self, amount: int, offset: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(amount)

    def xFileSize(self) -> int:
        return self._file.seek(0, 2)

    def xDeviceCharacteristics(self) -> int:
        return apsw.SQLITE_IOCAP_IMMUTABLE

    def xSectorSize(self) -> int:
        return 4096

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xCheckReservedLock(self) -> bool:
        return False

    def xLock(self, level: int) -> None:
        """Nobody else writes."""

    def xUnlock(self, level: int) -> None:
        """Nobody else writes."""

    def xClose(self) -> None:
        """The file is the caller's to close."""
