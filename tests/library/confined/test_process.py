"""A shut-in process as its starter sees it: asked, given files to read and write, lost and replaced."""

import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guardbook.confined import process
from guardbook.confined.process import Process, WorkerLost
from guardbook.errors import GuardbookError

MEMORY = 256 * 1024**2


def _process(settings: dict[str, Any] | None = None, **how: Any) -> Process:
    return Process("tests.library.confined.echoing", settings or {}, memory=MEMORY, **how)


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))


@pytest.fixture
def echoing() -> Iterator[Process]:
    made = _process({"mark": 7})
    yield made
    made.stop()


def _ask(asked: Process, **message: Any) -> dict[str, Any]:
    return asked.ask(message, seconds=10, made=dict)


def test_settings_reach_the_process_and_one_process_answers_all(echoing: Process) -> None:
    echoing.begin()
    first, second = _ask(echoing), _ask(echoing)
    assert first == second
    assert first["settings"] == 7
    assert echoing.sandbox[0] == "limits on memory, time and written files"


def test_settings_that_are_wrong_are_told_in_its_own_words() -> None:
    with pytest.raises(GuardbookError, match=r"^these settings are wrong$"):
        _ask(_process({"wrong": True}))


def test_a_process_that_cannot_be_started_is_told() -> None:
    with pytest.raises(GuardbookError, match="could not be started"):
        Process("tests.library.confined.nothing", {}, memory=MEMORY).ask({}, seconds=10, made=dict)


def test_it_can_do_with_a_file_what_was_open_to_its_starter(echoing: Process, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"")
    with path.open("rb") as read, path.open("r+b") as both, path.open("wb") as written:
        answer = echoing.ask({}, read, both, written, seconds=10, made=dict)
    assert answer["files"] == ["rb", "rb+", "wb"]


@pytest.mark.parametrize(("size", "arrives"), [(1000, True), (1001, False)])
def test_it_writes_a_file_it_was_given_up_to_the_length_that_is_allowed(
    tmp_path: Path, size: int, arrives: bool
) -> None:
    writing = _process(written=1000)
    (tmp_path / "source").write_bytes(b"x" * size)
    with (tmp_path / "source").open("rb") as source, (tmp_path / "target").open("wb") as target:
        if arrives:
            writing.ask({"copy": True}, source, target, seconds=10, made=dict)
        else:
            with pytest.raises(WorkerLost):
                writing.ask({"copy": True}, source, target, seconds=10, made=dict)
    writing.stop()
    assert ((tmp_path / "target").read_bytes() == b"x" * size) is arrives


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (signal.SIGSEGV, "a parser crashed while reading it"),
        (signal.SIGABRT, "a parser gave up on it, perhaps for lack of memory"),
        (signal.SIGKILL, "the process reading it was ended by the system, perhaps for lack of memory"),
        (signal.SIGXCPU, "reading it took longer than 10 seconds"),
    ],
)
def test_why_it_was_lost_is_told_and_the_next_question_has_a_new_process(
    echoing: Process, number: int, said: str
) -> None:
    before = _ask(echoing)["process"]
    with pytest.raises(WorkerLost) as lost:
        _ask(echoing, signal=number)
    assert str(lost.value) == said
    assert _ask(echoing)["process"] != before


def test_a_process_that_takes_too_long_is_ended(echoing: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "GRACE", 0.1)
    _ask(echoing)
    with pytest.raises(WorkerLost, match=r"longer than 0\.2 seconds") as lost:
        echoing.ask({"sleep": 60}, seconds=0.2, made=dict)
    assert not lost.value.crashed


def test_an_answer_that_makes_no_sense_is_a_crash(echoing: Process) -> None:
    with pytest.raises(WorkerLost, match="crashed"):
        echoing.ask({}, seconds=10, made=lambda answer: answer["missing"])
    assert not echoing.used


def test_another_thread_can_end_it(echoing: Process) -> None:
    _ask(echoing)
    threading.Timer(0.2, echoing.kill).start()
    with pytest.raises(WorkerLost, match="ended by the system"):
        _ask(echoing, sleep=60)


def test_a_process_that_has_kept_much_memory_is_replaced(echoing: Process) -> None:
    before = _ask(echoing, keep=MEMORY * 3 // 4)["process"]
    assert not echoing.used
    assert _ask(echoing)["process"] != before
