"""Makes a clean copy of a web page: known elements that show, few attributes, and the declared columns of tables."""

import base64
import binascii
import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from lxml import etree

from guardbook.content import Table
from guardbook.readers.html import root_of
from guardbook.readers.html.hiding import Hiding
from guardbook.readers.html.page import shown_value
from guardbook.readers.html.tables import is_data
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.letters import shaped
from guardbook.release.clean.members import clean_member
from guardbook.release.clean.office.settling import Settling
from guardbook.release.clean.tables import settled

_KEPT = frozenset(
    "body h1 h2 h3 h4 h5 h6 p div span section article main header footer nav aside address blockquote q cite pre code"
    " kbd samp var br hr wbr ul ol li dl dt dd strong b em i u s small sub sup mark abbr time del ins figure figcaption"
    " table caption thead tbody tfoot tr th td a img details summary ruby rt rp bdi bdo".split()
)
_AS = {
    "form": "div",
    "fieldset": "div",
    "center": "div",
    "legend": "p",
    "button": "span",
    "label": "span",
    "font": "span",
    "tt": "code",
    "strike": "s",
    "big": "span",
    "xmp": "pre",
    "textarea": "pre",
    "dir": "ul",
    "menu": "ul",
}
"""What becomes of elements that are old, or of use only where something is sent back."""
_DROPPED = frozenset(
    "head script style template noscript link meta base param source track datalist map area col colgroup title".split()
)
_EMBEDS = frozenset("iframe frame frameset object embed applet video audio canvas math portal".split())
_ALIGNED = re.compile(r"text-align\s*:\s*(left|right|center|justify)", re.I)
_ALIGNABLE = frozenset("p div h1 h2 h3 h4 h5 h6 td th caption".split())
_NUMBERS = {"td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"), "img": ("width", "height"), "ol": ("start",)}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:", re.I)
_PICTURE = re.compile(r"\s*data:image/(png|jpeg|jpg|gif|webp|bmp)((?:;[^,;]*)*),", re.I)
_STYLED = "Its style sheets were left out: look at the copy, since what only they hid would show."


def clean(job: Job) -> None:
    """Write the page as HTML in UTF-8; links and descriptions that hold undeclared personal data are left out.

    Raises `Refused` for pages that show something else within them, and for merged cells in a table that loses columns.
    """
    root = root_of(job.source)
    if root is None:
        raise Refused("it is too large or too deep, or not whole")
    try:
        made = _Copy(job, root).root()
    except RecursionError:
        raise Refused("its elements lie too deep within one another") from None
    text = etree.tostring(made, method="html", encoding="unicode")
    job.out.write(f"<!DOCTYPE html>\n{text}\n".encode())


