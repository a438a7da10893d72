"""Makes a clean copy of a Parquet file: declared columns with their types, written anew without any metadata."""

from typing import Any

import pyarrow as pa
from pyarrow import parquet

from guardbook.readers.columnar import is_binary
from guardbook.release.clean.job import Job, Refused
from guardbook.release.declaration import normal_heading

ROWS = 65_536
_FILES = "one of its columns holds files, or lists of records: take it out where the file is made"


def clean(job: Job) -> None:
    """Write the declared columns; statistics and lists of values are made anew from the rows that stay.

    Of values with fields of their own ("Citation.text") the declared fields stay. Raises `Refused` for columns that
    hold files or lists of records.
    """
    job.source.file.seek(0)
    try:
        file = parquet.ParquetFile(job.source.file)
        if any("." in name for name in file.schema_arrow.names):
            raise Refused("a column's name has a dot in it, as fields within a column have")
        schema = _kept(file.schema_arrow, job)
        with parquet.ParquetWriter(job.out, schema, store_schema=False, compression="zstd") as writer:
            for batch in file.iter_batches(ROWS, columns=[path for field in schema for path in _paths(field, "")]):
                job.reading.spend(batch.nbytes)
                writer.write_table(pa.Table.from_batches([batch.replace_schema_metadata()]).cast(schema))
    except pa.ArrowException as error:  # its text may hold values
        raise Refused(f"it is damaged, or not what it seems ({type(error).__name__})") from None


def _kept(schema: Any, job: Job) -> Any:
    declared = job.declaration.columns_of(None)
    names = None if declared is None else set(map(normal_heading, declared))
    fields = []
    taken: set[str] = set()
    for field in schema:
        heading = normal_heading(field.name)
        if heading not in taken and (kept := _field(field, "", names)) is not None:
            taken.add(heading)
            fields.append(kept)
    if not fields:
        raise Refused("none of its columns was declared")
    return pa.schema(fields)


def _field(field: Any, above: str, names: set[str] | None) -> Any:
    """Return what stays of a column or of a field in one, with plain types; None for nothing."""
    path = f"{above}{field.name}"
    if pa.types.is_struct(field.type):
        inner = [_field(each, f"{path}.", names) for each in field.type]
        kept = [each for each in inner if each is not None]
        return pa.field(field.name, pa.struct(kept), field.nullable) if kept else None
    if names is not None and normal_heading(path) not in names:
        return None
    plain = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    value = plain.value_type if pa.types.is_list(plain) or pa.types.is_large_list(plain) else plain
    if pa.types.is_nested(value) or is_binary(value) or isinstance(value, pa.BaseExtensionType):
        raise Refused(_FILES)
    return pa.field(field.name, plain, field.nullable)


def _paths(field: Any, above: str) -> list[str]:
    """Return the columns, as Parquet counts them, that a field is made of."""
    path = f"{above}{field.name}"
    if pa.types.is_struct(field.type):
        return [each for inner in field.type for each in _paths(inner, f"{path}.")]
    return [path]
