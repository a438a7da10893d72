"""Reads the cells of a workbook with the values behind their texts, for copies of it."""

import math
from typing import Any

from guardbook.readers.forms import DATE, DATE_AND_TIME, PLAIN, SINCE_1904, Form, Shown, days_of, form_of
from guardbook.readers.number_formats import kind_of, show_plain
from guardbook.readers.xlsx.cells import CellReader
from guardbook.readers.xlsx.strings import Strings
from guardbook.readers.xlsx.styles import Styles

_UNCALCULATED = (
    "Formulas whose results are not in the file were left empty: "
    "open and save it in a spreadsheet program, and clean that."
)


class ValueReader(CellReader):
    """Reads cells as texts that know their values (`Shown`); a text that is none, or shows only in part, is plain."""

    def __init__(self, strings: Strings, styles: Styles) -> None:
        super().__init__(strings, styles)
        self._forms: dict[str, tuple[Form, float]] = {}
        self.missing: list[str] = []
        """A sentence where a cell had a formula and no result, which a program that opens the file would work out."""

    def _text(self, cell: Any) -> str:
        text = super()._text(cell)
        kind = cell.get("t", "n")
        if not text and kind == "n" and any(each.tag.endswith("}f") for each in cell):
            self.missing[:] = [_UNCALCULATED]
        if not text or kind not in ("n", "b", "d"):
            return text
        if kind == "b":
            return Shown.of(text, text == "TRUE") if text in ("TRUE", "FALSE") else text
        if kind == "d":
            days = days_of(text)
            return text if days is None else Shown.of(text, days, DATE if days.is_integer() else DATE_AND_TIME)
        raw = next((each.text or "" for each in cell if each.tag.endswith("}v")), "")
        return self._number(text, raw, cell.get("s", "0"))

    def _number(self, text: str, raw: str, style: str) -> str:
        if style not in self._forms:
            number, code = self._styles.codes.get(style, (0, ""))
            later = self._styles.since_1904 and kind_of(number, code) == "date"
            self._forms[style] = (form_of(number, code), SINCE_1904 if later else 0)
        form, more = self._forms[style]
        try:
            value = float(raw)
        except ValueError:
            return text
        if not math.isfinite(value) or (form == PLAIN and text != show_plain(raw)):  # written in a way of its own
            return text
        return Shown.of(text, value + more, form)
