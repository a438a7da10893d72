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

from guardbook.scan.folders import FINDINGS, OBJECTS
from guardbook.scan.journal import Journal

_ROWS = 20_000

OBJECT_SCHEMA = pa.schema(
    [
        ("object", pa.string()),
        ("location", pa.string()),
        ("shown", pa.string()),
        ("size", pa.int64()),
        ("format", pa.string()),
        ("identity", pa.string()),
        ("seconds", pa.float64()),
        ("ended", pa.string()),
        ("reasons", pa.list_(pa.string())),
        ("remarks", pa.list_(pa.string())),
    ]
)
"""Columns of objects.parquet; docs/reference/evidence.md says what each holds."""

_COUNTS = pa.list_(pa.struct([("name", pa.string()), ("count", pa.int64())]))
FINDING_SCHEMA = pa.schema(
    [
        ("object", pa.string()),
        ("location", pa.string()),
        ("shown", pa.string()),
        ("category", pa.string()),
        ("count", pa.int64()),
        ("distinct", pa.int64()),
        ("hidden", pa.int64()),
        ("test", pa.int64()),
        ("confidence", pa.float64()),
        ("masked", pa.string()),
        ("fingerprint", pa.string()),
        ("hidden_codes", _COUNTS),
        ("places", _COUNTS),
        ("more_places", pa.int64()),
    ]
)
"""Columns of findings.parquet."""


def write_evidence(journal: Journal, folder: Path) -> None:
    """Write both files into a folder, each whole or not at all, a batch of rows at a time."""
    _write(folder / OBJECTS, OBJECT_SCHEMA, journal.objects(), _object)
    _write(folder / FINDINGS, FINDING_SCHEMA, journal.findings(), _finding)


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
