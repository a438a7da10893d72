"""Makes a clean copy of a Parquet file: declared columns with their types, written anew without any metadata."""

from typing import Any

import pyarrow as pa
from pyarrow import parquet

from guardbook.release.clean.job import Job, Refused
from guardbook.release.declaration import normal_heading

ROWS = 65_536


def clean(job: Job) -> None:
    """Write the declared columns; statistics and lists of values are made anew from the rows that stay.

    Raises `Refused` for columns that hold files or nested values, of which only a part may have been declared.
    """
    job.source.file.seek(0)
    try:
        file = parquet.ParquetFile(job.source.file)
        schema = _kept(file.schema_arrow, job)
        with parquet.ParquetWriter(job.out, schema, store_schema=False, compression="zstd") as writer:
            for batch in file.iter_batches(ROWS, columns=schema.names):
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
        if names is not None and (heading not in names or heading in taken):
            continue
        taken.add(heading)
        if pa.types.is_nested(field.type) or pa.types.is_binary(field.type) or pa.types.is_large_binary(field.type):
            raise Refused("one of its columns holds files or nested values: take it out where the file is made")
        plain = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        fields.append(pa.field(field.name, plain, field.nullable))
    if not fields:
        raise Refused("none of its columns was declared")
    return pa.schema(fields)
