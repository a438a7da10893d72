"""Turns typed Arrow columns into columns of strings as people write them: nested ones spread out, dates in ISO form."""

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from guardbook.readers.encoding import FALLBACK

CELL = 4096
"""Bytes up to which a binary value that is UTF-8 is taken for the text of a cell, not for a file."""


def spread(schema: Any) -> list[tuple[str, ...]]:
    """Return the path of every leaf of a schema; the members of a struct have paths of two or more names."""
    return [path for field in schema for path in _paths(field)]


def _paths(field: Any) -> Iterator[tuple[str, ...]]:
    if pa.types.is_struct(field.type) and field.type.num_fields:
        for number in range(field.type.num_fields):
            for path in _paths(field.type.field(number)):
                yield (field.name, *path)
    else:
        yield (field.name,)


def text_batch(batch: Any) -> Any:
    """Return a batch with every leaf as a string column, in the order of `spread`; see `as_strings`."""
    leaves = [leaf for column in batch.columns for leaf in _leaves(column)]
    strings = [as_strings(leaf) for leaf in leaves]
    return pa.RecordBatch.from_arrays(strings, [str(number) for number in range(len(strings))])


def binary_leaves(batch: Any) -> Iterator[tuple[int, Any]]:
    """Yield each leaf that holds bytes, with its number in the order of `spread`."""
    leaves = (leaf for column in batch.columns for leaf in _leaves(column))
    for number, leaf in enumerate(leaves):
        if is_binary(leaf.type):
            yield number, leaf


def is_binary(kind: Any) -> bool:
    """Tell whether a column's values are bytes without a meaning of their own."""
    types = pa.types
    return bool(
        types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind)
        or types.is_binary_view(kind)
    )  # fmt: skip


def _leaves(column: Any) -> Iterator[Any]:
    if isinstance(column, pa.ExtensionArray):
        column = column.storage
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_struct(column.type) and column.type.num_fields:
        for member in column.flatten():
            yield from _leaves(member)
    else:
        yield column


def as_strings(column: Any) -> Any:
    """Return a column as strings; empty ones become null, and bytes that are no short text, which `blobs_of` gives."""
    kind = column.type
    if pa.types.is_null(kind):
        return pa.nulls(len(column), pa.string())
    if is_binary(kind):
        return _short_texts(column)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return _without_empty(_as_utf8(column))
    try:
        strings = pc.cast(column, pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowKeyError):
        strings = pa.array([_text(value) for value in _values(column)], pa.string())
    if pa.types.is_timestamp(kind):
        strings = pc.replace_substring_regex(strings, r"[ T]00:00:00(\.0+)?Z?$", "")
    return _without_empty(strings)


def _without_empty(strings: Any) -> Any:
    return pc.if_else(pc.equal(strings, ""), pa.scalar(None, pa.string()), strings)


def _as_utf8(column: Any) -> Any:
    """Return a column of strings, with bytes that are no UTF-8 (which a file may hold all the same) read as Western."""
    raw = pc.cast(column, pa.binary())
    try:
        return pc.cast(raw, pa.string())
    except pa.ArrowInvalid:
        cells = [None if cell is None else cell.decode("utf-8", FALLBACK) for cell in raw.to_pylist()]
        return pa.array(cells, pa.string())


def short_text(value: bytes) -> str | None:
    """Return bytes as the text of one cell, as older programs store it, or None when they are something else."""
    if len(value) > CELL or b"\0" in value:
        return None
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return None


def blobs_of(column: Any) -> Iterator[tuple[int, bytes]]:
    """Yield the bytes in a column that are no short text, with their row from 0."""
    for number, value in enumerate(column):
        if (data := value.as_py()) is not None and short_text(data) is None:
            yield number, data


def _short_texts(column: Any) -> Any:
    values = (value.as_py() for value in column)
    return pa.array([None if value is None else short_text(value) or None for value in values], pa.string())


def _values(column: Any) -> Iterator[Any]:
    """Yield Python values; one that Python cannot hold (a date past the year 9999) becomes None."""
    for value in column:
        try:
            yield value.as_py()
        except (ValueError, OverflowError, pa.ArrowException):
            yield None


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return "; ".join(str(item) for item in value)
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
