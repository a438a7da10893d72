"""Tells which cells of a sheet do not show although their row and column do, and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from guardbook.readers.areas import Area, Sweep
from guardbook.readers.xlsx.formulas import Unknown, Value
from guardbook.readers.xlsx.rules import Rule
from guardbook.readers.xlsx.styles import Look

UNSEEN = "unseen-text"
COVERED = "covered-cells"


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the file has it."""

    column: int
    style: str
    text: str
    """What it shows where it shows."""
    raw: str
    """Its number, as it is stored; its text otherwise."""
    numeric: bool

    @property
    def value(self) -> Value:
        """The value that formulas see."""
        if self.numeric:
            try:
                return float(self.raw)
            except ValueError:
                return self.raw
        return self.raw


@dataclass(slots=True)
class Hiding:
    """What hides cells on one sheet."""

    looks: Mapping[str, Look] = field(default_factory=dict)
    """All styles of the workbook."""
    hiding: Mapping[str, Look] = field(default_factory=dict)
    """Those that leave something out of sight."""
    merged: Sweep = field(default_factory=Sweep)
    over: Sweep = field(default_factory=Sweep)
    """Areas with something opaque on top."""
    shaded: Sequence[Area] = ()
    """Areas to which a table's style gives a background."""
    rules: Sequence[Rule] = ()
    rules_hide: bool = False
    """Whether any of the rules may hide a cell; else they matter only to cells that their own style hides."""
    _before: dict[int, Value] = field(default_factory=dict)

    def concerns(self, row: int) -> bool:
        """Tell whether any cell of a row may be hidden."""
        return bool(self.hiding) or self.touches(row)

    def touches(self, row: int) -> bool:
        """Tell whether any cell of a row may be hidden by something else than its own style."""
        return bool((self.rules and self.rules_hide) or self.merged.at(row) or self.over.at(row))

    def forget_row(self) -> None:
        """Take note that no cell of the row before the next may be hidden."""
        self._before = {}

    def judge(self, row: int, cells: Sequence[RawCell]) -> list[str | None]:
        """Return for each cell of a row the code of why it does not show, None where it does."""
        merged, over = self.merged.at(row), self.over.at(row)
        values = {cell.column: cell.value for cell in cells} if self.rules else {}
        look = self._looker(row, values)
        codes = [self._code(row, cell, merged, over, look) for cell in cells]
        if self.rules:
            self._before = values
        return codes

    def _code(
        self, row: int, cell: RawCell, merged: Iterable[Area], over: Iterable[Area], look: "Callable[[int, int], Value]"
    ) -> str | None:
        for area in merged:
            if area.left <= cell.column <= area.right and (row, cell.column) != (area.top, area.left):
                return COVERED
        if any(area.left <= cell.column <= area.right for area in over):
            return UNSEEN
        suspicious = self.hiding.get(cell.style)
        if suspicious is None and not self.rules:
            return None
        base = self.looks.get(cell.style) or Look()
        unseen = suspicious is not None and self._is_hidden(row, cell, suspicious)
        for rule in self.rules:
            if not any(area.holds(row, cell.column) for area in rule.areas):
                continue
            hides = not rule.shades and rule.change.hides(base, cell.raw, numeric=cell.numeric)
            if hides != unseen and (hides or rule.change.paper or rule.change.colour or rule.shades):
                holds = rule.holds(row, cell.column, cell.value, look)
                if holds or (holds is None):
                    return UNSEEN if hides else None
        return UNSEEN if unseen else None

    def _is_hidden(self, row: int, cell: RawCell, look: Look) -> bool:
        if look.unseen and (look.ink.tiny or not any(area.holds(row, cell.column) for area in self.shaded)):
            return True
        return look.numbers is not None and look.numbers.hides(cell.raw, numeric=cell.numeric)

    def _looker(self, row: int, values: Mapping[int, Value]) -> Callable[[int, int], Value]:
        before = self._before

        def look(asked: int, column: int) -> Value:
            if asked == row:
                return values.get(column)
            if asked == row - 1:
                return before.get(column)
            raise Unknown

        return look
