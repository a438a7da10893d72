"""The conversation between a scan and its workers."""

import os
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from guardbook.scan import wire


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, other = socket.socketpair()
    with one, other:
        yield one, other


def test_a_message_arrives_with_the_file_that_went_with_it(
    ends: tuple[socket.socket, socket.socket], tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("content")
    with (tmp_path / "one.txt").open("rb") as file:
        wire.send(ends[0], {"path": "näme\n\udc80"}, file.fileno())
    message, descriptor = wire.receive(ends[1])
    assert message == {"path": "näme\n\udc80"}
    assert descriptor is not None
    with os.fdopen(descriptor) as received:
        assert received.read() == "content"


def test_a_long_message_arrives_whole(ends: tuple[socket.socket, socket.socket]) -> None:
    message = {"found": "x" * 3_000_000}
    sending = threading.Thread(target=wire.send, args=(ends[0], message))
    sending.start()
    assert wire.receive(ends[1]) == (message, None)
    sending.join()


def test_the_end_of_the_conversation_is_told(ends: tuple[socket.socket, socket.socket]) -> None:
    ends[0].close()
    with pytest.raises(wire.Closed):
        wire.receive(ends[1])
    with pytest.raises(wire.Closed):
        wire.send(ends[1], {})


@pytest.mark.parametrize("body", [b"[]", b"no json", b"\xff"])
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
