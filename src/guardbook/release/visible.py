"""Tells what is hidden from what a person sees anyway: hidden lines and cells are looked up among the visible ones.

Texts are compared by keyed hashes of their letters and digits, so that neither line breaks nor punctuation matter and
no value is kept; of hidden numbers and dates, which are stored more exactly than they are shown, all usual spellings
are looked up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from guardbook.hashing import Hashes, each_once, normalise, quick_hashes

DECIMALS = 7
"""Roundings of a hidden number that are looked up: to none up to so many decimals less one."""
LOOKED_UP = 200_000
"""How many different numbers and dates of one hidden place are looked up in other spellings; more count as unseen."""
PIECES = 200
"""Words of a line that are looked up."""
_MERGED = 1 << 22
"""Hashes that are gathered before those that are the same are merged."""


@dataclass(slots=True)
class Concealed:
    """What one hidden place holds: hashes and how often each occurs, and the numbers and dates among them."""

    hashes: list[Hashes] = field(default_factory=list)
    exact: dict[str, None] = field(default_factory=dict)
    """Numbers and ISO dates as they are stored, in memory only."""


class Visible:
    """The lines and cells of a file that a person sees."""

    def __init__(self, key: bytes) -> None:
        """`key` is for hashes in memory only; any will do."""
        self._key = key
        self._empty = quick_hashes([""], key)[0]
        self._gathered: list[Hashes] = []
        self._waiting = 0

    def add_cells(self, array: Any) -> None:
        """Take in a string array of visible cells."""
        self._keep(self._hashes(array))

    def add_text(self, text: str) -> None:
        """Take in visible text: its lines, and the cells of lines that a tab divides."""
        self._keep(self._hashes(pa.array(list(_lines(text)), pa.string())))

    def conceal(self, held: Concealed, array: Any) -> None:
        """Take hidden cells into what a hidden place holds."""
        array = array.drop_null()
        held.hashes.append(self._hashes(array))
        if len(held.exact) < LOOKED_UP:
            held.exact.update(dict.fromkeys(value for value in array.unique().to_pylist() if _is_exact(value)))

    def conceal_text(self, held: Concealed, text: str) -> None:
        """Take hidden text, line by line, into what a hidden place holds."""
        self.conceal(held, pa.array([line for line in text.splitlines() if line], pa.string()))

    def unseen(self, held: Concealed) -> int:
        """Return how many of a hidden place's lines and cells are nowhere visible; all visible ones must be in."""
        self._merge()
        mine = np.concatenate([*held.hashes, np.empty(0, np.uint64)])
        missing = mine[~_member(mine, self._gathered[0])]
        if not len(missing):
            return 0
        for value in held.exact:
            if not len(missing):
                break
            own = self._hashes(pa.array([value], pa.string()))
            if len(own) and self._shows(value):
                missing = missing[missing != own[0]]
        return len(missing)

    def shows_in_pieces(self, line: str) -> bool:
        """Tell whether a line is made up of visible lines and cells side by side, as a picture of a table is read."""
        self._merge()
        words = line.split()[:PIECES]
        reached = {0}
        for end in range(1, len(words) + 1):
            pieces = [" ".join(words[start:end]) for start in sorted(reached)]
            if _member(quick_hashes(pieces, self._key), self._gathered[0]).any():
                reached.add(end)
        return len(words) in reached

    def _shows(self, value: str) -> bool:
        spelt = self._hashes(pa.array(list(spellings(value)), pa.string()))
        return bool(_member(spelt, self._gathered[0]).any())

    def _hashes(self, array: Any) -> Hashes:
        if array.null_count:
            array = array.drop_null()
        hashes = quick_hashes(array, self._key)
        something: Hashes = hashes[hashes != self._empty]
        return something

    def _keep(self, hashes: Hashes) -> None:
        hashes = each_once(hashes)
        if len(hashes):
            self._gathered.append(hashes)
            self._waiting += len(hashes)
            if self._waiting > _MERGED:
                self._merge()

    def _merge(self) -> None:
        self._gathered = [each_once(np.concatenate([*self._gathered, np.empty(0, np.uint64)]))]
        self._waiting = 0


def spellings(value: str) -> Iterator[str]:
    """Yield the ways in which a program may show a stored number or ISO date.

    >>> sorted(set(spellings("0.125")))[:4]
    ['0', '0.1', '0.12', '0.125']
    """
    if value[:4].isdigit() and value[4:5] == "-":
        yield from _dates(value)
        return
    number = float(value)
    for shown in (number, 100 * number):
        yield from (f"{shown:.{decimals}f}" for decimals in range(DECIMALS))
    for thousands in (1e3, 1e6):
        yield from (f"{number / thousands:.{decimals}f}" for decimals in range(3) if abs(number) >= thousands)


def _dates(value: str) -> Iterator[str]:
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return
    yield value[:10]
    for form in ("%d/%m/%Y", "%d/%m/%y", "%m/%d/%Y", "%m/%d/%y", "%d-%b-%y", "%d %B %Y", "%d %b %Y", "%b-%y", "%b %Y"):
        yield day.strftime(form)
    yield from (day.strftime("%B %Y"), day.strftime("%Y"), day.strftime("%B"), day.strftime("%b"))
    yield f"{day.day}/{day.month}/{day.year}"
    yield f"{day.day} {day:%B %Y}"
    yield f"{day.month}/{day.day}/{day:%y}"


def _is_exact(value: str) -> bool:
    """Tell whether a stored value is a number or an ISO date, which programs show in other words."""
    if len(value) > 40 or not any(map(str.isdigit, value[:3])):
        return False
    if value[4:5] == value[7:8] == "-":
        return True
    try:
        return abs(float(value)) < 1e15
    except ValueError:
        return False


def _member(hashes: Hashes, known: Hashes) -> Any:
    """Return which hashes are among sorted known ones."""
    if not len(known):
        return np.zeros(len(hashes), np.bool_)
    places = np.searchsorted(known, hashes)
    places[places == len(known)] = 0
    return known[places] == hashes


def _lines(text: str) -> Iterable[str]:
    for line in text.splitlines():
        yield line
        if "\t" in line:
            yield from line.split("\t")


def holds_something(text: str) -> bool:
    """Tell whether a text has any letter or digit."""
    return bool(normalise(text))
