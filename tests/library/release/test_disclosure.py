"""What numbers give away: small counts, rows that stand alone, totals that undo suppression."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from guardbook.release import Declaration, check_file
from guardbook.release.counts import count_table
from guardbook.release.declaration import Disclosure
from guardbook.release.suppression import given_away


def _check(tmp_path: Path, rows: list[list[str]], **asked: object) -> list[tuple[str, str, int]]:
    path = tmp_path / "t.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    disclosure = replace(Disclosure(), **asked)  # type: ignore[arg-type]
    return [
        (each.code, each.severity, each.count) for each in check_file(path, Declaration(disclosure=disclosure)).reasons
    ]


DEATHS = [
    ["Area", "Deaths", "Births"],
    ["Leeds", "12", "140"],
    ["York", "3", "87"],
    ["Hull", "1", "55"],
    ["Bath", "0", "60"],
]


def test_small_counts_are_advice_by_default(tmp_path: Path) -> None:
    assert _check(tmp_path, DEATHS) == [("small-numbers", "advice", 2)]


def test_they_block_where_the_declaration_says_so(tmp_path: Path) -> None:
    assert _check(tmp_path, DEATHS, block=True) == [("small-numbers", "block", 2)]


def test_the_threshold_is_the_declarations(tmp_path: Path) -> None:
    assert _check(tmp_path, DEATHS, threshold=2) == [("small-numbers", "advice", 1)]
    assert _check(tmp_path, DEATHS, threshold=0) == []


def test_years_ranks_and_prices_are_no_counts(tmp_path: Path) -> None:
    rows = [["School", "Year", "Rank"], ["A", "1", "1"], ["B", "2", "2"], ["C", "3", "3"]]
    assert _check(tmp_path, rows) == []


def test_rows_that_few_share_are_counted(tmp_path: Path) -> None:
    rows = [
        ["Band", "Town", "Score"],
        *[["20-29", "Leeds", "5.5"]] * 6,
        ["80-89", "Leeds", "6.5"],
        ["80-89", "York", "7.5"],
    ]
    asked = {"quasi_identifiers": ("band", "Town"), "threshold": 0}
    assert _check(tmp_path, rows, **asked) == [("few-alike", "advice", 2)]
    assert _check(tmp_path, rows, **asked, k=1) == []
    assert _check(tmp_path, rows, **asked, k=7, block=True) == [("few-alike", "block", 8)]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        # one hidden cell in a row with its total
        ([["Leeds", "[c]", "10", "13"], ["York", "20", "30", "50"], ["Hull", "7", "8", "15"]], 1),
        # two in each row and column hide one another
        (
            [
                ["Leeds", "[c]", "[c]", "13"],
                ["York", "[c]", "[c]", "50"],
                ["Hull", "7", "8", "15"],
                ["Total", "37", "41", "78"],
            ],
            0,
        ),
        # two in a row, but each is alone in its column
        (
            [
                ["Leeds", "c", "c", "13"],
                ["York", "20", "30", "50"],
                ["Hull", "7", "8", "15"],
                ["Total", "30", "48", "78"],
            ],
            2,
        ),
        # the total is kept back as well
        ([["Leeds", "*", "10", "*"], ["York", "20", "30", "50"], ["Hull", "7", "8", "15"]], 0),
        # nothing is suppressed
        ([["Leeds", "3", "10", "13"], ["York", "20", "30", "50"], ["Hull", "7", "8", "15"]], 0),
    ],
)
def test_totals_that_undo_suppression_are_found(rows: list[list[str]], count: int) -> None:
    table = count_table(["Area", "Women", "Men", "Total"], list(zip(*rows, strict=True)))
    assert table and given_away(table) == count


def test_undone_suppression_is_told(tmp_path: Path) -> None:
    rows = [
        ["Area", "Women", "Men", "Total"],
        ["Leeds", "<5", "10", "13"],
        ["York", "20", "30", "50"],
        ["Hull", "7", "8", "15"],
    ]
    assert ("undone-suppression", "advice", 1) in _check(tmp_path, rows)
