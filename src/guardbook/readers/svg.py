"""Reads drawings (SVG 1.1 and 2): the words that show, those that do not, and what the drawing program left."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from guardbook.content import Part, Source, Text
from guardbook.errors import Unreadable
from guardbook.readers import xml
from guardbook.readers.colours import WHITE, blends
from guardbook.readers.html.attributes import Attributes
from guardbook.readers.html.styles import parse_css_colour
from guardbook.readers.markup import local
from guardbook.readers.reading import Reading
from guardbook.readers.svg_covers import Covers, inherited, property_of

LARGE = 32 * 1024**2
"""Bytes of a drawing above which it is read as any XML file."""
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
_TOLD = frozenset(("alt", "aria-label", "aria-description", "title"))
_GEOMETRY = re.compile(
    r"(?:[a-z]{1,2}\d?|d|points|transform|viewBox|width|height|style|class|fill.*|stroke.*|font.*|text-.*|opacity|version"
    r"|gradient.*|spreadMethod|offset|stop-.*|clip.*|mask.*|filter.*|marker.*|overflow|display|visibility|color.*|preserve\w+"
    r"|pattern.*|orient|ref[XY]|std\w+|result|in2?|type|values|mode|operator|k\d|begin|dur|end|from|to|repeat.*|attribute\w+"
    r"|letter-.*|word-.*|dominant-.*|baseline-.*|alignment-.*|base\w+|xml:space|space|enable-.*|shape-.*|image-.*|vector-.*"
    r"|paint-.*|pointer-.*|role|focusable|lang|media|lengthAdjust|textLength|start\w+|side|method|spacing|unicode-bidi"
    r"|direction|writing-mode|path\w*|key\w+|calcMode|additive|accumulate|x\w+ChannelSelector|y\w+ChannelSelector|content\w+)"
)
"""Attributes that say how something is drawn."""
_WORDS = frozenset("text tspan textPath tref a p div span td th li h1 h2 h3 h4 h5 h6 b i em strong br".split())
_LINES = frozenset("text p div td th li h1 h2 h3 h4 h5 h6".split())
_SHAPES = frozenset("rect path circle ellipse polygon image use".split())
_ASIDE = {
    "title": "alt-text",
    "desc": "alt-text",
    "metadata": "file-metadata",
    "script": "html-script",
    "style": "html-script",
}
_STORES = frozenset("defs symbol clipPath mask pattern marker".split())
_NUMBER = re.compile(r"-?\d*\.?\d+")


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of a drawing; one that is too large, or not well-formed, is read as any XML file."""
    source.file.seek(0)
    data = source.file.read(LARGE + 1)
    if len(data) > LARGE:
        yield from xml.read(source, reading)
        return
    if b"<!ENTITY" in data and re.search(rb"<!ENTITY[^>]*[&%][^>]*>", data):
        raise Unreadable("it defines entities by other entities, as only a bomb does")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        yield from xml.read(source, reading)
        return
    reading.spend(len(data))
    yield from _Drawing(source, reading, root).parts()


