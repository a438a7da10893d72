"""Clean copies of SQLite databases."""

import sqlite3
import struct
from pathlib import Path

import pytest

from guardbook.release.clean import Refused
from guardbook.release.clean.database import is_geometry
from tests.library.release.clean.copies import copy_of
from tests.library.release.clean.test_archives import zipped

COLUMNS = 'columns = ["rank", "officers"]\n'


def database(tmp_path: Path, script: str) -> bytes:
    path = tmp_path / "d.sqlite"
    made = sqlite3.connect(path)
    made.executescript(
        "CREATE TABLE ranks (id INTEGER PRIMARY KEY, rank TEXT NOT NULL /* as in 2024 */, officers INT, station TEXT);"
        "INSERT INTO ranks VALUES (7, 'Constable', 4622, 'Knock'), (9, 'Sergeant', 1090, NULL);"
        f"INSERT INTO ranks VALUES (12, 'Inspector', 402.5, ''); {script}"
    )
    made.commit()
    made.close()
    return path.read_bytes()


def opened(copy: bytes) -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.deserialize(copy)
    assert made.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert made.execute("PRAGMA freelist_count").fetchall() == [(0,)]
    return made


def schema(copy: bytes) -> dict[str, str]:
    return dict(opened(copy).execute("SELECT name, sql FROM sqlite_master ORDER BY name"))


def test_rows_and_types_stay_without_what_was_written_beside_them(tmp_path: Path) -> None:
    copy = copy_of(database(tmp_path, ""), "d.sqlite")
    assert opened(copy).execute("SELECT * FROM ranks").fetchall() == [
        (7, "Constable", 4622, "Knock"),
        (9, "Sergeant", 1090, None),
        (12, "Inspector", 402.5, ""),
    ]
    assert schema(copy) == {
        "ranks": 'CREATE TABLE "ranks" ("id" INTEGER PRIMARY KEY, "rank" TEXT NOT NULL, "officers" INT, "station" TEXT)'
    }


def test_declared_columns_stay(tmp_path: Path) -> None:
    copy = copy_of(database(tmp_path, ""), "d.sqlite", COLUMNS)
    assert opened(copy).execute("SELECT * FROM ranks").fetchone() == ("Constable", 4622)
    assert b"Knock" not in copy


def test_tables_of_which_nothing_was_declared_go(tmp_path: Path) -> None:
    script = "CREATE TABLE staff (name, born); INSERT INTO staff VALUES ('Gareth Llewellyn', '1971-02-03');"
    script += "CREATE TABLE notes (text);"
    copy = copy_of(database(tmp_path, script), "d.sqlite", COLUMNS)
    assert list(schema(copy)) == ["ranks"]


def test_deleted_rows_and_dropped_tables_leave_nothing(tmp_path: Path) -> None:
    script = "PRAGMA secure_delete = OFF; CREATE TABLE staff (name);" + (
        "INSERT INTO staff VALUES ('Gareth Llewellyn, 07700 900123');" * 200
    )
    data = database(tmp_path, f"{script} DROP TABLE staff; DELETE FROM ranks WHERE id = 7;")
    assert b"Llewellyn" in data
    copy = copy_of(data, "d.sqlite")
    assert b"Llewellyn" not in copy
    assert b"Constable" not in copy


def test_views_triggers_indexes_statistics_and_defaults_go(tmp_path: Path) -> None:
    script = (
        "CREATE VIEW v AS SELECT rank /* Gareth */ FROM ranks; CREATE INDEX i ON ranks (rank); ANALYZE;"
        "CREATE TRIGGER t AFTER INSERT ON ranks BEGIN UPDATE ranks SET rank = 'Gareth'; END;"
        "CREATE TABLE more (a TEXT DEFAULT 'Gareth' CHECK (a <> 'Gareth'), b AS (a || '!'));"
        "INSERT INTO more VALUES ('x');"
    )
    copy = copy_of(database(tmp_path, script), "d.sqlite")
    assert list(schema(copy)) == ["more", "ranks"]
    assert b"Gareth" not in copy
    assert opened(copy).execute("SELECT * FROM more").fetchall() == [("x", "x!")]


