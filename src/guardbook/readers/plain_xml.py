"""Takes long runs of plain XML off a stream by pattern, which is fast, and leaves everything else to the parser.

A run is taken only where nothing can be read in two ways: the parser has said that the elements stand directly in
the one that holds them; a piece with a comment, an instruction, CDATA or a character that XML forbids is left to the
parser, and so is all that follows it; and the pattern accounts for every character of what it takes.
"""

import re
from collections.abc import Callable, Generator, Iterator
from typing import Any

from lxml import etree

from guardbook.errors import Unreadable
from guardbook.readers.markup import local
from guardbook.readers.package import forget, refuse_entities

Take = Callable[[str, int], tuple[list[Any], int]]
"""From a text and a place in it to what the plain elements there make, and the place where the first other begins."""

PIECE = 1 << 22
"""Bytes that are looked at as one."""
READ = 1 << 18
_HEAD = 1 << 20
"""Bytes in which the element must begin that holds the others."""
_FORBIDDEN = bytes(byte for byte in range(32) if byte not in b"\t\n")
"""Control characters; a carriage return may stand in XML, but is read as another character."""
TEXT = r"([^<&]*+(?:&(?:amp|lt|gt|quot|apos);[^<&]*+)*+)"
"""A group of a pattern that takes the text between two tags."""
_REFERENCE = re.compile(r"&(amp|lt|gt|quot|apos);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_MALFORMED = "one of its parts is not well-formed XML"


class PlainXml:
    """The outermost elements of the given tags, and what is made of plain ones, in the order of the stream.

    Each element is emptied when the next is asked for, as `package.iterate_xml` does it.
    """

    def __init__(self, stream: Any, holder: str, item: str, *tags: str) -> None:
        """`item` is the name of the plain elements, `holder` of the one in which they stand; both without namespace."""
        self._stream, self._holder = stream, holder
        self._opening = re.compile(rf"<{holder}(?: [^<>]*)?(?<!/)>".encode())
        self._closing = f"</{item}>".encode()
        self._item = item
        self._parser = etree.XMLPullParser(
            ("start", "end"), tag=(*tags, f"{{*}}{holder}"), resolve_entities=False, no_network=True, load_dtd=False
        )
        self._events = self._parser.read_events()
        self._depth = 0
        self._last: tuple[str, Any] = ("", None)
        self.holder: Any = None
        """The element that holds the plain ones, once it has begun."""

    def items(self, take: Take) -> Iterator[Any]:
        """Yield elements, and what `take` returns; raises `Unreadable` for what is not well-formed."""
        head = b""
        begin = None
        while begin is None and len(head) < _HEAD and (data := self._stream.read(READ)):
            head += data
            begin = self._opening.search(head)
        end = begin.end() if begin else len(head)
        yield from self._parsed(head[:end])
        rest = head[end:]
        if begin and self._begins_plainly(head[:end]):
            rest = yield from self._plain(rest, take)
        while data := rest or self._stream.read(READ):
            rest = b""
            yield from self._parsed(data)
        yield from self._parsed(None)

    def _begins_plainly(self, head: bytes) -> bool:
        """Tell whether the holder has just begun, in UTF-8, and no name in it can mean anything unusual."""
        event, element = self._last
        rest = head.removeprefix(b"\xef\xbb\xbf")[1:]  # past the declaration's own "<?"
        if event != "start" or local(element) != self._holder or b"<!" in rest or b"<?" in rest:
            return False
        self.holder = element
        document = element.getroottree().docinfo
        default = element.nsmap.get(None)
        encoding = (document.encoding or "UTF-8").upper()
        return bool(default) and element.tag == f"{{{default}}}{self._holder}" and encoding in ("UTF-8", "US-ASCII")

    def _plain(self, rest: bytes, take: Take) -> Generator[Any, None, bytes]:
        """Yield from plain pieces; return what is left over for the parser."""
        while True:
            parts, size = [rest], len(rest)
            while size < PIECE and (data := self._stream.read(READ)):
                parts.append(data)
                size += len(data)
            piece = b"".join(parts)
            end = piece.rfind(self._closing) + len(self._closing)
            if end < len(self._closing) or not is_plain(piece[:end]):
                return piece
            try:
                text = piece[:end].decode()
            except UnicodeDecodeError:
                return piece
            at = yield from self._mixed(text, take)
            rest = piece[end:]
            if at < len(text):
                return text[at:].encode() + rest

    def _mixed(self, text: str, take: Take) -> Generator[Any, None, int]:
        """Yield from one plain piece; return the place up to which it was read."""
        closing = self._closing.decode()
        at = patience = 0
        while at < len(text):
            made, at = take(text, at)
            yield from made
            if at == len(text):
                break
            patience = 2 * patience + 1 if not made else 0
            end = at
            for _ in range(min(patience, 4096) + 1):
                end = text.find(closing, end) + len(closing)
                if end == len(text):
                    break
            yield from self._parsed(text[at:end].encode())
            at = end
            if not self._is_between():
                break
        return at

    def _is_between(self) -> bool:
        """Tell whether the parser is where an item has just ended, directly in the holder.

        It was given text that ends with an item's closing tag, and in which nothing but tags begins with "<": so the
        last event is that tag's, and it only remains to be seen what the tag closed.
        """
        event, element = self._last
        return event == "end" and local(element) == self._item and element.getparent() is self.holder

    def _parsed(self, data: bytes | None) -> Iterator[Any]:
        """Give bytes to the parser, or None for the end, and yield the elements that end in them."""
        failure = None
        try:
            if data is None:
                self._parser.close()
            elif data:
                self._parser.feed(data)
        except etree.XMLSyntaxError as error:
            failure = error
        for event, element in self._events:
            if self._last[1] is None:
                refuse_entities(element)
            self._last = event, element
            if local(element) == self._holder:
                continue
            self._depth += 1 if event == "start" else -1
            if event == "end" and self._depth == 0:
                yield element
                forget(element)
        if failure:
            raise Unreadable(_MALFORMED) from failure


def is_plain(data: bytes) -> bool:
    """Tell whether bytes hold nothing but tags, text and references, as far as can be seen without parsing them."""
    if len(data.translate(None, _FORBIDDEN)) != len(data):
        return False
    if any(sign in data and pair in data for sign, pair in ((b"!", b"<!"), (b"?", b"<?"), (b"]", b"]]>"))):
        return False
    return data.isascii() or (b"\xef\xbf\xbe" not in data and b"\xef\xbf\xbf" not in data)


def references_put_in(text: str) -> str:
    """Return a text with the references to the five characters of XML put in.

    >>> references_put_in("R&amp;D &lt;5")
    'R&D <5'
    """
    return _REFERENCE.sub(lambda match: _CHARACTERS[match[1]], text) if "&" in text else text
