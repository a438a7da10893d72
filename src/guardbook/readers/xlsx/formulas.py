"""Works out the short formulas that rules for cells consist of: constants, comparisons, questions to nearby cells."""

import re
from collections.abc import Callable

Value = float | str | bool | None
"""None is an empty cell."""
Look = Callable[[int, int], Value]
"""What a cell holds, by row and column; raises `Unknown` where that is not known."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|\"(?P<text>(?:[^\"]|\"\")*)\"|"
    r"(?P<cell>\$?[A-Za-z]{1,3}\$?\d{1,7})(?![\w(.!:])|(?P<name>[A-Za-z_.][\w.]*)|(?P<sign><=|>=|<>|[-<>=&+*/(),]))"
)
_DEEP = 40


class Unknown(Exception):
    """The formula asks for more than is known here."""


def is_true(formula: str, row: int, column: int, origin: tuple[int, int], look: Look) -> bool | None:
    """Tell whether a rule's formula holds for a cell, None where that cannot be told.

    `origin` is the cell (row from 1, column from 0) that the formula is written for; references without a dollar
    sign move with the cell.
    """
    try:
        reader = _Reader(formula, row - origin[0], column - origin[1], look)
        value = reader.comparison()
        reader.finish()
    except (Unknown, ArithmeticError, RecursionError):
        return None
    return value != 0 if isinstance(value, float) else value if isinstance(value, bool) else None


class _Reader:
    """Reads a formula from left to right and works it out on the way."""

    def __init__(self, formula: str, down: int, right: int, look: Look) -> None:
        self._text, self._at = formula.strip().removeprefix("="), 0
        self._down, self._right, self._look = down, right, look
        self._depth = 0

    def finish(self) -> None:
        if self._text[self._at :].strip():
            raise Unknown

    def comparison(self) -> Value:
        self._depth += 1
        if self._depth > _DEEP:
            raise Unknown
        value = self._joined()
        while sign := self._sign("<=", ">=", "<>", "=", "<", ">"):
            value = compare(sign, value, self._joined())
        self._depth -= 1
        return value

    def _joined(self) -> Value:
        value = self._sum()
        while self._sign("&"):
            value = _text(value) + _text(self._sum())
        return value

    def _sum(self) -> Value:
        value = self._product()
        while sign := self._sign("+", "-"):
            other = _number(self._product())
            value = _number(value) + (other if sign == "+" else -other)
        return value

    def _product(self) -> Value:
        value = self._single()
        while sign := self._sign("*", "/"):
            other = _number(self._single())
            value = _number(value) * other if sign == "*" else _number(value) / other
        return value

    def _single(self) -> Value:
        if self._sign("-"):
            return -_number(self._single())
        if self._sign("("):
            value = self.comparison()
            self._expect(")")
            return value
        match = _TOKEN.match(self._text, self._at)
        if match is None:
            raise Unknown
        self._at = match.end()
        if match["number"]:
            return float(match["number"])
        if match["text"] is not None:
            return match["text"].replace('""', '"')
        if match["cell"]:
            return self._cell(match["cell"])
        return self._called((match["name"] or "").upper())

    def _cell(self, reference: str) -> Value:
        fixed_column = reference.startswith("$")
        letters, _, rest = reference.lstrip("$").partition("$")
        if rest:
            row = int(rest)
        else:
            digits = letters.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
            letters, row = letters[: -len(digits)], int(digits) + self._down
        column = 0
        for letter in letters.upper():
            column = column * 26 + ord(letter) - 64
        return self._look(row, column - 1 + (0 if fixed_column else self._right))

    def _called(self, name: str) -> Value:
        if name in ("TRUE", "FALSE"):
            if self._sign("("):
                self._expect(")")
            return name == "TRUE"
        if name not in _FUNCTIONS or not self._sign("("):
            raise Unknown
        values = [self.comparison()]
        while self._sign(","):
            values.append(self.comparison())
        self._expect(")")
        return _FUNCTIONS[name](values)

    def _sign(self, *signs: str) -> str:
        match = _TOKEN.match(self._text, self._at)
        if match is None or match["sign"] not in signs:
            return ""
        self._at = match.end()
        return match["sign"]

    def _expect(self, sign: str) -> None:
        if not self._sign(sign):
            raise Unknown


def compare(sign: str, one: Value, other: Value) -> bool:
    """Compare two values as a sheet does: an empty cell equals zero and "", texts are more than numbers."""
    if one is None:
        one = "" if isinstance(other, str) else 0.0
    if other is None:
        other = "" if isinstance(one, str) else 0.0
    left, right = _ordered(one), _ordered(other)
    if sign in ("=", "<>"):
        return (left == right) == (sign == "=")
    return (
        left < right
        if sign == "<"
        else left > right
        if sign == ">"
        else left <= right
        if sign == "<="
        else left >= right
    )


def _ordered(value: Value) -> tuple[int, float, str]:
    if isinstance(value, bool):
        return 2, float(value), ""
    if isinstance(value, str):
        return 1, 0.0, value.casefold()
    return 0, value or 0.0, ""


def _number(value: Value) -> float:
    if isinstance(value, str):
        raise Unknown
    return float(value or 0)


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return f"{value:.15g}" if isinstance(value, float) else value


def _is_error(value: Value) -> bool:
    return isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "A", "0"))


_FUNCTIONS: dict[str, Callable[[list[Value]], Value]] = {
    "AND": lambda values: all(map(_number, values)),
    "OR": lambda values: any(map(_number, values)),
    "NOT": lambda values: not _number(values[0]),
    "LEN": lambda values: float(len(_text(values[0]))),
    "TRIM": lambda values: _text(values[0]).strip(),
    "UPPER": lambda values: _text(values[0]).upper(),
    "LOWER": lambda values: _text(values[0]).lower(),
    "LEFT": lambda values: _text(values[0])[: int(_number(values[1])) if len(values) > 1 else 1],
    "ISBLANK": lambda values: values[0] is None,
    "ISTEXT": lambda values: isinstance(values[0], str) and not _is_error(values[0]),
    "ISNUMBER": lambda values: isinstance(values[0], float),
    "ISERROR": lambda values: _is_error(values[0]),
    "ISERR": lambda values: _is_error(values[0]) and values[0] != "#N/A",
    "ISNA": lambda values: values[0] == "#N/A",
    "ABS": lambda values: abs(_number(values[0])),
    "MOD": lambda values: _number(values[0]) % _number(values[1]),
}
