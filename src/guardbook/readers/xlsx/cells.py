"""Reads the cells of a row element as texts, the way a person reads them."""

import re
from collections.abc import Container, Mapping, Sequence
from typing import Any

from guardbook.readers.grid import Cell
from guardbook.readers.number_formats import Show, show_plain
from guardbook.readers.xlsx.hiding import UNSEEN, Hiding, RawCell
from guardbook.readers.xlsx.references import DIGITS, column_number
from guardbook.readers.xlsx.strings import Runs, Strings, coloured_runs, rich_text, unescape
from guardbook.readers.xlsx.styles import Look, Styles

_BOOLEANS = {"1": "TRUE", "0": "FALSE"}
_WORDS = re.compile(r'"((?:[^"]|"")*)"')
_FORMULAS = 5_000
"""How many different words of formulas are kept from one sheet."""


class CellReader:
    """Reads cells; it knows the workbook's strings and formats."""

    def __init__(self, strings: Strings, styles: Styles) -> None:
        self._strings = strings
        self._styles = styles
        self._shows: Mapping[str, Show] = styles.shows
        self._left: dict[str, None] = {}
        self.programs: dict[str, None] | None = None
        """The formulas of a macro sheet, which are programs; None for other sheets."""
        self.rich = False
        """Whether, since this was last set, a cell had a text of its own in several pieces."""
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

    def read_apart(self, row: Any, number: int, hiding: Hiding) -> tuple[list[Cell], list[tuple[str, Cell]]]:
        """Return the cells of a row that show, and those that do not with the code of why."""
        cells: list[Cell] = []
        doubtful: list[tuple[int, RawCell, Any]] = []
        every = hiding.touches(number)
        suspects, coloured = hiding.hiding, self._strings.runs
        column = -1
        for cell in row:
            reference = cell.get("r")
            column = self._column(reference) if reference else column + 1
            if text := self._text(cell):
                kind = cell.get("t")
                rich = coloured if kind == "s" else kind == "inlineStr" and not _is_plain(cell)
                if every or rich or cell.get("s") in suspects:
                    doubtful.append((len(cells), _raw(cell, column, text), cell))
                cells.append((column, text))
        return self._parted(cells, doubtful, hiding.judge(number, [raw for _, raw, _ in doubtful]))

    def _parted(
        self, cells: list[Cell], doubtful: list[tuple[int, RawCell, Any]], codes: list[str | None]
    ) -> tuple[list[Cell], list[tuple[str, Cell]]]:
        apart: list[tuple[str, Cell]] = []
        for (place, raw, element), code in zip(doubtful, codes, strict=True):
            seen, unseen = ("", raw.text) if code else self._by_colour(raw, element)
            if unseen:
                cells[place] = (raw.column, seen)
                apart.append((code or UNSEEN, (raw.column, unseen)))
        return ([cell for cell in cells if cell[1]] if apart else cells), apart

    def _by_colour(self, cell: RawCell, element: Any) -> tuple[str, str]:
        """Part a text in letters of several colours into what shows and what does not."""
        runs: Runs = []
        if element.get("t") == "s" and self._strings.runs:
            runs = self._strings.runs.get(_value_of(element), [])
        elif element.get("t") == "inlineStr":
            runs = [run for each in element for run in coloured_runs(each, self._styles.palette)]
        if not runs:
            return cell.text, ""
        paper = (self._styles.looks.get(cell.style) or Look()).paper
        seen = "".join(text for text, ink in runs if ink.shows_on(paper))
        unseen = "\n".join(text.strip() for text, ink in runs if not ink.shows_on(paper) and text.strip())
        return (seen, unseen) if unseen else (cell.text, "")

    @property
    def coloured(self) -> bool:
        """Whether texts have letters of several colours."""
        return bool(self._strings.runs)

    def take_formulas(self) -> list[str]:
        """Return the words that formulas held since the last time."""
        words, self._words = list(self._words), {}
        return words

    def take_left(self) -> list[str]:
        """Return the second values that cells had since the last time: programs show only one."""
        left, self._left = list(self._left), {}
        return left

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
        if count == 1:
            only = cell[0]
            tag = only.tag
            if tag.endswith("}v"):
                value = only.text
            elif tag.endswith("}is") and len(only) == 1 and only[0].tag.endswith("}t"):
                return unescape(only[0].text or "")
            else:
                value = self._value(cell)
        elif count:
            value = self._value(cell)
        return "" if value is None else self.shown(kind, cell.get("s"), value)

    def shown(self, kind: str | None, style: str | None, value: str) -> str:
        """Return how a value shows in a cell of a type (18.18.11) and a style."""
        if kind == "inlineStr":
            return value
        if kind is None or kind == "n":
            show = self._shows.get(style or "")
            return show(value) if show else value if value.isdigit() else show_plain(value)
        if kind == "s":
            return self._strings.get(value)
        if kind == "d":
            return str(value).replace("T", " ").removesuffix(" 00:00:00")
        return _BOOLEANS.get(value, value) if kind == "b" else unescape(value)

    def show_of(self, kind: str | None, style: str | None) -> Show | None:
        """Return what writes the numbers of a style, None for plainly and for what is no number."""
        return self._shows.get(style or "") if kind is None or kind == "n" else None

    def shared(self, numbers: Sequence[str | None]) -> Any:
        """Return the shared strings of these numbers as an array, None when any of them has none."""
        return self._strings.take(numbers)

    @property
    def in_pieces(self) -> Container[str | None]:
        """The numbers of shared strings in letters of several colours."""
        return self._strings.runs.keys()

    def _value(self, cell: Any) -> str | None:
        """Return the value of a cell with more than that: a formula's words are kept, and values too many."""
        value = None
        wanted = "}is" if cell.get("t") == "inlineStr" else "}v"
        for each in cell:
            if each.tag.endswith(("}v", "}is")):
                self.rich = self.rich or len(each) > 0
                text = each.text if each.tag.endswith("}v") else rich_text(each)
                if value is None and each.tag.endswith(wanted):
                    value = text
                elif text:
                    self._left[text] = None
            elif each.tag.endswith("}f") and each.text:
                if self.programs is not None:
                    self.programs[each.text] = None
                elif '"' in each.text:
                    self._keep_words(each.text)
        if value is None and self._left:
            value = self._left.popitem()[0]
        return value

    def _keep_words(self, formula: str) -> None:
        if len(self._words) < _FORMULAS:
            for word in _WORDS.findall(formula):
                if sum(map(str.isalnum, word)) > 1:
                    self._words[word] = None


def _raw(cell: Any, column: int, text: str) -> RawCell:
    numeric = cell.get("t", "n") == "n"
    return RawCell(column, cell.get("s", "0"), text, _value_of(cell) if numeric else text, numeric)


def _value_of(cell: Any) -> str:
    return next((each.text or "" for each in cell if each.tag.endswith("}v")), "")


def _is_plain(cell: Any) -> bool:
    """Tell whether a cell with a text of its own has it in one piece."""
    return len(cell) == 1 and len(cell[0]) == 1 and cell[0][0].tag.endswith("}t")
