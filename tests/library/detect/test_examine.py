"""`examine` turns parts of files into findings: right counts, safe places, bounded memory, no values."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pytest

from guardbook.content import Table, Text, Where
from guardbook.detect import examine
from guardbook.findings import Finding, fingerprint

People = tuple[list[str], list[list[str]], list[str | None]]
Make = Callable[..., People]
KEY = b"a key of this test only"


def batches(rows: Sequence[Sequence[str | None]], size: int = 10**6) -> Iterator[Any]:
    for start in range(0, len(rows), size):
        columns = list(zip(*rows[start : start + size], strict=True))
        arrays = [pa.array([cell or None for cell in column], pa.string()) for column in columns]
        yield pa.RecordBatch.from_arrays(arrays, [str(number) for number in range(len(arrays))])


def found(rows: Sequence[Sequence[str | None]], **more: Any) -> list[Finding]:
    return list(examine(Table(batches(rows), **more), KEY))


def counts(findings: Sequence[Finding]) -> dict[tuple[str, str], int]:
    return {(finding.place, finding.category): finding.count for finding in findings}


def test_each_typed_column_gives_one_finding_with_its_count(table_of: Make) -> None:
    headings, rows, _ = table_of(["surname", "NI number", "mobile", "date of birth"], ["Visits"], 500, 1)
    findings = found([headings, *rows])
    assert counts(findings) == {
        ("column 'Surname'", "person-name"): 500,
        ("column 'NI No.'", "national-insurance-number"): 500,
        ("column 'mobileNo'", "phone"): 500,
        ("column 'Date of birth (dd/mm/yyyy)'", "date-of-birth"): 500,
    }
    numbers = {row[1] for row in rows}
    ni = next(f for f in findings if f.category == "national-insurance-number")
    assert ni.distinct.estimate() == len(numbers)
    assert ni.test == sum(row[1].startswith("QQ") for row in rows)
    assert ni.fingerprint in {fingerprint(number, KEY) for number in numbers}
    assert next(f for f in findings if f.category == "phone").test == 500


def test_no_value_of_the_table_stands_in_any_finding(table_of: Make, kinds: tuple[list[str], list[str]]) -> None:
    _, rows, _ = table_of(kinds[0], [], 30, 2)
    shown = " ".join(f"{finding.place} {finding.masked} {finding.fingerprint}" for finding in found(rows))
    assert "column 3" in shown
    leaked = [cell for row in rows for cell in row if len(cell) > 2 and cell in shown]
    assert leaked == []


def test_a_first_row_of_values_is_counted_and_never_shown_as_headings() -> None:
    rows = [["Lee", "Ann", "Leeds"], ["Ray", "Bob", "York"], ["Fox", "Cy", "Hull"], ["Orr", "Di", "Ripon"]]
    declared = list(examine(Table(batches(rows[1:]), header=tuple(rows[0])), KEY))
    for findings in (found(rows), declared):
        assert not any(cell in finding.place for finding in findings for row in rows for cell in row)


def test_personal_headings_are_found_and_not_shown() -> None:
    rows = [["Task", "ann.lee@example.org"], ["Sweep", "1"], ["Paint", "2"], ["Post", "3"]]
    assert counts(found(rows)) == {("column 2", "email"): 1}


def test_rows_without_headings_are_all_counted(table_of: Make) -> None:
    _, rows, _ = table_of(["e-mail", "postcode"], ["Amount"], 40, 3)
    assert counts(found(rows)) == {("column 1", "email"): 40, ("column 2", "postcode"): 40}


def test_three_rows_under_headings_are_counted() -> None:
    rows = [["Forename", "NI number"], ["Ann", "QQ123456A"], ["Bob", "QQ123456B"], ["Cy", "QQ123456C"]]
    assert sum(finding.count for finding in found(rows)) == 6


def test_hidden_columns_and_tables_carry_their_code(table_of: Make) -> None:
    headings, rows, _ = table_of(["NI number", "e-mail"], [], 10, 4)
    findings = found([headings, *rows], hidden_columns={1: "hidden-columns"})
    assert {finding.category: finding.hidden for finding in findings} == {
        "national-insurance-number": None,
        "email": "hidden-columns",
    }
    assert {f.hidden for f in found(rows, header=tuple(headings), hidden="hidden-rows")} == {"hidden-rows"}


def test_personal_data_in_notes_is_attributed_to_their_column(table_of: Make) -> None:
    headings, rows, _ = table_of(["postcode"], ["Status", "Visits"], 300, 5)
    for number in (3, 50, 299):
        rows[number][1] = f"rang from 07700 90012{number % 10}, NI number QQ123456{'ABC'[number % 3]}"
    assert counts(found([headings, *rows])) == {
        ("column 'Postcode'", "postcode"): 300,
        ("column 2", "phone"): 3,
        ("column 2", "national-insurance-number"): 3,
    }


def test_a_stray_value_in_a_typed_column_is_found_as_what_it_is(table_of: Make) -> None:
    headings, rows, _ = table_of(["surname", "NI number"], [], 200, 6)
    rows[9][0] = "ann.lee@example.org"
    rows[8][1] = "see ann.lee@example.org"
    assert counts(found([headings, *rows])) == {
        ("column 'Surname'", "person-name"): 199,
        ("column 'Surname'", "email"): 1,
        ("column 'NI No.'", "national-insurance-number"): 199,
        ("column 'NI No.'", "email"): 1,
    }


def test_empty_cells_and_words_for_nothing_are_not_counted(table_of: Make) -> None:
    headings, rows, _ = table_of(["NI number"], ["Visits"], 100, 7)
    for number, nothing in enumerate(["", "  ", "n/a", "Unknown", "-"]):
        rows[number][0] = nothing
    assert counts(found([headings, *rows])) == {("column 'NI No.'", "national-insurance-number"): 95}


def test_batches_cut_otherwise_give_the_same_findings(table_of: Make) -> None:
    chosen = ["forename", "surname", "e-mail", "postcode", "NI number", "address line"]
    headings, rows, _ = table_of(chosen, ["Status", "Visits"], 20_000, 8)
    rows[15_000][6] = "write to bob.ray@example.org"
    seen = []
    for size in (100_000, 777, 8192):
        findings = list(examine(Table(batches([headings, *rows], size)), KEY))
        seen.append([(f.place, f.category, f.count, f.test, f.distinct.smallest.tolist()) for f in findings])
    assert seen[0] == seen[1] == seen[2]
    assert ("column 7", "email", 1) in [item[:3] for item in seen[0]]


def test_a_column_whose_later_rows_hold_something_else_is_judged_anew(table_of: Make) -> None:
    _, rows, _ = table_of(["NI number"], [], 20_000, 9)
    dice = random.Random(10)
    later: list[list[str | None]] = [[str(dice.randrange(500)), None] for _ in range(10_000)]
    later += [[number, f"{number.lower()}@example.org"] for (number,) in rows]
    totals = {finding.category: finding.count for finding in found(later)}
    assert totals == {"national-insurance-number": 20_000, "email": 20_000}


def test_memory_does_not_grow_with_the_table(table_of: Make) -> None:
    _, rows, _ = table_of(["full name", "e-mail", "full address"], ["UUID", "Amount"], 4000, 11)
    piece = next(iter(batches(rows)))
    peak = 0

    def stream() -> Iterator[Any]:
        nonlocal peak
        for _ in range(80):
            peak = max(peak, pa.total_allocated_bytes())
            yield pa.RecordBatch.from_arrays([pa.concat_arrays([c, c]) for c in piece.columns], piece.schema.names)

    before = pa.total_allocated_bytes()
    findings = list(examine(Table(stream()), KEY))
    assert max(finding.count for finding in findings) == 80 * 8000
    assert peak - before < 32 * 1024**2


def test_the_cut_leaves_out_what_is_less_sure(table_of: Make) -> None:
    headings, rows, _ = table_of(["NI number"], [], 50, 12)
    assert list(examine(Table(batches([headings, *rows])), KEY, cut=0.99)) == []


@pytest.mark.parametrize("names", [True, False])
def test_names_in_notes_are_looked_for_when_asked(names: bool) -> None:
    rows = [["Ref", "Notes"]] + [[f"R{number}", f"Case {number} was closed"] for number in range(20)]
    rows[5][1] = "Mrs Margaret Thompson rang about the case"
    categories = {f.category for f in examine(Table(batches(rows)), KEY, names=names)}
    assert ("person-name" in categories) == names


def test_empty_tables_are_no_trouble() -> None:
    assert found([["", ""], ["", ""]]) == []
    assert list(examine(Table(iter(())), KEY)) == []
    assert list(examine(Table(iter(()), header=("a", "b")), KEY)) == []


def test_running_text_gives_one_finding_a_category() -> None:
    where = Where().into("page", 3)
    text = "NI number QQ 12 34 56 A. NI number: QQ123456A; e-mail ann.lee@example.org"
    findings = list(examine(Text(text, where, hidden="comment"), KEY))
    assert {(f.category, f.place, f.hidden, f.count, f.distinct.estimate()) for f in findings} == {
        ("national-insurance-number", "page 3", "comment", 2, 1),
        ("email", "page 3", "comment", 1, 1),
    }


def test_cells_of_a_very_wide_table_are_all_scanned() -> None:
    width = 2500
    rows: list[list[str | None]] = [[str(number % 7) for number in range(width)] for _ in range(5)]
    rows[3][2400] = "write to ann.lee@example.org"
    assert counts(found(rows)) == {("", "email"): 1}


def test_a_form_of_labels_and_values_is_examined_as_such() -> None:
    rows = [["Name", "Jane Smith"], ["Date of birth:", "01/02/1980"], ["NI number", "QQ123456A"], ["Team", "North"]]
    findings = found(rows, where=Where().into("sheet", 1, "Form"))
    assert counts(findings) == {
        ("sheet 'Form'", "person-name"): 1,
        ("sheet 'Form'", "date-of-birth"): 1,
        ("sheet 'Form'", "national-insurance-number"): 1,
    }
