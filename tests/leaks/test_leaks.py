"""Every leak is stopped, for what leaks."""

from pathlib import Path

import pytest

from guardbook.readers.hidden import HIDDEN
from guardbook.release.codes import REASONS
from tests.leaks import leaks
from tests.leaks.checking import checked, make, told

LEAKS = {leak.name: leak for leak in leaks()}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every leak file, in one folder."""
    return make(tmp_path_factory.mktemp("leaks"), LEAKS.values())


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_is_stopped_for_what_leaks(files: Path, name: str) -> None:
    leak = LEAKS[name]
    verdict = checked(files, leak)
    assert verdict.verdict == ("unreadable" if leak.unreadable else "blocked"), f"{leak.vector}: {told(verdict)}"
    assert {reason.code for reason in verdict.reasons if reason.severity == "block"} & leak.codes, told(verdict)


def test_there_are_leaks_enough_and_no_two_of_one_name() -> None:
    assert len(LEAKS) == len(leaks()) >= 120


def test_every_leak_has_a_code_that_the_check_knows() -> None:
    assert not [leak.name for leak in LEAKS.values() if not leak.codes & {*HIDDEN, *REASONS}]
