"""Reads the rules that change how cells look by what they hold (conditional formatting), and asks them of a cell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from guardbook.readers.areas import Area
from guardbook.readers.markup import child, local
from guardbook.readers.xlsx.formulas import Look, Value, compare, is_true
from guardbook.readers.xlsx.references import areas_of
from guardbook.readers.xlsx.styles import Change, Styles, change_of

_SIGNS = {
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "equal": "=",
    "notEqual": "<>",
    "greaterThanOrEqual": ">=",
    "greaterThan": ">",
}
_WORDS: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda text, word: word in text,
    "notContainsText": lambda text, word: word not in text,
    "beginsWith": str.startswith,
    "endsWith": str.endswith,
}
_SHADES = ("colorScale", "dataBar")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, the cells it is for, and what it changes."""

    areas: tuple[Area, ...]
    kind: str
    sign: str
    word: str
    formulas: tuple[str, ...]
    change: Change
    shades: bool
    """Whether it gives cells a background of its own choice: a scale of colours."""

    def holds(self, row: int, column: int, value: Value, look: Look) -> bool | None:
        """Tell whether the rule applies to a cell that holds a value, None where that cannot be told."""
        if self.shades:
            return isinstance(value, float)
        origin = (min(area.top for area in self.areas), min(area.left for area in self.areas))
        if self.kind in _WORDS:
            return _WORDS[self.kind](_plain(value).casefold(), self.word.casefold())
        if self.kind in ("containsBlanks", "notContainsBlanks"):
            return (not _plain(value).strip()) == (self.kind == "containsBlanks")
        if self.kind in ("containsErrors", "notContainsErrors"):
            return (isinstance(value, str) and value.startswith("#")) == (self.kind == "containsErrors")
        if self.kind == "cellIs" and self.formulas:
            return self._compared(value)
        if self.kind == "expression" and self.formulas:
            return is_true(self.formulas[0], row, column, origin, look)
        return None

    def _compared(self, value: Value) -> bool | None:
        """Compare a value with the constants of the rule; a formula in their place leaves it open."""
        limits = [_constant(each) for each in self.formulas]
        if self.sign in _SIGNS and limits[0] is not None:
            return compare(_SIGNS[self.sign], value, limits[0])
        if self.sign in ("between", "notBetween") and len(limits) > 1 and None not in limits:
            return (compare(">=", value, limits[0]) and compare("<=", value, limits[1])) == (self.sign == "between")
        return None


def _constant(formula: str) -> Value:
    text = formula.removeprefix("=").strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"')
    try:
        return float(text)
    except ValueError:
        return None


def rules_of(tail: Any, styles: Styles) -> Iterator[Rule]:
    """Yield the rules of a sheet, the most important first."""
    found: list[tuple[int, int, Rule]] = []
    for group in tail.iter():
        if local(group) != "conditionalFormatting":
            continue
        inner = child(group, "sqref")
        areas = tuple(areas_of(group.get("sqref") or (inner.text if inner is not None else "") or ""))
        for rule in group:
            if local(rule) == "cfRule" and areas:
                found.append((_priority(rule), len(found), _rule(rule, areas, styles)))
    for _, _, rule in sorted(found, key=lambda each: each[:2]):
        yield rule


def _rule(element: Any, areas: tuple[Area, ...], styles: Styles) -> Rule:
    number, inner = element.get("dxfId", ""), child(element, "dxf")
    change = change_of(inner, styles.palette) if inner is not None else Change()
    if number.isdigit() and int(number) < len(styles.changes):
        change = styles.changes[int(number)]
    kind = element.get("type", "")
    formulas = tuple((each.text or "").strip() for each in element if local(each) in ("formula", "f"))
    return Rule(areas, kind, element.get("operator", ""), element.get("text", ""), formulas, change, kind in _SHADES)


def _priority(element: Any) -> int:
    number = element.get("priority", "")
    return int(number) if number.isdigit() and len(number) < 9 else 0


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)
