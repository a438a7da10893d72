"""What a scan finds of two hundred planted values, and that none of them stands anywhere but in its own file."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.system.planted import TOTAL, Planted, plant


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Planted], dict[str, set[str]]]:
    """A folder with a scan's every trace in it, what was planted, and the categories found in each file."""
    root = tmp_path_factory.mktemp("planted")
    source, out, temporary = root / "source", root / "traces" / "out", root / "traces" / "tmp"
    for folder in (source, out, temporary):
        folder.mkdir(parents=True)
    planted = plant(source, seed=1_097)
    environment = {
        **os.environ,
        "GUARDBOOK_HOME": str(root / "traces" / "home"),
        "TMPDIR": str(temporary),
        "HOME": str(root / "traces" / "user"),
        "XDG_CACHE_HOME": str(root / "traces" / "cache"),
    }
    command = [sys.executable, "-m", "guardbook", "scan", str(source), "--json", "--out", str(out)]
    command += ["--html", str(root / "traces" / "report.html")]
    done = subprocess.run(command, env=environment, cwd=root / "traces", capture_output=True, check=False)
    (root / "traces" / "stdout").write_bytes(done.stdout)
    (root / "traces" / "stderr").write_bytes(done.stderr)
    assert done.returncode == 0, done.stderr.decode()[-2000:] + done.stdout.decode()[-2000:]
    objects = json.loads(done.stdout)["objects"]
    return root / "traces", planted, {Path(each["location"]).name: set(each["categories"]) for each in objects}


Scanned = tuple[Path, list[Planted], dict[str, set[str]]]


def test_at_least_190_of_200_are_found(scanned: Scanned) -> None:
    _, planted, found = scanned
    missed = [
        f"{each.category} in {each.path.suffix}" for each in planted if each.category not in found[each.path.name]
    ]
    assert len(planted) == TOTAL
    assert TOTAL - len(missed) >= 190, missed


def test_none_of_them_stands_on_disk_outside_its_own_file(scanned: Scanned) -> None:
    traces, planted, _ = scanned
    secrets = {trace for each in planted for trace in each.traces}
    assert len(secrets) > 180
    texts = list(_texts(traces))
    assert len(texts) > 5
    leaks = [(str(path), secret) for path, text in texts for secret in secrets if secret in text]
    assert leaks == []


def test_no_temporary_file_is_left(scanned: Scanned) -> None:
    assert list((scanned[0] / "tmp").iterdir()) == []


def _texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file as text, and what Parquet compresses and SQLite stores as they are read back.

    The compiled recognisers are left out: the vocabulary of special categories is in them before anything is scanned.
    """
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and each.suffix != ".hsdb"):
        yield path, path.read_bytes().decode("utf-8", "replace")
        if path.suffix == ".parquet":
            yield path, json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False)
        elif path.suffix == ".sqlite":
            with sqlite3.connect(path) as database:
                yield path, "\n".join(database.iterdump())
