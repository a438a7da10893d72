"""Writes the parts of an office package into a ZIP file, always the same for the same parts."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

_DATE = (1980, 1, 1, 0, 0, 0)


class Parts:
    """A package that is being written to a file; to be used in a `with` statement."""

    def __init__(self, out: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def __enter__(self) -> "Parts":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def add(self, name: str, text: str, *, packed: bool = True) -> None:
        """Add a part."""
        self._zip.writestr(_entry(name, packed=packed), text.encode())

    @contextmanager
    def opened(self, name: str) -> Iterator["Part"]:
        """Add a part that is written bit by bit."""
        with self._zip.open(_entry(name), "w", force_zip64=True) as stream:
            part = Part(stream)
            yield part
            part.flush()


class Part:
    """A part while it is written."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._pieces: list[str] = []

    def write(self, text: str) -> None:
        """Append a text."""
        self._pieces.append(text)
        if len(self._pieces) > 1000:
            self.flush()

    def flush(self) -> None:
        """Write what was appended."""
        self._stream.write("".join(self._pieces).encode())
        self._pieces = []


def _entry(name: str, *, packed: bool = True) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.external_attr = 0o600 << 16
    entry.create_system = 0
    return entry
