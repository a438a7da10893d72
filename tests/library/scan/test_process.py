"""A worker process from outside: it may crash, hang or run out of memory, and the next file is read all the same."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from guardbook.confined import landlock, process
from guardbook.confined.process import WorkerLost
from guardbook.content import Limits
from guardbook.errors import GuardbookError
from guardbook.scan.engine import Engine
from guardbook.scan.process import Worker
from guardbook.scan.units import Outcome, Settings, Unit
from tests.library.scan.running import COMPILED, KEY

LONG = "Write to the office, not to me, about the matter of the minutes.\n" * 2_000_000
"""Text that takes seconds to read."""


def _unit(name: str, number: int = 0) -> Unit:
    return Unit(number, f"key-{number}", "data", name, False, None, "")


def _worker(limits: Limits | None = None, names: bool = False) -> Worker:
    return Worker(Settings(KEY, limits or Limits(), names=names, compiled=COMPILED))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "short.txt").write_text("Telephone 07700 900123 or write to office@example.org")
    (folder / "long.txt").write_text(LONG)
    return folder


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = _worker()
    yield made
    made.stop()


def _read(worker: Worker, files: Path, name: str) -> Outcome:
    with (files / name).open("rb") as file:
        return worker.read(_unit(name), file)


def _while_reading(worker: Worker, files: Path, number: int) -> WorkerLost:
    """Send a signal to a worker in the midst of a long file; return what that led to."""
    _read(worker, files, "short.txt")
    running = worker._process
    assert running
    threading.Timer(0.3, running.send_signal, [number]).start()
    with pytest.raises(WorkerLost) as caught:
        _read(worker, files, "long.txt")
    return caught.value


def test_a_file_is_read_in_another_process(worker: Worker, files: Path) -> None:
    outcome = _read(worker, files, "short.txt")
    assert (outcome.ended, outcome.shown, outcome.format) == ("read", "data/short.txt", "text file")
    assert {"phone", "email"} <= set(outcome.found)
    assert worker._process and worker._process.pid != os.getpid()
    assert "Landlock" in worker.sandbox[1] or not landlock.version()


def test_a_crash_is_told_and_the_next_file_is_read_by_a_new_process(worker: Worker, files: Path) -> None:
    assert str(_while_reading(worker, files, signal.SIGSEGV)) == "a parser crashed while reading it"
    assert _read(worker, files, "short.txt").ended == "read"


def test_a_process_that_the_system_ends_is_told_from_a_crash(worker: Worker, files: Path) -> None:
    assert "ended by the system" in str(_while_reading(worker, files, signal.SIGKILL))


def test_a_process_that_hangs_is_ended(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "GRACE", 0.5)
    worker = _worker(Limits(seconds=1))
    lost = _while_reading(worker, files, signal.SIGSTOP)
    assert (str(lost), lost.crashed) == ("reading it took longer than 1 seconds", False)
    assert _read(worker, files, "short.txt").ended == "read"
    worker.stop()


def test_a_file_that_takes_too_long_ends_within_the_worker(files: Path) -> None:
    worker = _worker(Limits(seconds=0.3))
    _read(worker, files, "short.txt")
    started = time.monotonic()
    outcome = _read(worker, files, "long.txt")
    worker.stop()
    assert outcome.ended == "partly"
    assert outcome.reasons == ["reading took longer than 0.3 seconds"]
    assert time.monotonic() - started < 3


def test_a_worker_ends_when_the_thread_that_started_it_has_gone(files: Path) -> None:
    worker = _worker()
    thread = threading.Thread(target=_read, args=(worker, files, "short.txt"))
    thread.start()
    thread.join()
    assert worker._process
    assert worker._process.wait(timeout=5) == -signal.SIGKILL
    worker.stop()


def test_what_a_worker_says_is_never_trusted_to_be_well_formed(
    worker: Worker, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _read(worker, files, "short.txt")
    monkeypatch.setattr(Outcome, "from_json", classmethod(lambda cls, data: cls(data["x"])))
    with pytest.raises(WorkerLost, match="crashed"):
        _read(worker, files, "short.txt")


def test_recognisers_that_are_wrong_are_told_before_anything_is_read(files: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("name = 1")
    worker = Worker(Settings(KEY, recognisers=str(tmp_path), compiled=COMPILED))
    with pytest.raises(GuardbookError, match=r"bad\.toml"):
        _read(worker, files, "short.txt")


def test_a_file_is_tried_again_when_an_earlier_one_may_have_harmed_the_process(files: Path) -> None:
    engine = Engine(Settings(KEY, names=False, compiled=COMPILED), 1, lambda unit: (files / unit.path).open("rb"))
    killed: list[int] = []

    def units() -> Iterator[Unit]:
        yield _unit("short.txt", 0)
        yield _unit("long.txt", 1)

    def kill_once() -> None:
        running = engine._workers[0]._process
        if running:
            killed.append(running.pid)
            running.kill()

    outcomes = {}
    for unit, outcome in engine.map(units()):
        outcomes[unit.path] = outcome
        if unit.path == "short.txt":
            threading.Timer(0.3, kill_once).start()
    assert len(killed) == 1
    assert [outcomes[name].ended for name in ("short.txt", "long.txt")] == ["read", "read"]
