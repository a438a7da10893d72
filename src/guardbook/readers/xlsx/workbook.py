"""Reads a workbook: its sheets in order, then everything else in the package."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from guardbook.content import Part, Problem, Source, Text
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.aside import Remarks
from guardbook.readers.grid import Grid
from guardbook.readers.markup import attribute, child, children, local
from guardbook.readers.ooxml import main_part, other_parts
from guardbook.readers.package import Package, Relationship
from guardbook.readers.reading import Reading
from guardbook.readers.xlsx.beside import parts_beside, sheets_of_parts, words_on
from guardbook.readers.xlsx.cells import CellReader
from guardbook.readers.xlsx.names import defined_names
from guardbook.readers.xlsx.sheet import Sheet, SheetEntry
from guardbook.readers.xlsx.strings import Strings
from guardbook.readers.xlsx.styles import Styles, read_styles
from guardbook.readers.xlsx.values import ValueReader

_BINARY = "a binary workbook (XLSB), not read yet: save it as XLSX"
_STATES = {"hidden": "hidden-sheet", "veryHidden": "very-hidden-sheet"}


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield a workbook's sheets, what is hidden in them, and all other parts of its package."""
    package = Package(source, reading)
    if "xl/workbook.bin" in package:
        raise Unreadable(_BINARY)
    yield from _Workbook(package, main_part(package, "xl/workbook.xml"), source, reading).parts()


def grids(source: Source, reading: Reading) -> Iterator[Grid | Problem]:
    """Yield a workbook's sheets with the values of their cells (`Shown`), and what could not be read of them.

    A sheet's `Problem` follows it; nobody needs to draw the rows of a sheet that is not wanted.
    """
    package = Package(source, reading)
    if "xl/workbook.bin" in package:
        raise Unreadable(_BINARY)
    workbook = _Workbook(package, main_part(package, "xl/workbook.xml"), source, reading)
    root, arrows = package.xml(workbook.name), package.relationships(workbook.name)
    styles = workbook.styles(root, arrows)
    strings = workbook.strings(arrows, styles)
    for entry in workbook.sheets(root, arrows):
        reading.enter()
        cells = ValueReader(strings, styles)
        sheet = Sheet(package, entry, cells, styles)
        yield replace(sheet.grid(), beside=words_on(package, entry), missing=cells.missing)
        if sheet.problem:
            yield Problem(sheet.problem, entry.where)
    yield from workbook.problems


