"""Makes a clean copy of a SQLite database: a new one of the declared columns and their rows, and nothing else."""

import io
import re
import struct
from collections.abc import Iterator
from contextlib import closing
from itertools import islice

import apsw

from guardbook.content import Table
from guardbook.readers.blobs import SMALL
from guardbook.readers.columnar import short_text
from guardbook.readers.rows import to_batch
from guardbook.readers.sqlite.database import KEPT_FOR_INDEXES, is_virtual, open_database, quoted
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.letters import shaped
from guardbook.release.clean.members import clean_member
from guardbook.release.clean.tables import settled
from guardbook.release.declaration import normal_heading

_COLUMNS = 'SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?) WHERE hidden <> 1'
_TYPE = re.compile(r"[A-Z]{1,20}(?: [A-Z]{1,20})?(?: ?\(\d{1,4}(?:, ?\d{1,4})?\))?", re.I)
"""What a type of a column may look like; any other is left out, as SQLite allows."""
_PLACES = re.compile(r"\bUSING\s+rtree", re.I)
"""An index of places, which holds nothing but the edges of what other tables hold."""
_ROWS = 5_000
_ALIKE = 50
"""Rows that are looked at to tell headings."""
_GEOPACKAGE = 0x47504B47
"""The application number of a GeoPackage (OGC 12-128r19, 1.1.1.1.1)."""
_POINT, _FEW = 1, 4
_LAYERS = {0: 2, 1: 3, 2: 3, 3: 4}
"""How many numbers a point has, by the thousands of its kind (ISO 13249-3)."""
Value = str | int | float | bytes | None


def clean(job: Job) -> None:
    """Write a new database of the tables that stay, with the same names and types of columns.

    Views that still work and hold no undeclared personal data stay; triggers, indexes and rules of the schema are left
    out. Raises `Refused` for tables that run a program when they are read, and for files in cells that cannot be
    cleaned.
    """
    with closing(open_database(job.source, job.reading)) as old, closing(apsw.Connection(":memory:")) as new:
        new.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        new.limit(apsw.SQLITE_LIMIT_ATTACHED, 1)
        new.execute("PRAGMA secure_delete = ON")
        try:
            _Copying(job, old, new).run()
        except UnicodeDecodeError:
            raise Refused("some of its text is not UTF-8") from None
        except apsw.Error as error:  # its text may hold names from the file
            raise Refused(f"it is damaged, or not what it seems ({type(error).__name__})") from None
        new.execute("VACUUM")
        data = new.serialize("main")
    if len(data) > job.reading.limits.held:
        raise Refused(f"the copy would be larger than {job.reading.limits.held:,} bytes")
    job.out.write(data)


