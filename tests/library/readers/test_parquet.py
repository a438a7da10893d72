"""Parquet and Arrow: typed columns become the strings people write, binary values files of their own."""

import datetime
import decimal
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import feather, parquet

from tests.library.readers.planted import read_whole, zipped

PEOPLE = pa.table(
    {
        "name": ["Anne", "", None],
        "number": [12345678901234567, None, 3],
        "born": [datetime.date(1990, 1, 2)] * 3,
        "seen": [datetime.datetime(2020, 1, 2), datetime.datetime(2020, 1, 2, 3, 4, 5), None],
        "pay": [decimal.Decimal("1.20")] * 3,
        "home": [{"town": "Leeds", "post": {"code": "LS1"}}] * 3,
        "mails": [["a@example.org", "b@example.org"], [], None],
        "grade": pa.array(["HEO", "EO", "HEO"]).dictionary_encode(),
        "nothing": pa.nulls(3),
    }
)


def as_parquet(table: Any) -> bytes:
    file = BytesIO()
    parquet.write_table(table, file, row_group_size=2)
    return file.getvalue()


def as_stream(table: Any) -> bytes:
    file = BytesIO()
    with pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table)
    return file.getvalue()


def as_file(table: Any) -> bytes:
    file = BytesIO()
    feather.write_feather(table, file)
    return file.getvalue()


WAYS = [as_parquet, as_stream, as_file]
Way = Callable[[Any], bytes]


@pytest.mark.parametrize("way", WAYS)
def test_every_type_becomes_what_people_write(way: Way) -> None:
    seen = read_whole(way(PEOPLE), "people")
    assert seen.headers == [
        ("name", "number", "born", "seen", "pay", "home.town", "home.post.code", "mails", "grade", "nothing")
    ]
    assert seen.visible_rows[0] == [
        "Anne", "12345678901234567", "1990-01-02", "2020-01-02", "1.20", "Leeds", "LS1",
        "a@example.org; b@example.org", "HEO", None,
    ]  # fmt: skip
    assert seen.visible_rows[1][:4] == [None, None, "1990-01-02", "2020-01-02 03:04:05.000000"]
    assert not seen.problems


@pytest.mark.parametrize("way", WAYS)
def test_metadata_is_read_as_hidden(way: Way) -> None:
    seen = read_whole(way(PEOPLE.replace_schema_metadata({"owner": "META-MARK"})), "people")
    assert seen.codes("META-MARK") == {"file-metadata"}


@pytest.mark.parametrize("way", WAYS)
def test_binary_values_are_read_as_files_and_others_are_counted(way: Way) -> None:
    archive = zipped({"inner.txt": "INNER-MARK"})
    picture = b"\x93NUMPY" + bytes(90)
    table = pa.table({"id": ["1", "2", "3"], "scan": pa.array([archive, picture, b"\xff\0"], pa.binary())})
    seen = read_whole(way(table), "scans")
    assert seen.codes("INNER-MARK") == {None}
    assert seen.problems == ["1 binary value is of no format Guardbook reads"]


@pytest.mark.parametrize("way", WAYS)
def test_texts_stored_as_bytes_are_cells(way: Way) -> None:
    table = pa.table({"name": pa.array([b"Anne Example", b"", None], pa.binary())})
    assert read_whole(way(table), "old").visible_rows == [["Anne Example"], [None], [None]]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("length", [9, 200, 1200])
def test_a_file_cut_off_is_a_problem_and_tells_no_value(way: Way, length: int) -> None:
    seen = read_whole(way(PEOPLE)[:length], "cut.parquet")
    assert seen.problems
    assert not any("Anne" in problem for problem in seen.problems)


def test_an_encrypted_file_is_unreadable_with_the_remedy() -> None:
    assert "without encryption" in read_whole(b"PARE" + bytes(100) + b"PARE", "locked.parquet").problems[0]


