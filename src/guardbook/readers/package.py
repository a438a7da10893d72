"""Opens the ZIP packages of office documents (OOXML, ODF) so that no bomb, entity or broken part does harm."""

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import IO, Any
from urllib.parse import unquote

from lxml import etree

from guardbook.content import Source
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.containers import open_zip
from guardbook.readers.reading import Reading

CHUNK = 1 << 18
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "it is protected by a password: save a copy without one and scan that"
DAMAGED = "damaged: it is not a whole ZIP file, as documents of this kind are"
ENTITIES = "it declares XML entities, which documents of this kind never do"

_NONE = "{http://schemas.openxmlformats.org/package/2006/"
_RELATIONSHIP = f"{_NONE}relationships}}Relationship"
_DEFAULT = f"{_NONE}content-types}}Default"
_OVERRIDE = f"{_NONE}content-types}}Override"
_NOTES = (b"<!-", b"<?", b"<\0!\0-", b"<\0?\0")
"""How comments and instructions begin, of one byte a letter or of two."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow from a part of an OOXML package to another part, or to an address outside."""

    id: str
    kind: str
    """The last word of its type: "image", "hyperlink" …, the same in both editions of OOXML."""
    target: str
    """Name of the part it points to, as in `Package.names`, or the address outside as it stands."""
    external: bool


class Package:
    """An office document's ZIP package; every unpacked byte counts against the limits of `reading`.

    Raises `Unreadable` when it is protected by a password or no whole ZIP file.
    """

    def __init__(self, source: Source, reading: Reading) -> None:
        self._reading = reading
        source.file.seek(0)
        if source.file.read(len(OLE_MAGIC)) == OLE_MAGIC:
            raise Unreadable(LOCKED)
        try:
            self._zip = open_zip(source.file)
            entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        except LimitReached:
            raise
        except Exception as error:  # zipfile raises many kinds; none of their texts may be passed on
            raise Unreadable(DAMAGED) from error
        if len(entries) > reading.limits.members:
            raise LimitReached(f"it has more than {reading.limits.members:,} members")
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        kept = set(map(id, self._entries.values()))
        self.covered = tuple(entry for entry in entries if id(entry) not in kept)
        """Members that another one of the same name covers."""
        self.remarked: dict[str, None] = {}
        """Names of parts, as far as they were read, in which XML comments or instructions stand."""
        self._folded = {name.casefold(): name for name in self._entries}

    @property
    def archive(self) -> zipfile.ZipFile:
        """The ZIP file itself."""
        return self._zip

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parts, in the order of the package, without a leading slash."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return self.find(name) is not None

    def find(self, name: str) -> str | None:
        """Return a part's name as the package spells it (names compare without case), or None."""
        name = name.lstrip("/")
        return name if name in self._entries else self._folded.get(name.casefold())

    def size(self, name: str) -> int:
        """Return how many bytes the package says a part unpacks to; the package may lie."""
        return self._entry(name).file_size

    def open(self, name: str) -> "Counted":
        """Return a part as a stream; raise `Unreadable` when it is missing, encrypted or oddly packed."""
        entry = self._entry(name)
        if entry.flag_bits & 0x1:
            raise Unreadable(LOCKED)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("one of its parts is compressed in a way that documents of this kind never use")
        try:
            return Counted(self._zip.open(entry), self._reading, partial(self.remarked.setdefault, entry.filename))
        except Exception as error:
            raise Unreadable(DAMAGED) from error

    def read(self, name: str) -> bytes:
        """Return a part's bytes; raise `Unreadable` when they are more than may be held in memory."""
        with self.open(name) as stream:
            held = BytesIO()
            while chunk := stream.read(CHUNK):
                held.write(chunk)
                if held.tell() > self._reading.limits.held:
                    raise Unreadable(f"one of its parts unpacks to more than {self._reading.limits.held:,} bytes")
        return held.getvalue()

    def xml(self, name: str) -> Any:
        """Return an XML part's root; raise `Unreadable` when it is not well-formed or declares entities."""
        return parse_xml(self.read(name))

    def iterparse(self, name: str, *tags: str) -> Iterator[Any]:
        """Yield each element of the given tags when it ends, and empty it afterwards: memory stays flat.

        An element inside another one of `tags` is not yielded: the caller finds it in the outer one.
        """
        with self.open(name) as stream:
            yield from iterate_xml(stream, *tags)

    def relationships(self, name: str = "") -> dict[str, Relationship]:
        """Return the relationships of an OOXML part by id ("" for the package itself)."""
        folder, base = posixpath.split(name)
        part = self.find(posixpath.join(folder, "_rels", f"{base}.rels"))
        if part is None:
            return {}
        found = (_relationship(element, folder) for element in self.xml(part).iter(_RELATIONSHIP))
        return {relationship.id: relationship for relationship in found}

    def content_types(self) -> dict[str, str]:
        """Return the content type of every part that [Content_Types].xml gives one."""
        if (part := self.find("[Content_Types].xml")) is None:
            return {}
        root = self.xml(part)
        by_ending = {item.get("Extension", "").casefold(): item.get("ContentType", "") for item in root.iter(_DEFAULT)}
        by_name = {
            item.get("PartName", "").lstrip("/").casefold(): item.get("ContentType", "")
            for item in root.iter(_OVERRIDE)
        }
        types = {}
        for name in self.names:
            ending = name.rpartition(".")[2].casefold()
            if kind := by_name.get(name.casefold()) or by_ending.get(ending):
                types[name] = kind
        return types

    def _entry(self, name: str) -> zipfile.ZipInfo:
        found = self.find(name)
        if found is None:
            raise Unreadable("one of its parts is missing")
        return self._entries[found]


