"""Unpacks the queries of Power Query, which lie as a ZIP file in a text of the workbook's custom XML ([MS-QDEFF])."""

import base64
import binascii
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from guardbook.content import Part, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.containers import open_zip
from guardbook.readers.markup import local
from guardbook.readers.package import parse_xml
from guardbook.readers.prose import Flow, table
from guardbook.readers.reading import Reading

DAMAGED = "its queries (Power Query) are damaged: delete the queries and check it again"
_TYPED = re.compile(r'Binary\.FromText\("([A-Za-z0-9+/=]+)"')
_LONGEST = 64 * 1024**2
"""Bytes that one query, or a table typed into one, may unpack to."""


def is_mashup(root: Any) -> bool:
    """Tell whether custom XML holds queries."""
    return local(root) == "DataMashup"


def mashup_parts(root: Any, where: Where, reading: Reading) -> Iterator[Part]:
    """Yield the text of the queries, the tables typed into them, and the words of what describes them."""
    try:
        data = base64.b64decode(root.text or "", validate=False)
        (size,) = struct.unpack_from("<I", data, 4)
        with open_zip(BytesIO(data[8 : 8 + size])) as archive:
            for entry in archive.infolist():
                reading.enter()
                if entry.filename.startswith("Formulas/"):
                    yield from _formulas(_unpacked(archive, entry), where, reading)
        yield from _description(data, 8 + size, where)
    except (binascii.Error, struct.error, zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError) as error:
        raise Unreadable(DAMAGED) from error


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        data = stream.read(_LONGEST + 1)
    if len(data) > _LONGEST:
        raise Unreadable(DAMAGED)
    return data


def _formulas(data: bytes, where: Where, reading: Reading) -> Iterator[Part]:
    text = data.decode("utf-8-sig", "replace")
    reading.spend(len(text))
    yield Text(text, where, "connection")
    for number, typed in enumerate(_TYPED.findall(text), start=1):
        rows = _typed_rows(typed)
        if rows:
            reading.spend(sum(len(cell or "") for row in rows for cell in row))
            yield table(rows, where.into("table", number), "connection")


def _typed_rows(text: str) -> list[list[str | None]]:
    """Return the rows of a table that somebody typed into a query: deflated JSON, as base64."""
    engine = zlib.decompressobj(-15)
    try:
        found = json.loads(engine.decompress(base64.b64decode(text), _LONGEST))
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return []
    rows = [row for row in found if isinstance(row, list)] if isinstance(found, list) else []
    return [[None if cell is None else str(cell) for cell in row] for row in rows]


def _description(data: bytes, at: int, where: Where) -> Iterator[Part]:
    """Yield the words of the metadata, which follow the permissions: names of queries and of columns."""
    (permissions,) = struct.unpack_from("<I", data, at)
    at += 4 + permissions + 8
    (size,) = struct.unpack_from("<I", data, at)
    root = parse_xml(data[at + 4 : at + 4 + size].strip())
    flow = Flow(where)
    for each in root.iter():
        flow.aside(each.text or "", "structure")
        value = each.get("Value", "")
        flow.aside(value[1:] if value.startswith("s") and sum(map(str.isalpha, value)) > 3 else "", "structure")
    yield from flow.parts()
