"""Every honest file is clear with the declaration that its publisher writes."""

from pathlib import Path

import pytest

from tests.leaks import honest
from tests.leaks.checking import checked, make, told

HONEST = {f"{file.name}{file.ending}": file for file in honest()}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every honest file, in one folder."""
    return make(tmp_path_factory.mktemp("honest"), HONEST.values())


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_clear(files: Path, name: str) -> None:
    verdict = checked(files, HONEST[name])
    assert verdict.verdict == "clear", told(verdict)


def test_there_are_honest_files_enough_and_no_two_of_one_name() -> None:
    assert len(HONEST) == len(honest()) >= 60
