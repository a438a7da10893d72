"""Reads the cells of an OpenDocument spreadsheet with the values behind their texts, for copies of it."""

import math
import re
from typing import Any

from guardbook.readers.aside import Remarks
from guardbook.readers.forms import DATE, MOST, PLAIN, TIME, Form, Shown, days_of, words_beside
from guardbook.readers.markup import attribute, local
from guardbook.readers.number_formats import show_plain
from guardbook.readers.ods.cells import OFFICE, CellReader
from guardbook.readers.ods.styles import CellStyles

_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$")
_MOMENTS = {
    "year": ("yy", "yyyy"),
    "month": ("m", "mm"),
    "day": ("d", "dd"),
    "day-of-week": ("ddd", "dddd"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
    "am-pm": ("AM/PM", "AM/PM"),
}
_BETWEEN = "/-., :"


class ValueReader(CellReader):
    """Reads cells as texts that know their values (`Shown`); a text that is none, or shows only in part, is plain."""

    def __init__(self, styles: CellStyles, remarks: Remarks) -> None:
        super().__init__(styles, remarks)
        self._forms: dict[str, Form] = {}

    def _text(self, cell: Any, style: str) -> tuple[str, str]:
        text, unseen = super()._text(cell, style)
        kind = cell.get(f"{OFFICE}value-type")
        if unseen or not text or kind in (None, "string"):
            return text, unseen
        if kind == "boolean":
            return Shown.of(text, cell.get(f"{OFFICE}boolean-value") == "true"), ""
        value = _value(kind, cell)
        if value is None or not math.isfinite(value):
            return text, ""
        form = self._form(style)
        number = kind not in ("date", "time")
        if number and (form.moment or (form == PLAIN and text != show_plain(cell.get(f"{OFFICE}value", "")))):
            return text, ""  # written in a way of its own
        if kind == "date" and not form.moment:
            form = DATE
        elif kind == "time" and not form.moment:
            form = TIME
        return Shown.of(text, value, form), ""

    def _form(self, style: str) -> Form:
        if style not in self._forms:
            self._forms[style] = form_of_style(self._styles.format_of(style))
        return self._forms[style]


def _value(kind: str, cell: Any) -> float | None:
    try:
        if kind == "date":
            return days_of(cell.get(f"{OFFICE}date-value", ""))
        if kind == "time":
            match = _DURATION.match(cell.get(f"{OFFICE}time-value", ""))
            hours, minutes, seconds = match.groups("0") if match else ("", "", "")
            return (int(hours) * 3600 + int(minutes) * 60 + float(seconds)) / 86400
        return float(cell.get(f"{OFFICE}value", ""))
    except ValueError:
        return None


def form_of_style(element: Any) -> Form:
    """Return what a copy keeps of an element that describes how values are written (ODF 1.3 part 3, 16.29)."""
    if element is None:
        return PLAIN
    if local(element) in ("date-style", "time-style"):
        return Form(moment=tuple(_moments(element)))
    before, after, number = "", "", None
    for each in element:
        name = local(each)
        if name == "number":
            number = each
        elif name in ("text", "currency-symbol"):
            before += (each.text or "") if number is None else ""
            after += (each.text or "") if number is not None else ""
        elif name in ("scientific-number", "fraction", "text-content"):
            return PLAIN
    if number is None:
        return PLAIN
    decimals = attribute(number, "decimal-places")
    least = attribute(number, "min-decimal-places") or decimals
    return Form(
        decimals=_count(decimals, 0) if decimals.isdigit() and least == decimals else None,
        digits=_count(attribute(number, "min-integer-digits"), 1),
        grouped=attribute(number, "grouping") == "true",
        thousands=min(attribute(number, "display-factor").count("000"), 4),
        before=words_beside(before),
        after=words_beside(after),
    )


def _moments(element: Any) -> list[str]:
    pieces = []
    for each in element:
        name = local(each)
        if name == "month" and attribute(each, "textual") == "true":
            pieces.append("mmmm" if attribute(each, "style") == "long" else "mmm")
        elif name in _MOMENTS:
            pieces.append(_MOMENTS[name][attribute(each, "style") == "long"])
        elif name == "text":
            pieces.append("".join(letter for letter in each.text or "" if letter in _BETWEEN) or " ")
    return pieces


def _count(text: str, otherwise: int) -> int:
    return min(int(text[:9]), MOST) if text.isdigit() else otherwise
