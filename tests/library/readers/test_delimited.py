"""Delimited text: every row is read, whatever the dialect, and what stands past the headings is told."""

import codecs
import time
from io import BytesIO

import pytest

from guardbook.content import Limits, Source, Table
from guardbook.readers import Reading, delimited
from guardbook.readers.delimited import BLOCK
from tests.library.readers.planted import read_whole

PEOPLE = [["Name", "Town", "Born"], ["Anne Example", "Leeds", "1990-01-02"], ["Bob Example", "York", "1991-02-03"]]


def lines(rows: list[list[str]], delimiter: str = ",", end: str = "\n") -> str:
    return "".join(delimiter.join(row) + end for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "¬", "~"])
def test_any_delimiter_gives_the_same_rows(delimiter: str) -> None:
    seen = read_whole(lines(PEOPLE * 2, delimiter).encode(), "people.csv")
    assert seen.visible_rows == PEOPLE * 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_any_encoding_gives_the_same_rows(encoding: str) -> None:
    rows = [["Name", "Stadt"], *([["Zoë Müller", "Köln"], ["René Løve", "Århus"]] * 20)]
    assert read_whole(lines(rows, ";", "\r\n").encode(encoding), "people.csv").visible_rows == rows


def test_utf16_larger_than_a_block_is_read_to_its_end() -> None:
    rows = [["Name", "Number"], *([f"Zoë {number}", str(number)] for number in range(60_000))]
    assert read_whole(lines(rows, "¬").encode("utf-16"), "people.csv").visible_rows == rows


def test_a_stray_byte_in_utf8_is_read_as_western_and_loses_no_row() -> None:
    data = lines(PEOPLE * 9).encode() + b"Ren\xe9 Example,Bath,1992-03-04\n" + lines(PEOPLE[1:]).encode()
    rows = read_whole(data, "people.csv").visible_rows
    assert ["René Example", "Bath", "1992-03-04"] in rows
    assert len(rows) == 30


def test_quotes_keep_delimiters_line_ends_and_quotes() -> None:
    rows = read_whole(b'Name,Note\n"Example, Anne","two\nlines"\n"Bob ""B"" Example",x\n' * 3, "n.csv").visible_rows
    assert rows[1:3] == [["Example, Anne", "two\nlines"], ['Bob "B" Example', "x"]]


def test_titles_above_the_table_are_text_and_the_table_begins_at_its_headings() -> None:
    seen = read_whole(b"Staff of the Example Agency,,\nMade 2020,,\n\n" + lines(PEOPLE * 2).encode(), "staff.csv")
    assert seen.visible == "Staff of the Example Agency\nMade 2020"
    assert seen.visible_rows == PEOPLE * 2


def test_tables_one_below_another_are_tables_of_their_own() -> None:
    second = [["Code", "Amount"], ["X1", "20"], ["X2", "30"], ["X3", "44"]]
    seen = read_whole(f"{lines(PEOPLE)}\n\n{lines(second)}".encode(), "two.csv")
    assert [rows for rows, _ in seen.tables] == [PEOPLE, second]


def test_tables_of_one_width_are_told_apart_by_their_headings() -> None:
    second = [["Code", "Amount", "Paid"], ["X1", "20", "1"], ["X2", "30", "2"]]
    seen = read_whole(f"{lines(PEOPLE)}\n{lines(second)}".encode(), "two.csv")
    assert [rows for rows, _ in seen.tables] == [PEOPLE, second]


def test_blank_lines_between_rows_do_not_cut_a_table() -> None:
    data = "\n\n".join(lines([row]) for row in PEOPLE * 4).encode()
    assert len(read_whole(data, "gaps.csv").tables) == 4
    data = "\n\n".join(lines([row]) for row in [PEOPLE[0], *PEOPLE[1:] * 4]).encode()
    assert [len(rows) for rows, _ in read_whole(data, "gaps.csv").tables] == [9]


def test_short_rows_are_filled_up_and_lose_nothing() -> None:
    rows = read_whole(
        lines([*PEOPLE, ["Cat Example"], ["Dan Example", "Hull"], *PEOPLE[1:]]).encode(), "r.csv"
    ).visible_rows
    assert ["Cat Example", None, None] in rows
    assert ["Dan Example", "Hull", None] in rows


def test_cells_past_the_headings_are_told_when_all_rows_have_them() -> None:
    rows = [["Name", "Town"], *([[f"N{number}", "Leeds", "1", "MARK"] for number in range(5)])]
    seen = read_whole(lines(rows).encode(), "past.csv")
    assert seen.codes("MARK") == {"cells-past-header"}
    assert seen.codes("Leeds") == {None}


