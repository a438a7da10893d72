"""Reads an OpenDocument spreadsheet's package: the sheets here, all other parts as for OpenDocument text."""

from collections.abc import Iterator

from guardbook.content import Part, Source, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.ods.sheets import Sheets
from guardbook.readers.odt.document import CHART, Document, refuse_locked
from guardbook.readers.package import Package
from guardbook.readers.reading import Reading


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the sheets and the hidden content of a spreadsheet; raise `Unreadable` when it cannot be opened."""
    package = Package(source, reading)
    if "content.xml" not in package:
        raise Unreadable("damaged: the part with its content is missing")
    refuse_locked(package)
    yield from Spreadsheet(package, source, reading).parts()


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
