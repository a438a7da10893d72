"""Reads SQLite databases: every table, the schema, and the files kept in binary columns; the file is never written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from io import UnsupportedOperation
from types import NoneType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from guardbook.content import Part, Problem, Source, Table, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.blobs import SMALL, Blobs
from guardbook.readers.columnar import short_text
from guardbook.readers.reading import Reading

ROWS = 5_000
HELD = 64 << 20
"""Bytes up to which a database is read from memory, which needs no path."""
STEPS = 200_000
"""Steps of SQLite's machine between two looks at the clock."""
_INDEXES = ("data", "idx", "docsize", "segments", "segdir", "stat", "node", "parent", "rowid")
"""Ends of the names of tables in which virtual tables (full text, maps) keep only what helps to find rows."""
_DAMAGED = "damaged: it could not be read to its end"


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield every table with its column names, then the statements that made the database."""
    if _is_cut_off(source):
        yield Problem("cut off: the end of the database is missing", source.where)
    with closing(_open(source, reading)) as database:
        try:
            schema = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        except sqlite3.Error as error:  # its text may hold names from the file
            raise Unreadable("damaged, encrypted, or not a whole SQLite database") from error
        tables = [name for kind, name, sql in schema if kind == "table" and not _is_virtual(sql)]
        indexes = {f"{name}_{kept}" for _, name, sql in schema if _is_virtual(sql) for kept in _INDEXES}
        for number, name in enumerate(tables, 1):
            reading.enter()
            where = source.where.into("table", number, name)
            yield from _Table(database, name, source, reading, where, name in indexes).parts()
        made = [sql for _, _, sql in schema if sql]
        if made:
            yield Text("\n".join(made), source.where, "structure")


def _is_cut_off(source: Source) -> bool:
    """Tell whether the file is shorter than its header says (https://www.sqlite.org/fileformat.html, 1.3)."""
    size = source.file.seek(0, 2)
    source.file.seek(0)
    head = source.file.read(100)
    page, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    return head[24:28] == head[92:96] and size < (65536 if page == 1 else page) * pages


def _is_virtual(sql: object) -> bool:
    """Virtual tables keep their content in ordinary ones, which are read; opening them runs code by the file's wish."""
    return isinstance(sql, str) and sql.lstrip().upper().startswith("CREATE VIRTUAL")


def _open(source: Source, reading: Reading) -> sqlite3.Connection:
    size = source.file.seek(0, 2)
    if size <= min(HELD, reading.limits.held):
        database = sqlite3.connect(":memory:")
        database.deserialize(_without_log(source))  # type: ignore[attr-defined, unused-ignore]
    else:
        database = _open_in_place(source)
    database.text_factory = lambda data: data.decode("utf-8", "replace")
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, reading.limits.held)
    database.set_progress_handler(lambda: _look_at_clock(reading), STEPS)
    return database


def _without_log(source: Source) -> bytes:
    """Return the bytes of a database with write-ahead logging switched off, for which there is no place in memory."""
    source.file.seek(0)
    data = bytearray(source.file.read())
    if data[18:20] == b"\2\2":
        data[18:20] = b"\1\1"
    return bytes(data)


def _open_in_place(source: Source) -> sqlite3.Connection:
    """Open a large database through its descriptor, so that a name that changes hands meanwhile does no harm."""
    try:
        path = f"file:/proc/self/fd/{source.file.fileno()}?mode=ro&immutable=1"
        return sqlite3.connect(path, uri=True)
    except (UnsupportedOperation, OSError, sqlite3.Error) as error:
        raise Unreadable(f"a SQLite database of more than {HELD:,} bytes can be read only as a file on disk") from error


def _look_at_clock(reading: Reading) -> int:
    try:
        reading.spend(0)
    except Exception:  # SQLite is told to stop; the caller asks again and gets the sentence
        return 1
    return 0


@dataclass(slots=True)
class _Table:
    database: sqlite3.Connection
    name: str
    source: Source
    reading: Reading
    where: Where
    index: bool
    problem: str | None = None
    with_blobs: set[int] = field(default_factory=set)

    def parts(self) -> Iterator[Part]:
        table = '"' + self.name.replace('"', '""') + '"'
        try:
            cursor = self.database.execute(f"SELECT * FROM {table}")  # noqa: S608
        except sqlite3.Error:
            self.reading.spend(0)
            yield Problem(_DAMAGED, self.where)
            return
        header = tuple(column[0] for column in cursor.description)
        hidden = "structure" if self.name.startswith("sqlite_") else None
        yield Table(self._batches(cursor, len(header)), self.where, header, hidden)
        for number in () if self.index else sorted(self.with_blobs):
            yield from self._blobs(table, header[number], number)
        if self.problem:
            yield Problem(self.problem, self.where)

    def _batches(self, cursor: sqlite3.Cursor, width: int) -> Iterator[Any]:
        try:
            while rows := cursor.fetchmany(ROWS):
                columns = [self._column(column, number) for number, column in enumerate(zip(*rows, strict=True))]
                batch = pa.RecordBatch.from_arrays(columns, [str(number) for number in range(width)])
                self.reading.spend(batch.nbytes)
                yield batch
        except sqlite3.Error:
            self.reading.spend(0)
            self.problem = _DAMAGED

    def _column(self, values: tuple[object, ...], number: int) -> Any:
        """Return a column as strings, at once where all are; empty ones become null."""
        if set(map(type, values)) <= {str, NoneType}:
            strings = pa.array(values, pa.string())
        else:
            strings = pa.array([self._cell(value, number) for value in values], pa.string())
        return pc.if_else(pc.equal(strings, ""), pa.scalar(None, pa.string()), strings)

    def _cell(self, value: object, number: int) -> str | None:
        if isinstance(value, str) or value is None:
            return value
        if isinstance(value, float):
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        if isinstance(value, bytes):
            text = short_text(value)
            if text is None:
                self.with_blobs.add(number)
            return text
        return str(value)

    def _blobs(self, table: str, column: str, number: int) -> Iterator[Part]:
        name = '"' + column.replace('"', '""') + '"'
        blobs = Blobs(self.source, self.reading, self.where.into("column", number + 1))
        query = f"SELECT {name} FROM {table} WHERE typeof({name}) = 'blob' AND length({name}) > {SMALL}"  # noqa: S608
        try:
            for row, (value,) in enumerate(self.database.execute(query), 1):
                if short_text(value) is None:
                    yield from blobs.read(value, row)
        except sqlite3.Error:
            self.reading.spend(0)
            self.problem = _DAMAGED
        yield from blobs.problems()
