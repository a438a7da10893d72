"""Watches one column of a streamed table: counts cells of its kind, and scans the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from guardbook.detect.cells import is_worth_scanning, scan_cells
from guardbook.detect.engine import Engine
from guardbook.detect.judging import NOTHING, Judgement
from guardbook.detect.kind import Kind, Look
from guardbook.detect.match import Match
from guardbook.detect.tallies import Tallies
from guardbook.detect.within import Within
from guardbook.detect.wording import is_blank

REMEMBERED = 24_000
"""How many different short texts a column remembers the matches of, about; in a wide table fewer."""
REMEMBERED_IN_ALL = 300_000
"""The same, all columns of a table together."""
_NONE: Sequence[Match] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """How an examination is done: the engine, whether names are looked for in running text, and the cut."""

    engine: Engine
    names: bool
    cut: float


class Watched:
    """One column: its kind, and its tallies."""

    def __init__(self, settings: Settings, key: bytes, columns: int = 1) -> None:
        """Begin with nothing known and nothing counted; the table has so many `columns`."""
        self._settings = settings
        self._remembered: dict[str, Sequence[Match]] = {}
        self._most = min(REMEMBERED, REMEMBERED_IN_ALL // columns)
        self.kind = Kind()
        self._within = Within(settings.engine, None, settings.cut)
        self.tallies = Tallies(key)

    def judge(self, judgement: Judgement, look: Look) -> None:
        """Take a judgement, and learn from a first look what is usual."""
        self.kind = Kind(judgement if judgement.confidence >= self._settings.cut else NOTHING, look)
        self._within = Within(self._settings.engine, self.kind.category, self._settings.cut)

    def count(self, look: Look) -> None:
        """Count a block."""
        if not len(look.array):
            return
        if self.kind.category is None and not self.kind.figures:
            self._scan(*_counted(look.array))
            return
        usual = self.kind.usual(look)
        if self.kind.category is not None:
            self._take(look.array if usual.all() else look.array.filter(pa.array(usual)))
        if not usual.all():
            self._sort(look.array.filter(pa.array(~usual)))

    def scan_texts(self, texts: Sequence[str]) -> None:
        """Scan texts that belong to the column but are none of its cells (its heading)."""
        for text, found in zip(texts, scan_cells(texts, self._settings.engine, self._settings.names), strict=True):
            self._add(text, found, 1)

    def _take(self, array: Any) -> None:
        """Count cells as values of the column's kind."""
        judgement = self.kind.judgement
        if judgement.category is None or not len(array):
            return
        self.tallies.add(judgement.category, array, judgement.confidence, self.kind.count_tests(array))
        if self.kind.holds_more:
            self._within.count(array, self.tallies)

    def _sort(self, array: Any) -> None:
        """Tell cells of unusual shape apart: values all the same, or something else that is scanned."""
        others: dict[str, int] = {}
        for value, times in zip(*_counted(array), strict=True):
            if is_blank(value):
                continue
            if self.kind.is_value(value):
                self._take(pa.array([value] * times, pa.string()))
            else:
                others[value] = times
        self._scan(list(others), list(others.values()))

    def _scan(self, values: Sequence[str], counts: Sequence[int]) -> None:
        """Scan each different text once, and remember short ones for the blocks to come."""
        known = self._remembered
        if len(known) > self._most:
            known.clear()
        new = [value for value in values if value not in known and is_worth_scanning(value)]
        found = dict(zip(new, scan_cells(new, self._settings.engine, self._settings.names), strict=True))
        for value, times in zip(values, counts, strict=True):
            if matches := known.get(value) or found.get(value):
                self._add(value, matches, times)
        known.update((value, matches or _NONE) for value, matches in found.items() if len(value) <= 100)

    def _add(self, text: str, found: Sequence[Match], times: int) -> None:
        kept = [match for match in found if match.confidence >= self._settings.cut]
        self.tallies.add_matches(text, kept, times)


def _counted(array: Any) -> tuple[list[str], list[int]]:
    counted = array.value_counts()
    return counted.field("values").to_pylist(), counted.field("counts").to_pylist()
