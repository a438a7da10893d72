"""SQLite databases: every table is read, nothing in the file is trusted, and the file stays as it is."""

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from guardbook.content import Source, Table, Text
from guardbook.readers import Reading
from tests.library.readers.planted import read_whole, zipped


def database(tmp_path: Path, *statements: str, write: Callable[[sqlite3.Connection], None] | None = None) -> bytes:
    path = Path(tempfile.mkdtemp(dir=tmp_path)) / "made.db"
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    if write:
        write(connection)
    connection.commit()
    connection.close()
    return path.read_bytes()


def test_every_kind_of_table_is_read(tmp_path: Path) -> None:
    data = database(
        tmp_path,
        'CREATE TABLE "odd ""name" (id INTEGER PRIMARY KEY, name TEXT)',
        'INSERT INTO "odd ""name" VALUES (1, \'PLAIN-MARK\')',
        "CREATE TABLE keyed (k TEXT PRIMARY KEY, v) WITHOUT ROWID",
        "INSERT INTO keyed VALUES ('k', 'KEYED-MARK')",
        "CREATE VIRTUAL TABLE words USING fts5(body)",
        "INSERT INTO words VALUES ('VIRTUAL-MARK')",
        "CREATE VIEW shown AS SELECT * FROM keyed",
    )
    seen = read_whole(data, "all.db")
    assert seen.codes("PLAIN-MARK") == seen.codes("KEYED-MARK") == seen.codes("VIRTUAL-MARK") == {None}
    assert ("id", "name") in seen.headers
    assert not seen.problems


def test_numbers_are_written_as_people_do(tmp_path: Path) -> None:
    data = database(
        tmp_path, "CREATE TABLE n (a, b, c, d)", "INSERT INTO n VALUES (7700900123.0, 1.5, 12345678901, NULL)"
    )
    assert read_whole(data, "n.db").visible_rows == [["7700900123", "1.5", "12345678901", None]]


def test_defaults_and_triggers_are_read_as_structure(tmp_path: Path) -> None:
    data = database(tmp_path, "CREATE TABLE t (a TEXT DEFAULT 'DEFAULT-MARK')")
    assert read_whole(data, "s.db").codes("DEFAULT-MARK") == {"structure"}


def test_files_in_binary_columns_are_read_and_others_are_counted(tmp_path: Path) -> None:
    def write(connection: sqlite3.Connection) -> None:
        values = [
            (zipped({"inner.txt": "INNER-MARK"}),),
            (b"\x89PNG\r\n\x1a\n" + bytes(90),),
            (b"\xff\0",),
            (b"short text",),
        ]
        connection.executemany("INSERT INTO files VALUES (?)", values)

    seen = read_whole(database(tmp_path, "CREATE TABLE files (content BLOB)", write=write), "files.db")
    assert seen.codes("INNER-MARK") == seen.codes("short text") == {None}
    assert seen.problems == ["1 binary value is of no format Guardbook reads"]


def test_a_database_with_a_write_ahead_log_is_read_and_not_changed(tmp_path: Path) -> None:
    data = database(tmp_path, "PRAGMA journal_mode = WAL", "CREATE TABLE t (a)", "INSERT INTO t VALUES ('WAL-MARK')")
    assert read_whole(data, "wal.db").codes("WAL-MARK") == {None}


def test_a_database_is_read_through_its_open_file_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "only.db"
    path.write_bytes(data := database(tmp_path, "CREATE TABLE t (a)", "INSERT INTO t VALUES ('ONLY-MARK')"))
    path.chmod(0o400)
    with path.open("rb") as file:
        tables = [part for part in Reading().read(Source(file, "only.db")) if not isinstance(part, Text)]
        file.seek(0)
        read = Reading().read(Source(file, "only.db"))
        rows = [row for part in read if isinstance(part, Table) for batch in part.batches for row in batch.to_pylist()]
    assert [type(table) for table in tables] == [Table]
    assert path.read_bytes() == data
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == ["only.db"]
    assert rows == [{"0": "ONLY-MARK"}]


def test_a_damaged_table_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    made = [
        "CREATE TABLE a (x)",
        "CREATE TABLE b (x)",
        "INSERT INTO a VALUES ('A')",
        "INSERT INTO b VALUES ('SECOND-MARK')",
    ]
    data = bytearray(database(tmp_path, *made))
    data[4096] = 0xEE
    seen = read_whole(bytes(data), "damaged.db")
    assert seen.codes("SECOND-MARK") == {None}
    assert seen.problems == ["damaged: it could not be read to its end"]


@pytest.mark.parametrize("length", [20, 99, 4096, 5000])
def test_a_database_cut_off_is_a_problem(tmp_path: Path, length: int) -> None:
    data = database(tmp_path, "CREATE TABLE t (a)", "INSERT INTO t VALUES ('x')")
    assert read_whole(data[:length], "cut.db").problems


def test_a_view_that_never_ends_is_not_run(tmp_path: Path) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    data = database(
        tmp_path, f"CREATE VIEW endless AS {endless}", "CREATE TABLE t (a)", "INSERT INTO t VALUES ('END-MARK')"
    )
    assert read_whole(data, "endless.db").codes("END-MARK") == {None}


def test_text_that_is_no_utf8_is_read(tmp_path: Path) -> None:
    data = database(tmp_path, "CREATE TABLE t (a TEXT)", "INSERT INTO t VALUES (CAST(X'52656EE9' AS TEXT))")
    assert read_whole(data, "old.db").visible_rows == [["René"]]


def test_rows_after_text_that_is_no_utf8_are_read_once(tmp_path: Path) -> None:
    def write(connection: sqlite3.Connection) -> None:
        connection.executemany("INSERT INTO t VALUES (?)", [(f"row {number}",) for number in range(12_000)])
        connection.execute("UPDATE t SET a = CAST(X'52656EE9' AS TEXT) WHERE a = 'row 7000'")

    rows = read_whole(database(tmp_path, "CREATE TABLE t (a TEXT)", write=write), "old.db").visible_rows
    assert len({row[0] for row in rows}) == len(rows) == 12_000
    assert ["René"] in rows
