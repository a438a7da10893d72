"""Every file that leaks and is no office document has a clear copy, with every declared value, that opens."""

import shutil
from pathlib import Path

import pytest

from guardbook.errors import GuardbookError
from guardbook.release import check_file
from guardbook.release.declaration import parse_declaration
from tests.leaks import honest, leaks
from tests.leaks.case import Honest, Leak
from tests.leaks.checking import clean, make, missing, place, told
from tests.leaks.office import batch, convert
from tests.leaks.reading_back import words_of

KINDS = frozenset(
    "CSV TSV EML MBOX ZIP TAR TAR.GZ GZIP HTML XML GPX SVG JSON GeoJSON SQLite GeoPackage Parquet ICS".split()
)
PAGE = "HTML as XLS"
"""A web page that is named as a spreadsheet: its copy is named as what it is."""
PICTURES = frozenset("JPEG PNG GIF TIFF WebP".split())
OPENED = frozenset((".csv", ".html", ".svg", ".jpg", ".png", ".gif", ".tif"))
"""Endings of copies that LibreOffice opens."""


def _is_data(case: Leak | Honest) -> bool:
    return case.kind in {*KINDS, *PICTURES, PAGE} and not missing(case)


LEAKS = {case.name: case for case in leaks() if _is_data(case)}
CLEANABLE = {name: case for name, case in LEAKS.items() if case.cleanable and not case.unreadable}
HONEST = {case.name: case for case in honest() if _is_data(case)}
CASES: dict[str, Leak | Honest] = {**CLEANABLE, **HONEST}


def copied(folder: Path, case: Leak | Honest) -> Path:
    """The copy of a case in the copies' folder."""
    return folder / f"{case.name}.html" if case.kind == PAGE else place(folder, case)


OPENABLE = [name for name, case in CASES.items() if copied(Path(), case).suffix in OPENED]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file, in one folder."""
    return make(tmp_path_factory.mktemp("data"), [*LEAKS.values(), *HONEST.values()])


@pytest.fixture(scope="module")
def copies(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of each file that has one."""
    folder = tmp_path_factory.mktemp("copies")
    for case in CASES.values():
        clean(place(files, case), copied(folder, case), case.declaration)
    return folder


@pytest.fixture(scope="module")
def opened(copies: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What LibreOffice makes of the copies that it opens, as PDF."""
    folder = tmp_path_factory.mktemp("opened")
    with batch():
        for name in OPENABLE:
            copy = Path(shutil.copy(copied(copies, CASES[name]), folder))
            convert(copy, copy.with_suffix(".pdf"), "pdf")
    return folder


@pytest.mark.parametrize("name", CASES)
def test_the_copy_is_clear(copies: Path, name: str) -> None:
    verdict = check_file(copied(copies, CASES[name]), parse_declaration(CASES[name].declaration))
    assert verdict.verdict == "clear", told(verdict)


@pytest.mark.parametrize("name", CLEANABLE)
def test_every_declared_value_stays(copies: Path, name: str) -> None:
    copy = copied(copies, CLEANABLE[name])
    words = words_of(copy.name, copy.read_bytes())
    assert not [value for value in CLEANABLE[name].kept if value not in words]


@pytest.mark.parametrize("name", HONEST)
def test_the_copy_of_an_honest_file_holds_about_as_much(files: Path, copies: Path, name: str) -> None:
    copy, original = copied(copies, HONEST[name]), place(files, HONEST[name])
    if original.suffix in (".tsv", ".csv"):
        assert copy.read_bytes().count(b"\n") >= 0.9 * original.read_bytes().count(b"\n")
    else:
        made, was = (words_of(copy.name, path.read_bytes()) for path in (copy, original))
        assert len(made.split()) >= 0.6 * len(was.split())


@pytest.mark.parametrize("name", OPENABLE)
def test_the_copy_opens(opened: Path, name: str) -> None:
    assert (opened / f"{CASES[name].name}.pdf").stat().st_size > 500


@pytest.mark.parametrize("name", [name for name in LEAKS if name not in CLEANABLE])
def test_what_only_a_person_can_mend_gets_no_clear_copy(files: Path, name: str, tmp_path: Path) -> None:
    case = LEAKS[name]
    out = tmp_path / f"copy{case.ending}"
    try:
        clean(place(files, case), out, case.declaration)
    except GuardbookError:
        return
    assert check_file(out, parse_declaration(case.declaration)).verdict == "blocked"


def test_copies_of_the_same_file_are_the_same(files: Path, copies: Path, tmp_path: Path) -> None:
    for name, case in CLEANABLE.items():
        again = copied(tmp_path, case)
        clean(place(files, case), again, case.declaration)
        assert again.read_bytes() == copied(copies, case).read_bytes(), name
