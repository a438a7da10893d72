"""The conversation with a shut-in process."""

import os
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from guardbook.confined import wire


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, other = socket.socketpair()
    with one, other:
        yield one, other


def test_a_message_arrives_with_the_files_that_went_with_it(
    ends: tuple[socket.socket, socket.socket], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_text(name)
    with (tmp_path / "one").open("rb") as one, (tmp_path / "two").open("rb") as two:
        wire.send(ends[0], {"path": "näme\n\udc80"}, [one.fileno(), two.fileno()])
    message, descriptors = wire.receive(ends[1])
    assert message == {"path": "näme\n\udc80"}
    assert [os.read(descriptor, 10) for descriptor in descriptors] == [b"one", b"two"]
    wire.close(descriptors)


def test_files_that_come_with_what_is_no_message_are_closed(ends: tuple[socket.socket, socket.socket]) -> None:
    reading, writing = os.pipe()
    socket.send_fds(ends[0], [struct.pack(">I", 2), b"[]"], [writing])
    os.close(writing)
    with pytest.raises(ValueError):
        wire.receive(ends[1])
    assert os.read(reading, 1) == b""  # the end of a pipe is seen only when no writer is left
    os.close(reading)


def test_a_long_message_arrives_whole(ends: tuple[socket.socket, socket.socket]) -> None:
    message = {"found": "x" * 3_000_000}
    sending = threading.Thread(target=wire.send, args=(ends[0], message))
    sending.start()
    assert wire.receive(ends[1]) == (message, [])
    sending.join()


def test_the_end_of_the_conversation_is_told(ends: tuple[socket.socket, socket.socket]) -> None:
    ends[0].close()
    with pytest.raises(wire.Closed):
        wire.receive(ends[1])
    with pytest.raises(wire.Closed):
        wire.send(ends[1], {})


@pytest.mark.parametrize("body", [b"[]", b"no json", b"\xff", b"[" * 100_000])
def test_what_is_no_message_is_refused(ends: tuple[socket.socket, socket.socket], body: bytes) -> None:
    ends[0].sendall(struct.pack(">I", len(body)) + body)
    with pytest.raises(ValueError):
        wire.receive(ends[1])


def test_a_message_that_claims_to_be_endless_is_refused(ends: tuple[socket.socket, socket.socket]) -> None:
    ends[0].sendall(b"\xff\xff\xff\xff")
    with pytest.raises(ValueError, match="too long"):
        wire.receive(ends[1])


def test_a_message_cut_short_is_the_end(ends: tuple[socket.socket, socket.socket]) -> None:
    ends[0].sendall(struct.pack(">I", 100) + b"{}")
    ends[0].close()
    with pytest.raises(wire.Closed):
        wire.receive(ends[1])
