"""What a process and those it shuts in say to each other: JSON with its length before it, open files beside it.

JSON and not pickle: a shut-in process reads hostile files, and what it says must not be able to run anything here.
"""

import json
import os
import socket
import struct
from collections.abc import Sequence
from typing import Any

from guardbook.errors import GuardbookError

_LENGTH = struct.Struct(">I")
MOST = 512 * 1024**2
"""No honest message is longer (bytes)."""
_MOST_FILES = 4
"""No message has more open files beside it."""


class Closed(GuardbookError):
    """The other side has gone."""


def send(link: socket.socket, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
    """Send one message, and the descriptors of open files with it; raise `Closed` when nobody is there."""
    body = json.dumps(message).encode("ascii")
    if len(descriptors) > _MOST_FILES:
        raise ValueError("too many files for one message")
    try:
        head = _LENGTH.pack(len(body))
        if descriptors:
            socket.send_fds(link, [head], descriptors)
        else:
            link.sendall(head)
        link.sendall(body)
    except (BrokenPipeError, ConnectionResetError):
        raise Closed("the other process has ended") from None


def receive(link: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Wait for one message; return it and the descriptors that came with it, which are the caller's to close.

    Raises `Closed` at the end of the conversation, `TimeoutError` as the socket's timeout says, and `ValueError` for
    what is no message.
    """
    descriptors: list[int] = []
    try:
        head, descriptors, _, _ = socket.recv_fds(link, _LENGTH.size, _MOST_FILES)
        return _message(link, head), descriptors
    except BaseException as error:
        close(descriptors)
        if isinstance(error, ConnectionResetError):
            raise Closed("the other process has ended") from None
        raise


def close(descriptors: Sequence[int]) -> None:
    """Close what came with a message and is not wanted."""
    for descriptor in descriptors:
        os.close(descriptor)


def _message(link: socket.socket, head: bytes) -> dict[str, Any]:
    head += _exactly(link, _LENGTH.size - len(head)) if head else b""
    if not head:
        raise Closed("the other process has ended")
    (length,) = _LENGTH.unpack(head)
    if length > MOST:
        raise ValueError("a message too long to be one")
    try:
        message = json.loads(_exactly(link, length))
    except RecursionError:
        raise ValueError("a message too deep to be one") from None
    if not isinstance(message, dict):
        raise ValueError("not a message")
    return message


def _exactly(link: socket.socket, count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = link.recv(min(count - len(parts), 1024**2))
        if not part:
            raise Closed("the other process has ended")
        parts += part
    return bytes(parts)