class Counted:
    """A part's unpacked bytes as a stream; each read is counted and the clock looked at."""

    def __init__(self, stream: IO[bytes], reading: Reading, remark: Callable[[], None] = lambda: None) -> None:
        """`remark` is called when XML comments or instructions are met."""
        self._stream, self._reading, self._remark = stream, reading, remark
        self._last = b""

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes, at most one chunk; raise `Unreadable` when the part is damaged."""
        try:
            data = self._stream.read(CHUNK if size < 0 else min(size, CHUNK))
        except Exception as error:
            raise Unreadable(DAMAGED) from error
        self._reading.spend(len(data))
        text = self._last + data if self._last else data[5:]  # past "<?xml"
        if (b"!" in text or b"?" in text) and any(sign in text for sign in _NOTES):  # single bytes are found at once
            self._remark()
        self._last = data[-5:]
        return data

    def __enter__(self) -> "Counted":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


def parse_xml(data: bytes) -> Any:
    """Return the root element of an XML document; no entity is resolved, no DTD loaded, nothing fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("one of its parts is not well-formed XML") from error
    refuse_entities(root)
    return root


def iterate_xml(stream: Any, *tags: str) -> Iterator[Any]:
    """Yield the outermost elements of the given tags as they end, emptying each before the next."""
    events = etree.iterparse(
        stream, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
    )
    depth, first = 0, True
    try:
        for event, element in events:
            if first:
                refuse_entities(element)
                first = False
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 0:
                yield element
                forget(element)
    except etree.XMLSyntaxError as error:
        raise Unreadable("one of its parts is not well-formed XML") from error


def iterate_notes(stream: Any) -> Iterator[Any]:
    """Yield the comments and instructions of an XML document, emptying it as it goes."""
    events = etree.iterparse(
        stream, events=("comment", "pi", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for event, element in events:
            if event == "end":
                element.clear(keep_tail=True)
            else:
                yield element
    except etree.XMLSyntaxError:
        return  # whoever reads the part itself says so


def forget(element: Any) -> None:
    """Empty an element that has been read, and let go of those before it."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


def refuse_entities(element: Any) -> None:
    """Raise `Unreadable` when the document of an element declares entities."""
    dtd = element.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise Unreadable(ENTITIES)


def _relationship(element: Any, folder: str) -> Relationship:
    external = element.get("TargetMode", "") == "External"
    target = element.get("Target", "")
    if not external:
        path = unquote(target.partition("#")[0])
        target = posixpath.normpath(posixpath.join("/" + folder, path)).lstrip("/")
    kind = element.get("Type", "").rpartition("/")[2]
    return Relationship(element.get("Id", ""), kind, target, external)
