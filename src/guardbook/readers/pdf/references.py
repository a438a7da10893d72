"""Follows the references between a PDF's objects."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from guardbook.readers.reading import Reading

Number = tuple[int, int]
_REFERENCE = re.compile(rb"\b(\d{1,10}) (\d{1,5}) R\b")


def reachable_from(pdf: Any, reading: Reading) -> set[Number]:
    """Return the numbers of all objects to which a way leads from the trailer."""
    found: set[Number] = set()
    todo = set(references(plain(pdf.trailer)))
    while todo:
        key = todo.pop()
        found.add(key)
        if len(found) % 1024 == 0:
            reading.spend(0)
        todo |= set(references(plain(pdf.get_object(key)))) - found
    return found


def references(text: bytes) -> Iterator[Number]:
    """Yield the numbers of the objects that a piece of a PDF refers to."""
    for match in _REFERENCE.finditer(text):
        yield int(match[1]), int(match[2])


def plain(thing: Any) -> bytes:
    """Return a dictionary, a list or a stream's dictionary as it is written, references not followed."""
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Array)):
        return bytes(thing.unparse(resolved=True))
    return b""


def inherited(thing: Any, key: str) -> Any:
    """Return an entry of a page, or of the nearest of its parents that has it (ISO 32000-2, 7.7.3.4)."""
    for _ in range(20):
        if key in thing or not isinstance(parent := thing.get("/Parent"), pikepdf.Dictionary):
            return thing.get(key)
        thing = parent
    return None
