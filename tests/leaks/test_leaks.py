"""Every leak is stopped and its twin is not; every honest file passes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guardbook.readers.hidden import HIDDEN
from guardbook.release import Verdict, check_file
from guardbook.release.codes import REASONS
from guardbook.release.declaration import parse_declaration
from tests.leaks import honest, leaks
from tests.leaks.case import Honest, Leak
from tests.leaks.office import batch

LEAKS = {leak.name: leak for leak in leaks()}
HONEST = {f"{file.name}{file.ending}": file for file in honest()}


def missing(case: Leak | Honest) -> list[str]:
    """The programs that a case needs and this computer has not."""
    return [program for program in case.needs if shutil.which(program) is None]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with all the files, each made once: `leak/`, `twin/` and `honest/`."""
    folder = tmp_path_factory.mktemp("leaks")
    for name in ("leak", "twin", "honest"):
        (folder / name).mkdir()
    with batch():
        for leak in LEAKS.values():
            if not missing(leak):
                leak.build(folder / "leak" / f"{leak.name}{leak.ending}", True)
                leak.build(folder / "twin" / f"{leak.name}{leak.ending}", False)
        for name, file in HONEST.items():
            if not missing(file):
                file.build(folder / "honest" / name)
    yield folder
    shutil.rmtree(folder)


def checked(path: Path, case: Leak | Honest) -> Verdict:
    """The verdict on a file, with its publisher's declaration."""
    if missing(case):
        pytest.skip(f"{case.name} is made with {' and '.join(missing(case))}, which is not installed")
    return check_file(path, parse_declaration(case.declaration))


def told(verdict: Verdict) -> list[str]:
    """What a verdict blocks for, without its values."""
    return [
        f"{reason.code} at {reason.location or 'the file'}" for reason in verdict.reasons if reason.severity == "block"
    ]


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_is_stopped_for_what_leaks(files: Path, name: str) -> None:
    leak = LEAKS[name]
    verdict = checked(files / "leak" / f"{name}{leak.ending}", leak)
    assert verdict.verdict == ("unreadable" if leak.unreadable else "blocked"), f"{leak.vector}: {told(verdict)}"
    assert {reason.code for reason in verdict.reasons if reason.severity == "block"} & leak.codes, told(verdict)


@pytest.mark.parametrize("name", LEAKS)
def test_the_same_file_without_its_leak_is_clear(files: Path, name: str) -> None:
    leak = LEAKS[name]
    verdict = checked(files / "twin" / f"{name}{leak.ending}", leak)
    assert verdict.verdict == "clear", told(verdict)


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_clear(files: Path, name: str) -> None:
    verdict = checked(files / "honest" / name, HONEST[name])
    assert verdict.verdict == "clear", told(verdict)


def test_there_are_leaks_and_honest_files_enough_and_no_two_of_one_name() -> None:
    assert len(LEAKS) == len(leaks()) >= 120
    assert len(HONEST) == len(honest()) >= 60


def test_every_leak_has_a_code_that_the_check_knows() -> None:
    assert not [leak.name for leak in LEAKS.values() if not leak.codes & {*HIDDEN, *REASONS}]
