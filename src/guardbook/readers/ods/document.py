"""Reads an OpenDocument spreadsheet's package: the sheets here, all other parts as for OpenDocument text."""

from collections.abc import Iterator
from dataclasses import replace

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.grid import Grid
from guardbook.readers.ods.sheets import Sheets
from guardbook.readers.ods.values import ValueReader
from guardbook.readers.odt.document import CHART, Document, refuse_locked
from guardbook.readers.package import Package
from guardbook.readers.reading import Reading


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the sheets and the hidden content of a spreadsheet; raise `Unreadable` when it cannot be opened."""
    yield from Spreadsheet(_opened(source, reading), source, reading).parts()


def grids(source: Source, reading: Reading) -> Iterator[Grid | Problem]:
    """Yield a spreadsheet's sheets with the values of their cells (`Shown`), then what could not be read of them."""
    sheets = Sheets(_opened(source, reading), "content.xml", source.where, reading, ValueReader)
    for grid in sheets.grids():
        beside: list[str] = []
        yield replace(grid, rows=sheets.with_words(grid.rows, beside), beside=beside)
    if sheets.problem:
        yield Problem(sheets.problem, source.where)


def _opened(source: Source, reading: Reading) -> Package:
    package = Package(source, reading)
    if "content.xml" not in package:
        raise Unreadable("damaged: the part with its content is missing")
    refuse_locked(package)
    return package


class Spreadsheet(Document):
    """An OpenDocument text whose content is sheets."""

    unused = None  # LibreOffice puts headers that are switched off into every spreadsheet

    def content(self, name: str, where: Where, hidden: str | None) -> Iterator[Part]:
        """Yield the sheets, or the content of an embedded object."""
        if name == "content.xml":
            yield from Sheets(self.package, name, self.source.where, self.reading).parts()
        else:
            yield from self.titles(name, where)
            yield from super().content(name, where, hidden)

    def titles(self, name: str, where: Where) -> Iterator[Part]:
        """Yield the titles of a chart, which show; the values it was drawn from are compared with those of cells."""
        titles = self.package.iterparse(name, *(f"{CHART}{kind}" for kind in ("title", "subtitle", "footer")))
        if lines := "\n".join("".join(each.itertext()).strip() for each in titles):
            yield Text(lines, where)
