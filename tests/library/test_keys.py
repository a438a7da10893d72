"""Guardbook's own folder and its key."""

import stat
import threading
from pathlib import Path

import pytest

from guardbook.errors import UsageError
from guardbook.keys import fingerprint_key, own_folder


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    key = fingerprint_key(home)
    assert len(key) == 32 and fingerprint_key(home) == key
    assert stat.S_IMODE((home / "keys" / "fingerprint.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "keys").stat().st_mode) == stat.S_IMODE(home.stat().st_mode) == 0o700
    assert fingerprint_key(tmp_path / "other") != key


def test_scans_that_start_at_once_use_one_key_and_leave_nothing_beside_it(tmp_path: Path) -> None:
    keys: list[bytes] = []
    threads = [threading.Thread(target=lambda: keys.append(fingerprint_key(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8 and len(set(keys)) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["fingerprint.key"]


@pytest.mark.parametrize("content", ["", "abcd", "not hexadecimal at all", "00" * 31])
def test_a_damaged_key_is_refused_and_not_replaced(tmp_path: Path, content: str) -> None:
    fingerprint_key(tmp_path)
    path = tmp_path / "keys" / "fingerprint.key"
    path.write_text(content)
    with pytest.raises(UsageError, match="does not hold a key"):
        fingerprint_key(tmp_path)
    assert path.read_text() == content


def test_a_folder_that_cannot_be_made_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="GUARDBOOK_HOME"):
        own_folder(tmp_path / "file" / "home")
