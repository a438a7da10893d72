"""`find` sees delimited text, judges its columns and returns the cells."""

import csv
import io
import random
from collections.abc import Callable

import pytest

from guardbook.detect import Match, find

Table = tuple[list[str], list[list[str]], list[str | None]]
Make = Callable[..., Table]
HEADINGS = ["Name", "Award", "Citation", "Address 1", "Address 2", "Town", "County", "Postcode"]
HONOURS = "OBE,MBE,CBE,BEM,KCB,DBE".split(",")
CITATIONS = [
    "For services to education",
    "For services to the community in the north",
    "For public and charitable service, particularly during floods",
    "Lately head teacher. For services to children",
    'For services to "small boats" and rescue',
]


def honours(table_of: Make, rows: int, seed: int) -> tuple[list[str], list[list[str]]]:
    """Headings and rows like those of a list of honours."""
    dice = random.Random(seed)
    _, people, _ = table_of(["forename", "surname", "address line", "town", "postcode"], [], rows, seed)
    made = []
    for forename, surname, street, town, postcode in people:
        title = dice.choice(["", "Dr ", "Professor ", "Mrs ", "Mr ", "The Reverend ", "Colonel "])
        middle = dice.choice(["", "Mary ", "James ", "A. ", "Olusegun "])
        family = surname.upper() if dice.random() < 0.7 else surname
        name = f"{title}{forename} {middle}{family}{dice.choice(['', ' OBE', ' QPM', ' JP DL'])}"
        flat = dice.choice(["", "", f"Flat {dice.randrange(1, 30)}", "Rose Cottage"])
        lines = [flat, street] if flat else [street, ""]
        county = dice.choice(["West Yorkshire", "Kent", "Devon", "Gwynedd", ""])
        made.append([name, dice.choice(HONOURS), dice.choice(CITATIONS), *lines, town, county, postcode])
    return HEADINGS, made


