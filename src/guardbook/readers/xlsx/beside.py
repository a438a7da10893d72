"""Reads the parts of a workbook that stand beside its sheets: notes, drawings, tables, caches, connections."""

import posixpath
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.aside import Remarks
from guardbook.readers.markup import attribute, lines, local
from guardbook.readers.package import Package
from guardbook.readers.reading import Reading
from guardbook.readers.xlsx.caches import external_link, pivot_definition, pivot_records
from guardbook.readers.xlsx.remarks import filter_choices
from guardbook.readers.xlsx.sheet import SheetEntry
from guardbook.readers.xlsx.strings import rich_text


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
    """Yield what is told by the kind of arrow that points to it; every part that was read is added to `done`."""
    of_sheets = {sheet.part: sheet for sheet in sheets}
    remarks = Remarks()
    for owner in _owners(package):
        sheet = of_sheets.get(owner)
        where = sheet.where if sheet else source.where
        for arrow in package.relationships(owner).values():
            if arrow.external:
                remarks.note("link-target", arrow.target)
                continue
            name = package.find(arrow.target)
            reader = READERS.get(arrow.kind)
            if name is None or reader is None or name in done:
                continue
            done.add(name)
            yield from _guarded(reader, Beside(package, name, where, sheet.hidden if sheet else None, reading))
    for code, text in remarks.take():
        yield Text(text, source.where, code)


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
    """Shapes on a sheet: the words that show, those of hidden shapes, and descriptions of pictures."""
    remarks = Remarks()
    shown: list[str] = []
    for anchor in beside.package.xml(beside.name):
        about = [each for each in anchor.iter() if local(each) == "cNvPr"]
        if any(each.get("hidden") in ("1", "true") for each in about):
            remarks.note("hidden-shape", *lines(anchor))
        else:
            shown += lines(anchor)
        for each in about:
            remarks.note("alt-text", each.get("descr"), each.get("title"), each.get("name"))
    if shown:
        yield Text("\n".join(shown), beside.where, beside.hidden)
    yield from _told(remarks, beside)


def _legacy_drawing(beside: Beside) -> Iterator[Part]:
    """The frames of old notes and controls; what a control shows stands in its text box."""
    remarks = Remarks()
    for each in beside.package.xml(beside.name).iter():
        if isinstance(each.tag, str):
            remarks.note("other-part", each.text if local(each) not in _SETTINGS else None)
            remarks.note("alt-text", attribute(each, "alt"), attribute(each, "title"))
    yield from _told(remarks, beside)


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
    arrows = beside.package.relationships(beside.name).values()
    for arrow in arrows:
        if arrow.kind == "pivotCacheRecords" and (records := beside.package.find(arrow.target)):
            yield from pivot_records(beside.package, beside.name, records, beside.where)


def _external(beside: Beside) -> Iterator[Part]:
    yield from external_link(beside.package, beside.name, beside.where)


def _nothing(_: Beside) -> Iterator[Part]:
    """For parts that their owner has read already."""
    yield from ()


PartReader = Callable[[Beside], Iterator[Part]]

READERS: dict[str, PartReader] = {
    "comments": _comments,
    "threadedComment": _threaded_comments,
    "person": _persons,
    "drawing": _drawing,
    "vmlDrawing": _legacy_drawing,
    "table": _table,
    "pivotCacheDefinition": _pivot_cache,
    "pivotCacheRecords": _nothing,
    "externalLink": _external,
    "connections": _attributes("connection"),
    "queryTable": _attributes("connection"),
    "revisionHeaders": _attributes("revision-log"),
    "revisionLog": _attributes("revision-log"),
    "usernames": _attributes("revision-log"),
    "pivotTable": _attributes("structure"),
    "slicer": _attributes("structure"),
    "slicerCache": _attributes("pivot-cache"),
    "timeline": _attributes("structure"),
    "timelineCache": _attributes("pivot-cache"),
    "xmlMaps": _attributes("structure"),
    "sheetMetadata": _attributes("structure"),
}
"""What reads a part, by the kind of arrow that points to it; `ooxml.other_parts` reads all the rest."""
