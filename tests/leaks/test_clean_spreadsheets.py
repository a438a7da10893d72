"""Every spreadsheet that leaks and can be cleaned has a clear copy, with every declared value, that opens."""

import csv
import shutil
from pathlib import Path

import openpyxl
import pytest

from guardbook.errors import GuardbookError
from guardbook.release import check_file
from guardbook.release.declaration import parse_declaration
from tests.leaks import honest, leaks
from tests.leaks.case import Honest, Leak
from tests.leaks.checking import clean, make, missing, place, told
from tests.leaks.office import batch, convert

KINDS = {".xlsx", ".xlsm", ".xls", ".ods"}
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76"


def _is_sheet(case: Leak | Honest) -> bool:
    return case.ending in KINDS and not missing(case) and case.kind[:3] in ("XLS", "ODS")


LEAKS = {case.name: case for case in leaks() if _is_sheet(case)}
CLEANABLE = {name: case for name, case in LEAKS.items() if case.cleanable}
HONEST = {case.name: case for case in honest() if _is_sheet(case)}
CASES: dict[str, Leak | Honest] = {**CLEANABLE, **HONEST}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file, in one folder."""
    return make(tmp_path_factory.mktemp("spreadsheets"), [*LEAKS.values(), *HONEST.values()])


@pytest.fixture(scope="module")
def copies(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of each file that has one, under "opened" what LibreOffice reads in it."""
    folder = tmp_path_factory.mktemp("copies")
    (folder / "opened").mkdir()
    with batch():
        for case in CASES.values():
            copy = copied(folder, case)
            clean(place(files, case), copy, case.declaration)
            moved = Path(shutil.copy(copy, folder / "opened"))
            convert(moved, moved.with_suffix(".csv"), AS_CSV)
    return folder


def copied(folder: Path, case: Leak | Honest) -> Path:
    """The copy of a case in the copies' folder: OpenDocument where the file is, a workbook of today otherwise."""
    return folder / f"{case.name}{'.ods' if case.ending == '.ods' else '.xlsx'}"


def cells_of(path: Path) -> set[str]:
    """The cells of a workbook, as texts."""
    sheets = openpyxl.load_workbook(path).worksheets
    return {str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell}


@pytest.mark.parametrize("name", CASES)
def test_the_copy_is_clear(copies: Path, name: str) -> None:
    verdict = check_file(copied(copies, CASES[name]), parse_declaration(CASES[name].declaration))
    assert verdict.verdict == "clear", told(verdict)


@pytest.mark.parametrize("name", CLEANABLE)
def test_every_declared_value_stays_in_a_cell_of_its_own(copies: Path, name: str) -> None:
    case = CLEANABLE[name]
    copy = copied(copies, case)
    opened = (copies / "opened" / copy.name).with_suffix(".csv").read_text("utf-8")
    read = {cell for row in csv.reader(opened.splitlines()) for cell in row}
    assert set(case.kept) <= read
    assert copy.suffix == ".ods" or set(case.kept) <= cells_of(copy)


@pytest.mark.parametrize("name", HONEST)
def test_the_copy_of_an_honest_file_opens_and_holds_something(copies: Path, name: str) -> None:
    opened = copies / "opened" / f"{name}.csv"
    assert opened.read_text("utf-8").strip(', \n"')


@pytest.mark.parametrize("name", [name for name in LEAKS if name not in CLEANABLE])
def test_what_only_a_person_can_mend_gets_no_clear_copy(files: Path, name: str, tmp_path: Path) -> None:
    case = LEAKS[name]
    out = tmp_path / "copy.xlsx"
    try:
        clean(place(files, case), out, case.declaration)
    except GuardbookError:
        return
    assert check_file(out, parse_declaration(case.declaration)).verdict == "blocked"
