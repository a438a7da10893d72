"""Tables far larger than memory may hold, and files as large as departments release them."""

from pathlib import Path

import pytest

from benchmarks.large import CALAMINE, PAGES, PDFIUM, ROWS, check, extract
from benchmarks.large_files import write_pdf, write_workbook
from benchmarks.memory import peak, write_people

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_csv_of_5_gigabytes_is_scanned_in_under_500_megabytes(tmp_path: Path, jobs: int) -> None:
    path = tmp_path / "people.csv"
    write_people(path, 5_000_000_000)
    most, _ = peak(path, jobs)
    assert most < 500_000_000


@pytest.mark.parametrize("shared", [True, False], ids=["as Excel writes it", "as openpyxl writes it"])
def test_a_workbook_of_a_million_rows_is_checked_in_two_minutes_and_a_gigabyte(tmp_path: Path, shared: bool) -> None:
    path = tmp_path / "payments.xlsx"
    write_workbook(path, ROWS, shared=shared)
    _is_checked_in_time(path, CALAMINE)


def test_a_pdf_of_a_thousand_pages_is_checked_in_two_minutes_and_a_gigabyte(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    write_pdf(path, PAGES)
    _is_checked_in_time(path, PDFIUM)


def _is_checked_in_time(path: Path, plain: str) -> None:
    checked, extracted = check(path), extract(path, plain)
    print(f"{checked.seconds:.0f} s, {checked.processor / extracted.processor:.1f} times plain extraction")
    assert checked.code in (0, 1)
    assert checked.seconds < 120
    assert checked.memory < 1_000_000_000
