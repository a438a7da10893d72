"""What a column holds and how its cells usually look: tells values of its kind from cells that do not belong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from guardbook.detect.fits import Tester
from guardbook.detect.judging import NOTHING, Judgement
from guardbook.detect.shapes import AT, DIGIT, LETTERS, MARK, SPACE, TELLING, Flags, Shapes, Usual, shapes_of
from guardbook.hashing import each_once

MISFIT = 0.7
"""A block of which fewer cells have a usual shape is judged anew."""
FEW = 20
"""Cells below which a block does not tell whether a column has changed."""
TRIED = 16
"""Cells of one shape, or of one block, that are tried by the column's own rule."""


@dataclass(frozen=True, slots=True)
class Look:
    """The cells of one block of a column that hold anything, and their shapes."""

    array: Any
    shapes: Shapes
    places: Any
    """The number of the row of each cell."""


def look_at(array: Any) -> Look:
    """Return the look of a string array: nulls and blank cells left out."""
    places = None
    if array.null_count:
        places = np.flatnonzero(array.is_valid().to_numpy(zero_copy_only=False))
        array = array.drop_null()
    shapes = shapes_of(array)
    if (blank := shapes.blank).any():
        places = np.flatnonzero(~blank) if places is None else places[~blank]
        array = array.filter(pa.array(~blank))
        shapes = Shapes(shapes.classes[~blank], shapes.lengths[~blank])
    return Look(array, shapes, np.arange(len(array)) if places is None else places)


class Kind:
    """A judgement of a column, with the shapes that were usual when it was made."""

    def __init__(self, judgement: Judgement = NOTHING, look: Look | None = None) -> None:
        """Take a judgement, and learn from a first look which shapes are usual."""
        self.judgement = judgement
        self.category = judgement.category
        self._rule: Tester | None = judgement.rule.headed if judgement.rule else None
        judge = judgement.rule.recogniser.column_judge if judgement.rule else ""
        self.holds_more = judge.startswith("addresses.")
        """Whether values of other kinds (a postcode, a telephone number) may stand inside its values."""
        self._refused = AT | (DIGIT if judge.startswith("names.") else 0)
        self._usual = Usual()
        self.figures = False
        """Whether the column holds figures of which nothing is known: nothing in them can be told."""
        if look is not None:
            among = self._of_kind(look)
            telling = (look.shapes.classes & TELLING) > 0
            self.figures = self.category is None and len(telling) > 0 and float(telling.mean()) < 0.05
            self._usual.learn(look.shapes, among & ~telling if self.figures else among)

    def usual(self, look: Look) -> Flags:
        """Mark the cells that look as usual: values of the kind, or figures."""
        return self._usual.meets(look.shapes)

    def fits(self, look: Look) -> bool:
        """Return whether a block still looks as the column did when it was judged."""
        if len(look.array) < FEW or (self._rule is None and not self.figures and self._usual.length):
            return True
        if float(self.usual(look).mean()) < MISFIT:
            return False
        if self._rule is None or self._rule.check is None:
            return True
        tried = look.array.take(pa.array(np.linspace(0, len(look.array) - 1, TRIED, dtype=np.int64))).to_pylist()
        return sum(self._rule.fits(cell.strip()) for cell in tried) >= 0.3 * TRIED

    def is_value(self, cell: str) -> bool:
        """Return whether a cell of unusual shape is a value of the kind all the same."""
        if self._rule is None:
            return False
        if self._rule.fits(cell.strip()):
            return True
        if self._rule.tells and not self._rule.words:
            return False
        allowed = self._usual.classes | SPACE | MARK | (LETTERS if self._usual.classes & LETTERS else 0)
        classes = int(shapes_of(pa.array([cell], pa.string())).classes[0])
        return not classes & ~allowed and len(cell.encode()) <= 2 * self._usual.length

    def count_tests(self, array: Any) -> int:
        """Return how many cells of a string array are values set aside for tests."""
        if self._rule is None or self._rule.test is None:
            return 0
        try:
            found = pc.match_substring_regex(array, f"^\\s*(?:{self._rule.test.pattern})\\s*$")
            return int(pc.sum(found).as_py() or 0)
        except pa.ArrowInvalid:  # a pattern that only Python's engine takes
            return sum(map(self.is_test, array.to_pylist()))

    def is_test(self, cell: str) -> bool:
        """Return whether a cell is a value set aside for tests."""
        return self._rule is not None and self._rule.test is not None and bool(self._rule.test.fullmatch(cell.strip()))

    def _of_kind(self, look: Look) -> Flags:
        """Mark the cells whose shape belongs to values of the kind, by trying some of each shape."""
        classes = look.shapes.classes
        if self._rule is None:
            return np.ones(len(classes), bool)
        if not self._rule.tells or self._rule.words:
            return np.asarray((classes & self._refused) == 0)
        return np.isin(classes, [kind for kind in each_once(classes) if self._mostly_fits(self._some(look, kind))])

    def _mostly_fits(self, cells: Sequence[str]) -> bool:
        return self._rule is not None and 2 * sum(self._rule.fits(cell.strip()) for cell in cells) >= len(cells)

    @staticmethod
    def _some(look: Look, kind: int) -> list[str]:
        places = np.flatnonzero(look.shapes.classes == kind)
        chosen: list[str] = look.array.take(pa.array(places[:: 1 + len(places) // TRIED])).to_pylist()
        return chosen
