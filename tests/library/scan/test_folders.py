"""Where a scan keeps its files, and that it leaves none."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from guardbook.errors import UsageError
from guardbook.scan.folders import out_folder, run_folder


def test_the_run_folder_is_for_its_owner_alone_and_gone_at_the_end(tmp_path: Path) -> None:
    with run_folder(tmp_path) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "file").write_text("content")
    assert list((tmp_path / "run").iterdir()) == []


def test_what_a_killed_run_left_is_removed_and_a_running_one_is_not(tmp_path: Path) -> None:
    left = tmp_path / "run" / "left"
    left.mkdir(parents=True)
    (left / "journal.sqlite").write_text("content")
    with run_folder(tmp_path) as first:
        (first / "file").write_text("content")
        with run_folder(tmp_path) as second:
            assert not left.exists()
            assert (first / "file").exists() and second != first


def test_one_out_folder_serves_one_scan_at_a_time(tmp_path: Path) -> None:
    with out_folder(tmp_path / "out"), pytest.raises(UsageError, match="another scan"), out_folder(tmp_path / "out"):
        pass
    with out_folder(tmp_path / "out"):
        pass


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    code = f"from guardbook.scan.folders import *; out_folder(Path({str(tmp_path)!r})).__enter__(); os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 9
    with out_folder(tmp_path):
        pass


def test_an_out_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="--out"), out_folder(tmp_path / "file" / "out"):
        pass
