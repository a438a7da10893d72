"""Gathers records (JSON objects) by where they stand, and yields them as tables or, when they are few, as lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from guardbook.content import Part, Table, Text, Where
from guardbook.readers.reading import Reading
from guardbook.readers.rows import to_batch

HELD = 20_000
"""Records held before they become a table."""
HELD_SIZE = 16 << 20
"""Characters held before they become a table."""
FEW = 3
"""Below this many records, lines of "key: value" tell more than a table."""
DEEP = 24
"""Levels down to which keys become headings; what lies deeper is read, without its keys."""
_GENERIC = frozenset(("value", "values", "text", "#text", "content", "$", "name", "id", "data", "number", "type"))
_KEYWORDS = frozenset(("@id", "@type", "@context", "@graph", "@value", "@language", "@list", "@set", "@vocab", "@base"))
"""Keys of linked data (JSON-LD 1.1, 9.16), which look like names on social media."""


@dataclass(slots=True)
class _Group:
    rows: list[dict[str, str]] = field(default_factory=list)
    number: int = 0


class Records:
    """Records of one document on their way to parts."""

    def __init__(self, where: Where, reading: Reading) -> None:
        self._where, self._reading = where, reading
        self._groups: dict[str, _Group] = {}
        self._size = 0
        self._count = 0

    def add(self, path: str, value: Any, depth: int = 0) -> None:
        """Take in one record: an object, a list of plain values, or a plain value alone; `depth` is how deep it lies.

        `path` is the dotted keys of what the record stands in, "" at the top.
        """
        record: dict[str, str] = {}
        if type(value) is dict:
            self._flatten(value, "", path, record, depth)
        elif type(value) is list:
            self._flatten_list(value, "", path, record, depth)
        elif text := plain(value):
            record[""] = text
        if record:
            group = self._groups.get(path) or self._groups.setdefault(path, _Group(number=len(self._groups) + 1))
            group.rows.append(record)
            self._count += 1
            size = sum(map(len, record.values()))
            self._size += size
            self._reading.spend(size)

    @property
    def full(self) -> bool:
        """Whether it is time to take the parts."""
        return self._count >= HELD or self._size >= HELD_SIZE

    def parts(self) -> Iterator[Part]:
        """Yield what was gathered since the last time."""
        for path, group in self._groups.items():
            rows, group.rows = group.rows, []
            where = self._where.into("key", group.number, path) if path else self._where
            if len(rows) >= FEW:
                yield _table(rows, where)
            elif rows:
                yield Text("\n".join(_lines(rows)), where)
        self._size = self._count = 0

    def _flatten(self, value: dict[str, Any], prefix: str, path: str, record: dict[str, str], depth: int) -> None:
        """Put what an object holds into `record` under dotted keys; lists of objects become records of their own."""
        if depth >= DEEP:
            record[prefix] = plain(value)
        elif is_keyed(value):
            for key, each in value.items():
                self.add(_below(path, prefix), {"": key, **each}, depth + 1)
        else:
            for key, each in value.items():
                kind = type(each)
                if kind is str:
                    if each:
                        record[prefix + key] = each
                elif kind is dict:
                    self._flatten(each, f"{prefix}{key}.", path, record, depth + 1)
                elif kind is list:
                    self._flatten_list(each, f"{prefix}{key}.", path, record, depth + 1)
                elif each is not None:
                    record[prefix + key] = plain(each)

    def _flatten_list(self, value: list[Any], prefix: str, path: str, record: dict[str, str], depth: int) -> None:
        if depth < DEEP and any(type(each) in (dict, list) for each in value):
            for each in value:
                self.add(_below(path, prefix), each, depth + 1)
        elif prefix or depth >= DEEP:
            record[prefix.rstrip(".")] = plain(value)
        else:
            record.update((str(number), plain(each)) for number, each in enumerate(value, 1))


def _below(path: str, prefix: str) -> str:
    return ".".join(filter(None, (path, prefix.rstrip("."))))


def is_keyed(value: dict[str, Any]) -> bool:
    """Tell whether an object is really a list of records with their keys in front ({"ann": {…}, "bob": {…}})."""
    if len(value) < FEW or not all(type(each) is dict for each in value.values()):
        return False
    names = [set(each) for each in islice(value.values(), 5)]
    return 2 * len(set.intersection(*names)) >= len(set.union(*names))


def plain(value: Any) -> str:
    """Return the text of a value: strings as they are, what lies in lists and deep objects joined by "; "."""
    if isinstance(value, str):
        return value
    found: list[str] = []
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            left += reversed([item for pair in each.items() for item in pair])
        elif isinstance(each, list):
            left += reversed(each)
        elif each is not None and each != "":
            found.append(str(each).lower() if isinstance(each, bool) else str(each))
    return "; ".join(found)


def _table(rows: list[dict[str, str]], where: Where) -> Table:
    keys = tuple(dict.fromkeys(key for row in rows for key in row))
    batch = to_batch([[row.get(key) for key in keys] for row in rows], len(keys))
    named = not all(key.isdigit() for key in keys)
    return Table(iter((batch,)), where, keys if named else None)


def _lines(rows: list[dict[str, str]]) -> Iterator[str]:
    for row in rows:
        for key, value in row.items():
            yield f"{_label(key)}: {value}" if key and not key.isdigit() else value


def _label(key: str) -> str:
    """Return the last word of a dotted key, with the one before it where it says little by itself."""
    words = [word.lstrip("@") if word in _KEYWORDS else word for word in key.split(".") if word]
    return " ".join(words[-2:] if words and words[-1].casefold() in _GENERIC else words[-1:])
