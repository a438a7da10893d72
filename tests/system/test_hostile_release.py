"""Hostile files, through the real commands: unreadable, blocked or refused within limits, and nothing left behind."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.system.hostile_files import ESCAPES, FILES, LEAK, ROWS

GUARDBOOK = Path(sys.executable).with_name("guardbook")
SECONDS = 20
ROOM = 40
"""Seconds that a process may take beyond its limit on a machine that is busy with other tests."""
LIMITS = (f"--max-seconds={SECONDS}", "--max-memory=1G")
QUICK = (
    "nested.zip", "quine.zip", "climbing.zip", "escapes.zip", "laughs.svg", "quadratic.docx", "circular.xlsx",
    "escapes.xlsx", "sparse.xlsx", "looping pages.pdf", "looping form.pdf", "exif.jpg", "huge.gif", "deep.eml",
    "lying.parquet", "links.tar",
)  # fmt: skip
"""Those that are tried in every run; the others take longer."""
NAMES = [name if name in QUICK else pytest.param(name, marks=pytest.mark.long) for name in FILES]


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    out: str
    err: str
    seconds: float
    left: tuple[str, ...]
    """Files that are there now and were not before, in the working folder, TMPDIR and GUARDBOOK_HOME."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A working folder; beside it are the folders that a command might leave something in."""
    for name in ("here", "tmp", "home"):
        (tmp_path / name).mkdir(mode=0o700)
    return tmp_path / "here"


