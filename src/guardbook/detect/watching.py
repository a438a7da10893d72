"""Watches one column of a streamed table: counts cells of its kind, scans the others, notices when it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from guardbook.detect.cells import scan_cells
from guardbook.detect.engine import Engine
from guardbook.detect.fits import Tester, tester
from guardbook.detect.headings import is_blank
from guardbook.detect.judging import NOTHING, Judgement
from guardbook.detect.matches import Match
from guardbook.detect.shapes import AT, DIGIT, LETTERS, MARK, SPACE, TELLING, Flags, Shapes, Usual, shapes_of
from guardbook.detect.tallies import Tallies

MISFIT = 0.7
"""A block of which fewer cells have a usual shape is judged anew."""
FEW = 20
"""Cells below which a block does not tell whether a column has changed."""
TRIED = 16
"""Cells of a block that are tried by the column's own check."""
REMEMBERED = 4096
"""How many different short texts a column remembers the matches of."""
SHORT = 9
"""Figures of fewer characters are not scanned: nothing can be told of them without a column."""


@dataclass(frozen=True, slots=True)
class Look:
    """The cells of one block of a column that hold anything, and their shapes."""

    array: Any
    shapes: Shapes


def look_at(array: Any) -> Look:
    """Return the look of a string array: nulls and blank cells left out."""
    array = array.drop_null() if array.null_count else array
    shapes = shapes_of(array)
    if (blank := shapes.blank).any():
        array = array.filter(pa.array(~blank))
        shapes = Shapes(shapes.classes[~blank], shapes.lengths[~blank])
    return Look(array, shapes)


@dataclass(frozen=True, slots=True)
class Settings:
    """How an examination is done: the engine, whether names are looked for in running text, and the cut."""

    engine: Engine
    names: bool
    cut: float


