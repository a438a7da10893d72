"""Old workbooks, made by LibreOffice: the same rows and the same hidden places as in new ones."""

import struct
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import xlwt

from guardbook.content import Limits
from guardbook.errors import Unreadable
from guardbook.readers.colours import WHITE
from guardbook.readers.ole import streams_of, words_in
from guardbook.readers.vba import macro_sources
from guardbook.readers.xls.boxes import paper_of, words_of_box
from tests.library.readers.planted import ole_file, read_whole, zipped
from tests.library.readers.workbooks import HEADINGS, UNSEEN, honest, planted, unseen

Save = Callable[[bytes, str, str], bytes]


def test_cells_are_read_as_they_are_shown(saved_as: Save) -> None:
    seen = read_whole(saved_as(honest(), "xlsx", "xls"), "staff.xls")
    assert seen.visible_rows[0] == HEADINGS
    assert seen.visible_rows[1] == ["Anne Example 1", "1990-01-01", "00000001", "plain 1", "12345678901235"]
    assert not seen.problems


@pytest.mark.parametrize(
    ("marker", "code"),
    [
        ("COLUMN-MARK", "hidden-columns"),
        ("ROW-MARK", "hidden-rows"),
        ("NOTE-MARK", "comment"),
        ("LINK-MARK", "link-target"),
        ("FAR-MARK", "far-cells"),
        ("BELOW-MARK", "far-cells"),
        ("HEADER-MARK", "header-footer"),
        ("FOOTER-MARK", "header-footer"),
        ("CHOICE-MARK", "validation-list"),
        ("PROMPT-MARK", "validation-list"),
        ("SHEETNAME-MARK", "structure"),
        ("SHEET-MARK", "hidden-sheet"),
        ("CREATOR-MARK", "document-properties"),
    ],
)
def test_a_planted_marker_is_found_under_its_code(saved_as: Save, marker: str, code: str) -> None:
    seen = read_whole(saved_as(planted(), "xlsx", "xls"), "planted.xls")
    assert code in seen.codes(marker)
    assert None not in seen.codes(marker)
    assert not seen.problems


def test_an_honest_workbook_conceals_nothing(saved_as: Save) -> None:
    seen = read_whole(saved_as(honest(), "xlsx", "xls"), "staff.xls")
    assert {code for _, code in [*seen.texts, *seen.tables]} <= {None, "document-properties", "custom-properties"}


def test_the_records_alone_without_their_container_are_read(saved_as: Save) -> None:
    import olefile

    with olefile.OleFileIO(BytesIO(saved_as(honest(), "xlsx", "xls"))) as container:
        stream = container.openstream("Workbook").read()
    assert read_whole(stream, "staff.xls").visible_rows[0] == HEADINGS


def test_a_workbook_cut_off_is_unreadable(saved_as: Save) -> None:
    assert read_whole(saved_as(honest(), "xlsx", "xls")[:2000], "cut.xls").problems


def test_every_damage_ends_in_parts_or_a_problem_and_tells_no_value(saved_as: Save) -> None:
    data = saved_as(honest(), "xlsx", "xls")
    for at in range(600, len(data), 97):
        seen = read_whole(data[:at] + b"\xff\x01" + data[at + 2 :], "damaged.xls")
        assert not any("Example" in problem for problem in seen.problems)


def test_a_workbook_larger_than_may_be_held_is_unreadable(saved_as: Save) -> None:
    seen = read_whole(saved_as(honest(), "xlsx", "xls"), "staff.xls", Limits(held=1000))
    assert "save it as XLSX" in seen.problems[0]


@pytest.mark.parametrize("marker", UNSEEN)
def test_cells_that_cannot_be_seen_are_told_from_those_that_can(saved_as: Save, marker: str) -> None:
    assert read_whole(saved_as(unseen(), "xlsx", "xls"), "unseen.xls").codes(marker) == {UNSEEN[marker]}


