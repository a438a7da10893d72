"""Reads the tables of a SQLite database, its schema, and the files kept in binary columns; nothing is ever written."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from types import NoneType
from typing import Any

import apsw
import pyarrow as pa
import pyarrow.compute as pc

from guardbook.content import Part, Problem, Source, Table, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.blobs import SMALL, Blobs
from guardbook.readers.columnar import short_text
from guardbook.readers.encoding import FALLBACK
from guardbook.readers.onefile import OneFile
from guardbook.readers.reading import Reading
from guardbook.readers.sqlite.remains import read_remains

ROWS = 5_000
STEPS = 200_000
"""Steps of SQLite's machine between two looks at the clock."""
KEPT_FOR_INDEXES = ("data", "idx", "docsize", "segments", "segdir", "stat", "node", "parent", "rowid")
"""Ends of the names of tables in which virtual tables (full text, maps) keep only what helps to find rows."""
_WHOLLY_DAMAGED = "damaged, encrypted, or not a whole SQLite database"
_COLUMNS = "SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1"
_AS_BYTES = "CASE typeof({0}) WHEN 'text' THEN CAST({0} AS BLOB) ELSE {0} END"
_INDEXED = "SELECT count(*) FROM pragma_index_xinfo(?)"
_SAMPLES = ("sqlite_stat3", "sqlite_stat4")
"""Tables that hold samples of rows, for planning queries."""
_SCHEMA_WIDTH = 5
_DULL = ("sqlite_", "gpkg_", "rtree_", "spatial_", "geometry_columns")
"""Tables that programs keep for themselves."""
_DAMAGED = "damaged: it could not be read to its end"


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield every table with its column names, then the statements that made the database."""
    if _is_cut_off(source):
        yield Problem("cut off: the end of the database is missing", source.where)
    with closing(open_database(source, reading)) as database:
        try:
            schema = database.execute("SELECT type, name, sql, rootpage FROM sqlite_master").fetchall()
        except apsw.Error as error:  # its text may hold names from the file
            raise Unreadable(_WHOLLY_DAMAGED) from error
        tables = [str(name) for kind, name, sql, _ in schema if kind == "table" and not is_virtual(sql)]
        indexes = {f"{name}_{kept}" for _, name, sql, _ in schema if is_virtual(sql) for kept in KEPT_FOR_INDEXES}
        for number, name in enumerate(tables, 1):
            reading.enter()
            where = source.where.into("table", number, name)
            yield from _Table(database, name, source, reading, where, name in indexes).parts()
        made = [str(sql) for _, _, sql, _ in schema if sql]
        if made:
            yield Text("\n".join(made), source.where, "structure")
        trees = [(str(kind), str(name), int(root)) for kind, name, _, root in schema if isinstance(root, int) and root]
        roots = {1: _SCHEMA_WIDTH} | {root: _columns(database, name, kind) for kind, name, root in trees}
        dull = frozenset(root for _, name, root in trees if name.startswith(_DULL))
    repeating = frozenset(root for kind, _, root in trees if kind == "index")
    yield from read_remains(source, reading, roots, dull | {1}, repeating)


def _columns(database: apsw.Connection, name: str, kind: str) -> int:
    """Return how many values a row of a table or an index holds; 0 where that cannot be told."""
    query = "SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden < 2" if kind == "table" else _INDEXED
    try:
        ((count,),) = database.execute(query, (name,))
    except (apsw.Error, ValueError):
        return 0
    return int(str(count))


def _is_cut_off(source: Source) -> bool:
    """Tell whether the file is shorter than its header says (https://www.sqlite.org/fileformat.html, 1.3)."""
    size = source.file.seek(0, 2)
    source.file.seek(0)
    head = source.file.read(100)
    page, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    return head[24:28] == head[92:96] and size < (65536 if page == 1 else page) * pages


def is_virtual(sql: object) -> bool:
    """Virtual tables keep their content in ordinary ones, which are read; opening them runs code by the file's wish."""
    return isinstance(sql, str) and sql.lstrip().upper().startswith("CREATE VIRTUAL")


def open_database(source: Source, reading: Reading) -> apsw.Connection:
    """Open a database through its open file, wherever that is: nothing but this file is ever looked at."""
    vfs = OneFile(source.file)
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    try:
        database = apsw.Connection("file:database?immutable=1", flags=flags, vfs=vfs.name)
        database.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        database.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        database.limit(apsw.SQLITE_LIMIT_LENGTH, min(reading.limits.held, 2**31 - 1))
        database.set_progress_handler(lambda: _look_at_clock(reading), STEPS)
        database.execute("PRAGMA cell_size_check = ON")
        database.execute("PRAGMA temp_store = MEMORY")
    except apsw.Error as error:  # its text may hold names from the file
        raise Unreadable(_WHOLLY_DAMAGED) from error
    return database


def _look_at_clock(reading: Reading) -> bool:
    reading.spend(0)
    return False


@dataclass(slots=True)
class _Table:
    database: apsw.Connection
    name: str
    source: Source
    reading: Reading
    where: Where
    index: bool
    raw: bool = False
    """Whether texts come as bytes, because some are no UTF-8."""
    problem: str | None = None
    with_blobs: set[int] = field(default_factory=set)

    def parts(self) -> Iterator[Part]:
        try:
            cursor = self.database.execute(f"SELECT * FROM {quoted(self.name)} LIMIT 0")  # noqa: S608
            header = tuple(name for name, *_ in self.database.execute(_COLUMNS, (self.name,)))
        except (apsw.Error, UnicodeDecodeError):
            yield Problem(_DAMAGED, self.where)
            return
        cursor.close()
        hidden = None
        if self.name.startswith("sqlite_"):
            hidden = "column-statistics" if self.name in _SAMPLES else "structure"
        yield Table(self._batches(header), self.where, header, hidden)
        for number in () if self.index else sorted(self.with_blobs):
            yield from self._blobs(header[number], number)
        if self.problem:
            yield Problem(self.problem, self.where)

    def _batches(self, header: tuple[str, ...]) -> Iterator[Any]:
        done = 0
        try:
            for batch in self._read(f"SELECT * FROM {quoted(self.name)}", len(header)):  # noqa: S608
                yield batch
                done += batch.num_rows
        except UnicodeDecodeError:  # text that is no UTF-8: from here on as bytes
            self.raw = True
            cells = ", ".join(_AS_BYTES.format(quoted(name)) for name in header)
            query = f"SELECT {cells} FROM {quoted(self.name)} LIMIT -1 OFFSET {done}"  # noqa: S608
            yield from self._read(query, len(header))

    def _read(self, query: str, width: int) -> Iterator[Any]:
        try:
            cursor = self.database.execute(query)
            while rows := list(islice(cursor, ROWS)):
                columns = [self._column(column, number) for number, column in enumerate(zip(*rows, strict=True))]
                batch = pa.RecordBatch.from_arrays(columns, [str(number) for number in range(width)])
                self.reading.spend(batch.nbytes)
                yield batch
        except apsw.Error:
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
            text = value.decode("utf-8", FALLBACK) if self.raw and b"\0" not in value else short_text(value)
            if text is None:
                self.with_blobs.add(number)
            return text
        return str(value)

    def _blobs(self, column: str, number: int) -> Iterator[Part]:
        name, table = quoted(column), quoted(self.name)
        blobs = Blobs(self.source, self.reading, self.where.into("column", number + 1))
        query = f"SELECT {name} FROM {table} WHERE typeof({name}) = 'blob' AND length({name}) > {SMALL}"  # noqa: S608
        try:
            for row, (value,) in enumerate(self.database.execute(query), 1):
                if isinstance(value, bytes) and short_text(value) is None:
                    yield from blobs.read(value, row)
        except apsw.Error:
            self.problem = _DAMAGED
        yield from blobs.problems()


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