@dataclass(slots=True)
class _Workbook:
    package: Package
    name: str
    source: Source
    reading: Reading
    done: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        root = self.package.xml(self.name)
        arrows = self.package.relationships(self.name)
        self.done |= {self.name, *self._targets(arrows, "sharedStrings", "calcChain")}
        styles = self.styles(root, arrows)
        strings = self.strings(arrows, styles)
        sheets = list(self.sheets(root, arrows))
        yield from self._names(sheets)
        for sheet in sheets:
            yield from self._read_sheet(sheet, CellReader(strings, styles), styles)
        yield from defined_names(root, self.source.where)
        if styles.words:
            yield Text("\n".join(styles.words), self.source.where, "number-format")
        yield from self._words(root)
        yield from parts_beside(self.package, self.source, self.reading, self.done, sheets)
        owners = sheets_of_parts(self.package, sheets).items()
        hidden_of = {part: sheet.hidden for part, sheet in owners if sheet.hidden}
        yield from other_parts(self.package, self.source, self.reading, self.done, hidden_of)
        if orphans := "\n".join(strings.orphans()):
            yield Text(orphans, self.source.where, "orphaned-string")
        for code, lines in _guides(strings):
            yield Text("\n".join(lines), self.source.where, code)
        yield from self.problems

    def _targets(self, arrows: dict[str, Relationship], *kinds: str) -> list[str]:
        return [found for each in arrows.values() if each.kind in kinds and (found := self.package.find(each.target))]

    def strings(self, arrows: dict[str, Relationship], styles: Styles) -> Strings:
        strings = Strings(self.reading.limits.held, styles.palette)
        for name in self._targets(arrows, "sharedStrings"):
            self._guard(lambda name=name: strings.load(self.package, name))
        return strings

    def styles(self, root: Any, arrows: dict[str, Relationship]) -> Styles:
        names = self._targets(arrows, "styles")
        themes = (*self._targets(arrows, "theme"), None)
        properties = child(root, "workbookPr")
        since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        name = names[0] if names else None
        found = self._guard(lambda: read_styles(self.package, name, themes[0], since_1904=since_1904))
        return found or Styles()

    def _guard(self, action: Any) -> Any:
        """Do something that may fail on a damaged part; the failure is told at the end, and the rest goes on."""
        try:
            return action()
        except LimitReached:
            raise
        except Unreadable as error:
            self.problems.append(Problem(str(error), self.source.where))
        return None

    def sheets(self, root: Any, arrows: dict[str, Relationship]) -> Iterator[SheetEntry]:
        """Yield the sheets that the workbook lists, then those that lie in the package all the same."""
        listed = set()
        number = 0
        out_of_reach = _out_of_reach(root)
        for element in children(root, "sheets"):
            number += 1
            arrow = arrows.get(attribute(element, "id"))
            part = self.package.find(arrow.target) if arrow else None
            hidden = _STATES.get(element.get("state", "")) or ("hidden-sheet" if number - 1 in out_of_reach else None)
            where = self.source.where.into("sheet", number, element.get("name"))
            if part is None:
                self.problems.append(Problem("damaged: the sheet is listed but missing", where))
                continue
            listed.add(part)
            yield SheetEntry(part, element.get("name", ""), where, hidden)
        for part in self.package.names:
            if part not in listed and _is_sheet(self.package, part):
                number += 1
                yield SheetEntry(part, "", self.source.where.into("sheet", number), "orphaned-sheet")

    def _words(self, root: Any) -> Iterator[Part]:
        """Yield words of the workbook itself: who saved it where, and the code names that macros use."""
        remarks = Remarks()
        for each in root.iter():
            name = local(each)
            if name == "absPath":
                remarks.note("file-metadata", each.get("url"))
            elif name in ("fileSharing", "webPublishing", "customWorkbookView", "fileRecoveryPr"):
                remarks.note(
                    "file-metadata", *(each.get(key) for key in ("userName", "name", "title", "destinationFile"))
                )
        for code, text in remarks.take():
            yield Text(text, self.source.where, code)

    def _names(self, sheets: list[SheetEntry]) -> Iterator[Part]:
        """Yield the sheets' names; that a sheet is hidden gives away nothing as long as nothing is on it."""
        out_of_sight = [sheet.title for sheet in sheets if sheet.hidden or self.source.hidden]
        shown = [sheet.title for sheet in sheets if not sheet.hidden and not self.source.hidden]
        for titles, code in ((shown, None), (out_of_sight, "structure")):
            if lines := "\n".join(filter(None, titles)):
                yield Text(lines, self.source.where, code)

    def _read_sheet(self, sheet: SheetEntry, cells: CellReader, styles: Styles) -> Iterator[Part]:
        self.reading.enter()
        self.done.add(sheet.part)
        yield from Sheet(self.package, sheet, cells, styles).parts()


def _guides(strings: Strings) -> Iterator[tuple[str, list[str]]]:
    """Yield pronunciation guides: usual in Japanese, but nobody writes one in Latin letters or figures."""
    for code, odd in (("hidden-text", True), ("other-part", False)):
        if lines := [
            guide for guide in strings.guides if any(each.isascii() and each.isalnum() for each in guide) == odd
        ]:
            yield code, lines


def _out_of_reach(root: Any) -> set[int]:
    """Return the numbers (from 0) of sheets that nobody can go to: the window is hidden, or it has no tabs."""
    views = children(root, "bookViews")
    count = len(children(root, "sheets"))
    if views and all(view.get("visibility", "visible") != "visible" for view in views):
        return set(range(count))
    if views and all(view.get("showSheetTabs", "1") in ("0", "false") for view in views):
        return set(range(count)) - {int(number) for view in views if (number := view.get("activeTab", "0")).isdigit()}
    return set()


def _is_sheet(package: Package, part: str) -> bool:
    """Tell whether a part of any name is a sheet."""
    if not part.startswith("xl/") or not part.endswith(".xml"):
        return False
    if re.match(r"xl/(work|macro|dialog|chart)sheets/[^/]+$", part):
        return True
    if re.match(r"xl/(theme|charts|drawings|tables|pivot\w+|styles\.xml|sharedStrings\.xml)", part):
        return False
    with package.open(part) as stream:
        return re.search(rb"<(\w+:)?worksheet\b", stream.read(2000)) is not None
