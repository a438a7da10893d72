"""Reads what any OOXML document may hold beside its content: properties, charts, embedded files, custom XML."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from guardbook.content import Part, Problem, Source, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.package import Package
from guardbook.readers.prose import Flow
from guardbook.readers.reading import Reading

PICTURES = (
    "png",
    "jpg",
    "jpeg",
    "jfif",
    "gif",
    "bmp",
    "tif",
    "tiff",
    "emf",
    "wmf",
    "svg",
    "ico",
    "wdp",
    "emz",
    "wmz",
)
FONTS = ("odttf", "ttf", "fntdata")
DULL = (
    "theme",
    "fontTable",
    "webSettings",
    "numbering",
    "presProps",
    "viewProps",
    "tableStyles",
    "printerSettings",
)


def main_part(package: Package, usual: str) -> str:
    """Return the name of the part with the document's own content; raise `Unreadable` when there is none."""
    for each in package.relationships().values():
        if each.kind == "officeDocument" and (name := package.find(each.target)):
            return name
    if name := package.find(usual):
        return name
    raise Unreadable("damaged: the part with its content is missing")


def other_parts(package: Package, source: Source, reading: Reading, done: set[str]) -> Iterator[Part]:
    """Yield the content of every part of a package that its own reader has not `done`."""
    number = 0
    for name in package.names:
        if name in done or name.endswith(".rels") or name == "[Content_Types].xml":
            continue
        base = name.rpartition("/")[2].rpartition(".")[0].rstrip("0123456789")
        ending = name.rpartition(".")[2].casefold()
        if ending in PICTURES or ending in FONTS or base in DULL:
            continue
        number += 1
        where = source.where.into("part", number, name)
        try:
            if ending == "xml":
                yield from _xml_part(package, name, base, where, reading)
            else:
                yield from member(package, name, number, source, reading)
        except LimitReached:
            raise
        except Unreadable as error:
            yield Problem(str(error), where)


def _xml_part(package: Package, name: str, base: str, where: Where, reading: Reading) -> Iterator[Part]:
    root = package.xml(name)
    flow = Flow(where)
    if name.startswith("docProps/"):
        code = "custom-properties" if base == "custom" else "document-properties"
        for label, value in _properties(root):
            flow.aside(f"{label}: {value}", code)
    else:
        code = "custom-xml" if name.startswith("customXml/") else "other-part"
        for each in root.iter():
            flow.aside(each.text or "", code)
    for part in flow.parts():
        reading.spend(len(part.text))
        yield part


def _properties(root: Any) -> Iterator[tuple[str, str]]:
    for each in root:
        value = " ".join(text for text in each.itertext() if text.strip())
        yield each.get("name") or each.tag.rpartition("}")[2], value


def member(package: Package, name: str, number: int, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of a file embedded in a package, whatever its format."""
    reading.enter()
    where = source.where.into("member", number, name.rpartition("/")[2])
    data = BytesIO(package.read(name))
    yield from reading.read(Source(data, name, where, source.depth + 1, "embedded-file"))
