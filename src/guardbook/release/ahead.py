"""Reads a large file in a process of its own, ahead of the one that examines what was read: two cores for one file.

Both are shut in alike, the second being a fork of the first, and none of what was read leaves the two.
"""

import json
import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from fcntl import fcntl
from typing import Any, BinaryIO, NoReturn

import pyarrow as pa

from guardbook.confined import sandbox
from guardbook.content import Bulk, Part, Problem, Source, Step, Table, Text, Where
from guardbook.readers.reading import Reading

LARGE = 1 << 20
"""Bytes from which a file is read ahead: for fewer it takes longer to begin a process."""
_HEAD = struct.Struct(">cQ")
_TEXT, _TABLE, _BATCH, _PROBLEM, _END = b"x", b"t", b"b", b"p", b"e"
_LOST = "a parser crashed while reading it"
_PIPE_SIZE, _PIPE = 1031, 1 << 20
"""F_SETPIPE_SZ of fcntl(2), and the most bytes that any user may ask for."""


def parts_ahead(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of a source as `reading.read` does, from another process where the source is large.

    To be used by a process that has shut itself in and runs one thread. What is known of the whole source goes into
    `reading` at the end.
    """
    if source.file.seek(0, 2) < LARGE or len(os.sched_getaffinity(0)) < 2:
        yield from reading.read(source)
        return
    receiving, sending = os.pipe()
    try:
        child = os.fork()
    except OSError:  # a kind of system whose fork is among the calls that were given up
        os.close(receiving)
        os.close(sending)
        yield from reading.read(source)
        return
    if not child:
        os.close(receiving)
        _read(source, reading, sending)
    os.close(sending)
    try:
        with os.fdopen(receiving, "rb", 1 << 18) as pipe:
            yield from _received(pipe, source, reading)
    finally:
        os.waitpid(child, 0)


def _read(source: Source, reading: Reading, sending: int) -> NoReturn:
    """Be the process that reads: send every part, and end."""
    code = 1
    try:
        parent = os.getppid()
        sandbox.die_with_parent()
        if os.getppid() == parent:
            with suppress(OSError):
                fcntl(sending, _PIPE_SIZE, _PIPE)
            with os.fdopen(sending, "wb", 1 << 18) as pipe:
                for part in reading.read(source):
                    _send_part(pipe, part)
                _send(pipe, _END, _known(reading))
            code = 0
    finally:
        os._exit(code)  # nothing of the process that it is a copy of is to be tidied up


def _send_part(pipe: BinaryIO, part: Part) -> None:
    if isinstance(part, Text):
        _send(pipe, _TEXT, {"where": _steps(part.where), "hidden": part.hidden, "text": part.text})
    elif isinstance(part, Problem):
        _send(pipe, _PROBLEM, {"where": _steps(part.where), "reason": part.reason})
    else:
        _send_table(pipe, part)


def _send_table(pipe: BinaryIO, table: Table) -> None:
    """Send a table: what is said of it, once its first rows are there, its batches, and an empty one."""
    begun = False
    for batch in table.batches:
        if not begun:
            _send_beginning(pipe, table)
        begun = True
        if batch.num_rows:
            _send_batch(pipe, batch)
    if not begun:
        _send_beginning(pipe, table)
    pipe.write(_HEAD.pack(_BATCH, 0))
    pipe.flush()


def _send_beginning(pipe: BinaryIO, table: Table) -> None:
    columns = list(table.hidden_columns.items())
    said = {"where": _steps(table.where), "header": table.header, "hidden": table.hidden, "columns": columns}
    _send(pipe, _TABLE, said)


def _send_batch(pipe: BinaryIO, batch: Any) -> None:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    data = sink.getvalue()
    pipe.write(_HEAD.pack(_BATCH, len(data)))
    pipe.write(data)
    pipe.flush()


def _send(pipe: BinaryIO, kind: bytes, message: dict[str, Any]) -> None:
    data = json.dumps(message).encode("ascii")
    pipe.write(_HEAD.pack(kind, len(data)))
    pipe.write(data)
    pipe.flush()


def _received(pipe: BinaryIO, source: Source, reading: Reading) -> Iterator[Part]:
    while True:
        kind, data = _next(pipe)
        if kind not in (_TEXT, _PROBLEM, _TABLE, _END):
            yield Problem(_LOST, source.where)
            return
        said = json.loads(data)
        if kind == _END:
            _take_in(reading, said)
            return
        where = _where(said["where"])
        if kind == _TEXT:
            yield Text(said["text"], where, said["hidden"])
        elif kind == _PROBLEM:
            yield Problem(said["reason"], where)
        else:
            batches = _batches(pipe)
            header = None if said["header"] is None else tuple(said["header"])
            yield Table(batches, where, header, said["hidden"], dict(said["columns"]))
            for _ in batches:  # those that nobody asked for
                pass


def _batches(pipe: BinaryIO) -> Iterator[Any]:
    while True:
        kind, data = _next(pipe)
        if kind != _BATCH or not data:
            return  # where the other process has gone, the next part tells
        yield from pa.ipc.open_stream(data)


def _next(pipe: BinaryIO) -> tuple[bytes, bytes]:
    """Return the kind and the bytes of what comes next; nothing where the other process has gone."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return b"", b""
    kind, size = _HEAD.unpack(head)
    data = pipe.read(size)
    return (kind, data) if len(data) == size else (b"", b"")


def _steps(where: Where) -> list[tuple[str, int | None, str | None]]:
    return [(step.kind, step.number, step.name) for step in where.steps]


def _where(steps: list[tuple[str, int | None, str | None]]) -> Where:
    return Where(tuple(Step(*step) for step in steps))


def _known(reading: Reading) -> dict[str, Any]:
    bulk = [(each.what, each.size, _steps(each.where)) for each in reading.bulk]
    return {"format": reading.format, "remarks": reading.remarks, "bulk": bulk, "size": reading.size}


def _take_in(reading: Reading, said: dict[str, Any]) -> None:
    reading.format, reading.remarks, reading.size = said["format"], said["remarks"], said["size"]
    reading.bulk = [Bulk(what, size, _where(steps)) for what, size, steps in said["bulk"]]