def begun(place: Path, *arguments: str | bytes) -> "subprocess.Popen[bytes]":
    beside = {"TMPDIR": str(place.parent / "tmp"), "GUARDBOOK_HOME": str(place.parent / "home")}
    return subprocess.Popen(
        [GUARDBOOK, *arguments],
        cwd=place,
        env={**os.environ, **beside, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def run(place: Path, *arguments: str | bytes) -> Ended:
    """Run a command to its end, which must leave no process behind."""
    before, started = there(place), time.monotonic()
    with begun(place, *arguments) as process:
        try:
            out, err = process.communicate(timeout=3 * SECONDS + ROOM)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    assert_no_process_of(process.pid)
    left = tuple(sorted(there(place) - before))
    return Ended(process.returncode, out.decode(), err.decode(), time.monotonic() - started, left)


def there(place: Path) -> set[str]:
    """Every file in the folders, but for the compiled recognisers."""
    found = (path.relative_to(place.parent) for path in place.parent.rglob("*") if path.parent.name != "compiled")
    return {os.fsencode(path).decode("utf-8", "backslashreplace") for path in found if path.name != "compiled"}


def assert_no_process_of(session: int) -> None:
    """Nothing of what a command started may run on; the system may need a moment to end it."""
    until = time.monotonic() + 10
    while running := [process for process in Path("/proc").glob("[0-9]*") if _session(process) == session]:
        assert time.monotonic() < until, running
        time.sleep(0.05)


def _session(process: Path) -> int:
    with contextlib.suppress(OSError):
        state, _, _, session = (process / "stat").read_text().rpartition(")")[2].split()[:4]
        return int(session) if state != "Z" else 0
    return 0


def assert_tells_nothing(ended: Ended) -> None:
    told = ended.out + ended.err
    assert "Traceback" not in told
    assert "please report this" not in told
    assert not [value for value in (LEAK[:16], *LEAK.split(", "), ROWS[1][1]) if value in told]
    assert not [char for char in told if not char.isprintable() and char != "\n"]


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_is_never_clear(name: str, place: Path) -> None:
    (place / name).write_bytes(FILES[name]())
    ended = run(place, "check", "--json", *LIMITS, name)
    assert json.loads(ended.out)["verdict"] == {1: "blocked", 2: "unreadable"}[ended.code]
    assert_tells_nothing(ended)
    assert ended.seconds < SECONDS + ROOM
    assert (ended.err, ended.left) == ("", ())


@pytest.mark.parametrize("name", NAMES)
def test_no_copy_of_a_hostile_file_is_made_that_is_not_clear(name: str, place: Path) -> None:
    (place / name).write_bytes(FILES[name]())
    out = f"copy{Path(name).suffix}"
    ended = run(place, "clean", *LIMITS, name, "-o", out)
    assert_tells_nothing(ended)
    assert ended.seconds < 2 * SECONDS + ROOM
    if ended.code == 0:
        assert ended.left == (f"here/{out}",)
        assert run(place, "check", *LIMITS, out).code == 0
    else:
        assert ended.code in (1, 2)
        assert ended.left == ()


def test_many_hostile_files_at_once_each_have_their_verdict(place: Path) -> None:
    names = ["nested.zip", "laughs.svg", "looping form.pdf", "escapes.xlsx"]
    for name in names:
        (place / name).write_bytes(FILES[name]())
    ended = run(place, "check", "--json", *LIMITS, *names)
    assert [json.loads(line)["file"] for line in ended.out.splitlines()] == names
    assert (ended.code, ended.left) == (2, ())


ODD_NAMES = [ESCAPES.encode(), b"two\nlines", b"\x9b31m\xff\xfe", "\u202egpj.exe".encode(), b"-x", b"~", b"%s{0}[red]"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_the_name_of_a_file_reaches_no_terminal_as_it_is(place: Path, name: bytes) -> None:
    path = b"./" + name + b".csv"
    (place / os.fsdecode(path)).write_text(f"Name,Address\n{LEAK}\n")
    for more in ([b"--json"], []):
        ended = run(place, "check", *more, path, path)
        assert_tells_nothing(ended)
        assert (ended.code, ended.left) == (1, ())
    refused = run(place, "clean", path, "-o", path)
    assert_tells_nothing(refused)
    assert (refused.code, refused.left) == (2, ())


@pytest.mark.parametrize("name", ["pipe", "loop", "/dev/zero", "/dev/full", ".", "/proc/self/mem", "x" * 300, "gone/x"])
def test_what_is_no_file_is_unreadable_at_once(place: Path, name: str) -> None:
    os.mkfifo(place / "pipe")
    (place / "loop").symlink_to("loop")
    checked = run(place, "check", "--json", *LIMITS, name)
    assert json.loads(checked.out)["verdict"] == "unreadable"
    cleaned = run(place, "clean", *LIMITS, name, "-o", "copy.csv")
    for ended in (checked, cleaned):
        assert_tells_nothing(ended)
        assert (ended.code, ended.left) == (2, ())
        assert ended.seconds < ROOM


def test_a_file_without_end_is_read_no_longer_than_allowed(place: Path) -> None:
    with (place / "sparse.csv").open("wb") as file:
        file.truncate(10**13)
    ended = run(place, "check", "--max-seconds=2", "sparse.csv")
    assert (ended.code, ended.left) == (2, ())
    assert ended.seconds < 2 + ROOM


@pytest.mark.parametrize("ending", ["csv", "zip"])
def test_a_file_that_is_written_to_meanwhile_is_not_clear(place: Path, ending: str) -> None:
    """It grows and is cut back all the time; what was read is then not what will be there."""
    path = place / f"moving.{ending}"
    path.write_bytes(b"Area,Visits\n" + b"Leeds,120\n" * 300_000)
    process = begun(place, "check", "--json", *LIMITS, path.name)
    while process.poll() is None:
        with path.open("ab") as file:
            file.write(b"York,80\n" * 1000)
        time.sleep(0.01)
        os.truncate(path, 1_000_000)
    out, err = process.communicate()
    assert (process.returncode, err) == (2, b"")
    assert json.loads(out)["verdict"] == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_unreadable(place: Path) -> None:
    (place / "secret").mkdir()
    (place / "secret" / "a.csv").write_text("Area\nLeeds\n")
    (place / "b.csv").write_text("Area\nLeeds\n")
    (place / "b.csv").chmod(0)
    (place / "secret").chmod(0)
    for name in ("secret/a.csv", "b.csv"):
        ended = run(place, "check", name)
        assert_tells_nothing(ended)
        assert ended.code == 2
    (place / "secret").chmod(0o700)


@pytest.fixture
def mounted(place: Path) -> Iterator[Path]:
    """A disk of 200 kilobytes."""
    disk = place / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "none", disk], capture_output=True, check=False
    ).returncode:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_copy_on_a_full_or_locked_disk_is_refused_and_nothing_stays(place: Path, mounted: Path) -> None:
    (place / "visits.csv").write_text("Area,Visits\n" + "Leeds Central,1200\n" * 40_000)
    full = run(place, "clean", "visits.csv", "-o", "disk/copy.csv")
    assert_tells_nothing(full)
    assert (full.code, full.left) == (1, ())
    assert "No space left on device" in full.out
    subprocess.run(["mount", "-o", "remount,ro", mounted], check=True)
    locked = run(place, "clean", "visits.csv", "-o", "disk/copy.csv")
    assert_tells_nothing(locked)
    assert (locked.code, locked.left) == (2, ())
    assert "Read-only file system" in locked.err


def worker_of(parent: int) -> int:
    """Wait for the shut-in process of a command; return its id."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            for children in Path(f"/proc/{parent}/task").glob("*/children"):
                if found := children.read_text().split():
                    return int(found[0])
        time.sleep(0.01)
    raise AssertionError("it started none")


@pytest.mark.parametrize("who", ["worker", "parent"])
@pytest.mark.parametrize("command", [["check", "people.csv"], ["clean", "people.csv", "-o", "copy.csv"]])
@pytest.mark.parametrize("after", [0.0, 0.6, 1.5])
def test_a_killed_process_leaves_nothing_and_the_file_as_it_was(
    place: Path, command: list[str], who: str, after: float
) -> None:
    content = b"Area,Visits\n" + b"Leeds Central,1200\n" * 1_000_000
    (place / "people.csv").write_bytes(content)
    before = there(place)
    process = begun(place, *command)
    worker = worker_of(process.pid)
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):
        os.kill(worker if who == "worker" else process.pid, signal.SIGKILL)
    out, err = process.communicate(timeout=60)
    assert b"Traceback" not in out + err
    assert process.returncode == (2 if who == "worker" else -signal.SIGKILL)
    assert_no_process_of(process.pid)
    assert there(place) == before
    assert (place / "people.csv").read_bytes() == content
