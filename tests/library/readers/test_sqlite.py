"""SQLite databases: every table is read, nothing in the file is trusted, and the file stays as it is."""

import random
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from guardbook.content import Source, Table, Text
from guardbook.readers import Reading
from tests.library.readers.planted import Seen, read_whole, zipped


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
            (b"\x93NUMPY" + bytes(90),),
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


PEOPLE = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, home TEXT, age INTEGER)"


def filled(tmp_path: Path, count: int, *later: str, table: str = PEOPLE) -> bytes:
    """A database of so many people, to which statements were done later that leave what they delete."""

    def write(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA secure_delete = OFF")
        rows = [(f"Person {number} Example", f"{number} High Street", number % 90) for number in range(count)]
        connection.executemany("INSERT INTO people (name, home, age) VALUES (?, ?, ?)", rows)
        connection.commit()
        for statement in later:
            connection.execute(statement)
            connection.commit()

    return database(tmp_path, table, write=write)


def test_a_deleted_row_is_recovered_cell_by_cell(tmp_path: Path) -> None:
    seen = read_whole(filled(tmp_path, 9, "DELETE FROM people WHERE id = 5"), "p.db")
    assert (["", "Person 4 Example", "4 High Street", "4"], "deleted-data") in [
        ([cell or "" for cell in row], code) for rows, code in seen.tables for row in rows
    ]


@pytest.mark.parametrize("gone", ["WHERE id % 3 = 0", "WHERE id > 100", ""])
def test_deleted_rows_of_many_pages_are_recovered(tmp_path: Path, gone: str) -> None:
    seen = read_whole(filled(tmp_path, 3000, f"DELETE FROM people {gone}"), "p.db")
    words = [text for text, _ in seen.texts]
    words += [cell or "" for rows, _ in seen.tables for row in rows for cell in row]
    everything = "\n".join(words)
    assert sum(f"Person {number} Example" in everything for number in range(3000)) > 2900
    assert "deleted-data" in seen.codes("Person 299 Example")


@pytest.mark.parametrize("gone", [("id = 9",), ("id IN (4, 5)",), ("id = 9", "id = 8"), ("id = 1",)])
def test_rows_deleted_side_by_side_are_recovered_cell_by_cell(tmp_path: Path, gone: tuple[str, ...]) -> None:
    statements = [f"DELETE FROM people WHERE {which}" for which in gone]
    plain = "CREATE TABLE people (name TEXT, home TEXT, age INTEGER, id INTEGER)"
    for made in (PEOPLE, plain):
        statements = [each.replace("id", "rowid") for each in statements] if made == plain else statements
        seen = read_whole(filled(tmp_path, 9, *statements, table=made), "p.db")
        cells = {cell for rows, code in seen.tables if code == "deleted-data" for row in rows for cell in row}
        shown = {cell for row in seen.visible_rows for cell in row}
        assert {f"Person {number} Example" for number in range(9)} <= cells | shown


def test_a_dropped_table_and_an_old_wording_are_recovered(tmp_path: Path) -> None:
    for statement in ("DROP TABLE people", "UPDATE people SET name = 'Nobody', home = 'Nowhere'"):
        seen = read_whole(filled(tmp_path, 200, statement), "p.db")
        assert "deleted-data" in seen.codes("Person 77 Example")


def test_a_vacuumed_database_holds_no_deleted_rows(tmp_path: Path) -> None:
    seen = read_whole(filled(tmp_path, 3000, "DELETE FROM people WHERE id % 3 = 0", "VACUUM"), "p.db")
    assert_nothing_else_is_told(seen)


def assert_nothing_else_is_told(seen: Seen) -> None:
    """Nothing that is called deleted is missing from the tables."""
    shown = {cell for row in seen.visible_rows for cell in row}
    hidden = [row for rows, code in seen.tables if code == "deleted-data" for row in rows]
    assert {cell for row in hidden for cell in row if cell} <= shown
    assert "deleted-data" not in {code for _, code in seen.texts}


def test_a_row_too_long_for_its_page_is_recovered(tmp_path: Path) -> None:
    long = "INSERT INTO people VALUES (NULL, 'MARK Long', printf('%.9000c', 'x') || ' LAST', 1)"
    seen = read_whole(filled(tmp_path, 3, long, "DELETE FROM people WHERE name = 'MARK Long'"), "p.db")
    assert seen.codes("LAST") == {"deleted-data"}


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_deleted_rows_of_any_encoding_are_recovered(tmp_path: Path, encoding: str) -> None:
    statements = (f"PRAGMA encoding = '{encoding}'", "PRAGMA secure_delete = OFF", "CREATE TABLE t (a, b, c)")
    rows = ("INSERT INTO t VALUES (1, 'MARK 1 Zoë', 2)", "INSERT INTO t VALUES (1, 'x', 2)", "DELETE FROM t")
    assert read_whole(database(tmp_path, *statements, *rows), "t.db").codes("MARK 1 Zoë") == {"deleted-data"}


@pytest.mark.parametrize("order", ["up", "mixed"])
def test_a_database_that_only_grew_holds_nothing_that_its_tables_do_not_show(tmp_path: Path, order: str) -> None:
    chance = random.Random(1)
    numbers = list(range(4000))
    if order == "mixed":
        chance.shuffle(numbers)

    def write(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE INDEX by_name ON people (name)")
        for number in numbers:
            row = (number, f"Person {number} {'x' * (number % 50)}", f"{chance.random()} High Street", number % 90)
            connection.execute("INSERT INTO people VALUES (?, ?, ?, ?)", row)
            if number % 500 == 0:
                connection.commit()

    assert_nothing_else_is_told(read_whole(database(tmp_path, PEOPLE, write=write), "p.db"))


@pytest.mark.parametrize("order", ["up", "mixed"])
@pytest.mark.parametrize("gone", [0, 1])
def test_pages_that_were_split_tell_nothing_beside_a_row_that_was_deleted(
    tmp_path: Path, order: str, gone: int
) -> None:
    chance = random.Random(2)
    words = ["alpha", "bravo", "charlie", "delta", "golf", "hotel", "india", "juliet"]
    rows = [
        (f"S{number:06}", " ".join(chance.choices(words, k=2)), f"{number % 90} {chance.choice(words)} Street")
        for number in range(12_000)
    ]
    if order == "mixed":
        chance.shuffle(rows)

    def write(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE INDEX by_code ON depots (code)")
        connection.execute("CREATE INDEX by_name ON depots (name, address)")
        connection.executemany("INSERT INTO depots VALUES (?, ?, ?)", rows)
        connection.execute("INSERT INTO depots VALUES ('S999999', 'Anne Example', 'MARK 4 High Street')")
        connection.execute("DELETE FROM depots WHERE code = 'S999999' AND ?", (gone,))

    data = database(tmp_path, "CREATE TABLE depots (code TEXT, name TEXT, address TEXT)", write=write)
    seen = read_whole(data, "depots.db")
    assert ("deleted-data" in seen.codes("Anne Example"), "deleted-data" in seen.codes("MARK")) == (gone, gone)
    assert gone or "deleted-data" not in seen.codes("")


def test_samples_kept_for_planning_queries_are_told(tmp_path: Path) -> None:
    def write(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE samples (tbl, sample)")
        connection.execute("INSERT INTO samples VALUES ('t', 'MARK')")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET name = 'sqlite_stat4', tbl_name = 'sqlite_stat4',"
            " sql = 'CREATE TABLE sqlite_stat4(tbl, sample)'"
        )

    assert read_whole(database(tmp_path, write=write), "s.db").codes("MARK") == {"column-statistics"}


@pytest.mark.parametrize("pages", [0, 2])
def test_what_stands_behind_the_last_page_is_told(tmp_path: Path, pages: int) -> None:
    data = database(tmp_path, "CREATE TABLE rank (name TEXT)", "INSERT INTO rank VALUES ('Inspector')")
    rows = "".join(f"Officer {number},MARK\n" for number in range(pages * 500 + 5))
    seen = read_whole(data + b"Name,Mark\n" + rows.encode(), "ranks.db")
    assert (seen.codes("MARK"), seen.problems) == ({"data-after-end"}, [])
    assert read_whole(data + bytes(9000), "ranks.db").codes("") <= {None, "structure"}
