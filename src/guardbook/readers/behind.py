"""Reads what stands behind the place where a file of a binary format ends."""

import io
from collections.abc import Iterator

from guardbook.content import Part, Source, Text
from guardbook.errors import Unreadable
from guardbook.readers.printable import printable_runs
from guardbook.readers.reading import Reading
from guardbook.readers.sniff import tell_format

CODE = "data-after-end"
_FEW = 16
"""Bytes that are too few for a file."""


def read_behind(data: bytes, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of another file, or words, in what stands behind a source's end; padding is bulk."""
    where = source.where.into("behind")
    rest = data.strip(b"\0\xff\r\n\t ")
    file = io.BytesIO(data.lstrip(b"\0\xff\r\n\t "))  # the zeros at its end may be its own
    runs = [] if len(rest) >= _FEW and _is_known(file) else printable_runs(rest)
    if runs:
        yield Text("\n".join(runs), where, CODE)
    if len(rest) >= _FEW:
        reading.enter()
        yield from reading.read(Source(file, "", where, source.depth + 1, CODE))
    elif data and not runs:
        reading.add_bulk(where, len(data), "padding")


def _is_known(file: io.BytesIO) -> bool:
    try:
        tell_format(Source(file, ""))
    except Unreadable:
        return False
    return True
