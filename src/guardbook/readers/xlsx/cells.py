"""Reads the cells of a row element as texts, the way a person reads them."""

import re
from collections.abc import Mapping
from typing import Any

from guardbook.readers.grid import Cell
from guardbook.readers.number_formats import Show, show_plain
from guardbook.readers.xlsx.strings import Strings, rich_text, unescape

DIGITS = "0123456789"
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}
_WORDS = re.compile(r'"((?:[^"]|"")*)"')
_FORMULAS = 5_000
"""How many different words of formulas are kept from one sheet."""


def column_number(letters: str) -> int:
    """Return a column's number (from 0) from its letters.

    >>> column_number("A"), column_number("XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class CellReader:
    """Reads cells; it knows the workbook's strings and formats."""

    def __init__(self, strings: Strings, shows: Mapping[str, Show]) -> None:
        self._strings = strings
        self._shows = shows
        self._columns: dict[str, int] = {}
        self._words: dict[str, None] = {}

    def read(self, row: Any) -> list[Cell]:
        """Return the cells of a row element that hold anything, in the order of the file."""
        cells = []
        column = -1
        digits = -len(row.get("r", "")) or None
        columns, get_text = self._columns, self._text
        for cell in row:
            reference = cell.get("r")
            if reference is None:
                column += 1
            else:
                known = columns.get(reference[:digits])
                column = self._column(reference) if known is None else known
            text = get_text(cell)
            if text:
                cells.append((column, text))
        return cells

    def take_formulas(self) -> list[str]:
        """Return the words that formulas held since the last time."""
        words, self._words = list(self._words), {}
        return words

    def _column(self, reference: str) -> int:
        letters = reference.rstrip(DIGITS)
        column = self._columns.get(letters)
        if column is None:
            known = letters.isascii() and letters.isalpha() and len(letters) <= 3
            column = self._columns[letters] = column_number(letters.upper()) if known else 0
        return column

    def _text(self, cell: Any) -> str:
        kind = cell.get("t")
        value = None
        count = len(cell)
        if count == 1 and (only := cell[0]).tag.endswith("}v"):
            value = only.text
        elif count:
            if kind == "inlineStr":
                return "".join(rich_text(each) for each in cell if each.tag.endswith("}is"))
            value = self._value(cell)
        if value is None:
            return ""
        if kind is None or kind == "n":
            show = self._shows.get(cell.get("s"))
            return show(value) if show else value if value.isdigit() else show_plain(value)
        if kind == "s":
            return self._strings.get(value)
        if kind == "d":
            return str(value).replace("T", " ").removesuffix(" 00:00:00")
        return _BOOLEANS.get(value, value) if kind == "b" else unescape(value)

    def _value(self, cell: Any) -> str | None:
        """Return the value of a cell with more than that: a formula's words are kept."""
        value = None
        for each in cell:
            if each.tag.endswith("}v"):
                value = each.text
            elif each.tag.endswith("}is"):
                value = rich_text(each)
            elif each.tag.endswith("}f") and each.text and '"' in each.text:
                self._keep_words(each.text)
        return value

    def _keep_words(self, formula: str) -> None:
        if len(self._words) < _FORMULAS:
            for word in _WORDS.findall(formula):
                if sum(map(str.isalnum, word)) > 1:
                    self._words[word] = None
