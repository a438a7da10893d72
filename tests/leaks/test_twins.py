"""Each leak's twin, the same file without what leaks, is clear: the check stops the leak and not the file."""

from pathlib import Path

import pytest

from tests.leaks import leaks
from tests.leaks.checking import checked, make, told

LEAKS = {leak.name: leak for leak in leaks()}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every twin, in one folder."""
    return make(tmp_path_factory.mktemp("twins"), LEAKS.values(), leaking=False)


@pytest.mark.parametrize("name", LEAKS)
def test_the_same_file_without_its_leak_is_clear(files: Path, name: str) -> None:
    verdict = checked(files, LEAKS[name])
    assert verdict.verdict == "clear", told(verdict)