def test_a_search_index_goes_where_columns_are_declared_and_is_refused_otherwise(tmp_path: Path) -> None:
    script = "CREATE VIRTUAL TABLE s USING fts5(remark); INSERT INTO s VALUES ('Gareth is ill');"
    assert b"Gareth" not in copy_of(database(tmp_path, script), "d.sqlite", COLUMNS)
    (tmp_path / "d.sqlite").unlink()
    data = database(tmp_path, script.replace("remark", "officers"))
    for declared in ("", COLUMNS):
        with pytest.raises(Refused, match="virtual"):
            copy_of(data, "d.sqlite", declared)


def test_a_file_in_a_cell_is_cleaned_or_refused(tmp_path: Path) -> None:
    archive = zipped(("depths.csv", b"Basin,Metres\r\nInner,4\r\nOuter,9\r\n"), (".env", b"PASSWORD=x"))
    data = database(tmp_path, f"CREATE TABLE f (a); INSERT INTO f VALUES (X'{archive.hex()}');")
    ((blob,),) = opened(copy_of(data, "d.sqlite")).execute("SELECT a FROM f")
    assert b"depths.csv" in blob
    assert b".env" not in blob
    (tmp_path / "d.sqlite").unlink()
    data = database(tmp_path, f"CREATE TABLE f (a); INSERT INTO f VALUES (X'{bytes(range(256)).hex()}');")
    with pytest.raises(Refused):
        copy_of(data, "d.sqlite")


def test_bytes_count_as_a_place_only_when_they_are_nothing_else() -> None:
    point = struct.pack("<BIdd", 1, 1, -5.0, 50.0)
    line = struct.pack("<BII4d", 1, 2, 2, 0, 1, 2, 3)
    area = struct.pack("<BIII6d", 1, 3, 1, 3, 0, 0, 1, 1, 0, 0)
    several = struct.pack("<BII", 1, 4, 2) + point + point
    for geometry in (point, line, area, several):
        assert is_geometry(geometry)
        assert is_geometry(b"GP\0\x01" + struct.pack("<i", 4326) + geometry)
        assert not is_geometry(geometry + b"Gareth")
        assert not is_geometry(geometry[:-1])
    assert not is_geometry(struct.pack("<BII", 1, 3, 2**32 - 1))
    assert not is_geometry(b"")


def test_a_torn_database_is_refused(tmp_path: Path) -> None:
    data = bytearray(database(tmp_path, ""))
    data[4096:] = b"\xff" * (len(data) - 4096)
    with pytest.raises(Refused):
        copy_of(bytes(data), "d.sqlite")


def test_an_index_of_places_goes_and_the_places_stay(tmp_path: Path) -> None:
    point = struct.pack("<BIdd", 1, 1, -5.0, 50.0).hex()
    script = (
        f"CREATE TABLE quays (fid INTEGER PRIMARY KEY, geom POINT); INSERT INTO quays VALUES (1, X'{point}');"
        "CREATE VIRTUAL TABLE rtree_quays_geom USING rtree(id, minx, maxx, miny, maxy);"
        "INSERT INTO rtree_quays_geom VALUES (1, -5, -5, 50, 50);"
        "CREATE TABLE gpkg_extensions (table_name TEXT, extension_name TEXT);"
        "INSERT INTO gpkg_extensions VALUES ('quays', 'gpkg_rtree_index'), ('quays', 'gpkg_webp');"
    )
    copy = copy_of(database(tmp_path, script), "d.sqlite", clear=False)
    assert list(schema(copy)) == ["gpkg_extensions", "quays", "ranks"]
    assert opened(copy).execute("SELECT hex(geom) FROM quays").fetchall() == [(point.upper(),)]
    assert opened(copy).execute("SELECT extension_name FROM gpkg_extensions").fetchall() == [("gpkg_webp",)]
