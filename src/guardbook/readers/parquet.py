"""Reads Parquet files, one row group after another."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from guardbook.content import Part, Source, Table, Text
from guardbook.errors import Unreadable
from guardbook.readers.blobs import Blobs
from guardbook.readers.columnar import binary_leaves, blobs_of, is_binary, spread, text_batch
from guardbook.readers.parquet_gaps import read_gaps
from guardbook.readers.reading import Reading
from guardbook.readers.unused import Unused, statistics_of

ROWS = 16_384
_LISTED = 5_000_000
"""Rows up to which lists of values are compared with the rows."""
_OWN_KEYS = (b"ARROW:schema", b"pandas", b"org.apache.spark.sql.parquet.row.metadata", b"parquet.avro.schema")
"""Metadata that only repeats the schema."""

Batches = Callable[[list[str] | None], Iterator[Any]]
"""Yields the batches of a file, of some columns or of all."""


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the table of a Parquet file, its metadata, and what its binary columns hold."""
    source.file.seek(0)
    try:
        file = parquet.ParquetFile(source.file)
        listed = list(_listed(file)) if file.metadata.num_rows <= _LISTED else []
        if listed:
            file = parquet.ParquetFile(source.file, read_dictionary=listed)
    except (pa.ArrowException, OSError) as error:  # their texts may hold values
        raise Unreadable(_why(source)) from error

    def batches(columns: list[str] | None) -> Iterator[Any]:
        yield from file.iter_batches(batch_size=ROWS, columns=columns)

    unused = Unused(statistics_of(file.metadata, file.schema_arrow))
    yield from read_columnar(file.schema_arrow, batches, file.metadata.metadata or {}, source, reading, unused)
    yield from read_gaps(source, reading)


def _listed(file: Any) -> Iterator[str]:
    """Yield the columns of text whose different values the file lists apart from its rows."""
    names = {field.name for field in file.schema_arrow if pa.types.is_string(field.type)}
    for group in range(min(file.metadata.num_row_groups, 1)):
        for number in range(file.metadata.num_columns):
            chunk = file.metadata.row_group(group).column(number)
            if chunk.has_dictionary_page and chunk.path_in_schema in names:
                yield chunk.path_in_schema


def _why(source: Source) -> str:
    source.file.seek(0)
    if source.file.read(4) == b"PARE":
        return "it is encrypted: save a copy without encryption"
    source.file.seek(-4, 2)
    if source.file.read(4) == b"PARE":
        return "it is encrypted: save a copy without encryption"
    return "damaged or cut off: it is not a whole Parquet file"


def read_columnar(
    schema: Any, batches: Batches, metadata: dict[bytes, bytes], source: Source, reading: Reading, unused: Unused
) -> Iterator[Part]:
    """Yield the parts of any typed columnar file: text columns as one table, then metadata, then binary values.

    What `unused` finds beside the rows follows the table.
    """
    paths = spread(schema)
    header = tuple(".".join(path) for path in paths)

    def rows() -> Iterator[Any]:
        for batch in batches(None):
            reading.spend(batch.nbytes)
            strings = text_batch(batch)
            unused.watch(batch, strings)
            yield strings

    shown = rows()
    yield Table(shown, source.where, header)
    deque(shown, maxlen=0)
    yield from unused.parts(header, source.where)
    lines = [f"{_plain(key)}: {_plain(value)}" for key, value in metadata.items() if key not in _OWN_KEYS]
    for field in schema:
        own = (field.metadata or {}).items()
        lines += [_plain(value) for key, value in own if key not in (b"PARQUET:field_id", b"ARROW:extension:name")]
    if lines:
        yield Text("\n".join(lines), source.where, "file-metadata")
    yield from _binary_values(schema, batches, source, reading)


def _plain(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _binary_values(schema: Any, batches: Batches, source: Source, reading: Reading) -> Iterator[Part]:
    holders = [field.name for field in schema if _holds_bytes(field.type)]
    if not holders:
        return
    numbers = [number for number, path in enumerate(spread(schema), 1) if path[0] in holders]
    columns: dict[int, Blobs] = {}
    row = 1
    for batch in batches(holders):
        for leaf_number, leaf in binary_leaves(batch):
            number = numbers[leaf_number]
            blobs = columns.setdefault(number, Blobs(source, reading, source.where.into("column", number)))
            for offset, data in blobs_of(leaf):
                yield from blobs.read(data, row + offset)
        row += batch.num_rows
    for blobs in columns.values():
        yield from blobs.problems()


def _holds_bytes(kind: Any) -> bool:
    if pa.types.is_dictionary(kind):
        return _holds_bytes(kind.value_type)
    if isinstance(kind, pa.BaseExtensionType):
        return _holds_bytes(kind.storage_type)
    members = range(kind.num_fields) if pa.types.is_struct(kind) else ()
    return is_binary(kind) or any(_holds_bytes(kind.field(number).type) for number in members)
