"""Measures of columns of numbers and codes that no check digit tells: their range, their spread, their neighbours."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guardbook.detect.judges import Beside, Column

ENOUGH = 20
"""How many values a range or a spread is read from at least."""

_PEOPLE = ("person-name", "email", "date-of-birth", "national-insurance-number")
_BARCODE_LENGTHS = frozenset({8, 12, 13, 14})
_LETTERS_THEN_DIGITS = re.compile(r"[a-z][a-z._-]{2,}\d{1,4}", re.ASCII)


def _of_people(beside: "Beside") -> bool:
    return any(beside.of(category) for category in _PEOPLE)


def _in_order(cells: Sequence[str]) -> bool:
    """Whether cells rise or fall all the way, as the numbers of records do."""
    return list(cells) in (sorted(cells), sorted(cells, reverse=True))


def are_barcodes(values: Sequence[str]) -> bool:
    """Return whether nearly all values are numbers of goods: they pass the check of GS1 General Specifications, 7.9."""
    digits = [value for value in values if value.isascii() and value.isdecimal() and len(value) in _BARCODE_LENGTHS]
    if len(digits) < 10 or len(digits) < 0.9 * len(values):
        return False
    return sum(map(_passes_gs1, digits)) >= 0.9 * len(digits)


def _passes_gs1(digits: str) -> bool:
    return sum(int(digit) * (1, 3)[at % 2] for at, digit in enumerate(reversed(digits))) % 10 == 0


def judge_adult_ages(column: "Column", beside: "Beside") -> float:
    """Ages of grown people on days unknown: whole numbers from 16 to 22 up, over forty years or more."""
    ages = [int(cell) for cell in column.cells if cell.isdecimal() and len(cell) < 4 and cell[0] != "0"]
    if not _of_people(beside) or len(ages) < ENOUGH or len(ages) < 0.95 * column.filled:
        return 0.0
    low, high = sorted(ages)[len(ages) // 50], max(ages)
    return float(16 <= low <= 22 and low + 40 <= high <= 105 and len(set(ages)) >= ENOUGH)


def judge_accounts(column: "Column", beside: "Beside") -> float:
    """Account numbers, in a table of people: eight digits, each once, in no order, begun by any digit."""
    numbers = [cell for cell in column.cells if len(cell) == 8 and cell.isdecimal()]
    if not _of_people(beside) or len(numbers) < 3 * ENOUGH or len(numbers) < 0.95 * column.filled:
        return 0.0
    first = Counter(number[0] for number in numbers)
    even = len(first) >= 9 and max(first.values()) <= 0.25 * len(numbers)
    return float(even and len(set(numbers)) >= 0.99 * len(numbers) and not _in_order(numbers))


def judge_properties(column: "Column", beside: "Beside") -> float:
    """Property numbers beside postcodes or addresses: eleven or twelve digits in the ranges homes have, in no order."""
    if not (beside.of("postcode") or beside.of("home-address")) or column.filled < ENOUGH:
        return 0.0
    numbers = [cell for cell in column.cells if cell]
    fit = sum(re.fullmatch(r"(?:100\d|200\d|10)\d{8,9}", number, re.ASCII) is not None for number in numbers)
    if len(column.distinct) < 0.9 * len(numbers) or _in_order(numbers):
        return 0.0
    return fit / len(numbers)


def judge_logins(column: "Column", beside: "Beside") -> float:
    """User names, in a table of people: one word of small letters and then digits, hardly one twice."""
    values = column.distinct
    if not _of_people(beside) or len(values) < ENOUGH or len(values) < 0.95 * column.filled:
        return 0.0
    if 2 * sum(value.islower() for value in values) < len(values):
        return 0.0
    return sum(_LETTERS_THEN_DIGITS.fullmatch(value.lower()) is not None for value in values) / len(values)


def judge_octets(column: "Column", _: "Beside") -> float:
    """Network addresses: their numbers range far, where versions ("1.10.2.0") are small or begin with small ones."""
    if any(":" in value for value in column.values):
        return 1.0
    firsts = Counter(value.partition(".")[0] for value in column.values)
    small = sum(count for first, count in firsts.items() if first.isdecimal() and int(first) < 32 and first != "10")
    if len(firsts) > 2 and small >= 0.9 * len(column.values):
        return 0.0
    far = sum(any(part.isdigit() and int(part) >= 100 for part in value.split(".")) for value in column.values)
    return 1.0 if far >= 0.3 * len(column.values) else 0.0
