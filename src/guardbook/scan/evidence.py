"""Writes the evidence of a scan as two Parquet files: one row per object, and one per object and category."""

import json
import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from sqlite3 import Row
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from guardbook.errors import UsageError
from guardbook.scan.folders import FINDINGS, OBJECTS
from guardbook.scan.journal import Journal

_ROWS = 20_000


def _column(name: str, kind: Any, description: str) -> Any:
    return pa.field(name, kind, metadata={"description": description})


_TEXT, _NUMBER, _TEXTS = pa.string(), pa.int64(), pa.list_(pa.string())
_COUNTS = pa.list_(pa.struct([("name", pa.string()), ("count", pa.int64())]))
_WHICH = (
    _column(
        "object", _TEXT, "Keyed hash of location and path: the same object has the same in every scan with this key."
    ),
    _column("location", _TEXT, "The location as it was asked for."),
    _column("shown", _TEXT, "Where the object is; personal parts of its path are masked."),
)

OBJECT_SCHEMA = pa.schema(
    [
        *_WHICH,
        _column("size", _NUMBER, "Bytes; of a database table, those of the copy that was read."),
        _column("format", _TEXT, "What its bytes are; empty where that could not be told."),
        _column(
            "identity", _TEXT, "Changes when the content does: etag, or size and times; empty for database tables."
        ),
        _column("seconds", pa.float64(), "How long reading took."),
        _column("ended", _TEXT, "read, partly or unread."),
        _column("reasons", _TEXTS, "Why it was not read, or not all of it."),
        _column("remarks", _TEXTS, "What should be known of it all the same, as a name that promises another format."),
    ]
)
"""Columns of objects.parquet."""

FINDING_SCHEMA = pa.schema(
    [
        *_WHICH,
        _column("category", _TEXT, "Code of the category."),
        _column("count", _NUMBER, "How many values were found."),
        _column(
            "distinct", _NUMBER, "About how many different ones: exact below 1,024, above it within a few percent."
        ),
        _column("hidden", _NUMBER, "How many of the count a person would not see."),
        _column("test", _NUMBER, "How many of the count are known test values."),
        _column("confidence", pa.float64(), "The highest confidence among them, 0.5 to 1."),
        _column("masked", _TEXT, "The shape of one example with at most two of its characters; empty for small sets."),
        _column("fingerprint", _TEXT, "Keyed hash of the same example."),
        _column("hidden_codes", _COUNTS, "Count by code of why a person would not see it."),
        _column("places", _COUNTS, "Count by place inside the object, for the first twenty places."),
        _column("more_places", _NUMBER, "How many more places there are."),
    ]
)
"""Columns of findings.parquet."""


def write_evidence(journal: Journal, folder: Path) -> None:
    """Write both files into a folder, each whole or not at all, a batch of rows at a time.

    Raises `UsageError` where the folder cannot take them; what is in the journal is kept all the same.
    """
    try:
        _write(folder / OBJECTS, OBJECT_SCHEMA, journal.objects(), _object)
        _write(folder / FINDINGS, FINDING_SCHEMA, journal.findings(), _finding)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "is the disk full?"
        raise UsageError(f"the evidence cannot be written to {folder} ({reason})") from None


def _write(path: Path, schema: pa.Schema, rows: Iterator[Row], made: Callable[[Row], dict[str, Any]]) -> None:
    part = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            while batch := [made(row) for row in islice(rows, _ROWS)]:
                writer.write_batch(pa.RecordBatch.from_pylist(batch, schema))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _object(row: Row) -> dict[str, Any]:
    made = {name: row[name] for name in ("location", "shown", "size", "format", "identity", "seconds", "ended")}
    return {**made, "object": row["key"], "reasons": json.loads(row["reasons"]), "remarks": json.loads(row["remarks"])}


def _finding(row: Row) -> dict[str, Any]:
    same = ("location", "shown", "category", "count", "hidden", "test", "confidence", "masked", "fingerprint")
    return {
        **{name: row[name] for name in (*same, "more_places")},
        "object": row["key"],
        "distinct": row["distinct_count"],
        "hidden_codes": _counts(row["hidden_codes"]),
        "places": _counts(row["places"]),
    }


def _counts(text: str) -> list[dict[str, Any]]:
    return [{"name": name, "count": count} for name, count in json.loads(text).items()]
