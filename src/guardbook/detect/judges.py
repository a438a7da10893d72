"""Measures of a column that no pattern gives: names, addresses, birth dates, what follows from other columns."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from guardbook.detect.numbering import (
    ENOUGH,
    judge_accounts,
    judge_adult_ages,
    judge_logins,
    judge_octets,
    judge_properties,
)
from guardbook.detect.wording import is_opaque

if TYPE_CHECKING:  # names and addresses bring large lists, which recognisers alone do not need
    from guardbook.detect.addresses import AddressShares
    from guardbook.detect.names import NameShares

LOOKED_AT = 200
"""How many distinct values of a column are judged; more does not tell more."""

ROWS = 300
"""How many rows are compared where one column follows from another."""


@dataclass
class Column:
    """A column's heading and its cells, one a row and trimmed; "" where there is nothing."""

    heading: str
    cells: Sequence[str]
    number: int = 0

    @cached_property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(map(bool, self.cells))

    @cached_property
    def distinct(self) -> list[str]:
        """Its distinct values, in order of appearance."""
        return [value for value in dict.fromkeys(self.cells) if value]

    @cached_property
    def values(self) -> list[str]:
        """At most LOOKED_AT of its distinct values, drawn evenly."""
        step = max(1, -(-len(self.distinct) // LOOKED_AT))
        return self.distinct[::step]

    @cached_property
    def varied(self) -> bool:
        """Whether it has as many different values as names of people have; more are asked where a heading says else."""
        least, share = (15, 0.4) if is_opaque(self.heading) else (20, 0.5)
        return len(self.distinct) >= min(least, share * self.filled)

    @cached_property
    def times(self) -> Counter[str]:
        """How often each value stands in it."""
        return Counter(self.cells)

    @cached_property
    def _has_words(self) -> bool:
        """Whether most of its values hold two letters side by side, as names and addresses do."""
        return 2 * sum(_WORD.search(value) is not None for value in self.values) >= len(self.values)

    @cached_property
    def names(self) -> "NameShares":
        """How much its values look like names."""
        from guardbook.detect.names import NameShares, judge_names

        return judge_names(self.values) if self._has_words else NameShares()

    @cached_property
    def addresses(self) -> "AddressShares":
        """How much its values look like addresses or parts of them."""
        from guardbook.detect.addresses import AddressShares, judge_addresses

        return judge_addresses(self.values) if self._has_words else AddressShares()


@dataclass
class Beside:
    """The columns of the same table that are typed already, by category."""

    columns: Mapping[str, Sequence[Column]] = field(default_factory=dict)
    table: Sequence[Column] = ()
    """All columns."""

    def of(self, category: str) -> Sequence[Column]:
        """Return the columns of a category."""
        return self.columns.get(category, ())


_WORD = re.compile(r"[^\W\d_]{2}")

Judge = Callable[[Column, Beside], float]
"""Returns the share (0 to 1) of a column's values that are of the kind."""

_NUMERIC_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)")
_ISO_DATE = re.compile(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_WORD_DATE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[- ]([A-Za-z]{3})[a-z]*[-, ]+(\d{4}|\d\d)")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


def read_date(cell: str, today: date | None = None) -> date | None:
    """Return the date that a whole cell gives, day first where both are possible; two-digit years lie in the past."""
    if match := _ISO_DATE.fullmatch(cell):
        year, month, day = (int(part) for part in match.groups())
    elif match := _NUMERIC_DATE.fullmatch(cell):
        day, month, year = (int(part) for part in match.groups())
        if month > 12 >= day:
            day, month = month, day
    elif (match := _WORD_DATE.fullmatch(cell)) and match[2].lower() in _MONTHS:
        day, month, year = int(match[1]), _MONTHS[match[2].lower()], int(match[3])
    else:
        return None
    if year < 100:
        year += 2000 if 2000 + year <= (today or date.today()).year else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


def judge_births(column: Column, _: Beside) -> float:
    """Dates of birth: no times, within a lifetime, spread over years, and none of the last months."""
    dates = [found for value in column.values if (found := read_date(value))]
    if len(dates) < 3 or len(dates) < 0.8 * len(column.values):
        return 0.0
    years = sorted(found.year for found in dates)
    mistyped = len(years) // 50
    years = years[mistyped : len(years) - mistyped]
    this = date.today().year
    spread = years[-1] - years[0]
    middle = years[len(years) // 2]
    grown = spread >= 18 and middle <= this - 16 and years[-1] <= this - 3
    children = len(dates) >= 20 and 5 <= spread <= 17 and this - 18 <= years[0] and years[-1] <= this - 3
    lifetime = years[0] >= this - 110
    even = len({found.year for found in dates}) >= min(0.3 * len(dates), 0.6 * spread)
    return len(dates) / len(column.values) if lifetime and even and (grown or children) else 0.0


def judge_ages(column: Column, beside: Beside) -> float:
    """Ages: the number of years since the date of birth in the same row, as of one day; or else by their range."""
    best = judge_adult_ages(column, beside)
    for births in beside.of("date-of-birth"):
        offsets: list[float] = []
        for cell, birth in zip(column.cells[:ROWS], births.cells, strict=False):
            if cell.isdigit() and len(cell) < 4 and (born := read_date(birth)):
                offsets.append(born.year + born.timetuple().tm_yday / 365.25 + int(cell))
        if len(offsets) >= 3 and len(offsets) >= 0.5 * min(ROWS, column.filled):
            centre = sorted(offsets)[len(offsets) // 2]
            best = max(best, sum(abs(offset - centre) <= 1.1 for offset in offsets) / len(offsets))
    return best


def judge_usernames(column: Column, beside: Beside) -> float:
    """User names: one word made with letters of the name or the e-mail address in the same row."""
    best = 0.0
    if sum(" " in value or "@" in value for value in column.values) > 0.05 * len(column.values):
        return 0.0
    for source in (*beside.of("person-name"), *beside.of("email")):
        pairs = [
            (re.sub(r"[^a-z]", "", cell.lower()), re.findall(r"[a-z]{3,}", other.lower().partition("@")[0]))
            for cell, other in zip(column.cells[:ROWS], source.cells, strict=False)
            if cell and other
        ]
        pairs = [(cell, words) for cell, words in pairs if words and cell not in words]
        if len(pairs) >= max(3, 0.4 * min(ROWS, column.filled)):
            best = max(best, sum(any(word[:5] in cell for word in words) for cell, words in pairs) / len(pairs))
    return max(best, judge_logins(column, beside))


_OFFICIAL = (
    "national-insurance-number",
    "nhs-number",
    "driving-licence-number",
    "tax-reference",
    "education-id",
    "national-id",
    "justice-id",
    "health-id",
)


def judge_pay(column: Column, beside: Beside) -> float:
    """Pay, in a table of people: whole amounts of a year's pay, in no order, within one another's reach."""
    amounts = [
        int(value)
        for cell in column.cells
        if (value := cell.lstrip("£ ").replace(",", "").removesuffix(".00")).isdigit()
    ]
    if not beside.of("person-name") or len(amounts) < 30 or len(amounts) < 0.95 * column.filled:
        return 0.0
    low, high = min(amounts), max(amounts)
    ordered = amounts in (sorted(amounts), sorted(amounts, reverse=True))
    return float(low >= 14_000 and high <= 250_000 and 1.8 * low <= high <= 15 * low and not ordered)


def judge_passports(column: Column, beside: Beside) -> float:
    """Passport numbers, in a table of people with two other official numbers: each once, in no order."""
    official = sum(bool(beside.of(category)) for category in _OFFICIAL)
    numbers = [cell for cell in column.cells if cell]
    ordered = numbers in (sorted(numbers), sorted(numbers, reverse=True))
    if sum(len(number) == 9 and number.isdigit() for number in numbers) < 0.95 * len(numbers):
        return 0.0
    return float(official >= 2 and len(numbers) >= 10 and len(column.distinct) == len(numbers) and not ordered)


def _mostly_digits(column: Column, count: int) -> bool:
    """Whether nearly all values are so many digits."""
    found = sum(len(value) == count and value.isdigit() for value in column.values)
    return bool(column.values) and found >= 0.9 * len(column.values)


def judge_sort_codes(column: Column, beside: Beside) -> float:
    """Sort codes: numbers in three pairs with marks between, no dates by their look, and eight digits or people beside.

    Without a column of eight digits hyphens and many values are asked.
    """
    dates = sum(read_date(value) is not None for value in column.values)
    if any(_mostly_digits(other, 8) for other in beside.table):
        marked = sum(len(value) == 8 for value in column.values)
        return marked / len(column.values) if dates < 0.6 * len(column.values) else 0.0
    if not beside.of("person-name") or len(column.values) < ENOUGH or dates >= 0.3 * len(column.values):
        return 0.0
    return sum(len(value) == 8 and value.count("-") == 2 for value in column.values) / len(column.values)


def judge_streets(column: Column, _: Beside) -> float:
    """Street addresses: streets with the numbers or names of houses; streets alone are places where nobody lives."""
    numbered = sum(any(map(str.isdigit, value)) for value in column.values)
    if numbered + column.addresses.building * len(column.values) < 0.3 * len(column.values):
        return column.addresses.full
    return _either(column.addresses.full, column.addresses.street, column.addresses.building)


def _either(*shares: float) -> float:
    return min(1.0, sum(shares))


JUDGES: dict[str, Judge] = {
    "names.forename": lambda column, _: column.names.forename,
    "names.surname": lambda column, _: column.names.surname,
    "names.full": lambda column, _: column.names.full,
    "names.any": lambda column, _: max(column.names.full, column.names.forename, column.names.surname),
    "addresses.street": judge_streets,
    "addresses.full": lambda column, _: column.addresses.full,
    "addresses.line": lambda column, _: _either(
        column.addresses.full,
        column.addresses.street,
        column.addresses.building,
        column.addresses.locality,
        column.addresses.county,
    ),
    "addresses.place": lambda column, _: _either(column.addresses.locality, column.addresses.county),
    "dates.birth": judge_births,
    "rows.years-since-birth": judge_ages,
    "rows.name-parts": judge_usernames,
    "rows.pay": judge_pay,
    "rows.passport": judge_passports,
    "numbers.octets": judge_octets,
    "rows.sort-code": judge_sort_codes,
    "rows.account": judge_accounts,
    "rows.property": judge_properties,
}
"""What `column_judge` of a recogniser may say."""