def test_cells_past_empty_headings_are_told() -> None:
    rows = [["Name", "Town", "", ""], *([[f"N{number}", "Leeds", "1", "MARK"] for number in range(5)])]
    assert read_whole(lines(rows).encode(), "past.csv").codes("MARK") == {"cells-past-header"}


def test_cells_past_the_headings_are_told_when_one_row_has_them() -> None:
    seen = read_whole(lines([*PEOPLE * 5, ["Eve", "Bath", "1993-01-01", "", "MARK"], *PEOPLE]).encode(), "past.csv")
    assert seen.codes("MARK") == {"cells-past-header"}
    assert seen.codes("Eve") == {None}


@pytest.mark.parametrize("count", [3, 100_000])
def test_headings_wider_than_the_rows_hide_nothing(count: int) -> None:
    rows = [["Name", "Town", "Remarks"], *([["Anne", "Leeds"]] * count), ["Bob", "York", "REMARK"]]
    seen = read_whole(lines(rows).encode(), "wide.csv")
    assert seen.codes("REMARK") == seen.codes("Remarks") == {None}
    assert len(seen.visible_rows) == count + 2


def test_an_honest_table_hides_nothing() -> None:
    seen = read_whole(lines(PEOPLE * 100).encode(), "honest.csv")
    assert {code for _, code in [*seen.tables, *seen.texts]} == {None}
    assert not seen.problems


def test_nul_bytes_do_not_end_a_cell_or_the_file() -> None:
    rows = read_whole(b"Name,Town\nAn\0ne,Leeds\nBob,York\n", "nul.csv").visible_rows
    assert rows[1:] == [["An\0ne", "Leeds"], ["Bob", "York"]]


def test_a_row_longer_than_a_block_is_read_whole_and_what_follows_too() -> None:
    data = b"Name,Note\n" + b"Anne,x\n" * 9 + b"Bob," + b"y" * (2 * BLOCK) + b"\n" + b"Cat,z\n" * 9
    rows = read_whole(data, "long.csv").visible_rows
    assert len(rows) == 20
    assert len(rows[10][1] or "") == 2 * BLOCK


def test_an_endless_line_is_a_problem_and_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "WIDE_BLOCK", BLOCK)
    monkeypatch.setattr(delimited, "LONG_BLOCK", 2 * BLOCK)
    data = b"Name,Note\n" + b"Anne,x\n" * 9 + b"Bob," + b"y " * (4 * BLOCK) + b"MARK"
    seen = read_whole(data, "endless.csv")
    assert seen.codes("Anne") == seen.codes("MARK") == {None}
    assert "longer than" in seen.problems[0]


def test_a_quote_that_never_closes_hides_no_row() -> None:
    rows = [["Item", "Size"], *([f"screw {number}", "2"] for number in range(50)), ['"5 inch', "3"]]
    data = lines(rows) + lines([[f"MARK{number}", "4"] for number in range(200_000)])
    seen = read_whole(data.encode(), "open.csv")
    assert seen.codes("MARK0") == seen.codes("MARK199999") == {None}


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, b"\n\n\n", b",,,\n,,,\n", b"Name"])
def test_hardly_anything_is_read_without_a_problem(data: bytes) -> None:
    assert not read_whole(data, "empty.csv").problems


def test_reading_stops_at_the_limit_of_output() -> None:
    seen = read_whole(lines(PEOPLE * 200_000).encode(), "large.csv", Limits(output=1 << 20))
    assert seen.problems == ["it unpacks to more than 1,048,576 bytes"]


def test_a_regular_file_is_read_fast() -> None:
    data = lines(PEOPLE * 300_000).encode()
    started = time.process_time()
    rows = 0
    for part in Reading().read(Source(BytesIO(data), "fast.csv")):
        assert isinstance(part, Table)
        rows += sum(batch.num_rows for batch in part.batches)
    assert rows == 900_000
    assert len(data) / (time.process_time() - started) > 40e6


@pytest.mark.parametrize("blank", ["\n", ",,\n", "\r\n"])
@pytest.mark.parametrize("count", [150, 5000])
def test_rows_far_below_the_table_are_told(blank: str, count: int) -> None:
    seen = read_whole((lines(PEOPLE * 5) + blank * count + "Eve,Bath,MARK\nAda,Hull,1999-01-01\n").encode(), "far.csv")
    assert (seen.codes("MARK"), seen.codes("Ada"), seen.codes("Anne")) == ({"far-cells"}, {"far-cells"}, {None})


def test_some_blank_lines_or_blank_lines_alone_make_nothing_far() -> None:
    for data in (lines(PEOPLE) + "\n" * 20 + lines(PEOPLE), "\n" * 500 + lines(PEOPLE) + ",,\n" * 5000):
        assert read_whole(data.encode(), "near.csv").codes("Leeds") == {None}
