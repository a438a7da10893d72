"""Tells which cells of an old workbook do not show, from the styles that xlrd gives."""

from dataclasses import dataclass
from typing import Any

from guardbook.readers.areas import Area, Sweep
from guardbook.readers.blank_formats import NumberLook
from guardbook.readers.colours import BLACK, WHITE, Colour, blends

TINY = 3.0
"""Points below which letters cannot be read."""
_SOLID = 1


@dataclass(frozen=True, slots=True)
class _Look:
    unseen: bool
    paper: Colour | None
    numbers: NumberLook


class Looks:
    """The styles of a workbook, by number."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._looks: dict[int, _Look] = {}

    def hides(self, style: int, text: str, *, numeric: bool) -> bool:
        """Tell whether a value does not show in a cell of a style."""
        look = self._look(style)
        return look.unseen or (bool(look.numbers) and look.numbers.hides(text, numeric=numeric))

    def runs(self, style: int, text: str, starts: list[tuple[int, int]]) -> tuple[str, str]:
        """Return what shows of a text and what does not; `starts` are places and the fonts that begin there."""
        look = self._look(style)
        if look.paper is None:
            return text, ""
        shown, unseen = [text[: starts[0][0]]], list[str]()
        for number, (start, font) in enumerate(starts):
            end = starts[number + 1][0] if number + 1 < len(starts) else len(text)
            (unseen if self.font_is_unseen(font, look.paper) else shown).append(text[start:end])
        return ("".join(shown), "\n".join(unseen)) if any(map(str.strip, unseen)) else (text, "")

    def _look(self, style: int) -> _Look:
        if style not in self._looks:
            self._looks[style] = self._worked_out(self._book.xf_list[style])
        return self._looks[style]

    def _worked_out(self, xf: Any) -> _Look:
        pattern = xf.background.fill_pattern
        paper: Colour | None = WHITE
        if pattern == _SOLID:
            paper = self._colour(xf.background.pattern_colour_index) or BLACK
        elif pattern:
            paper = None
        form = self._book.format_map.get(xf.format_key)
        numbers = NumberLook(form.format_str if form else "", (paper or WHITE,))
        return _Look(paper is not None and self.font_is_unseen(xf.font_index, paper), paper, numbers)

    def font_is_unseen(self, number: int, paper: Colour) -> bool:
        """Tell whether letters of a font, by its number, cannot be seen on paper of a colour."""
        if number >= len(self._book.font_list):
            return False
        font = self._book.font_list[number]
        return font.height < 20 * TINY or blends(self._colour(font.colour_index) or BLACK, paper)

    def _colour(self, number: int) -> Colour | None:
        found: Colour | None = self._book.colour_map.get(number)
        return found


def merged_areas(sheet: Any) -> Sweep:
    """Return the merged areas of a sheet."""
    return Sweep(Area(top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells)