class _Copy:
    """One page on its way to its copy."""

    def __init__(self, job: Job, root: Any) -> None:
        self._job, self._source = job, root
        self._settling = Settling(job)
        self._hiding = Hiding()
        self._hiding.learn(root)
        self._columns = _kept_columns(job, root)
        self._targets = {target[1:] for link in root.iter("a") if len(target := link.get("href") or "") > 1}
        if any(True for _ in root.iter("style")) or any(
            "stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link")
        ):
            job.notes.append(_STYLED)

    def root(self) -> Any:
        """Return the root of the copy's tree."""
        made = etree.Element("html")
        if _LANGUAGE.fullmatch(language := self._source.get("lang") or ""):
            made.set("lang", language)
        head = etree.SubElement(made, "head")
        etree.SubElement(head, "meta", charset="utf-8")
        title = next(self._source.iter("title"), None)
        if title is not None:
            etree.SubElement(head, "title").text = shaped("".join(title.itertext())).replace("\f", " ")
        body = etree.SubElement(made, "body")
        for element in (self._source,) if self._source.tag != "html" else self._source:
            if element.tag == "body":
                self._fill(body, element, self._hiding.within(element, None))
            elif isinstance(element.tag, str):
                self._copy(body, element, None)
        return made

    def _fill(self, made: Any, element: Any, code: str | None) -> None:
        """Copy the content of an element, which stands in something of this code, into `made`."""
        self._say(made, element.text, code)
        for child in element:
            if isinstance(child.tag, str):
                self._copy(made, child, code)
            elif child.tag is etree.Entity:
                raise Refused("it refers to an entity that is not known")
            self._say(made, child.tail, code)

    def _say(self, made: Any, text: str | None, code: str | None) -> None:
        if not text or not self._job.shows(code):
            return
        text = shaped(text).replace("\f", " ")
        if len(made):
            made[-1].tail = (made[-1].tail or "") + text
        else:
            made.text = (made.text or "") + text

    def _copy(self, above: Any, element: Any, code: str | None) -> None:
        """Copy one element, without what follows it."""
        tag = element.tag.lower()
        code = self._hiding.within(element, code)
        if tag in _DROPPED or (code != "unseen-text" and not self._job.shows(code)):
            if tag in ("td", "th"):
                etree.SubElement(above, tag)
            return
        if tag in _EMBEDS or (tag == "svg" and "".join(element.itertext()).strip()):
            raise Refused("it shows something within it that cannot be cleaned (a frame, a film, a drawing with words)")
        if tag in ("input", "select"):
            self._say(above, f" {_chosen(element)} ", code)
        elif tag == "table" and element in self._columns:
            self._table(above, element, code)
        elif tag in _KEPT or tag in _AS:
            made = etree.SubElement(above, _AS.get(tag, tag))
            self._attributes(made, element)
            self._fill(made, element, code)
        elif tag != "svg":
            self._fill(above, element, code)

    def _attributes(self, made: Any, element: Any) -> None:
        tag = made.tag
        if _LANGUAGE.fullmatch(element.get("lang") or ""):
            made.set("lang", element.get("lang"))
        if (element.get("dir") or "").lower() in ("ltr", "rtl", "auto"):
            made.set("dir", element.get("dir").lower())
        for name in _NUMBERS.get(tag, ()):
            value = element.get(name) or ""
            if value.isascii() and value.isdecimal() and len(value) < 5:
                made.set(name, value)
        if tag in _ALIGNABLE:
            found = _ALIGNED.search(element.get("style") or "")
            align = (found[1] if found else element.get("align") or "").lower()
            if align in ("left", "right", "center", "justify"):
                made.set("align", align)
        if (mark := shaped(element.get("id") or "")) in self._targets and self._settling.may_stay(mark):
            made.set("id", mark)
        if tag == "a" and (target := self._link(element.get("href") or "")):
            made.set("href", target)
        if tag == "img":
            self._picture(made, element)

    def _link(self, target: str) -> str:
        if _SCHEME.match(target):
            return self._settling.link(shaped(target))
        target = shaped(target).strip()
        return target if self._settling.may_stay(unquote(target)) else ""

    def _picture(self, made: Any, element: Any) -> None:
        made.set("alt", self._settling.alternative(shaped(element.get("alt") or "")))
        address = element.get("src") or ""
        if found := _PICTURE.match(address):
            made.set("src", self._inlined(found[1].lower(), found[2], address[found.end() :]))
        elif re.match(r"cid:[\w.@$-]+$", address) or (not address.lower().lstrip().startswith("data:")):
            if address.startswith("cid:") or (target := self._link(address)):
                made.set("src", address if address.startswith("cid:") else target)
        elif address:
            raise Refused("a picture within it is of a kind that cannot be cleaned")

    def _inlined(self, ending: str, how: str, body: str) -> str:
        try:
            data = base64.b64decode(unquote(body)) if how.lower().endswith("base64") else unquote_to_bytes(body)
        except (binascii.Error, ValueError):
            raise Refused("a picture within it is damaged") from None
        copy = clean_member(self._job, io.BytesIO(data), f"picture.{ending}")
        return f"data:image/{'jpeg' if ending == 'jpg' else ending};base64,{base64.b64encode(copy).decode('ascii')}"

    def _table(self, above: Any, element: Any, code: str | None) -> None:
        """Copy a table of data, with the cells of the columns that stay."""
        kept = self._columns[element]
        if not kept:
            return
        rows = [_cells(row) for row in element.iter("tr")]
        if len(kept) < max(map(len, rows), default=0) or kept[-1] >= max(map(len, rows), default=0):
            if any((cell.get(span) or "1") != "1" for row in rows for cell in row for span in ("colspan", "rowspan")):
                raise Refused("a table in it has merged cells, so that it is not certain which columns they belong to")
            for row in rows:
                for number, cell in enumerate(row):
                    if number not in kept:
                        row[number].getparent().remove(cell)
        made = etree.SubElement(above, "table")
        self._attributes(made, element)
        self._fill(made, element, code)


def _kept_columns(job: Job, root: Any) -> Mapping[Any, list[int]]:
    """Return for each table of data that loses columns the numbers of those that stay."""
    tables = [element for element in root.iter("table") if is_data(element)]
    depth = len(job.source.where.steps) + 1
    kept = {}
    for part in job.visible_parts():
        steps = part.where.steps
        if not isinstance(part, Table) or len(steps) != depth or steps[-1].kind != "table":
            continue
        number, columns = steps[-1].number or 0, settled(part, job)[1]
        if columns is not None and 0 < number <= len(tables):
            kept[tables[number - 1]] = columns
    return kept


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _chosen(element: Any) -> str:
    """Return what a field of a form shows."""
    if element.tag == "input":
        return shown_value(element)
    options = [*element.iter("option")]
    chosen = next((option for option in options if option.get("selected") is not None), options[0] if options else None)
    return "" if chosen is None else " ".join("".join(chosen.itertext()).split())
