"""What is held against the declaration, and what reasons come of it."""

import csv
from pathlib import Path

import openpyxl
import pytest

from guardbook.errors import UsageError
from guardbook.release import Declaration, Verdict, check_file
from guardbook.release.verdict import Reason, rule

PEOPLE = [
    ["Name", "Award", "Home address"],
    *(
        [f"{first} {last}", "OBE", f"{number} Oak Road, Leeds, LS{number} {number}AB"]
        for number, (first, last) in enumerate(
            [("Ann", "Smith"), ("Priya", "Patel"), ("John", "Evans"), ("Mary", "Jones"), ("Omar", "Khan")], 1
        )
    ),
]
DECLARED = Declaration(columns=("Name", "Award"), allow=frozenset({"person-name"}))


def _csv(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def _told(verdict: Verdict) -> set[tuple[str, str, str | None, int]]:
    return {(each.code, each.location, each.category, each.count) for each in verdict.reasons}


def test_a_file_of_what_was_declared_is_clear(tmp_path: Path) -> None:
    verdict = check_file(_csv(tmp_path / "list.csv", [row[:2] for row in PEOPLE]), DECLARED)
    assert (verdict.verdict, verdict.reasons) == ("clear", ())
    assert verdict.advice == "Clear: nothing in it goes beyond what was declared."


def test_without_a_declaration_nothing_personal_may_appear(tmp_path: Path) -> None:
    verdict = check_file(_csv(tmp_path / "list.csv", PEOPLE))
    assert verdict.verdict == "blocked"
    assert ("undeclared-category", "column 3 'Home address'", "home-address", 5) in _told(verdict)
    assert ("undeclared-category", "column 1 'Name'", "person-name", 5) in _told(verdict)


def test_an_undeclared_column_blocks_and_says_what_it_holds(tmp_path: Path) -> None:
    verdict = check_file(_csv(tmp_path / "list.csv", PEOPLE), DECLARED)
    assert _told(verdict) == {("undeclared-column", "column 3 'Home address'", "home-address", 5)}
    assert "5 rows hold home addresses" in verdict.reasons[0].message


def test_an_undeclared_column_blocks_whatever_it_holds(tmp_path: Path) -> None:
    rows = [[*row[:2], "yes"] for row in PEOPLE]
    rows[0][2] = "Printed"
    verdict = check_file(_csv(tmp_path / "list.csv", rows), DECLARED)
    assert [(each.code, each.category) for each in verdict.reasons] == [("undeclared-column", None)]


def test_headings_are_compared_without_case_blanks_and_width(tmp_path: Path) -> None:
    rows = [["  NAME ", "Ａｗａｒｄ"], *(row[:2] for row in PEOPLE[1:])]
    assert check_file(_csv(tmp_path / "list.csv", rows), DECLARED).verdict == "clear"


def test_the_same_heading_twice_blocks(tmp_path: Path) -> None:
    rows = [[*row[:2], row[1]] for row in PEOPLE]
    assert {each.code for each in check_file(_csv(tmp_path / "list.csv", rows), DECLARED).reasons} == {
        "repeated-heading"
    }


def test_no_table_may_appear_where_none_was_declared(tmp_path: Path) -> None:
    verdict = check_file(_csv(tmp_path / "list.csv", [row[:2] for row in PEOPLE]), Declaration(columns=()))
    assert "undeclared-table" in {each.code for each in verdict.reasons}


def test_a_table_without_headings_is_not_what_was_declared(tmp_path: Path) -> None:
    verdict = check_file(_csv(tmp_path / "list.csv", [[f"{n} people", f"{n}5.2"] for n in range(4)]), DECLARED)
    assert {each.code for each in verdict.reasons} == {"no-headings"}


def test_a_hidden_column_is_named_by_its_letter_and_heading(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Awards"
    for name, award, address in PEOPLE:
        sheet.append([name, award, None, None, None, address])
    sheet.column_dimensions["F"].hidden = True
    book.save(tmp_path / "list.xlsx")
    verdict = check_file(tmp_path / "list.xlsx", DECLARED)
    first = verdict.reasons[0]
    assert (first.code, first.location) == ("hidden-columns", "sheet 'Awards', column F 'Home address'")
    assert first.message.startswith("Column F, 'Home address', is hidden. 5 rows hold home addresses")


def test_hidden_content_that_was_declared_to_stay_is_treated_as_visible(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Award"])
    book.active.append(["Ann Smith", "OBE"])
    more = book.create_sheet("More")
    more.append(["Name", "Salary"])
    more.append(["Priya Patel", "£30,000"])
    more.sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")
    allowed = Declaration(columns=("Name", "Award"), allow=DECLARED.allow, hidden=frozenset({"hidden-sheet"}))
    verdict = check_file(tmp_path / "list.xlsx", allowed)
    assert {(each.code, each.location) for each in verdict.reasons} == {
        ("undeclared-column", "sheet 'More', column B 'Salary'")
    }


def test_what_cannot_be_read_is_never_clear(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    verdict = check_file(path)
    assert verdict.verdict == "unreadable"
    assert {each.code for each in verdict.reasons} == {"not-read"}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.csv cannot be opened \(No such file or directory\)"):
        check_file(tmp_path / "gone.csv")


def test_the_same_bytes_give_the_same_verdict(tmp_path: Path) -> None:
    path = _csv(tmp_path / "list.csv", PEOPLE)
    assert check_file(path) == check_file(path)


def test_no_value_stands_in_a_verdict(tmp_path: Path) -> None:
    told = str(check_file(_csv(tmp_path / "list.csv", PEOPLE)).to_json())
    assert not [cell for row in PEOPLE[1:] for cell in (row[0], row[2]) if cell in told]


def test_a_first_row_of_values_is_never_shown_as_headings(tmp_path: Path) -> None:
    told = str(check_file(_csv(tmp_path / "list.csv", PEOPLE[1:]), DECLARED).to_json())
    assert "Ann" not in told and "Oak Road" not in told


def test_reasons_are_sorted_by_harm_and_told_once() -> None:
    def reason(code: str, category: str | None, severity: str = "block") -> Reason:
        return Reason(code, severity, "page 1", category, 2, code)  # type: ignore[arg-type]

    told = [reason("a", "person-name"), reason("b", None, "advice"), reason("c", "health"), reason("a", "person-name")]
    verdict = rule("f", "0", told)
    assert [(each.code, each.count) for each in verdict.reasons] == [("c", 2), ("a", 4), ("b", 2)]


def test_a_leak_is_worse_than_what_could_not_be_read() -> None:
    unread = Reason("not-read", "block", "", None, 1, "…")
    leak = Reason("comment", "block", "", None, 1, "…")
    assert rule("f", "0", [unread]).verdict == "unreadable"
    assert rule("f", "0", [unread, leak]).verdict == "blocked"
