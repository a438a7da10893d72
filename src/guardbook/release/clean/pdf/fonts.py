"""Knows of a page's fonts how their strings are cut into letters, and what each letter stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Name, Stream

Range = tuple[bytes, bytes]
_HEX = rb"<\s*([0-9A-Fa-f\s]*)>"
_SECTION = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end", re.DOTALL)
_PAIR = re.compile(_HEX + rb"\s*" + _HEX)
_SPAN = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\]]*)\])")
_ONE = re.compile(_HEX)
WIDEST = 65_536
"""Codes of the longest range that is gone through."""
TWO_BYTES = re.compile(r"/(?:Identity|.*UCS2|.*UTF16)-[HV]")
LINES = 100
"""Lines of a section of a map, as the format allows."""


@dataclass(slots=True)
class Font:
    """A font as one drawing uses it."""

    made: Any
    """Its copy."""
    ranges: tuple[Range, ...] = ((b"\0", b"\xff"),)
    """What its codes are; none where that is not known."""
    vertical: bool = False
    meanings: dict[bytes, bytes] = field(default_factory=dict)
    """What its codes stand for, in UTF-16."""
    used: set[bytes] = field(default_factory=set)

    def cut(self, text: bytes) -> list[bytes]:
        """Cut a string into its codes (ISO 32000-2, 9.7.6.3); it stays whole where they are not known."""
        if not self.ranges:
            return [text] if text else []
        found, place = [], 0
        while place < len(text):
            found.append(text[place : place + self._length(text, place)])
            place += len(found[-1])
        return found

    def _length(self, text: bytes, place: int) -> int:
        for low, high in self.ranges:
            code = text[place : place + len(low)]
            if len(code) == len(low) and all(a <= b <= c for a, b, c in zip(low, code, high, strict=True)):
                return len(low)
        return min(len(low) for low, _ in self.ranges)

    def map(self) -> bytes:
        """Return what the codes that are used stand for, as a PDF says it (ISO 32000-2, 9.10.3)."""
        codes = self.used & self.meanings.keys() if self.ranges else self.meanings.keys()
        pairs = sorted((code, self.meanings[code]) for code in codes)
        ranges = self.ranges or [(b"\0" * size, b"\xff" * size) for size in sorted(set(map(len, codes)))]
        lines = [_BEGIN, *_section(b"codespacerange", ranges)]
        for start in range(0, len(pairs), LINES):
            lines += _section(b"bfchar", pairs[start : start + LINES])
        return b"\n".join((*lines, _END))


_BEGIN = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n"
    b"/CMapType 2 def"
)
_END = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def _section(name: bytes, pairs: Any) -> list[bytes]:
    lines = [b"<%s> <%s>" % (one.hex().encode(), other.hex().encode()) for one, other in pairs]
    return [b"%d begin%s" % (len(lines), name), *lines, b"end" + name]


def font_of(source: Any, made: Any, unpacked: Any) -> Font:
    """Return what is known of a font; `unpacked` gives the bytes of a stream."""
    font = Font(made)
    encoding = source.get("/Encoding")
    if source.get("/Subtype") == "/Type0":
        name = str(encoding) if isinstance(encoding, Name) else ""
        font.vertical = name.endswith("-V")
        if isinstance(encoding, Stream):
            font.vertical = encoding.get("/WMode", 0) == 1
            font.ranges = _ranges(unpacked(encoding)) if "/UseCMap" not in encoding else ()
        else:
            font.ranges = ((b"\0\0", b"\xff\xff"),) if TWO_BYTES.fullmatch(name) else ()
    if isinstance(meanings := source.get("/ToUnicode"), Stream):
        font.meanings = dict(_meanings(unpacked(meanings)))
    return font


def _ranges(data: bytes) -> tuple[Range, ...]:
    found = []
    for match in _SECTION.finditer(data):
        if match[1] == b"codespacerange":
            found += [(_bytes(low), _bytes(high)) for low, high in _PAIR.findall(match[2])]
    good = [(low, high) for low, high in found if 0 < len(low) == len(high) <= 4]
    return tuple(sorted(good, key=lambda pair: len(pair[0])))


def _meanings(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    for match in _SECTION.finditer(data):
        if match[1] == b"bfchar":
            yield from ((_bytes(code), _bytes(text)) for code, text in _PAIR.findall(match[2]))
        elif match[1] == b"bfrange":
            for low, high, text, texts in _SPAN.findall(match[2]):
                yield from _span(
                    _bytes(low), _bytes(high), _bytes(text), [_bytes(each) for each in _ONE.findall(texts)]
                )


def _span(low: bytes, high: bytes, text: bytes, texts: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
    first, last = int.from_bytes(low), int.from_bytes(high)
    for number in range(min(last - first + 1, WIDEST)):
        code = (first + number).to_bytes(len(low))
        if texts:
            if number < len(texts):
                yield code, texts[number]
        elif text:
            end = (int.from_bytes(text[-2:]) + number) & 0xFFFF
            yield code, text[:-2] + end.to_bytes(min(2, len(text)) if end < 256 else 2)


def _bytes(digits: bytes) -> bytes:
    digits = bytes(digits).translate(None, b" \t\r\n\f\0")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
