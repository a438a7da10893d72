"""Gathers what the attributes of a web page hold: titles, addresses, field values, data for programs, inlined files."""

import binascii
import io
import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from guardbook.content import Part, Problem, Source
from guardbook.readers.prose import Flow
from guardbook.readers.reading import Reading

_SILENT = frozenset(
    "class style width height colspan rowspan align valign border cellpadding cellspacing bgcolor background color face"
    " size type rel target method lang dir charset media role tabindex xmlns viewbox fill stroke d points transform"
    " autocomplete maxlength rows cols checked selected disabled readonly required hidden loading async defer for"
    " name http-equiv property itemprop itemtype itemscope accept-charset enctype scope headers wrap".split()
)
"""Attributes that only say how something looks or works."""
_LINKS = frozenset("href src data action cite srcset poster formaction longdesc xlink:href".split())
_LABELS = ("name", "property", "itemprop", "http-equiv", "id")
_DOT = 64
"""Letters of an inlined picture below which it is a dot, and holds nothing to read."""
_ADDRESS = re.compile(r"data:(?:image|text|application|font)/[^\"'()\s<>]+,[^\"'()\s<>]+")
_PAGE = "frame/html"
"""The kind of a page that stands in a frame's attribute."""
_SEEN = 100_000


class Attributes:
    """The attributes of one page; each distinct one is told once."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self._source, self._reading = source, reading
        self._seen: set[tuple[str, str]] = set()
        self._files: list[tuple[str, bytes]] = []
        self._sounds = 0

    def add(self, element: Any, flow: Flow) -> None:
        """Put the attributes of an element into a flow's hidden streams."""
        for name, value in element.items():
            name = name.lower()
            if name in _SILENT or not value.strip() or (name, value) in self._seen:
                continue
            if len(self._seen) < _SEEN and len(value) < 1000:
                self._seen.add((name, value))
            self._tell(element, name, value, flow)

    def _tell(self, element: Any, name: str, value: str, flow: Flow) -> None:
        if name in _LINKS:
            if not self._inlined(value):
                flow.aside(value, "link-target")
        elif name == "srcdoc":
            self._files.append((_PAGE, value.encode("utf-8", "replace")))
        elif name in ("alt", "aria-label"):
            flow.aside(value, "alt-text")
        elif name == "content":
            flow.aside(f"{_label(element)}{value}", "html-metadata")
        elif name == "value":
            kind = (element.get("type") or "").lower()
            flow.aside(f"{_label(element)}{value}", "html-hidden-field" if kind == "hidden" else "html-attribute")
        elif name.startswith("on"):
            flow.aside(value, "html-script")
        else:
            flow.aside(f"{name.removeprefix('data-')}: {value}", "html-attribute")

    def _inlined(self, value: str) -> bool:
        """Keep a file that an address itself holds (RFC 2397) for `embedded`."""
        start, comma, body = value.partition(",")
        if not comma or not start.lstrip().lower().startswith("data:"):
            return False
        kind = start.lstrip()[5:].lower()
        if "font" in kind or (kind.startswith("image/") and len(body) <= _DOT):
            self._reading.add_bulk(self._source.where, len(body), "a font or a dot within the page")
            return True
        if kind.startswith(("audio/", "video/")):
            self._sounds += 1
            return True
        try:
            data = b64decode(unquote(body)) if kind.endswith("base64") else unquote_to_bytes(body)
        except (binascii.Error, ValueError):
            return False
        self._files.append((kind.partition(";")[0], data))
        return True

    def add_inlined(self, text: str) -> None:
        """Keep the files that a style sheet or a script holds in addresses."""
        for address in _ADDRESS.findall(text):
            self._inlined(address)

    def embedded(self) -> Iterator[Part]:
        """Yield the parts of inlined files: pictures show, others do not; and how many sounds could not be read."""
        for number, (kind, data) in enumerate(self._files, start=1):
            self._reading.enter()
            self._reading.spend(len(data))
            family, _, ending = kind.partition("/")
            shows = family in ("image", "frame")
            where = self._source.where.into("picture" if family == "image" else "embedded", number)
            hidden = None if shows else "embedded-file"
            source = Source(io.BytesIO(data), f"file.{ending}", where, self._source.depth + 1, hidden)
            yield from self._reading.read(source)
        if self._sounds:
            yield Problem(f"{self._sounds} sounds or films within the page are not read yet", self._source.where)


def _label(element: Any) -> str:
    name = next((value for key in _LABELS if (value := element.get(key))), "")
    return f"{name}: " if name else ""
