"""Finds values that a columnar file keeps although no row has them: in lists of values, and in statistics."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from guardbook.content import Part, Table, Where
from guardbook.readers.columnar import as_strings, spread
from guardbook.readers.prose import table

_CUT = 16
"""Letters from which a statistic may be a value cut short, as some programs write it."""
_MOST = 100_000


@dataclass(slots=True)
class _Listed:
    """The list of values of one column, as it stands, and which of them rows have."""

    values: Any
    used: Any


@dataclass(slots=True)
class Unused:
    """Watches the batches of one file go by."""

    statistics: dict[int, set[str]] = field(default_factory=dict)
    """By column: least and greatest values that no row had so far."""
    _lists: dict[int, _Listed] = field(default_factory=dict)
    _unused: dict[int, dict[str, None]] = field(default_factory=dict)

    def watch(self, batch: Any, strings: Any) -> None:
        """Look at a batch and at the same batch as strings; only plain columns are looked at."""
        for name, number in plain_columns(batch.schema).items():
            column = batch.column(name)
            if pa.types.is_dictionary(column.type):
                self._watch_list(number, column)
            if left := self.statistics.get(number):
                self._strike(left, strings.column(number))

    def _watch_list(self, number: int, column: Any) -> None:
        listed = self._lists.get(number)
        if listed is None or not listed.values.equals(column.dictionary):
            self._close(number)
            listed = self._lists[number] = _Listed(column.dictionary, np.zeros(len(column.dictionary), dtype=bool))
        indices = pc.unique(column.indices).drop_null().to_numpy(zero_copy_only=False)
        listed.used[indices.astype(np.intp)] = True

    def _close(self, number: int) -> None:
        listed = self._lists.pop(number, None)
        if listed is None or listed.used.all():
            return
        unused = as_strings(listed.values.filter(pa.array(~listed.used))).to_pylist()
        kept = self._unused.setdefault(number, {})
        kept.update(dict.fromkeys(value for value in unused[: _MOST - len(kept)] if value))

    @staticmethod
    def _strike(left: set[str], column: Any) -> None:
        """Take out of the values those that a column has, or that begin one of its cells."""
        wanted = pa.array(sorted(left), pa.string())
        left.difference_update(wanted.filter(pc.is_in(wanted, value_set=pc.drop_null(column))).to_pylist())
        for value in [each for each in left if len(each) >= _CUT]:
            if pc.any(pc.starts_with(column, pattern=value[:-1])).as_py():
                left.discard(value)

    def parts(self, header: tuple[str, ...], where: Where) -> Iterator[Part]:
        """Yield what no row had, one table for each column."""
        for number in list(self._lists):
            self._close(number)
        for found, code in ((self._unused, "unused-dictionary"), (self.statistics, "column-statistics")):
            for number, values in found.items():
                if values:
                    batches = table([[value] for value in sorted(values)], where).batches
                    yield Table(batches, where.into("column", number + 1), (header[number],), code)


def plain_columns(schema: Any) -> dict[str, int]:
    """Return the columns that are no structures, with their numbers among all that `spread` gives."""
    paths = spread(schema)
    return {path[0]: number for number, path in enumerate(paths) if len(path) == 1 and paths.count(path) == 1}


def statistics_of(metadata: Any, schema: Any) -> dict[int, set[str]]:
    """Return the least and greatest values that a Parquet file notes of its plain columns, as cells, by column."""
    found: dict[int, set[str]] = {}
    numbers = plain_columns(schema)
    for group in range(min(metadata.num_row_groups, 10_000)):
        for place in range(metadata.num_columns):
            chunk = metadata.row_group(group).column(place)
            number = numbers.get(chunk.path_in_schema)
            if number is not None and chunk.is_stats_set and chunk.statistics.has_min_max:
                kind = schema.field(chunk.path_in_schema).type
                found.setdefault(number, set()).update(_cells(chunk.statistics, kind))
    return found


def _cells(statistics: Any, kind: Any) -> Iterator[str]:
    """Yield values as they would stand in cells; zeros are left out, of which there are two in floating point."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    try:
        bounds = (statistics.min, statistics.max)
    except (NotImplementedError, pa.ArrowException, ValueError, OverflowError):  # kinds that have no order
        return
    for bound in bounds:
        if bound is None or (isinstance(bound, float) and (bound == 0 or bound != bound)):
            continue
        try:
            cell = as_strings(pa.array([bound], kind))[0].as_py()
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            continue
        if cell:
            yield cell
