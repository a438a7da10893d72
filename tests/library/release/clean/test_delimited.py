"""Clean copies of delimited text."""

import csv

import pytest

from guardbook.release.clean import Refused
from tests.library.release.clean.copies import copy_of

COLUMNS = 'columns = ["Rank", "Officers"]\n'
TABLE = "Rank,Officers\r\nConstable,4622\r\nSergeant,1090\r\nInspector,402\r\n"
SECOND = "Vehicle,Number\r\nCars,112\r\nVans,98\r\nBoats,14\r\n"


def rows(copy: bytes) -> list[list[str]]:
    return list(csv.reader(copy.decode().splitlines()))


def test_a_table_of_declared_columns_stays_as_it_is() -> None:
    assert copy_of(TABLE, "ranks.csv", COLUMNS) == TABLE.encode()


def test_notes_above_and_between_tables_stay_rows_of_their_own() -> None:
    data = f"Officers by rank\r\n\r\n{TABLE}\r\nFigures at 31 March\r\n\r\n{SECOND}"
    copy = rows(copy_of(data, "ranks.csv"))
    assert copy[0] == ["Officers by rank"]
    assert [row for row in copy if row and row[0] == "Figures at 31 March" and not any(row[1:])]
    assert copy[copy.index(["Vehicle", "Number"]) - 1] == []


def test_a_second_table_stays_when_its_columns_are_declared() -> None:
    data = f"{TABLE}\r\n\r\n{SECOND}"
    copy = rows(copy_of(data, "ranks.csv", 'columns = ["Rank", "Officers", "Vehicle", "Number"]\n'))
    assert ["Cars", "112"] in copy
    assert ["Constable", "4622"] in copy


def test_a_second_table_of_undeclared_columns_goes() -> None:
    copy = copy_of(f"{TABLE}\r\n\r\n{SECOND}", "ranks.csv", COLUMNS)
    assert b"Boats" not in copy
    assert b"Constable" in copy


def test_a_table_without_headings_is_refused_where_columns_are_declared() -> None:
    with pytest.raises(Refused, match="headings"):
        copy_of("Constable,4622\r\nSergeant,1090\r\nInspector,402\r\n", "n.csv", COLUMNS)


def test_the_copy_is_utf_8_whatever_the_file_was() -> None:
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        data = "Café,Price\r\nQuay,£4\r\nPier,£5\r\nLock,£6\r\n".encode(encoding)
        assert "Café,Price" in copy_of(data, "cafes.csv").decode("utf-8-sig")


def test_excel_s_mark_of_utf_8_stays_where_it_was() -> None:
    assert copy_of("\ufeffName,Price\r\nQuay,£4\r\n".encode(), "c.csv").startswith(b"\xef\xbb\xbfName")


def test_cells_with_quotes_commas_and_lines_stay_cell_by_cell() -> None:
    data = 'Name,Note\r\n"Quay, north","He said ""no"""\r\nPier,"two\nlines"\r\nLock,none\r\n'
    assert copy_of(data, "c.csv") == data.encode()


def test_a_copy_may_be_made_as_tsv() -> None:
    assert copy_of(TABLE, "ranks.csv", COLUMNS, ending="tsv").startswith(b"Rank\tOfficers\r\n")


def test_characters_without_a_shape_go() -> None:
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in "secret")
    copy = copy_of(f"Rank,Officers\r\nConstable{tags},4622\r\nSergeant,1090\r\n", "ranks.csv", COLUMNS)
    assert copy == b"Rank,Officers\r\nConstable,4622\r\nSergeant,1090\r\n"


def test_a_file_of_which_nothing_was_declared_is_refused() -> None:
    with pytest.raises(Refused, match="nothing"):
        copy_of(TABLE, "ranks.csv", 'columns = ["Honour"]\n')