class Watched:
    """One column: its judgement, what is usual in it, and its tallies."""

    def __init__(self, settings: Settings, key: bytes) -> None:
        """Begin with nothing known and nothing counted."""
        self._settings = settings
        self._judgement = NOTHING
        self._rule: Tester | None = None
        self._usual = Usual()
        self._figures = False
        self._remembered: dict[str, list[Match]] = {}
        self.tallies = Tallies(key)

    @property
    def category(self) -> str | None:
        """What the column is judged to hold."""
        return self._judgement.category

    def judge(self, judgement: Judgement, look: Look) -> None:
        """Take a judgement, and learn from a first look which shapes are usual."""
        typed = judgement.category is not None and judgement.confidence >= self._settings.cut
        self._judgement = judgement if typed else NOTHING
        recogniser = self._judgement.recogniser
        self._rule = tester(recogniser) if recogniser else None
        self._usual = Usual()
        among = self._of_kind(look)
        telling = (look.shapes.classes & TELLING) > 0
        self._figures = not typed and len(telling) > 0 and float(telling.mean()) < 0.05
        self._usual.learn(look.shapes, among & ~telling if self._figures else among)

    def _of_kind(self, look: Look) -> Flags:
        """Mark the cells whose shape belongs to values of the kind, by trying some of each shape."""
        classes = look.shapes.classes
        if self._rule is None:
            return np.ones(len(classes), bool)
        judge = self._judgement.recogniser.column_judge if self._judgement.recogniser else ""
        refused = AT | (DIGIT if judge.startswith("names.") else 0)
        if not self._rule.tells or self._rule.words:
            return np.asarray((classes & refused) == 0)
        good = []
        for kind in np.unique(classes):
            places = np.flatnonzero(classes == kind)
            tried = [look.array[int(place)].as_py().strip() for place in places[:: max(1, len(places) // TRIED)]]
            if 2 * sum(map(self._rule.fits, tried)) >= len(tried):
                good.append(kind)
        return np.isin(classes, good)

    def fits(self, look: Look) -> bool:
        """Return whether a block still looks as the column did when it was judged."""
        if len(look.array) < FEW or (self._rule is None and not self._figures and self._usual.length):
            return True
        if float(self._usual.meets(look.shapes).mean()) < MISFIT:
            return False
        if self._rule is None or self._rule.check is None:
            return True
        tried = [
            cell.as_py().strip() for cell in look.array.take(np.linspace(0, len(look.array) - 1, TRIED, dtype=int))
        ]
        return sum(map(self._rule.fits, tried)) >= 0.3 * TRIED

    def count(self, look: Look) -> None:
        """Count a block."""
        if not len(look.array):
            return
        if self._rule is None and not self._figures:
            self._scan(look.array)
            return
        usual = self._usual.meets(look.shapes)
        if self._rule is not None:
            self._take(look.array if usual.all() else look.array.filter(pa.array(usual)))
        if not usual.all():
            self._sort(look.array.filter(pa.array(~usual)))

    def scan_texts(self, texts: Sequence[str]) -> None:
        """Scan texts that belong to the column but are none of its cells (its heading)."""
        for text, found in zip(texts, scan_cells(texts, self._settings.engine, self._settings.names), strict=True):
            self._add(text, found, 1)

    def _take(self, array: Any) -> None:
        """Count cells as values of the column's kind."""
        judgement = self._judgement
        if judgement.category is None or judgement.recogniser is None or not len(array):
            return
        self.tallies.add(judgement.category, array, judgement.confidence, self._tests(array))
        if judgement.recogniser.column_judge.startswith("addresses."):
            self._scan_within(array)

    def _tests(self, array: Any) -> int:
        """Return how many cells hold values set aside for tests."""
        if self._rule is None or self._rule.test is None:
            return 0
        try:
            return int(pc.sum(pc.match_substring_regex(array, f"^\\s*(?:{self._rule.test.pattern})\\s*$")).as_py() or 0)
        except pa.ArrowInvalid:  # a pattern that only Python's engine takes
            return sum(self._rule.test.fullmatch(cell.strip()) is not None for cell in array.to_pylist())

    def _scan_within(self, array: Any) -> None:
        """Look for postcodes, telephone numbers and the like inside addresses."""
        cells = [cell for cell in array.to_pylist() if any(map(str.isdigit, cell))]
        for cell, found in zip(cells, scan_cells(cells, self._settings.engine, names=False), strict=True):
            if found:
                self._add(cell, [match for match in found if match.category != self.category], 1)

    def _sort(self, array: Any) -> None:
        """Tell cells of unusual shape apart: values all the same, or something else that is scanned."""
        values, counts = _counted(array)
        others: list[tuple[str, int]] = []
        for value, times in zip(values, counts, strict=True):
            if is_blank(value):
                continue
            if self._is_value(value):
                self._take(pa.array([value] * times, pa.string()))
            else:
                others.append((value, times))
        self._scan_counted([value for value, _ in others], [times for _, times in others])

    def _is_value(self, value: str) -> bool:
        if self._rule is None:
            return False
        if self._rule.fits(value.strip()):
            return True
        if self._rule.tells and not self._rule.words:
            return False
        allowed = self._usual.classes | SPACE | MARK | (LETTERS if self._usual.classes & LETTERS else 0)
        classes = int(shapes_of(pa.array([value], pa.string())).classes[0])
        return not classes & ~allowed and len(value.encode()) <= 2 * self._usual.length

    def _scan(self, array: Any) -> None:
        self._scan_counted(*_counted(array))

    def _scan_counted(self, values: Sequence[str], counts: Sequence[int]) -> None:
        """Scan each different text once, and remember short ones for the blocks to come."""
        known = self._remembered
        new = [value for value in values if value not in known and _is_worth(value)]
        names = self._settings.names
        for some, with_names in (
            ([value for value in new if " " in value], names),
            ([value for value in new if " " not in value], False),
        ):
            found = scan_cells(some, self._settings.engine, with_names)
            for value, matches in zip(some, found, strict=True):
                if matches or (len(known) < REMEMBERED and len(value) <= 100):
                    known[value] = matches
        for value, times in zip(values, counts, strict=True):
            if matches := known.get(value, []):
                self._add(value, matches, times)
        if len(known) > 2 * REMEMBERED:
            known.clear()

    def _add(self, text: str, found: Sequence[Match], times: int) -> None:
        kept = [match for match in found if match.confidence >= self._settings.cut]
        self.tallies.add_matches(text, kept, times)


def _is_worth(value: str) -> bool:
    return len(value) >= SHORT or any(map(str.isalpha, value))


def _counted(array: Any) -> tuple[list[str], list[int]]:
    counted = array.value_counts()
    return counted.field("values").to_pylist(), counted.field("counts").to_pylist()
