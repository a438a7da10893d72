"""Reads Arrow files and streams (Feather too), which is also how tables of SQL databases are handed over."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from pyarrow import feather

from guardbook.content import Part, Source
from guardbook.errors import Unreadable
from guardbook.readers.parquet import read_columnar
from guardbook.readers.reading import Reading
from guardbook.readers.unused import Unused

_DAMAGED = "damaged or cut off: it is not a whole Arrow file"


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the table of an Arrow file, its metadata, and what its binary columns hold."""
    source.file.seek(0)
    magic = source.file.read(6)
    try:
        schema = _schema(source, magic)
    except (pa.ArrowException, OSError) as error:  # their texts may hold values
        raise Unreadable(_DAMAGED) from error

    def batches(columns: list[str] | None) -> Iterator[Any]:
        for batch in _batches(source, magic):
            _validate(batch)
            yield batch.select(columns) if columns else batch

    yield from read_columnar(schema, batches, dict(schema.metadata or {}), source, reading, Unused())


def _validate(batch: Any) -> None:
    """Raise `Unreadable` when lengths or offsets of a batch lead outside it: using one would end the process."""
    try:
        batch.validate(full=True)
    except pa.ArrowException as error:
        raise Unreadable(_DAMAGED) from error


def _schema(source: Source, magic: bytes) -> Any:
    if magic.startswith(b"FEA1"):
        return _first_feather(source).schema
    return _reader(source, magic).schema


def _reader(source: Source, magic: bytes) -> Any:
    source.file.seek(0)
    return pa.ipc.open_file(source.file) if magic == b"ARROW1" else pa.ipc.open_stream(source.file)


def _first_feather(source: Source) -> Any:
    """Return a table of the first edition of Feather, whose columns lie apart and so must be held at once."""
    source.file.seek(0)
    return feather.read_table(source.file)


def _batches(source: Source, magic: bytes) -> Iterator[Any]:
    if magic.startswith(b"FEA1"):
        yield from _first_feather(source).to_batches()
        return
    reader = _reader(source, magic)
    if magic == b"ARROW1":
        for number in range(reader.num_record_batches):
            yield reader.get_batch(number)
    else:
        yield from reader
