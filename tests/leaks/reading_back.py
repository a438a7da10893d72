"""Reads the words of a file with ordinary libraries, as who receives a clean copy would."""

import bz2
import email
import gzip
import io
import json
import mailbox
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable
from email.policy import default
from pathlib import Path
from zipfile import ZipFile

import openpyxl
from lxml import etree, html
from PIL import Image
from pyarrow import parquet


def words_of(name: str, data: bytes) -> str:
    """The words of a file, those of files within it too; raises where a library cannot open it."""
    ending = name.rpartition(".")[2].lower()
    return _packed(data, name) if ending in ("gz", "bz2") else _READERS.get(ending, _text)(data)


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _json(data: bytes) -> str:
    return "\n".join(_leaves(json.loads(data)))


def _leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in _leaves(each)]
    return [leaf for each in value for leaf in _leaves(each)] if isinstance(value, list) else [str(value)]


def _html(data: bytes) -> str:
    return "\n".join(map(str, html.fromstring(data.decode("utf-8")).itertext()))


def _xml(data: bytes) -> str:
    return "\n".join(map(str, etree.fromstring(data).itertext()))


def _mail(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=default)
    body = message.get_body(("html", "plain"))
    parts = [str(message.get(name, "")) for name in ("From", "To", "Subject")]
    if body is not None:
        parts.append(_html(body.get_content().encode()) if "html" in body.get_content_type() else body.get_content())
    for part in message.iter_attachments():
        content = part.get_content()
        inner = content.encode() if isinstance(content, str) else content
        name = part.get_filename() or f"part.{part.get_content_subtype()}"
        parts.append(words_of(name, inner) if isinstance(inner, bytes) else str(inner))
    return "\n".join(parts)


def _mailbox(data: bytes) -> str:
    with tempfile.NamedTemporaryFile(suffix=".mbox") as file:
        Path(file.name).write_bytes(data)
        return "\n".join(_mail(message.as_bytes()) for message in mailbox.mbox(file.name, create=False))


def _zip(data: bytes) -> str:
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return "\n".join(f"{name}\n{words_of(name, archive.read(name))}" for name in archive.namelist())


def _tar(data: bytes) -> str:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        files = [(entry, archive.extractfile(entry)) for entry in archive]
        return "\n".join(f"{entry.name}\n{words_of(entry.name, file.read())}" for entry, file in files if file)


def _packed(data: bytes, name: str) -> str:
    opened = bz2.decompress(data) if name.endswith("bz2") else gzip.decompress(data)
    return words_of(name.rpartition(".")[0], opened)


def _sqlite(data: bytes) -> str:
    made = sqlite3.connect(":memory:")
    made.deserialize(data)
    assert made.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    names = [name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for name in names for row in made.execute(f'SELECT * FROM "{name}"')]
    cells = [cell for row in rows for cell in row if cell is not None]
    return "\n".join(_sheet(cell) if isinstance(cell, bytes) and cell[:2] == b"PK" else str(cell) for cell in cells)


def _parquet(data: bytes) -> str:
    return "\n".join(_leaves(parquet.read_table(io.BytesIO(data)).to_pylist()))


def _sheet(data: bytes) -> str:
    sheets = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)


def _picture(data: bytes) -> str:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return f"{picture.width} x {picture.height}"


_READERS: dict[str, Callable[[bytes], str]] = {
    "json": _json,
    "geojson": _json,
    "html": _html,
    "xml": _xml,
    "svg": _xml,
    "gpx": _xml,
    "eml": _mail,
    "mbox": _mailbox,
    "zip": _zip,
    "tar": _tar,
    "sqlite": _sqlite,
    "gpkg": _sqlite,
    "parquet": _parquet,
    "xlsx": _sheet,
    **dict.fromkeys(("png", "jpg", "gif", "tif", "webp"), _picture),
}
