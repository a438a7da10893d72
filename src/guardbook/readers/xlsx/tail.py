"""Reads what follows the cells of a sheet before the cells themselves: merged areas and rules stand there."""

import re
from copy import deepcopy
from typing import Any

from lxml import etree

from guardbook.errors import Unreadable
from guardbook.readers.package import CHUNK, Package, parse_xml

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:worksheet|macrosheet|dialogsheet|chartsheet)\b[^>]*>")
_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*/>")
_NAME = b"sheetData"
_LONGEST = 80
"""Bytes that the closing tag of the cells may have."""
_HELD = 64 * 1024**2
"""Bytes after the cells up to which they are read as one."""
_TAGS = ("{*}mergeCell", "{*}conditionalFormatting")


def read_tail(package: Package, name: str) -> Any:
    """Return a sheet's root with only what follows the cells in it; raise `Unreadable` when it is damaged."""
    head, rest = _cut(package, name)
    if head and rest:
        try:
            return parse_xml(head + rest)
        except Unreadable:  # an encoding of its own, or a comment with tags in it
            pass
    root = etree.Element("worksheet")
    root.extend(deepcopy(element) for element in package.iterparse(name, *_TAGS))
    return root


def _cut(package: Package, name: str) -> tuple[bytes, bytes]:
    """Return the opening tag of a sheet's part, and all that follows the cells; nothing where it is not found."""
    with package.open(name) as stream:
        data = stream.read(CHUNK)
        opening = _ROOT.search(data)
        if opening is None:
            return b"", b""
        while data:
            end = _end(data)
            if end is not None:
                return opening[0], _rest(data[end:], stream)
            following = stream.read(CHUNK)
            data = data[-_LONGEST:] + following if following else b""
    return b"", b""


def _end(data: bytes) -> int | None:
    """Return the place behind the closing tag of the cells, or None."""
    at = data.find(_NAME)
    while at >= 0:
        if match := _END.search(data, max(0, at - _LONGEST // 2), at + _LONGEST // 2):
            return match.end()
        at = data.find(_NAME, at + 1)
    return None


def _rest(data: bytes, stream: Any) -> bytes:
    """Return the rest of a stream, or nothing when it is much."""
    parts, size = [data], len(data)
    while part := stream.read(CHUNK):
        parts.append(part)
        size += len(part)
        if size > _HELD:
            return b""
    return b"".join(parts)