def as_text(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def found(text: str, category: str) -> set[str]:
    return {text[m.start : m.end] for m in find(text) if m.category == category}


def recall(text: str, category: str, wanted: list[str]) -> float:
    values = found(text, category)
    return sum(any(value in want for value in values) for want in wanted) / len(wanted)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_names_addresses_and_postcodes_of_an_honours_list_are_found(table_of: Make, delimiter: str) -> None:
    headings, rows = honours(table_of, 300, 1)
    text = as_text([headings, *rows], delimiter)
    assert recall(text, "person-name", [row[0] for row in rows]) >= 0.99
    assert recall(text, "home-address", [row[3] for row in rows]) >= 0.99
    assert recall(text, "postcode", [row[7] for row in rows]) >= 0.99


def test_they_are_found_without_a_heading_row(table_of: Make) -> None:
    rows = honours(table_of, 200, 2)[1]
    text = as_text(rows)
    assert recall(text, "person-name", [row[0] for row in rows]) >= 0.99
    assert recall(text, "home-address", [row[3] for row in rows]) >= 0.95
    assert recall(text, "postcode", [row[7] for row in rows]) >= 0.99


@pytest.mark.parametrize("start", [7, 33, 61, 90])
@pytest.mark.parametrize("end", [-5, -40])
def test_a_piece_cut_anywhere_is_judged_all_the_same(table_of: Make, start: int, end: int) -> None:
    headings, rows = honours(table_of, 60, 3)
    text = as_text([headings, *rows])[start:end]
    assert recall(text, "person-name", [row[0] for row in rows[2:-2]]) >= 0.99
    assert recall(text, "postcode", [row[7] for row in rows[2:-2]]) >= 0.99


def test_offsets_are_those_of_the_values_without_quotes_and_blanks(table_of: Make) -> None:
    rows = [['"Lee, Ann"', " QQ123456A ", "a"], ['"Ray, Bob"', "QQ123456B", "b"], ['"Fox, Cy"', '"QQ123456C"', "c"]]
    text = "Name,NI Number,Team\n" + "\n".join(",".join(row) for row in rows)
    values = [text[m.start : m.end] for m in find(text) if m.category == "national-insurance-number"]
    assert values == ["QQ123456A", "QQ123456B", "QQ123456C"]
    assert found(text, "person-name") == {"Lee, Ann", "Ray, Bob", "Fox, Cy"}


def test_test_values_in_cells_are_marked() -> None:
    text = "Name,NI Number\nAnn Lee,QQ123456A\nBob Ray,QQ123456B\nCy Fox,AB123456C\n"
    marks = [m.test for m in find(text) if m.category == "national-insurance-number"]
    assert marks == [True, True, False]


def test_personal_data_in_notes_and_in_the_wrong_column_is_found(table_of: Make) -> None:
    headings, rows, _ = table_of(["surname", "postcode"], ["Status", "Visits"], 40, 4)
    rows[7][2] = "Call 07700 900123 or write to ann.lee@example.org"
    rows[9][0] = "bob.ray@example.org"
    text = as_text([headings, *rows])
    assert found(text, "email") == {"ann.lee@example.org", "bob.ray@example.org"}
    assert found(text, "phone") == {"07700 900123"}


def test_figures_and_things_hold_nothing(table_of: Make, kinds: tuple[list[str], list[str]]) -> None:
    for opaque in (False, True):
        headings, rows, _ = table_of([], kinds[1], 200, 5, opaque=opaque)
        text = as_text([headings, *rows])
        harmless = {"date", "place", "web-address", "business-address"}
        assert [text[m.start : m.end] for m in find(text) if m.category not in harmless] == []


def test_tables_one_below_the_other_are_judged_each_for_itself(table_of: Make) -> None:
    first = table_of(["NI number", "e-mail"], ["Visits"], 6, 6)
    second = table_of(["postcode", "surname"], ["Amount", "Year"], 6, 7)
    tables = [as_text([headings, *rows]) for headings, rows, _ in (first, second)]
    text = f"Staff list\n\n{tables[0]}\nVisitors, as known\n{tables[1]}"
    categories = [m.category for m in find(text)]
    assert {c: categories.count(c) for c in ("national-insurance-number", "email", "postcode", "person-name")} == {
        "national-insurance-number": 6,
        "email": 6,
        "postcode": 6,
        "person-name": 6,
    }


def test_matches_of_one_category_never_overlap_and_lie_within_the_text(table_of: Make) -> None:
    headings, rows = honours(table_of, 80, 8)
    text = as_text([headings, *rows])
    last: dict[str, Match] = {}
    for match in find(text):
        assert 0 <= match.start < match.end <= len(text)
        before = last.get(match.category)
        assert before is None or before.end <= match.start
        last[match.category] = match


def test_a_heading_row_with_one_row_of_values_is_enough() -> None:
    text = "Surname,NI Number,Date of birth\nLee,QQ123456A,01/02/1980\n"
    assert {m.category for m in find(text)} == {"person-name", "national-insurance-number", "date-of-birth"}


def test_running_text_goes_its_usual_way() -> None:
    text = "Dear Dr Jane Smith,\nYour NI number is QQ123456A, as you said.\nYours, Ann"
    assert "national-insurance-number" in {m.category for m in find(text)}


def test_a_form_of_labels_and_values_is_read_line_by_line() -> None:
    text = (
        "Name,Jane Smith\nDate of birth,01/02/1980\nNI number, AB123456C\n"
        'Address:,"12 High Street, Leeds LS1 4AP"\nSort code,"12-34-56"\nAccount number,12345678\n'
    )
    assert {(m.category, text[m.start : m.end]) for m in find(text)} >= {
        ("person-name", "Jane Smith"),
        ("date-of-birth", "01/02/1980"),
        ("national-insurance-number", "AB123456C"),
        ("home-address", "12 High Street, Leeds LS1 4AP"),
        ("bank-account", "12-34-56"),
        ("bank-account", "12345678"),
    }


def test_broken_letters_and_stray_quotes_do_no_harm() -> None:
    text = 'Name,NI Number\n\udce9mile "Lee,QQ123456A\nBob Ray,QQ123456B\n"Cy Fox,QQ123456C\n'
    values = {text[m.start : m.end] for m in find(text)}
    assert {"QQ123456A", "QQ123456B", "QQ123456C"} <= values
