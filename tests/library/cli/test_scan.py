"""The command `guardbook scan`, run as people run it."""

import ctypes
import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.library.scan.running import command, environment, everything_below, run, run_json

TEXT = "Telephone 07700 900123 or 07700 900124"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def fresh_home(home: Path, tmp_path: Path) -> Path:
    """A GUARDBOOK_HOME of the test's own; what takes long to compile comes from the others'."""
    folder = tmp_path / "fresh"
    (home / "compiled").mkdir(mode=0o700, exist_ok=True)
    shutil.copytree(home / "compiled", folder / "compiled")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "sub").mkdir(parents=True)
    (folder / "one.txt").write_text(TEXT)
    (folder / "sub" / "two.txt").write_text("Telephone 07700 900123")
    (folder / "nothing.txt").write_text("The meeting was short.")
    return folder


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder that takes seconds to read."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(40):
        lines = f"Telephone 07700 {900000 + number}\n" + "Write to the office about the matter.\n" * 3_000
        (folder / f"{number:02}.txt").write_text(lines)
    return folder


def test_json_holds_objects_categories_and_what_was_not_read(data: Path, home: Path) -> None:
    code, printed = run_json(home, data)
    assert code == 0
    assert set(printed) == {"version", "objects", "categories", "unread"}
    assert printed["categories"] == [{"category": "phone", "objects": 2, "count": 3, "distinct": 2}]
    assert printed["unread"] == []
    one = next(each for each in printed["objects"] if each["location"] == f"{data}/one.txt")
    assert set(one) == {"location", "format", "size", "ended", "seconds", "categories"}
    assert (one["format"], one["size"], one["ended"]) == ("text file", len(TEXT), "read")
    assert set(one["categories"]["phone"]) == {"count", "distinct", "hidden", "confidence"}
    assert (one["categories"]["phone"]["count"], one["categories"]["phone"]["hidden"]) == (2, 0)
    assert len(printed["objects"]) == 3


def test_people_get_a_table_and_nothing_is_left_without_out(data: Path, fresh_home: Path) -> None:
    home = fresh_home
    done = run(home, data)
    assert done.returncode == 0
    assert "Telephone number" in done.stdout and "one.txt" in done.stdout
    assert done.stderr == ""
    assert list((home / "run").iterdir()) == []
    assert {path.name for path in home.iterdir()} == {"keys", "run", "compiled"}


def test_what_could_not_be_read_is_listed_and_exit_is_3(data: Path, home: Path) -> None:
    (data / "broken.docx").write_bytes(b"PK\x03\x04 and then nothing of use" * 20)
    code, printed = run_json(home, data)
    assert code == 3
    (unread,) = printed["unread"]
    assert unread["location"] == f"{data}/broken.docx" and unread["reason"]
    assert len(printed["objects"]) == 4
    done = run(home, data)
    assert done.returncode == 3 and "broken.docx" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no/such/folder"], "no such file"),
        (["ftp://host/folder"], "ftp"),
        ([], "LOCATION"),
        (["--jobs", "0", "."], "--jobs"),
        (["--max-memory", "lots", "."], "2G"),
        (["--max-memory", "1M", "."], "64M"),
        (["--sample", "none", "."], "--sample"),
        (["--recognisers", "no/such/folder", "."], "--recognisers"),
    ],
)
def test_bad_usage_is_one_sentence_and_exit_2(home: Path, words: list[str], said: str) -> None:
    done = run(home, *words)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr


def test_a_password_in_a_location_is_refused_with_the_remedy_and_never_echoed(home: Path) -> None:
    done = run(home, "postgresql://clerk:hunter2secret@localhost/records")
    assert done.returncode == 2
    assert "PGPASSWORD" in done.stderr
    assert "hunter2secret" not in done.stdout + done.stderr


