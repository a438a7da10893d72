"""Every text and every presentation that leaks has a clear copy that opens, with every declared value."""

import shutil
from pathlib import Path

import pypdfium2
import pytest

from guardbook.errors import GuardbookError
from guardbook.release import check_file
from guardbook.release.declaration import parse_declaration
from tests.leaks import honest, leaks
from tests.leaks.case import Honest, Leak
from tests.leaks.checking import clean, make, missing, place, told
from tests.leaks.office import batch, convert

KINDS = frozenset("DOCX ODT RTF PPTX ODP".split())
OFFICE = shutil.which("soffice")

LEAKS = {case.name: case for case in leaks() if case.kind in KINDS and not missing(case)}
CLEANABLE = {name: case for name, case in LEAKS.items() if case.cleanable and not case.unreadable}
HONEST = {f"{case.name}{case.ending}": case for case in honest() if case.kind in KINDS and not missing(case)}
CASES: dict[str, Leak | Honest] = {**CLEANABLE, **HONEST}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file, in one folder."""
    return make(tmp_path_factory.mktemp("documents"), [*LEAKS.values(), *HONEST.values()])


@pytest.fixture(scope="module")
def copies(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of each file that has one."""
    folder = tmp_path_factory.mktemp("copies")
    for case in CASES.values():
        clean(place(files, case), place(folder, case), case.declaration)
    return folder


@pytest.fixture(scope="module")
def opened(copies: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What LibreOffice makes of each copy, as PDF."""
    if OFFICE is None:
        pytest.skip("copies are opened with LibreOffice (soffice), which is not installed")
    folder = tmp_path_factory.mktemp("opened")
    with batch():
        for name, case in CASES.items():
            copy = Path(shutil.copy(place(copies, case), folder / f"{name.replace('.', '-')}{case.ending}"))
            convert(copy, _shown(folder, name), "pdf")
    return folder


def _shown(folder: Path, name: str) -> Path:
    return folder / f"{name.replace('.', '-')}.pdf"


@pytest.mark.parametrize("name", CASES)
def test_the_copy_is_clear(copies: Path, name: str) -> None:
    verdict = check_file(place(copies, CASES[name]), parse_declaration(CASES[name].declaration))
    assert verdict.verdict == "clear", told(verdict)


@pytest.mark.parametrize("name", CLEANABLE)
def test_the_copy_opens_and_shows_every_declared_value(opened: Path, name: str) -> None:
    with pypdfium2.PdfDocument(_shown(opened, name)) as pages:
        words = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    assert not [value for value in CLEANABLE[name].kept if value not in words]


@pytest.mark.parametrize("name", HONEST)
def test_the_copy_of_an_honest_file_opens(opened: Path, name: str) -> None:
    with pypdfium2.PdfDocument(_shown(opened, name)) as pages:
        assert len(pages[0].get_textpage().get_text_range().split()) > 3


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
    for name in ("docx-tracked-move", "docx-cropped-picture", "rtf-comment", "pptx-alt-text"):
        if name in CLEANABLE:
            again = place(tmp_path, CLEANABLE[name])
            clean(place(files, CLEANABLE[name]), again, CLEANABLE[name].declaration)
            assert again.read_bytes() == place(copies, CLEANABLE[name]).read_bytes(), name
