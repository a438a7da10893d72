"""Reads the cells of an OpenDocument row as texts, and what is attached to them."""

import re
from typing import Any

from guardbook.readers.aside import Remarks
from guardbook.readers.grid import Cell
from guardbook.readers.markup import attribute, local
from guardbook.readers.number_formats import show_plain

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
REPEATED = 1024
"""How often a cell with content is repeated at most; more only fills the paper."""
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_DIGITS = re.compile(r"[\d \-/()+]+")
_WORDS = re.compile(r'"((?:[^"]|"")*)"')


def read_cells(row: Any, remarks: Remarks) -> list[Cell]:
    """Return the cells of a row element that hold anything; comments, shapes and links go to `remarks`."""
    cells: list[Cell] = []
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        repeated = cell.get(f"{TABLE}number-columns-repeated", "1")
        count = int(repeated) if repeated.isdigit() and len(repeated) < 6 else 1
        if len(cell) or cell.get(f"{OFFICE}value-type"):
            text = _text(cell, remarks)
            if text:
                cells += [(column + number, text) for number in range(min(count, REPEATED))]
        column += count
    return cells


def _text(cell: Any, remarks: Remarks) -> str:
    shown = []
    for each in cell:
        if each.tag == f"{TEXT}p":
            shown.append(plain_text(each))
            for link in each.iter(f"{TEXT}a"):
                remarks.note("link-target", attribute(link, "href"), attribute(link, "title"))
        elif local(each) == "annotation":
            read_comment(each, remarks)
        else:
            read_shape(each, remarks)
    formula = cell.get(f"{TABLE}formula")
    if formula and '"' in formula:
        remarks.note("formula", *(word for word in _WORDS.findall(formula) if sum(map(str.isalnum, word)) > 1))
    return _value(cell, "\n".join(shown).strip())


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


def read_shape(shape: Any, remarks: Remarks) -> None:
    """Note the words on a shape, and the description behind it."""
    remarks.note(None, *(plain_text(each) for each in shape.iter(f"{TEXT}p")))
    for each in shape.iter():
        if local(each) in ("title", "desc"):
            remarks.note("alt-text", each.text)
        elif local(each) in ("event-listener", "a"):
            remarks.note("link-target", attribute(each, "href"))