def test_one_location_that_cannot_be_reached_does_not_stop_the_others(data: Path, home: Path) -> None:
    code, printed = run_json(home, "postgresql://nobody@127.0.0.1:9/none", data)
    assert code == 3
    assert [each["location"] for each in printed["unread"]] == ["postgresql://nobody@127.0.0.1:9/none"]
    assert len(printed["objects"]) == 3


def test_evidence_is_one_row_per_object_and_one_per_object_and_category(data: Path, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(home, data, "--out", out).returncode == 0
    objects = pq.read_table(out / "objects.parquet").to_pylist()
    findings = pq.read_table(out / "findings.parquet").to_pylist()
    assert [(row["shown"], row["ended"]) for row in objects] == [
        (f"{data}/{name}", "read") for name in ("nothing.txt", "one.txt", "sub/two.txt")
    ]
    assert [(row["shown"], row["category"], row["count"]) for row in findings] == [
        (f"{data}/one.txt", "phone", 2),
        (f"{data}/sub/two.txt", "phone", 1),
    ]
    assert {row["object"] for row in findings} < {row["object"] for row in objects}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in out.iterdir())


def test_the_same_out_again_reads_only_what_is_new(data: Path, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(home, data, "--out", out)
    (data / "three.txt").write_text(TEXT)
    done = run(home, data, "--out", out)
    assert "4 objects (3 unchanged since the last scan)" in done.stdout


def test_out_with_another_scan_in_it_is_refused(data: Path, home: Path, tmp_path: Path) -> None:
    run(home, data / "sub", "--out", tmp_path / "out")
    done = run(home, data / "one.txt", "--out", tmp_path / "out")
    assert done.returncode == 2 and "sub" in done.stderr


def test_no_value_found_stands_in_evidence_home_or_output(data: Path, home: Path, tmp_path: Path) -> None:
    named = data / "letters to 07700 900199"
    named.mkdir()
    (named / "07700 900188.txt").write_text(TEXT)
    out = tmp_path / "out"
    done = run(home, data, "--out", out, "--json")
    written = everything_below(out, home) + done.stdout.encode() + done.stderr.encode()
    for value in (b"900123", b"900124", b"900199", b"900188"):
        assert value not in written
    assert run(home, data, "--out", out).stdout.count("letters") == 1


def test_a_recogniser_of_ones_own_is_used(data: Path, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "recognisers"
    folder.mkdir()
    (folder / "desk.toml").write_text(
        'name = "desk"\ntitle = "Desk"\ncategory = "staff-number"\nsources = ["our own list"]\n'
        'pattern = "DESK-[0-9]{4}"\nconfidence = 0.9\n'
    )
    (data / "desks.txt").write_text("She sits at DESK-1234 now.")
    _, printed = run_json(home, data, "--recognisers", folder)
    assert {"staff-number", "phone"} <= {each["category"] for each in printed["categories"]}


def test_a_wrong_recogniser_is_named_and_exit_is_2(data: Path, home: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('name = "bad"\n')
    done = run(home, data, "--recognisers", tmp_path)
    assert done.returncode == 2 and "bad.toml" in done.stderr


def test_a_folder_full_of_traps_for_python_runs_none_of_them(home: Path, tmp_path: Path) -> None:
    for name in ("json.py", "socket.py", "guardbook.py", "numpy.py", "sitecustomize.py"):
        (tmp_path / name).write_text(f"open({str(tmp_path / 'sprung')!r}, 'w').close()")
    done = run(home, ".", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "sprung").exists()


def _without_roots_rights() -> None:
    """Where tests run as root, have the system look at permissions all the same."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP; fails where there is nothing to drop


def test_a_person_without_the_right_to_read_is_told_and_the_rest_is_read(data: Path, home: Path) -> None:
    (data / "secret.txt").write_text(TEXT)
    (data / "secret.txt").chmod(0)
    (data / "closed").mkdir(mode=0)
    done = run(home, "--json", data, preexec_fn=_without_roots_rights)
    printed = json.loads(done.stdout)
    assert done.returncode == 3
    reasons = {each["location"].removeprefix(f"{data}/"): each["reason"] for each in printed["unread"]}
    assert set(reasons) == {"secret.txt", "closed"}
    assert all("permission denied" in reason for reason in reasons.values())
    assert sum(each["ended"] == "read" for each in printed["objects"]) == 3
    (data / "closed").chmod(0o700)


def _start(home: Path, *words: str | Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command(*words), env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _done(out: Path) -> dict[str, float]:
    """Return the seconds each object took, by key, as the journal has it now."""
    try:
        with sqlite3.connect(f"file:{out / 'journal.sqlite'}?mode=ro", uri=True) as journal:
            return dict(journal.execute("select key, seconds from object"))
    except sqlite3.OperationalError:
        return {}


def _break_off(running: "subprocess.Popen[str]", out: Path, how: Callable[[], None]) -> dict[str, float]:
    """Wait until some objects are done, then break the scan off; return what was done at that moment."""
    until = time.monotonic() + 60
    while len(_done(out)) < 5:
        assert running.poll() is None and time.monotonic() < until, running.communicate()
        time.sleep(0.01)
    before = _done(out)
    how()
    return before


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def _ends(process: int) -> bool:
    """Say whether a process has ended, or does so within a few seconds (nobody may be there to reap it)."""
    for _ in range(100):
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] in "ZX":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_kill_9_loses_nothing_done_and_counts_nothing_twice(many: Path, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    running = _start(home, many, "--out", out)
    workers: list[int] = []
    before = _break_off(running, out, lambda: workers.extend(_children(running.pid)) or running.kill())  # type: ignore[func-returns-value]
    running.communicate()
    assert 5 <= len(before) < 40
    assert workers and all(map(_ends, workers))
    assert run(home, many, "--out", out).returncode == 0
    after = _done(out)
    assert len(after) == 40
    assert {key: after[key] for key in before} == before  # to the last digit: they were not read again
    findings = pq.read_table(out / "findings.parquet").to_pylist()
    assert sorted(row["shown"] for row in findings) == [f"{many}/{number:02}.txt" for number in range(40)]
    assert {(row["category"], row["count"]) for row in findings} == {("phone", 1)}


def test_ctrl_c_says_what_is_done_and_how_to_go_on(many: Path, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    running = _start(home, many, "--out", out)
    before = _break_off(running, out, lambda: running.send_signal(signal.SIGINT))
    _, said = running.communicate(timeout=20)
    assert running.returncode == 130
    assert str(out) in said and "same --out" in said and "Traceback" not in said
    assert set(before) <= set(_done(out))
    done = run(home, many, "--out", out)
    assert done.returncode == 0 and "40 objects" in done.stdout and "unchanged" in done.stdout


def test_a_killed_worker_costs_one_object_at_most(many: Path, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    running = _start(home, many, "--out", out, "--json", "--jobs", "1")
    _break_off(running, out, lambda: os.kill(_children(running.pid)[0], signal.SIGKILL))
    printed, _ = running.communicate(timeout=60)
    objects = json.loads(printed)["objects"]
    assert len(objects) == 40
    assert sum(each["ended"] == "unread" for each in objects) <= 1


def test_what_a_killed_scan_left_is_removed_by_the_next(many: Path, data: Path, fresh_home: Path) -> None:
    home = fresh_home
    running = _start(home, many)
    until = time.monotonic() + 60
    while not list(home.glob("run/*/journal.sqlite")):
        assert time.monotonic() < until
        time.sleep(0.01)
    running.kill()
    running.communicate()
    assert list((home / "run").iterdir())
    run(home, data)
    assert list((home / "run").iterdir()) == []


def test_the_report_is_written_and_a_place_that_cannot_be_is_told(data: Path, home: Path, tmp_path: Path) -> None:
    assert run(home, data, "--html", tmp_path / "report.html").returncode == 0
    assert "Telephone number" in (tmp_path / "report.html").read_text("utf-8")
    done = run(home, data, "--html", tmp_path / "no" / "report.html")
    assert done.returncode == 2 and "report.html" in done.stderr