class _Copying:
    """Copies what stays from one database into another."""

    def __init__(self, job: Job, old: apsw.Connection, new: apsw.Connection) -> None:
        self._job, self._old, self._new = job, old, new

    def run(self) -> None:
        """Copy every table, then the views."""
        schema = [
            (str(kind), str(name), str(sql or ""))
            for kind, name, sql in self._old.execute("SELECT type, name, sql FROM sqlite_master ORDER BY rowid")
        ]
        virtual = [name for kind, name, sql in schema if kind == "table" and self._is_left_out(sql)]
        kept_by = {f"{name}_{part}" for name in virtual for part in (*KEPT_FOR_INDEXES, "content", "config")}
        self._number()
        with self._new:
            for kind, name, sql in schema:
                if kind == "table" and not name.startswith("sqlite_") and name not in kept_by and not is_virtual(sql):
                    self._table(name)
            if self._new.execute("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_extensions'").fetchall():
                self._new.execute("DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'")
        kinds = {kind for kind, _, _ in schema}
        if "view" in kinds:
            self._job.notes.append("Its views were left out: they can be made again from its tables.")
        if "trigger" in kinds:
            self._job.notes.append("Its triggers were left out.")

    def _number(self) -> None:
        """Copy the numbers by which a GeoPackage is known."""
        ((application,),) = self._old.execute("PRAGMA application_id")
        ((version,),) = self._old.execute("PRAGMA user_version")
        if application == _GEOPACKAGE:
            self._new.execute(f"PRAGMA application_id = {_GEOPACKAGE}")
            self._new.execute(f"PRAGMA user_version = {int(str(version)) % 100_000}")

    def _is_left_out(self, sql: str) -> bool:
        """Tell whether a statement makes an index of words or places; raise `Refused` where it may hold what stays."""
        if not is_virtual(sql) or _PLACES.search(sql):
            return is_virtual(sql)
        declared = self._job.declaration.columns_of(None)
        words = {normal_heading(word) for word in re.findall(r"[^\s(),\"'\[\]`]+", sql)}
        if declared is None or any(name in words or name in sql.casefold() for name in map(normal_heading, declared)):
            raise Refused("it has a virtual table (a search index or the like): leave it out where the file is made")
        return True

    def _table(self, name: str) -> None:
        told = self._old.execute(_COLUMNS, (name,))
        columns = [(str(column), str(kind), needed, key) for column, kind, needed, key in told]
        kept = self._kept(name, [column[0] for column in columns])
        if not kept:
            return
        key = [column[0] for column in columns if column[3]]
        single = key[0] if len(key) == 1 else None
        made = ", ".join(_column(columns[number], single) for number in kept)
        self._new.execute(f"CREATE TABLE {quoted(name)} ({made})")
        names = ", ".join(quoted(columns[number][0]) for number in kept)
        places = ", ".join("?" * len(kept))
        cursor = self._old.execute(f"SELECT {names} FROM {quoted(name)}")  # noqa: S608
        while rows := list(islice(cursor, _ROWS)):
            cells = [tuple(self._cell(cell) for cell in row) for row in rows]
            self._new.executemany(f"INSERT INTO {quoted(name)} VALUES ({places})", cells)  # noqa: S608

    def _kept(self, name: str, header: list[str]) -> list[int]:
        """Return the numbers of the columns that stay; of a table without rows none where columns are checked."""
        rows = [
            [None if cell is None else str(cell) for cell in row]
            for row in self._old.execute(f"SELECT * FROM {quoted(name)} LIMIT {_ALIKE}")  # noqa: S608
        ]
        batches = iter((to_batch(rows, len(header)),) if rows else ())
        where = self._job.source.where.into("table", 1, name)
        headed, kept = settled(Table(batches, where, tuple(header)), self._job)
        if headed.empty:
            return list(range(len(header))) if self._job.declaration.columns_of(None) is None else []
        return list(range(len(header))) if kept is None else kept

    def _cell(self, value: Value) -> Value:
        self._job.reading.spend(len(value) if isinstance(value, str | bytes) else 8)
        if isinstance(value, str):
            return shaped(value)
        if not isinstance(value, bytes) or is_geometry(value):
            return value
        if (text := short_text(value)) is not None:
            return shaped(text).encode("utf-8")
        if len(value) <= SMALL:
            raise Refused("a cell of it holds bytes that nobody can read")
        return clean_member(self._job, io.BytesIO(value), "")


def _column(column: tuple[str, str, object, object], key: str | None) -> str:
    """Return the definition of a column; `key` is the column that is the table's key by itself."""
    name, kind, needed, _ = column
    words = [quoted(name)]
    if _TYPE.fullmatch(kind):
        words.append(kind)
    if name == key:
        words.append("PRIMARY KEY")
    if needed:
        words.append("NOT NULL")
    return " ".join(words)


def is_geometry(value: bytes) -> bool:
    """Tell whether bytes are a geometry of a GeoPackage (OGC 12-128r19, 2.1.3) or plain WKB, and nothing more."""
    if value[:2] == b"GP" and len(value) >= 8:
        boxes = (0, 32, 48, 48, 64)
        kind = value[3] >> 1 & 7
        if kind >= len(boxes) or value[2] or value[3] >> 6:
            return False
        value = value[8 + boxes[kind] :]
    try:
        return _geometry_ends(value, 0, 0) == len(value)
    except (struct.error, IndexError, ValueError):
        return False


def _geometry_ends(data: bytes, at: int, depth: int) -> int:
    """Return where a geometry in WKB ends (OGC 06-103r4, 8.2); raise `ValueError` for none."""
    if data[at] > 1 or depth > 8:
        raise ValueError
    order = "<" if data[at] else ">"
    (kind,) = struct.unpack_from(f"{order}I", data, at + 1)
    size = 8 * _LAYERS.get(kind // 1000, 0)
    if not size or not 1 <= kind % 1000 <= 7:
        raise ValueError
    at += 5
    if kind % 1000 == _POINT:
        return at + size
    count = int(struct.unpack_from(f"{order}I", data, at)[0])
    at += 4
    if kind % 1000 == 2:
        return at + count * size
    for _ in _counted(count, data):
        if kind % 1000 >= _FEW:
            at = _geometry_ends(data, at, depth + 1)
        else:
            at += 4 + int(struct.unpack_from(f"{order}I", data, at)[0]) * size
    return at


def _counted(count: int, data: bytes) -> Iterator[int]:
    if count > len(data):
        raise ValueError
    yield from range(count)
