"""What a worker can no longer do once it is shut in; each test shuts in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from guardbook.confined import landlock, sandbox

_BEFORE = """
import ctypes, os, resource, socket, sys, threading
from pathlib import Path
from guardbook.confined import sandbox
inherited = open(sys.argv[1], "rb")
ends = socket.socketpair()
in_force = sandbox.shut_in(256 * 1024**2, written=int(sys.argv[2]), readable=map(Path, sys.argv[3:]))
def refused(call):
    try:
        call()
    except (OSError, MemoryError) as error:
        print(type(error).__name__)
    else:
        print("allowed")
"""


def _shut_in(code: str, path: Path, written: int = 0, *readable: Path) -> str:
    command = [sys.executable, "-c", _BEFORE + code, str(path), str(written), *map(str, readable)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


needs_landlock = pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text("content")
    return path


@needs_landlock
@pytest.mark.parametrize(
    "call",
    [
        "open(sys.argv[1])",
        "open('/etc/passwd')",
        "os.listdir('/tmp')",
        "open(sys.argv[1] + '.new', 'w')",
        "os.unlink(sys.argv[1])",
        "os.mkdir(sys.argv[1] + '.folder')",
        "os.symlink('/', sys.argv[1] + '.link')",
    ],
)
def test_no_file_can_be_opened_made_or_removed(secret: Path, call: str) -> None:
    assert _shut_in(f"refused(lambda: {call})", secret) == "PermissionError"
    assert [path.name for path in secret.parent.iterdir()] == ["secret.txt"]


@pytest.mark.parametrize(
    "call",
    [
        "socket.socket(socket.AF_INET)",
        "socket.socket(socket.AF_UNIX)",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
        "os.posix_spawn('/bin/true', ['true'], {})",
    ],
)
def test_no_network_no_program_and_no_other_process_can_be_reached(secret: Path, call: str) -> None:
    assert _shut_in(f"refused(lambda: {call})", secret) == "PermissionError"


def test_other_threads_are_bound_too(secret: Path) -> None:
    code = "thread = threading.Thread(target=refused, args=(socket.socket,)); thread.start(); thread.join()"
    assert _shut_in(code, secret) == "PermissionError"


def test_memory_beyond_the_limit_is_refused_and_less_is_given(secret: Path) -> None:
    assert _shut_in("refused(lambda: bytearray(512 * 1024**2))", secret) == "MemoryError"
    assert _shut_in("refused(lambda: bytearray(64 * 1024**2))", secret) == "allowed"


def test_a_file_received_before_and_program_code_can_still_be_read(secret: Path) -> None:
    code = "import wave; ends[0].send(inherited.read()); print(ends[1].recv(100).decode())"
    assert _shut_in(code, secret) == "content"


def test_nothing_can_be_written_even_through_an_open_file(secret: Path) -> None:
    code = "fd = os.memfd_create('x'); refused(lambda: os.write(fd, b'x'))"
    assert _shut_in(code, secret) == "OSError"


def test_an_open_file_can_be_written_to_the_length_that_is_allowed(secret: Path) -> None:
    code = "fd = os.memfd_create('x'); refused(lambda: os.write(fd, b'x' * 100)); refused(lambda: os.write(fd, b'x'))"
    assert _shut_in(code, secret, 100).split() == ["allowed", "OSError"]


@needs_landlock
def test_below_a_path_that_is_named_files_can_be_read_but_not_written_nor_those_beside_it(secret: Path) -> None:
    words = secret.parent / "language" / "words"
    words.parent.mkdir()
    words.write_text("content")
    code = f"""
refused(lambda: open({str(words)!r}).read())
refused(lambda: open({str(words)!r}, "w"))
refused(lambda: open(sys.argv[1]))
"""
    assert _shut_in(code, secret, 0, words.parent).split() == ["allowed", "PermissionError", "PermissionError"]


def test_no_core_is_dumped(secret: Path) -> None:
    assert _shut_in("print(resource.getrlimit(resource.RLIMIT_CORE))", secret) == "(0, 0)"


def test_what_is_in_force_is_said_and_what_the_system_lacks_is_said_too(secret: Path) -> None:
    said = _shut_in("print('|'.join(in_force))", secret).split("|")
    assert said[0] == "limits on memory, time and written files"
    assert sandbox.missing(tuple(said)) == ("" if landlock.version() else sandbox.missing(("(seccomp)",)))
    assert sandbox.missing(("limits", "x (Landlock)", "y (seccomp)")) == ""
    assert "no Landlock and no seccomp" in sandbox.missing(("limits",))
