"""Reads web pages: what a browser shows, line by line and table by table, and everything that it does not show."""

import re
from collections.abc import Iterator
from secrets import token_hex

from lxml import etree

from guardbook.content import Part, Source
from guardbook.readers import text
from guardbook.readers.encoding import HEAD, declared_encoding, decode
from guardbook.readers.html.page import Page
from guardbook.readers.reading import Reading

LARGE = 32 * 1024**2
"""Bytes of a page above which it is read as plain text, tags and all: its tree would take ten times as much memory."""
_ENDS = re.compile(r"</(?:body|html)\s*>", re.I)
"""Tags that browsers pass over: what follows them shows on the page (HTML, 13.2.6.4.19 "after body")."""
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]+?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of a web page; one that is too large or too deep for a tree is read as plain text."""
    root = root_of(source)
    if root is None:
        yield from text.read(source, reading)
        return
    reading.spend(0)
    yield from Page(source, reading).parts(root)


def root_of(source: Source) -> "etree._Element | None":
    """Return the root of a page's tree; None where it is too large or deep for one, or the parser left a part out."""
    source.file.seek(0)
    data = source.file.read(LARGE + 1)
    return _parse(data) if len(data) <= LARGE else None


def _parse(data: bytes) -> "etree._Element | None":
    """The root of the page's tree, or None where the parser left something out."""
    declared = _CHARSET.search(data, 0, 4096)
    encoding = declared_encoding(data[:HEAD], declared[1].decode("ascii") if declared else "")
    decoded = _ENDS.sub("", decode(data, encoding).replace("\0", " "))
    root = _tree(decoded)
    return root if root is not None and _is_whole(decoded) else None


def _tree(page: str) -> "etree._Element | None":
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return None if cut else root


def _is_whole(page: str) -> bool:
    """Tell whether the page's end is in its tree: a quote that never closes would swallow all that follows."""
    mark = token_hex(8)
    root = _tree(f"{page}<!--{mark}-->")
    return root is not None and bool(root.xpath("//comment()[contains(., $m)] | //text()[contains(., $m)]", m=mark))
