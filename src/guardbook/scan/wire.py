"""What scan and its workers say to each other: JSON with its length before it, and a file's descriptor beside it.

JSON and not pickle: a worker reads hostile files, and what it says must not be able to run anything here.
"""

import json
import os
import socket
import struct
from typing import Any

from guardbook.errors import GuardbookError

_LENGTH = struct.Struct(">I")
MOST = 512 * 1024**2
"""No honest message is longer (bytes)."""


class Closed(GuardbookError):
    """The other side has gone."""


def send(link: socket.socket, message: dict[str, Any], descriptor: int | None = None) -> None:
    """Send one message, and a file descriptor with it; raise `Closed` when nobody is there."""
    body = json.dumps(message).encode("ascii")
    try:
        head = _LENGTH.pack(len(body))
        if descriptor is None:
            link.sendall(head)
        else:
            socket.send_fds(link, [head], [descriptor])
        link.sendall(body)
    except (BrokenPipeError, ConnectionResetError):
        raise Closed("the other process has ended") from None


def receive(link: socket.socket) -> tuple[dict[str, Any], int | None]:
    """Wait for one message; return it and the descriptor that came with it.

    Raises `Closed` at the end of the conversation, `TimeoutError` as the socket's timeout says, and `ValueError` for
    what is no message.
    """
    try:
        head, descriptors, _, _ = socket.recv_fds(link, _LENGTH.size, 1)
        head += _exactly(link, _LENGTH.size - len(head)) if head else b""
        if not head:
            raise Closed("the other process has ended")
        (length,) = _LENGTH.unpack(head)
        if length > MOST:
            raise ValueError("a message too long to be one")
        message = json.loads(_exactly(link, length))
    except ConnectionResetError:
        raise Closed("the other process has ended") from None
    if not isinstance(message, dict):
        raise ValueError("not a message")
    return message, _one(descriptors)


def _one(descriptors: list[int]) -> int | None:
    for extra in descriptors[1:]:
        os.close(extra)
    return descriptors[0] if descriptors else None


def _exactly(link: socket.socket, count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = link.recv(min(count - len(parts), 1024**2))
        if not part:
            raise Closed("the other process has ended")
        parts += part
    return bytes(parts)
