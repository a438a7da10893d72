"""Reads the parts of a workbook that stand beside its sheets: notes, drawings, tables, caches, connections."""

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.aside import Remarks
from guardbook.readers.markup import local
from guardbook.readers.number_formats import show_plain
from guardbook.readers.package import Package
from guardbook.readers.reading import Reading
from guardbook.readers.xlsx.caches import external_link, pivot_definition, pivot_records
from guardbook.readers.xlsx.remarks import filter_choices
from guardbook.readers.xlsx.shapes import note_frames, note_shapes
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


def words_on(package: Package, sheet: SheetEntry) -> list[str]:
    """Return the words that the shapes on a sheet show; raises `Unreadable` for a damaged drawing."""
    remarks = Remarks()
    for name, kind in _arrows(package, sheet.part):
        if kind == "drawing":
            note_shapes(package.xml(name), None, remarks)
    return [line for code, text in remarks.take() if code is None for line in text.splitlines()]


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
    remarks = Remarks()
    note_shapes(beside.package.xml(beside.name), beside.hidden, remarks)
    yield from _told(remarks, beside)


def _legacy_drawing(beside: Beside) -> Iterator[Part]:
    remarks = Remarks()
    note_frames(beside.package.xml(beside.name), remarks)
    yield from _told(remarks, beside)


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