def written(change: Callable[[Any], object]) -> bytes:
    """Return a workbook whose only sheet `change` has written to."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Staff")
    for row in range(6):
        for column, text in enumerate(("Name", "Town") if not row else (f"Anne {row}", f"Leeds {row}")):
            sheet.write(row, column, text)
    change(sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_values_under_merged_cells_are_told() -> None:
    def change(sheet: Any) -> None:
        sheet.write(7, 0, "Total")
        sheet.write(7, 1, "MARK")
        sheet.merged_ranges.append((7, 7, 0, 1))

    seen = read_whole(written(change), "merged.xls")
    assert seen.codes("MARK") == {"covered-cells"}
    assert seen.codes("Total") == {None}


def test_a_white_run_within_a_cell_is_told_and_the_rest_shows() -> None:
    white = xlwt.easyfont("colour white")
    seen = read_whole(written(lambda sheet: sheet.write_rich_text(7, 1, ["Seen ", ("MARK", white)])), "run.xls")
    assert seen.codes("MARK") == {"unseen-text"}
    assert seen.codes("Seen") == {None}


def test_rows_above_frozen_panes_that_nobody_can_scroll_to_are_told() -> None:
    def change(sheet: Any) -> None:
        sheet.panes_frozen, sheet.horz_split_pos, sheet.first_visible_row = True, 1, 3

    assert read_whole(written(change), "frozen.xls").codes("Anne 1") == {"hidden-rows"}


def test_words_of_streams_that_nothing_else_reads_are_told() -> None:
    from tests.library.readers.planted import ole_file

    assert next(iter(streams_of(ole_file("Ctls", b"CONTROL-MARK")))).startswith(b"CONTROL-MARK")
    assert list(words_in(b"\0\1CONTROL-MARK\0\0\x07")) == ["CONTROL-MARK"]


@pytest.mark.parametrize("behind", [b"Name,Mark\nAnne,MARK\nBob,MARK\n", zipped({"a.txt": b"MARK"})])
def test_what_stands_behind_the_last_sector_is_told(saved_as: Save, behind: bytes) -> None:
    data = saved_as(honest(), "xlsx", "xls")
    seen = read_whole(data + behind, "staff.xls")
    assert (seen.codes("MARK"), seen.problems) == ({"data-after-end"}, [])
    assert "data-after-end" not in read_whole(data + bytes(600), "staff.xls").codes("")


def test_what_no_entry_of_the_directory_leads_to_is_read(saved_as: Save) -> None:
    data = saved_as(planted(), "xlsx", "xls")
    at = data.index("\x05SummaryInformation".encode("utf-16-le"))
    seen = read_whole(data[: at + 116] + b"\xfe\xff\xff\xff" + bytes(8) + data[at + 128 :], "a.xls")
    assert "other-part" in seen.codes("CREATOR-MARK")


def test_macros_of_which_no_module_is_found_are_a_problem() -> None:
    with pytest.raises(Unreadable, match="macros are damaged"):
        list(macro_sources(ole_file("Module1", b"nothing")))


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ([(0x1BF, 0x100000)], "No "),
        ([(0x181, 0xFFFFFF), (0x1BF, 0x100010)], "No "),
        ([(0x181, 0x08000041)], "No "),
        ([(0x181, 0x794E1F), (0x1BF, 0x100010)], "No MARK"),
        ([(0x180, 7), (0x1BF, 0x100010)], "No MARK"),
    ],
    ids=["not filled", "filled white", "filled like a window", "filled blue", "filled with a shade"],
)
def test_words_of_a_box_in_the_colour_of_its_paper_are_told(properties: list[tuple[int, int]], shown: str) -> None:
    inner = b"".join(struct.pack("<HI", *each) for each in properties)
    paper = paper_of(struct.pack("<HHI", len(properties) << 4 | 3, 0xF00B, len(inner)) + inner)
    runs = struct.pack("<HHIHHIHHI", 0, 0, 0, 3, 1, 0, 7, 0, 0)
    body = struct.pack("<HHHHHHHHH", 0, 0, 0, 0, 0, 7, len(runs), 0, 0)
    pieces = [b"\0No ", b"\1M\0A\0R\0K\0", runs]
    found = words_of_box(body, pieces, paper, lambda font, paper: font == 1 and paper == WHITE)
    assert found == (shown, "No MARK".removeprefix(shown))
