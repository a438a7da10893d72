"""Makes a clean copy of JSON and JSON lines: parsed, declared keys of records only, written anew."""

import json
from collections.abc import Iterator
from typing import Any

from guardbook.readers.encoding import open_text
from guardbook.readers.records import is_keyed
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.letters import shaped
from guardbook.release.declaration import normal_heading

LARGEST = 128 * 1024**2
"""Bytes of the largest document that is held as a whole."""
_LINE = 1 << 24
_PLACE = frozenset(("type", "id", "geometry", "bbox"))
"""What makes a place on a map (RFC 7946, 3.2) beside its properties."""


class Number(str):
    """A number as it was written: "1.50" stays so."""

    __slots__ = ()


def clean(job: Job) -> None:
    """Write what is left; of keys that come again in one object the last, which is the one that programs show.

    Raises `Refused` for what is no sound JSON, and for several documents in one file.
    """
    decoder = json.JSONDecoder(parse_int=Number, parse_float=Number, parse_constant=Number)
    try:
        _lines(job, decoder) if job.ending in ("jsonl", "ndjson") else _document(job, decoder)
    except RecursionError:
        raise Refused("its values lie too deep within one another") from None


def _document(job: Job, decoder: json.JSONDecoder) -> None:
    size = job.source.file.seek(0, 2)
    if size > LARGEST:
        raise Refused(f"it is larger than {LARGEST:,} bytes: divide it, or publish it as JSON lines")
    job.reading.spend(size)
    with open_text(job.source) as stream:
        text = stream.read().removeprefix("\ufeff")
    kept = [value for value in (_kept(each, job) for each in _documents(text, decoder)) if value is not _NOTHING]
    if len(kept) > 1:
        raise Refused("it holds more than one JSON document: make a file of each")
    for value in kept:
        job.out.write(("".join(written(value, 2 if "\n" in text[:65536].strip() else None)) + "\n").encode("utf-8"))


def _documents(text: str, decoder: json.JSONDecoder) -> Iterator[Any]:
    at, end = 0, len(text.rstrip())
    while at < end:
        at += len(text[at:end]) - len(text[at:end].lstrip())
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError:
            raise Refused("it is not sound JSON") from None
        yield value


def _lines(job: Job, decoder: json.JSONDecoder) -> None:
    with open_text(job.source, newline="\n") as stream:
        while line := stream.readline(_LINE):
            job.reading.spend(len(line))
            if not line.strip("\ufeff \t\r\n"):
                continue
            try:
                value = _kept(decoder.decode(line.strip("\ufeff \t\r\n")), job, record=True)
            except ValueError:
                raise Refused("one of its lines is not sound JSON") from None
            if value is not _NOTHING:
                job.out.write(("".join(written(value, None)) + "\n").encode("utf-8"))


_NOTHING = object()


def _kept(value: Any, job: Job, *, record: bool = False) -> Any:
    """Return what stays of a document: all where columns are not checked."""
    declared = job.declaration.columns_of(None)
    if declared is None:
        return value
    return _Filter(frozenset(map(normal_heading, declared))).value(value, "", record=record)


class _Filter:
    """Leaves the declared keys of records, which are the objects in lists (as `readers.records` sees them).

    An object that stands in no list is no record: nothing of it is held against the declared columns.
    """

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def value(self, value: Any, path: str, *, record: bool) -> Any:
        """Return what stays of a value, `_NOTHING` when nothing does; `path` is its dotted key within its record."""
        if type(value) is dict:
            return self._object(value, path, record=record)
        if type(value) is not list:
            return value if not record or self._is_declared(path) else _NOTHING
        if any(type(each) is dict for each in value):
            return self._all((self.value(each, "", record=True) for each in value), empty=not value)
        if any(type(each) is list for each in value) and not record:
            raise Refused("it holds lists of values without keys, so that nothing says which were declared")
        return value if not record or self._is_declared(path) else _NOTHING

    def _object(self, value: dict[str, Any], path: str, *, record: bool) -> Any:
        if is_keyed(value):
            record, path = True, ""
            kept = {key: self.value(each, "", record=True) for key, each in value.items()}
        elif record and value.get("type") == "Feature" and "properties" in value:
            kept = {key: each for key, each in value.items() if key in _PLACE}
            kept["properties"] = self._properties(value["properties"])
        else:
            kept = {
                key: self.value(each, f"{path}.{key}" if path else key, record=record) for key, each in value.items()
            }
        kept = {key: each for key, each in kept.items() if each is not _NOTHING}
        return kept if kept or not value else _NOTHING

    def _properties(self, value: Any) -> Any:
        """Return the declared properties of a place, by their own names or with "properties." before."""
        if type(value) is not dict:
            return value if value is None else _NOTHING
        plain = {key: each for key, each in value.items() if normal_heading(key) in self._names}
        rest = self.value(value, "properties", record=True)
        found = plain | (rest if type(rest) is dict else {})
        return {key: found[key] for key in value if key in found}

    def _all(self, values: Iterator[Any], *, empty: bool) -> Any:
        kept = [each for each in values if each is not _NOTHING]
        return kept if kept or empty else _NOTHING

    def _is_declared(self, path: str) -> bool:
        return normal_heading(path) in self._names


def written(value: Any, indent: int | None, depth: int = 0) -> Iterator[str]:
    """Yield the pieces of a value as JSON; with `indent` each member stands on a line of its own."""
    if type(value) is Number:
        yield value
    elif type(value) is str:
        yield json.dumps(shaped(value), ensure_ascii=False)
    elif type(value) is list or type(value) is dict:
        opened, closed = "[]" if type(value) is list else "{}"
        line, last = ("", "") if indent is None else (_line(indent, depth + 1), _line(indent, depth))
        yield opened
        for number, each in enumerate(value):
            yield ("," if indent is not None else ", ") + line if number else line
            if type(value) is dict:
                yield f"{json.dumps(shaped(each), ensure_ascii=False)}: "
                yield from written(value[each], indent, depth + 1)
            else:
                yield from written(each, indent, depth + 1)
        yield last + closed if value else closed
    else:
        yield json.dumps(value)


def _line(indent: int, depth: int) -> str:
    return "\n" + " " * (indent * depth)
