"""Reads JSON documents: small ones at once, large ones record by record."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

import ijson

from guardbook.content import Part, Problem, Source
from guardbook.readers import text
from guardbook.readers.encoding import HEAD, open_text
from guardbook.readers.reading import Reading
from guardbook.readers.records import Records
from guardbook.readers.shadowed import Shadowed
from guardbook.readers.utf8 import Utf8Stream

SMALL = 16 << 20
"""Bytes up to which a document is parsed at once."""


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield lists of objects as tables with their keys as headings, single objects as lines of "key: value"."""
    size = source.file.seek(0, 2)
    records = Records(source.where, reading)
    shadowed = Shadowed()
    whole = _whole(source, shadowed) if size <= SMALL else None
    if whole is not None:
        reading.spend(size)
        records.add("", whole[0])
        yield from records.parts()
        yield from shadowed.parts(source.where)
        return
    try:
        for path, value in _stream(source, reading):
            records.add(path, value)
            if records.full:
                yield from records.parts()
    except ijson.JSONError:
        yield from records.parts()
        yield Problem("it is not sound JSON to its end: read as text from its beginning", source.where)
        yield from text.read(source, reading)
        return
    yield from records.parts()


def _whole(source: Source, shadowed: Shadowed) -> tuple[Any] | None:
    """Return the document in a tuple of one, or None when it is not sound or too deep to be parsed at once."""
    with open_text(source) as stream:
        try:
            document = stream.read().removeprefix("\ufeff")
            return (json.loads(document, parse_int=str, parse_float=str, object_pairs_hook=shadowed.pairs),)
        except (ValueError, RecursionError):
            return None


def _stream(source: Source, reading: Reading) -> Iterator[tuple[str, Any]]:
    """Yield every object in a list or an object, and whatever else is left, with the path of what it stands in."""
    source.file.seek(0)
    stream = Utf8Stream(source.file, source.file.read(HEAD), reading)
    keys: list[str | None] = []
    """The way in: keys of objects, None for a list."""
    rest: dict[str, Any] = {}
    builder: Any = None
    seen = _Keys()
    depth = 0
    for event, value in map(seen.apart, ijson.basic_parse(stream, multiple_values=True, use_float=False)):
        if builder is not None:
            builder.event(event, value)
            depth += (event in _OPEN) - (event in _CLOSE)
            if depth == 0:
                key = keys[-1]
                yield _path(keys[:-1]), builder.value if key is None else _keyed(key, builder.value)
                builder = None
        elif event == "map_key":
            keys[-1] = value
        elif event in _OPEN:
            if keys and (event == "start_map" or keys[-1] is None):
                builder, depth = ijson.ObjectBuilder(), 1
                builder.event(event, value)
            else:
                keys.append("" if event == "start_map" else None)
        elif event in _CLOSE:
            keys.pop()
        elif keys and keys[-1] is None:
            yield _path(keys), value
        elif value is not None:
            rest[_path(keys)] = value
    yield "", rest


_OPEN = ("start_map", "start_array")
_CLOSE = ("end_map", "end_array")


class _Keys:
    """Sets keys apart that come again in one object: a number behind them keeps every value."""

    def __init__(self) -> None:
        self._open: list[set[str]] = []

    def apart(self, told: tuple[str, Any]) -> tuple[str, Any]:
        """Return an event of the parser, the key changed where it came before."""
        event, value = told
        if event == "start_map":
            self._open.append(set())
        elif event == "end_map":
            self._open.pop()
        elif event == "map_key":
            keys = self._open[-1]
            if value in keys:
                value = next(f"{value} {number}" for number in count(2) if f"{value} {number}" not in keys)
            keys.add(value)
        return event, value


def _keyed(key: str, value: Any) -> Any:
    """Return an object with the key it stood under, so that keys that are data are not lost; a list as it is."""
    return {"": key, **value} if isinstance(value, dict) else value


def _path(keys: list[str | None]) -> str:
    return ".".join(key for key in keys if key)
