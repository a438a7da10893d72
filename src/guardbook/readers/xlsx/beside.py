"""Reads the parts of a workbook that stand beside its sheets: notes, drawings, tables, caches, connections."""

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.aside import Remarks
from guardbook.readers.colours import USUAL, WHITE, Colour, blends, drawing_colour
from guardbook.readers.markup import attribute, child, lines, local
from guardbook.readers.number_formats import show_plain
from guardbook.readers.package import Package
from guardbook.readers.reading import Reading
from guardbook.readers.xlsx.caches import external_link, pivot_definition, pivot_records
from guardbook.readers.xlsx.remarks import filter_choices
from guardbook.readers.xlsx.sheet import SheetEntry
from guardbook.readers.xlsx.strings import rich_text
from guardbook.readers.xlsx.styles import TINY


@dataclass(frozen=True, slots=True)
class Beside:
    """One part of a workbook's package, and the sheet (or the workbook) that it belongs to."""

    package: Package
    name: str
    where: Where
    hidden: str | None
    """The code of the sheet it belongs to."""
    reading: Reading


def parts_beside(
    package: Package, source: Source, reading: Reading, done: set[str], sheets: Sequence[SheetEntry]
) -> Iterator[Part]:
    """Yield what is told by the kind of arrow that points to it, or by its name; what was read is added to `done`."""
    of_sheets = sheets_of_parts(package, sheets)
    for name, kind in _with_kinds(package):
        reader = READERS.get(kind)
        if reader is None or name in done:
            continue
        done.add(name)
        sheet = of_sheets.get(name)
        where = sheet.where if sheet else source.where
        yield from _guarded(reader, Beside(package, name, where, sheet.hidden if sheet else None, reading))


def sheets_of_parts(package: Package, sheets: Sequence[SheetEntry]) -> dict[str, SheetEntry]:
    """Return the sheet of every part that hangs on one, by way of others too: the charts of its drawing."""
    found: dict[str, SheetEntry] = {}
    for sheet in sheets:
        ahead = [sheet.part]
        while ahead:
            part = ahead.pop()
            if part in found:
                continue
            found[part] = sheet
            ahead += [name for name, kind in _arrows(package, part) if kind not in _BACK]
    return found


_BACK = ("worksheet", "officeDocument", "pivotCacheDefinition", "externalLink", "slicerCache")
"""Kinds of arrows that lead from a sheet to what belongs to the whole workbook."""


