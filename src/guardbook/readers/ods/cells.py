"""Reads the cells of an OpenDocument row as texts, and what is attached to them."""

import re
from collections.abc import Iterator
from typing import Any

from guardbook.readers.aside import Remarks
from guardbook.readers.grid import Cell
from guardbook.readers.markup import attribute, local
from guardbook.readers.number_formats import show_plain
from guardbook.readers.ods.styles import CellLook, CellStyles

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE_OF_SHAPE = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}style-name"
REPEATED = 1024
"""How often a cell with content is repeated at most; more only fills the paper."""
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_DIGITS = re.compile(r"[\d \-/()+]+")
_WORDS = re.compile(r'"((?:[^"]|"")*)"')


Apart = list[tuple[str, Cell]]
"""Cells that do not show, with the code of why."""


class CellReader:
    """Reads the cells of rows; it knows the styles, and those that columns give their cells."""

    def __init__(self, styles: CellStyles, remarks: Remarks) -> None:
        self._styles, self._remarks = styles, remarks
        self.columns: list[tuple[int, str]] = []
        """The style of the cells of columns: first column past them and style's name, in order."""
        self.locked = False
        """Whether the sheet is protected."""

    def read(self, row: Any) -> tuple[list[Cell], Apart]:
        """Return the cells of a row element that hold anything, those that do not show apart.

        Comments, shapes and links go to the remarks.
        """
        cells: list[Cell] = []
        apart: Apart = []
        column = 0
        of_row = attribute(row, "default-cell-style-name")
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            repeated = cell.get(f"{TABLE}number-columns-repeated", "1")
            count = int(repeated) if repeated.isdigit() and len(repeated) < 6 else 1
            if len(cell) or cell.get(f"{OFFICE}value-type"):
                style = cell.get(f"{TABLE}style-name") or of_row or self._of_column(column)
                text, unseen = self._text(cell, style)
                code = self._code(cell, text, style)
                places = range(column, column + min(count, REPEATED))
                if text and code:
                    apart += [(code, (place, text)) for place in places]
                elif text:
                    cells += [(place, text) for place in places]
                if unseen:
                    apart += [("unseen-text", (place, unseen)) for place in places]
            column += count
        return cells, apart

    def _of_column(self, column: int) -> str:
        return next((style for past, style in self.columns if column < past), "")

    def _code(self, cell: Any, text: str, style: str) -> str | None:
        if cell.tag == _CELLS[1]:
            return "covered-cells"
        look = self._styles.look(style)
        if look.unseen or (look.locked_away and self.locked):
            return "unseen-text"
        kind = cell.get(f"{OFFICE}value-type", "string")
        value = cell.get(f"{OFFICE}value") or ("1" if kind in ("date", "time") else text)
        numeric = kind not in ("string", "boolean")
        return "unseen-text" if self._styles.leaves_out(style, value, numeric=numeric) else None

    def _text(self, cell: Any, style: str) -> tuple[str, str]:
        """Return what a cell says, and what runs say that do not show in it."""
        look = self._styles.look(style)
        shown: list[str] = []
        unseen: list[str] = []
        for each in cell:
            if each.tag == f"{TEXT}p":
                unseen += take_unseen_runs(each, look, self._styles)
                shown.append(plain_text(each))
                for link in each.iter(f"{TEXT}a"):
                    self._remarks.note("link-target", attribute(link, "href"), attribute(link, "title"))
            elif local(each) == "annotation":
                read_comment(each, self._remarks)
            else:
                read_shape(each, self._styles, self._remarks)
        formula = cell.get(f"{TABLE}formula")
        if formula and '"' in formula:
            self._remarks.note(
                "formula", *(word for word in _WORDS.findall(formula) if sum(map(str.isalnum, word)) > 1)
            )
        return _value(cell, "\n".join(shown).strip()), "\n".join(unseen)


def take_unseen_runs(paragraph: Any, look: CellLook, styles: CellStyles) -> Iterator[str]:
    """Yield the texts of runs that cannot be seen in a cell or box of a look, and take them out of the paragraph."""
    if look.unseen:
        return
    for run in list(paragraph.iter(f"{TEXT}span")):
        if styles.run_is_unseen(attribute(run, "style-name"), look):
            text = plain_text(run)
            tail = run.tail
            run.clear()
            run.tail = tail
            if text.strip():
                yield text.strip()


def _value(cell: Any, shown: str) -> str:
    """Return what a cell says: a date in ISO form, a number with the zeros it is shown with, else the text shown."""
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "date":
        return (cell.get(f"{OFFICE}date-value") or shown).replace("T00:00:00", "").replace("T", " ")
    if kind in ("float", "currency", "percentage"):
        return shown if _DIGITS.fullmatch(shown) else show_plain(cell.get(f"{OFFICE}value") or shown)
    return shown or cell.get(f"{OFFICE}string-value") or ""


def plain_text(paragraph: Any) -> str:
    """Return the text of a paragraph; spaces, tabs and line breaks are elements in OpenDocument."""
    if not len(paragraph):
        return paragraph.text or ""
    pieces = []
    for each in paragraph.iter():
        name = local(each)
        if name == "s":
            pieces.append(" " * min(int(attribute(each, "c") or 1), 100))
        elif name in ("tab", "line-break"):
            pieces.append("\t" if name == "tab" else "\n")
        pieces.append(each.text or "")
        if each is not paragraph:
            pieces.append(each.tail or "")
    return "".join(pieces)


def read_comment(annotation: Any, remarks: Remarks) -> None:
    """Note a comment and who wrote it."""
    remarks.note("comment", "\n".join(plain_text(each) for each in annotation.iter(f"{TEXT}p")))
    remarks.note(
        "comment-person", *(each.text for each in annotation if local(each) in ("creator", "creator-initials"))
    )


def read_shape(shape: Any, styles: CellStyles, remarks: Remarks) -> None:
    """Note the words on a shape, those that cannot be seen apart, and the description behind it."""
    for each in shape.iter(f"{TEXT}p"):
        box = next((above for above in each.iterancestors() if above.get(STYLE_OF_SHAPE) is not None), None)
        look = styles.look_of_box(box.get(STYLE_OF_SHAPE, "")) if box is not None else None
        if look is not None:
            remarks.note("unseen-text", *take_unseen_runs(each, look, styles))
        remarks.note("unseen-text" if look is not None and look.unseen else None, plain_text(each))
    for each in shape.iter():
        if local(each) in ("title", "desc"):
            remarks.note("alt-text", each.text)
        elif local(each) in ("event-listener", "a"):
            remarks.note("link-target", attribute(each, "href"))
