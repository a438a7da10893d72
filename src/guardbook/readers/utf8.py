"""Opens text of any encoding as UTF-8 bytes, for parsers that want those."""

import io
from threading import Lock
from typing import Any, BinaryIO

from guardbook.readers.encoding import tell_encoding, text_decoder
from guardbook.readers.reading import Reading

CHUNK = 1 << 20
STAND_IN = "\x1f"
"""The ASCII unit separator: stands in for a delimiter that is not one ASCII character."""


class Utf8Stream(io.RawIOBase):
    """A text file as UTF-8 bytes with a one-character delimiter; each read is counted.

    Arrow reads ahead in a thread of its own, even after a failure: once closed, a stream leaves the file alone.
    """

    def __init__(self, file: BinaryIO, head: bytes, reading: Reading, delimiter: str = ",") -> None:
        super().__init__()
        encoding = tell_encoding(head)
        file.seek(3 if encoding == "utf-8-sig" else 0)
        self._file, self._reading = file, reading
        self._delimiter = delimiter
        self.plain = len(delimiter) == 1 and delimiter.isascii()
        self._decoder = None if encoding in ("utf-8", "utf-8-sig") else text_decoder(head)
        self._rest = b""
        self._lock = Lock()

    def close(self) -> None:
        with self._lock:
            super().close()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        with self._lock:
            return b"" if size == 0 or self.closed else self._read(size)

    def _read(self, size: int) -> bytes:
        size = CHUNK if size < 0 else size
        while True:
            wanted = max(size - len(self._rest), 4)
            data = self._file.read(max(wanted // 3, 4) if self._decoder else wanted)
            self._reading.spend(len(data))
            end = not data
            if self._decoder:
                data = self._decoder.decode(data, final=end).encode("utf-8", "replace")
            if not self.plain:
                data = self._substitute(data, end)
            if data or end:
                return data

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _substitute(self, data: bytes, end: bool) -> bytes:
        delimiter = self._delimiter.encode()
        data = (self._rest + data).replace(delimiter, STAND_IN.encode())
        held = 0 if end else max((n for n in range(1, len(delimiter)) if data.endswith(delimiter[:n])), default=0)
        self._rest = data[len(data) - held :]
        return data[: len(data) - held]