class _Drawing:
    """One drawing on its way to parts."""

    def __init__(self, source: Source, reading: Reading, root: Any) -> None:
        self._source, self._reading, self._root = source, reading, root
        self._attributes = Attributes(source, reading)
        self._lines: dict[str | None, dict[str, None]] = {}
        names = (element.get(name) or "" for element in root.iter(etree.Element) for name in _HREF)
        self._used = {name[1:] for name in names if name.startswith("#")}
        self._painted = False
        """Whether a shape stands behind what follows, on which white letters may show."""
        self._edges = _edges(root)
        self._covers = Covers(root)

    def parts(self) -> Iterator[Part]:
        """Yield what shows, then the rest by its code."""
        for entity in self._root.getroottree().docinfo.internalDTD.iterentities() if self._has_dtd() else ():
            self._note("xml-instruction", entity.content or "")
        before = [*self._root.itersiblings(preceding=True)][::-1]
        for element in (*before, self._root, *self._root.itersiblings()):
            self._walk(element)
        for line in self._covers.covered():
            self._lines[None].pop(line, None)
            self._note("covered-text", line)
        for code in sorted((code for code in self._lines if self._lines[code]), key=str):
            yield Text("\n".join(self._lines[code]), self._source.where, code)
        yield from self._attributes.embedded()

    def _has_dtd(self) -> bool:
        return self._root.getroottree().docinfo.internalDTD is not None

    def _note(self, code: str | None, text: str) -> None:
        for line in text.splitlines():
            if line := " ".join(line.split()):
                self._lines.setdefault(code, {})[line] = None

    def _walk(self, top: Any) -> None:
        waiting: list[tuple[Any, str | None]] = [(top, None)]
        while waiting:
            element, above = waiting.pop()
            if not isinstance(element.tag, str):
                self._note("xml-comment" if element.tag is etree.Comment else "xml-instruction", element.text or "")
                continue
            name = local(element)
            self._tell_attributes(element)
            if name in _ASIDE:
                self._tell_aside(element, _ASIDE[name])
                continue
            code = above or self._code(element, name)
            if name in _LINES:
                self._line(element, code or self._unseen(element), "".join(self._words(element, code)))
            elif (element.text or "").strip() and name not in _WORDS:
                self._note(code, element.text)
            if name == "rect" and code is None:
                self._reading.spend(0)
                self._covers.cover(element)
            self._painted = self._painted or (code is None and name in _SHAPES and _is_coloured(element))
            waiting += [(child, code) for child in reversed(element) if not (name in _LINES and local(child) in _WORDS)]
            self._tails(element, name, code)

    def _line(self, element: Any, code: str | None, words: str) -> None:
        self._note(code, words)
        for line in words.splitlines() if code is None else ():
            if line := " ".join(line.split()):
                self._covers.add_line(line, element)

    def _tails(self, element: Any, name: str, code: str | None) -> None:
        """Words between elements that are no words themselves: no program draws them."""
        for child in element if name not in _LINES else ():
            if (child.tail or "").strip():
                self._note(code or "html-hidden-element", child.tail)

    def _words(self, element: Any, code: str | None) -> Iterator[str]:
        """Yield the words of a line; those of a part that is hidden by itself are noted apart."""
        yield element.text or ""
        for child in element:
            name = local(child)
            if name in _WORDS:
                self._tell_attributes(child)
                own = code or self._code(child, name) or self._unseen(child)
                words = "".join(self._words(child, own))
                if own and not code:
                    self._note(own, words)
                else:
                    yield f" {words}" if name != "tspan" or child.get("y") or child.get("dy") else words
            yield child.tail or ""

    def _tell_aside(self, element: Any, code: str) -> None:
        """An element whose words stand beside the drawing, with the values of the attributes in it."""
        for each in element.iter():
            if not isinstance(each.tag, str):
                self._note("xml-comment", each.text or "")
                continue
            text = (each.text or "").strip()
            label = local(each) if code == "file-metadata" else ""
            self._note(code, f"{label}: {text}" if label and text else text)
            for name, value in each.attrib.items() if each is not element else ():
                self._note(code, f"{name.rpartition('}')[2]}: {value}")
            if code == "html-script":
                self._attributes.add_inlined(text)

    def _tell_attributes(self, element: Any) -> None:
        for name, value in element.attrib.items():
            space, _, label = name.rpartition("}")
            if name in _HREF:
                if value.lstrip().lower().startswith("data:"):
                    self._attributes.add_inlined("".join(value.split()))
                elif not value.startswith("#"):
                    self._note("link-target", value)
            elif label in _TOLD:
                self._note("alt-text", value)
            elif space and not space.endswith(("XML/1998/namespace", "1999/xlink")):
                self._note("file-metadata", f"{label}: {value}")
            elif label.startswith("on"):
                self._note("html-script", value)
            elif not space and not _GEOMETRY.fullmatch(label):
                self._note("html-attribute", f"{label.removeprefix('data-')}: {value}")
            elif "data:" in value:
                self._attributes.add_inlined(value)

    def _code(self, element: Any, name: str) -> str | None:
        """Return the code of why an element and all in it are not drawn, or None."""
        if property_of(element, "display") == "none" or property_of(element, "visibility") in ("hidden", "collapse"):
            return "hidden-layer"
        if any(_is_zero(property_of(element, key)) for key in ("opacity", "fill-opacity")):
            return "hidden-layer"
        if name in _STORES and not self._used.intersection(
            each.get("id") or "" for each in element.iter(etree.Element)
        ):
            return "hidden-layer"
        return None

    def _unseen(self, element: Any) -> str | None:
        """Return the code of letters that are drawn where, or so, that nobody sees them."""
        size = _number(property_of(element, "font-size"))
        if size is not None and size <= 1 and "em" not in property_of(element, "font-size") and self._edges is None:
            return "unseen-text"
        fill = inherited(element, "fill")
        if fill in ("none", "transparent") and inherited(element, "stroke") in ("", "none"):
            return "unseen-text"
        colour = parse_css_colour(fill) if fill else None
        if colour is not None and blends(colour, WHITE) and not self._painted:
            return "unseen-text"
        return "unseen-text" if self._is_outside(element) else None

    def _is_outside(self, element: Any) -> bool:
        """Tell whether letters stand beside the drawing's edges; not where something moves them."""
        x, y = _number(element.get("x") or ""), _number(element.get("y") or "")
        if self._edges is None or x is None or y is None or "%" in f"{element.get('x')}{element.get('y')}":
            return False
        if any(each.get("transform") or local(each) in _STORES for each in (element, *element.iterancestors())):
            return False
        left, top, width, height = self._edges
        anchored = inherited(element, "text-anchor") in ("end", "middle")
        return x > left + width or y < top - 1 or y > top + height * 1.1 or (x < left - width / 2 and not anchored)


def _edges(root: Any) -> tuple[float, float, float, float] | None:
    """Return left, top, width and height of what is shown of a drawing; None where it does not say."""
    numbers = [float(number) for number in _NUMBER.findall(root.get("viewBox") or "")]
    if len(numbers) == 4:
        return numbers[0], numbers[1], numbers[2], numbers[3]
    width, height = (root.get(key) or "" for key in ("width", "height"))
    if "%" in width + height or (size := (_number(width), _number(height))) == (None, None):
        return None
    return (0.0, 0.0, size[0], size[1]) if size[0] and size[1] else None


def _number(text: str) -> float | None:
    found = _NUMBER.match(text.strip())
    return float(found[0]) if found else None


def _is_zero(value: str) -> bool:
    return bool(value) and _number(value) == 0


def _is_coloured(element: Any) -> bool:
    fill = inherited(element, "fill")
    colour = parse_css_colour(fill) if fill else None
    return fill != "none" and (colour is None or not blends(colour, WHITE))
