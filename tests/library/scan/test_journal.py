"""The record of a scan: nothing done is lost, nothing counted twice."""

import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from guardbook.errors import UsageError
from guardbook.scan.journal import Journal
from guardbook.scan.units import Outcome, Tally, Unit

UNIT = Unit(0, "key-1", "data", "a.txt", False, 10, "v1")


def _read(count: int = 2) -> Outcome:
    return Outcome("read", "data/a.txt", "text file", 10, 0.1, found={"email": Tally(count, distinct=1)})


def _open(tmp_path: Path, method: str = "m", limits: str = "l") -> Journal:
    return Journal(tmp_path / "journal.sqlite", method, limits)


def _finished(tmp_path: Path, outcome: Outcome, unit: Unit = UNIT) -> None:
    journal = _open(tmp_path)
    journal.record(unit, outcome)
    journal.finish()
    journal.close()


def _kept(tmp_path: Path, limits: str) -> bool:
    with closing(_open(tmp_path, limits=limits)) as journal:
        return journal.keep(UNIT)


def test_the_journal_is_for_its_owner_alone(tmp_path: Path) -> None:
    _open(tmp_path).close()
    assert stat.S_IMODE((tmp_path / "journal.sqlite").stat().st_mode) == 0o600


def test_what_was_read_and_has_not_changed_is_kept(tmp_path: Path) -> None:
    _finished(tmp_path, _read())
    journal = _open(tmp_path)
    assert journal.keep(UNIT)
    assert [row["count"] for row in journal.findings()] == [2]


def test_what_has_changed_is_read_again_and_replaced(tmp_path: Path) -> None:
    _finished(tmp_path, _read())
    journal = _open(tmp_path)
    changed = replace(UNIT, identity="v2")
    assert not journal.keep(changed)
    journal.record(changed, _read(count=5))
    assert [row["count"] for row in journal.findings()] == [5]
    assert [row["identity"] for row in journal.objects()] == ["v2"]


def test_other_recognisers_or_settings_read_everything_again(tmp_path: Path) -> None:
    _finished(tmp_path, _read())
    assert not _open(tmp_path, method="other").keep(UNIT)


def test_other_limits_read_again_only_what_was_not_read_whole(tmp_path: Path) -> None:
    _finished(tmp_path, _read())
    assert _kept(tmp_path, limits="other")
    _finished(tmp_path, Outcome("partly", "data/a.txt", reasons=["too deep"]))
    assert _kept(tmp_path, limits="l")
    assert not _kept(tmp_path, limits="other")


def test_what_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    _finished(tmp_path, Outcome("unread", "data/a.txt", reasons=["permission denied"]))
    assert not _open(tmp_path).keep(UNIT)


def test_a_table_without_identity_is_read_once_in_each_scan(tmp_path: Path) -> None:
    table = replace(UNIT, identity="")
    journal = _open(tmp_path)
    journal.record(table, _read())
    journal.close()  # broken off: the next run goes on with the same scan
    journal = _open(tmp_path)
    assert journal.keep(table)
    journal.finish()
    journal.close()
    assert not _open(tmp_path).keep(table)


def test_what_vanished_is_forgotten_with_its_findings(tmp_path: Path) -> None:
    _finished(tmp_path, _read())
    journal = _open(tmp_path)
    journal.record(replace(UNIT, key="key-2"), _read(count=7))
    journal.forget_vanished("data")
    assert [row["key"] for row in journal.objects()] == ["key-2"]
    assert [row["count"] for row in journal.findings()] == [7]


def test_other_locations_are_left_alone_when_one_has_been_listed(tmp_path: Path) -> None:
    _finished(tmp_path, _read(), replace(UNIT, location="other"))
    journal = _open(tmp_path)
    journal.forget_vanished("data")
    assert len(list(journal.objects())) == 1


def test_a_scan_of_other_locations_is_refused_rather_than_its_evidence_lost(tmp_path: Path) -> None:
    _finished(tmp_path, _read())
    journal = _open(tmp_path)
    journal.begin(("data", "more"))
    with pytest.raises(UsageError, match="data"):
        journal.begin(("more",))


def test_a_file_that_is_no_journal_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_text("something of the user's own, long enough to be no empty database" * 20)
    before = path.read_bytes()
    with pytest.raises(UsageError, match="--out"):
        _open(tmp_path)
    assert path.read_bytes() == before


def test_a_journal_of_a_later_version_is_refused(tmp_path: Path) -> None:
    journal = _open(tmp_path)
    journal.db.execute("pragma user_version = 99")
    journal.close()
    with pytest.raises(UsageError):
        _open(tmp_path)


def test_a_full_disk_is_told_and_what_was_recorded_is_kept(tmp_path: Path) -> None:
    journal = _open(tmp_path)
    journal.record(UNIT, _read())
    pages = journal.db.execute("pragma page_count").fetchone()[0]
    journal.db.execute(f"pragma max_page_count = {pages}")
    large = Outcome("read", "data/b.txt", remarks=["x" * 100_000])
    with pytest.raises(UsageError, match="disk full"):
        journal.record(replace(UNIT, key="key-2"), large)
    assert [row["key"] for row in journal.objects()] == ["key-1"]


def test_an_outcome_that_cannot_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    journal = _open(tmp_path)
    journal.record(UNIT, _read())
    wrong = _read()
    wrong.found["email"].sketch = object()  # type: ignore[assignment]
    with pytest.raises(Exception, match="type"):
        journal.record(UNIT, wrong)
    assert [row["count"] for row in journal.findings()] == [2]
