"""A table far larger than memory may hold."""

from pathlib import Path

import pytest

from benchmarks.memory import peak, write_people

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_csv_of_5_gigabytes_is_scanned_in_under_500_megabytes(tmp_path: Path, jobs: int) -> None:
    path = tmp_path / "people.csv"
    write_people(path, 5_000_000_000)
    most, _ = peak(path, jobs)
    assert most < 500_000_000
