"""Reads structures in Thrift's compact protocol, in which Parquet writes its footer, by their fields' numbers.

See https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_DEPTH = 32
_STOP, _TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 0, 1, 2, 3, 7, 8, 9, 10, 11, 12
_INTEGERS = (4, 5, 6)


@dataclass(slots=True)
class Thrift:
    """A place in some bytes; `at` is where the next value begins."""

    data: bytes
    at: int = 0
    depth: int = 0
    step: Callable[[int], None] | None = None
    """Told how many fields or items were read, so that hostile input can be stopped."""

    def struct(self) -> dict[int, Any]:
        """Return the fields of a structure by number, structures within as dictionaries, lists as lists.

        Raises `ValueError` or `IndexError` where the bytes are no such structure.
        """
        fields: dict[int, Any] = {}
        self.depth += 1
        if self.depth > _DEPTH:
            raise ValueError
        number = 0
        while kind := self._byte():
            number = number + (kind >> 4) if kind >> 4 else self._integer()
            fields[number] = kind & 15 == _TRUE if kind & 15 in (_TRUE, _FALSE) else self._value(kind & 15)
        self.depth -= 1
        return fields

    def _value(self, kind: int) -> Any:
        if kind in _INTEGERS:
            return self._integer()
        if kind == _STRUCT:
            return self.struct()
        if kind in (_LIST, _SET):
            return self._list()
        if kind == _BINARY:
            return self._bytes(self._varint())
        if kind in (_TRUE, _FALSE, _BYTE):
            return self._byte()
        if kind == _DOUBLE:
            return self._bytes(8)
        if kind == _MAP:
            size = self._varint()
            kinds = self._byte() if size else 0
            return [(self._value(kinds >> 4), self._value(kinds & 15)) for _ in range(size)]
        raise ValueError

    def _list(self) -> list[Any]:
        head = self._byte()
        size = head >> 4 if head >> 4 < 15 else self._varint()
        if self.step:
            self.step(size)
        return [self._value(head & 15) for _ in range(size)]

    def _byte(self) -> int:
        value = self.data[self.at]
        self.at += 1
        return value

    def _bytes(self, size: int) -> bytes:
        if size > len(self.data) - self.at:
            raise ValueError
        self.at += size
        return self.data[self.at - size : self.at]

    def _varint(self) -> int:
        value = shift = 0
        while shift < 70:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
        raise ValueError

    def _integer(self) -> int:
        value = self._varint()
        return value >> 1 ^ -(value & 1)