def test_row_groups_are_read_one_after_another() -> None:
    table = pa.table({"number": list(range(100_000))})
    assert len(read_whole(as_parquet(table.slice(0, 50_000)), "large.parquet").visible_rows) == 50_000


@pytest.mark.parametrize("way", WAYS)
def test_values_that_a_column_lists_and_no_row_uses_are_told(way: Way) -> None:
    table = pa.table({"team": pa.array(["a", "b", "MARK"]).dictionary_encode(), "n": [1, 2, 3]})
    seen = read_whole(way(table.slice(0, 2)), "teams")
    assert seen.tables == [([["a", "1"], ["b", "2"]], None), ([["MARK"]], "unused-dictionary")]


def test_values_listed_in_a_file_of_another_program_are_told() -> None:
    table = pa.table({"team": pa.array(["a", "b", "MARK"]).dictionary_encode()}).slice(0, 2)
    file = BytesIO()
    parquet.write_table(table, file, store_schema=False)
    assert read_whole(file.getvalue(), "teams.parquet").codes("MARK") == {"unused-dictionary"}


@pytest.mark.parametrize("way", WAYS)
def test_an_honest_file_keeps_nothing_beside_its_rows(way: Way) -> None:
    names = [f"Person {number} of a rather long name" for number in range(50)]
    columns = {
        "name": names,
        "pay": [number - 0.5 for number in range(50)],
        "zero": [0.0] * 50,
        "day": [datetime.date(2024, 1, 1 + number % 9) for number in range(50)],
        "at": [datetime.datetime(2024, 1, 1, number % 24, tzinfo=datetime.UTC) for number in range(50)],
        "cost": [decimal.Decimal(number) / 4 for number in range(50)],
        "yes": [number % 2 == 0 for number in range(50)],
        "group": pa.array(["a", "b"] * 25).dictionary_encode(),
    }
    seen = read_whole(way(pa.table(columns)), "honest")
    assert [code for _, code in seen.tables] == [None]
    assert seen.problems == []


def test_statistics_of_rows_that_are_gone_are_told() -> None:
    data = as_parquet(pa.table({"name": ["Anne Example", "Bob Example"], "n": [1, 2]}))
    place = data.rfind(b"Anne Example", 0, data.rfind(b"ARROW:schema"))
    seen = read_whole(data[:place] + b"Ann  MARKED " + data[place + 12 :], "stale.parquet")
    assert seen.codes("MARKED") == {"column-statistics"}


def test_bytes_between_the_groups_of_rows_are_told() -> None:
    sink = pa.BufferOutputStream()
    table = pa.table({"name": ["Anne", "Bob"]})
    with parquet.ParquetWriter(sink, table.schema) as writer:
        writer.write_table(table)
        sink.write(b"MARK in a gap")
        writer.write_table(table)
    seen = read_whole(sink.getvalue().to_pybytes(), "gap.parquet")
    assert (seen.codes("MARK in a gap"), len(seen.visible_rows)) == ({"archive-gap"}, 4)
    assert seen.problems == ["bytes between its columns that belong to none: write the file anew"]


def test_bytes_before_the_footer_are_told() -> None:
    data = as_parquet(pa.table({"name": ["Anne", "Bob"]}))
    footer = int.from_bytes(data[-8:-4], "little") + 8
    seen = read_whole(data[:-footer] + b"MARK in a gap" + data[-footer:], "gap.parquet")
    assert (seen.codes("MARK in a gap"), len(seen.visible_rows)) == ({"archive-gap"}, 2)


def test_indexes_and_filters_are_no_gap() -> None:
    file = BytesIO()
    table = pa.table({"name": [f"Office {number}" for number in range(3000)], "n": list(range(3000))})
    options = {"name": {"ndv": 3000, "fpp": 0.05}}
    parquet.write_table(
        table, file, write_page_index=True, bloom_filter_options=options, row_group_size=1000, max_rows_per_page=100
    )
    seen = read_whole(file.getvalue(), "indexed.parquet")
    assert (seen.problems, [code for _, code in seen.tables]) == ([], [None])