def _arrows(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """Yield name and kind of the parts that a part points to; damaged arrows are told where they are read."""
    try:
        for arrow in package.relationships(part).values():
            if not arrow.external and (name := package.find(arrow.target)):
                yield name, arrow.kind
    except Unreadable:
        return


def _with_kinds(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the parts by the kind of arrow that points to them, then those to which none does, by their names."""
    for owner in _owners(package):
        yield from _arrows(package, owner)
    for name in package.names:
        if name.startswith("xl/") and (match := _NUMBERED.search(name)):
            yield name, _KINDS.get(match[1], match[1])


_NUMBERED = re.compile(r"/([A-Za-z]+)\d*\.(?:xml|vml)$")
_KINDS = {"persons": "person", "userNames": "usernames"}


def _owners(package: Package) -> list[str]:
    """Return the parts that have arrows to others, the package itself first."""
    owners = []
    for name in package.names:
        folder, base = posixpath.split(name)
        if base.endswith(".rels") and posixpath.basename(folder) == "_rels":
            owners.append(posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels")))
    return sorted(owners)


def _guarded(reader: "PartReader", beside: Beside) -> Iterator[Part]:
    try:
        for part in reader(beside):
            beside.reading.spend(len(getattr(part, "text", "")))
            yield part
    except LimitReached:
        raise
    except Unreadable as error:
        yield Problem(str(error), beside.where)


def _told(remarks: Remarks, beside: Beside) -> Iterator[Part]:
    for code, text in remarks.take():
        yield Text(text, beside.where, code)


def _comments(beside: Beside) -> Iterator[Part]:
    remarks = Remarks()
    for each in beside.package.xml(beside.name).iter():
        if local(each) == "author":
            remarks.note("comment-person", each.text)
        elif local(each) == "text":
            remarks.note("comment", rich_text(each))
    yield from _told(remarks, beside)


def _threaded_comments(beside: Beside) -> Iterator[Part]:
    remarks = Remarks()
    for each in beside.package.xml(beside.name).iter():
        if local(each) == "text":
            remarks.note("threaded-comment", each.text)
    yield from _told(remarks, beside)


def _persons(beside: Beside) -> Iterator[Part]:
    remarks = Remarks()
    for each in beside.package.xml(beside.name).iter():
        remarks.note("comment-person", each.get("displayName"), each.get("userId"))
    yield from _told(remarks, beside)


def _drawing(beside: Beside) -> Iterator[Part]:
    """Shapes on a sheet: the words that show, those of hidden or far shapes, and descriptions of pictures."""
    remarks = Remarks()
    for anchor in beside.package.xml(beside.name):
        about = [each for each in anchor.iter() if local(each) == "cNvPr"]
        hidden = any(each.get("hidden") in ("1", "true") for each in about)
        code = "hidden-shape" if hidden or _has_no_size(anchor) else "far-cells" if _is_far(anchor) else None
        paper = _paper(anchor)
        remarks.note("alternate-content", *_other_words(anchor))
        for paragraph in (each for each in anchor.iter() if local(each) == "p"):
            unseen = [run for run in paragraph if local(run) == "r" and _is_unseen(run, paper)]
            for run in unseen:
                remarks.note("unseen-text", *_words_of(run))
                paragraph.remove(run)
        remarks.note(code or beside.hidden, *lines(anchor))
        for each in about:
            remarks.note("alt-text", each.get("descr"), each.get("title"), each.get("name"))
    yield from _told(remarks, beside)


def _other_words(anchor: Any) -> Iterator[str]:
    """Yield the words that only programs show that know nothing better, and take them out of the drawing."""
    for alternate in [each for each in anchor.iter() if local(each) == "AlternateContent"]:
        said = {line for each in alternate if local(each) == "Choice" for line in lines(each)}
        for each in [each for each in alternate if local(each) == "Fallback"]:
            yield from (line for line in lines(each) if line not in said and not line.startswith(_EXCUSES))
            alternate.remove(each)


_EXCUSES = (
    "This shape represents a ",
    "This chart isn't available in your version of Excel",
    "Timeline: Works in Excel",
)
"""What Excel writes for older programs where a slicer, a timeline or a newer chart stands."""


def _words_of(run: Any) -> list[str]:
    return [each.text for each in run if local(each) == "t" and each.text]


FAR_COLUMN, FAR_ROW = 200, 5_000
"""Where a shape begins that nobody comes upon."""


def _is_far(anchor: Any) -> bool:
    places = [child(anchor, "from", name) for name in ("col", "row")]
    column, row = (int(each.text) if each is not None and (each.text or "").isdigit() else 0 for each in places)
    return column > FAR_COLUMN or row > FAR_ROW


def _has_no_size(anchor: Any) -> bool:
    size = child(anchor, "ext")
    return size is not None and "0" in (size.get("cx"), size.get("cy"))


def _paper(anchor: Any) -> Colour | None:
    """Return the background of a shape's words, None where it is not known."""
    shape = child(anchor, "sp")
    properties = child(shape, "spPr") if shape is not None else None
    if shape is None or properties is None:
        return None
    fill = child(properties, "solidFill")
    if fill is not None:
        return drawing_colour(fill, USUAL)[0]
    kinds = [local(each) for each in properties]
    styled = child(shape, "style", "fillRef")
    others = any(kind in kinds for kind in ("gradFill", "blipFill", "pattFill"))
    plain = styled is None or styled.get("idx", "0") == "0" or "noFill" in kinds
    return WHITE if plain and not others else None


def _is_unseen(run: Any, paper: Colour | None) -> bool:
    """Tell whether the words of a run cannot be seen: too small, or in the colour of what is behind them."""
    looks = child(run, "rPr")
    if looks is None:
        return False
    size, fill = looks.get("sz", ""), child(looks, "solidFill")
    if size.isdigit() and int(size) < 100 * TINY:
        return True
    colour = drawing_colour(fill, USUAL)[0] if fill is not None else None
    return colour is not None and paper is not None and blends(colour, paper)


def _legacy_drawing(beside: Beside) -> Iterator[Part]:
    """The frames of old notes and controls; what a control shows stands in its text box."""
    remarks = Remarks()
    for each in beside.package.xml(beside.name).iter():
        if isinstance(each.tag, str):
            code = "hidden-shape" if _is_out_of_sight(each) else "other-part"
            remarks.note(code, each.text if local(each) not in _SETTINGS else None)
            remarks.note("alt-text", attribute(each, "alt"), attribute(each, "title"))
    yield from _told(remarks, beside)


def _is_out_of_sight(element: Any) -> bool:
    """Tell whether an element is in the box of a shape that is switched to invisible; frames of notes always are."""
    box = next((above for above in element.iterancestors() if local(above) == "textbox"), None)
    shape = box.getparent() if box is not None else None
    if shape is None or "visibility:hidden" not in attribute(shape, "style").replace(" ", ""):
        return False
    data = child(shape, "ClientData")
    return data is None or attribute(data, "ObjectType") != "Note"


_SETTINGS = frozenset(
    "Anchor Row Column AutoFill AutoLine PrintObject Locked LockText TextHAlign TextVAlign Visible MoveWithCells "
    "SizeWithCells DefaultSize Disabled Val Min Max Inc Page Dx Sel SelType LCT CF MapOCX Checked NoThreeD".split()
)


def _table(beside: Beside) -> Iterator[Part]:
    remarks = Remarks()
    for each in beside.package.xml(beside.name).iter():
        if local(each) == "tableColumn":
            remarks.note("structure", each.get("name"), each.get("totalsRowLabel"))
        elif local(each) == "table":
            remarks.note("structure", each.get("displayName"), each.get("comment"))
        elif local(each) == "autoFilter":
            filter_choices(each, remarks)
    yield from _told(remarks, beside)


def _attributes(code: str) -> Callable[[Beside], Iterator[Part]]:
    """Return a reader of parts in which words stand in attributes and texts of any element."""

    def read(beside: Beside) -> Iterator[Part]:
        remarks = Remarks()
        for each in beside.package.xml(beside.name).iter():
            if isinstance(each.tag, str):
                remarks.note(code, each.text, *filter(_is_wordy, each.attrib.values()))
        yield from _told(remarks, beside)

    return read


def _is_wordy(value: str) -> bool:
    """Tell whether an attribute may hold words of a person's making, and not a setting, a number or an identifier."""
    letters = sum(map(str.isalpha, value))
    return letters > 3 and not value.startswith(("{", "http://schemas.")) and value not in ("true", "false")


def _pivot_cache(beside: Beside) -> Iterator[Part]:
    yield from pivot_definition(beside.package, beside.name, beside.where)
    for name, kind in _arrows(beside.package, beside.name):
        if kind == "pivotCacheRecords":
            yield from pivot_records(beside.package, beside.name, name, beside.where)


def _loose_records(beside: Beside) -> Iterator[Part]:
    """Rows of a pivot cache; those that a definition points to were read with it."""
    for owner in _owners(beside.package):
        if "pivotCacheDefinition" in owner and beside.name in dict(_arrows(beside.package, owner)):
            return
    yield from pivot_records(beside.package, None, beside.name, beside.where)


def _slicer_cache(beside: Beside) -> Iterator[Part]:
    """A slicer's choices; those from a data model are values, the others numbers of values in a pivot cache."""
    remarks = Remarks()
    for each in beside.package.xml(beside.name).iter():
        remarks.note("structure", each.get("name"), each.get("sourceName"))
        if local(each) == "i":
            remarks.note("pivot-cache", each.get("c"))
    yield from _told(remarks, beside)


def _revision_log(beside: Beside) -> Iterator[Part]:
    """What was in the cells of a shared workbook before and after, and who changed it."""
    remarks = Remarks()
    for each in beside.package.xml(beside.name).iter():
        name = local(each)
        remarks.note("comment-person", each.get("userName"), each.get("author"))
        if name in ("oldName", "newName") or each.get("oldName"):
            remarks.note("revision-log", each.get("oldName"), each.get("newName"))
        if name in ("is", "si"):
            remarks.note("revision-log", rich_text(each))
        elif name == "v":
            remarks.note("revision-log", show_plain(each.text or ""))
        elif name in ("f", "oldFormula", "formula", "text", "oldComment"):
            remarks.note("formula", each.text)
    yield from _told(remarks, beside)


def _external(beside: Beside) -> Iterator[Part]:
    yield from external_link(beside.package, beside.name, beside.where)


PartReader = Callable[[Beside], Iterator[Part]]

READERS: dict[str, PartReader] = {
    "comments": _comments,
    "threadedComment": _threaded_comments,
    "person": _persons,
    "drawing": _drawing,
    "vmlDrawing": _legacy_drawing,
    "table": _table,
    "pivotCacheDefinition": _pivot_cache,
    "pivotCacheRecords": _loose_records,
    "externalLink": _external,
    "connections": _attributes("connection"),
    "queryTable": _attributes("connection"),
    "revisionHeaders": _revision_log,
    "revisionLog": _revision_log,
    "usernames": _attributes("comment-person"),
    "pivotTable": _attributes("structure"),
    "slicer": _attributes("structure"),
    "slicerCache": _slicer_cache,
    "timeline": _attributes("structure"),
    "timelineCache": _slicer_cache,
    "xmlMaps": _attributes("structure"),
    "sheetMetadata": _attributes("structure"),
}
"""What reads a part, by the kind of arrow that points to it; `ooxml.other_parts` reads all the rest."""
