"""Reads the data store of an RTF document: the custom XML that a program keeps in it."""

from collections.abc import Iterator
from io import BytesIO

import olefile

from guardbook.content import Part, Where
from guardbook.errors import Unreadable
from guardbook.readers.markup import local
from guardbook.readers.ole import DAMAGED, embedded_files
from guardbook.readers.package import OLE_MAGIC, parse_xml
from guardbook.readers.prose import Flow


def data_store(pieces: list[str], where: Where) -> Iterator[Part]:
    """Yield the words of the XML in a \\datastore group: an OLE object whose streams are custom XML parts.

    Raises `Unreadable` when it is damaged.
    """
    flow = Flow(where)
    try:
        for _, data in embedded_files(bytes.fromhex("".join(pieces))):
            for stream in _streams(data):
                if stream.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<"):
                    _note(stream.strip(b"\0"), flow)
    except (ValueError, OSError) as error:
        raise Unreadable(DAMAGED) from error
    yield from flow.parts()


def _streams(data: bytes) -> Iterator[bytes]:
    if not data.startswith(OLE_MAGIC):
        yield data
        return
    with olefile.OleFileIO(BytesIO(data)) as ole:
        for path in ole.listdir():
            yield ole.openstream(path).read()


def _note(data: bytes, flow: Flow) -> None:
    for each in parse_xml(data).iter():
        if each.text and each.text.strip():
            flow.aside(f"{local(each)}: {each.text}", "custom-xml")
        for key, value in each.attrib.items():
            flow.aside(f"{key.rpartition('}')[2]}: {value}", "custom-xml")
