"""Writes the parts of an office package: the same parts always make the same bytes."""

import re
from collections.abc import Mapping
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = (1980, 1, 1, 0, 0, 0)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold (XML 1.0, 2.2)."""


def words(text: str) -> str:
    """Return text as XML spells it."""
    return escape(_NOT_XML.sub("", text))


def quoted(text: str) -> str:
    """Return text as XML spells an attribute's value, with its quotation marks."""
    return quoteattr(_NOT_XML.sub("", text))


def pack(out: BinaryIO, parts: Mapping[str, str | bytes]) -> None:
    """Write a package; a part called "mimetype" is not compressed, as OpenDocument asks (1.3, part 2, 3.3)."""
    with ZipFile(out, "w") as package:
        for name, content in parts.items():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, content if isinstance(content, bytes) else content.encode())
