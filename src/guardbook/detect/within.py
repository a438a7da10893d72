"""Finds what else stands inside the addresses of a column: learnt from the first cells, then taken out natively."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from guardbook.detect.cells import scan_cells
from guardbook.detect.engine import Engine
from guardbook.detect.match import Match
from guardbook.detect.recogniser import Recogniser
from guardbook.detect.tallies import Tallies

_MORE = r"\d\D+\d|\d{5}|@"
"""An address in which more than the number of a house stands."""
_MUCH_MORE = r"@|\d{5}|\d{3,4}[ -]\d{3}"
"""An address in which more stands than that and a postcode."""
_FIRST = 1000
"""Cells from which is learnt what stands in a column's values."""
_OFTEN = 0.2
"""The share of first cells from which a kind of value is taken out natively."""


class Within:
    """What stands inside the values of one column."""

    def __init__(self, engine: Engine, category: str | None, cut: float) -> None:
        """`category` is the column's own, which is not looked for again."""
        self._engine, self._category, self._cut = engine, category, cut
        self._learnt: list[tuple[Recogniser, str, float]] | None = None

    def count(self, array: Any, tallies: Tallies) -> None:
        """Count what stands inside the cells of a string array without nulls."""
        array = array.filter(pc.match_substring_regex(array, _MORE))
        if not len(array):
            return
        if self._learnt is None:
            first = array.slice(0, _FIRST)
            self._learnt = self._learn(self._scan(first.to_pylist(), frozenset(), tallies), len(first))
            array = array.slice(_FIRST)
        for recogniser, pattern, confidence in self._learnt:
            values = pc.struct_field(pc.extract_regex(array, pattern), "v").drop_null()
            tests = _tests(values, recogniser)
            tallies.add(recogniser.category, values, confidence, tests)
        if self._learnt:
            array = array.filter(pc.match_substring_regex(array, _MUCH_MORE))
        self._scan(array.to_pylist(), frozenset(recogniser.category for recogniser, _, _ in self._learnt), tallies)

    def _scan(self, cells: Sequence[str], counted: frozenset[str], tallies: Tallies) -> list[Match]:
        kept: list[Match] = []
        for cell, found in zip(cells, scan_cells(cells, self._engine, names=False), strict=True):
            others = [m for m in found if m.confidence >= self._cut and m.category not in {self._category, *counted}]
            tallies.add_matches(cell, others)
            kept += others
        return kept

    def _learn(self, found: Sequence[Match], cells: int) -> list[tuple[Recogniser, str, float]]:
        """Return, for each category that is often found, the recogniser that finds it most, as a native pattern."""
        often = Counter((match.category, match.recogniser, match.confidence) for match in found)
        by_name = {recogniser.name: recogniser for recogniser in self._engine.recognisers}
        learnt: dict[str, tuple[Recogniser, str, float]] = {}
        for (category, name, confidence), times in often.most_common():
            often_enough = times >= _OFTEN * cells and category not in learnt and name in by_name
            if often_enough and (pattern := _native(by_name[name])):
                learnt[category] = (by_name[name], pattern, confidence)
        return list(learnt.values())


def _native(recogniser: Recogniser) -> str | None:
    """Return a recogniser's pattern for Arrow's engine, or None where it has a lead or needs Python's."""
    if recogniser.lead or recogniser.words:
        return None
    case, inside = (
        ("(?i)", recogniser.pattern[4:]) if recogniser.pattern.startswith("(?i)") else ("", recogniser.pattern)
    )
    pattern = f"{case}(?:^|[^0-9A-Za-z])(?P<v>{inside})(?:[^0-9A-Za-z]|$)"
    try:
        pc.extract_regex(pa.array([""]), pattern)
    except pa.ArrowInvalid:
        return None
    return pattern if re.compile(pattern).groups == 1 else None


def _tests(values: Any, recogniser: Recogniser) -> int:
    if not recogniser.test_values:
        return 0
    test = re.compile(recogniser.test_values)
    counted = values.value_counts()
    pairs = zip(counted.field("values").to_pylist(), counted.field("counts").to_pylist(), strict=True)
    return sum(times for value, times in pairs if test.fullmatch(value))
