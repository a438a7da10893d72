"""Finds the headings of a table, which the declaration is held against, before the table's cells are examined."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from guardbook.content import Table, Where
from guardbook.detect.column_rules import column_rules
from guardbook.detect.heading_row import BELOW, is_heading_row
from guardbook.detect.headings import EXACT
from guardbook.detect.in_use import recognisers_in_use
from guardbook.detect.labels import safe_label
from guardbook.readers.rows import is_heading
from guardbook.release.declaration import normal_heading

SHARE = 0.5
"""Share of a first row's filled cells that must be declared headings for the row to be one of headings."""


@dataclass(frozen=True, slots=True)
class Headed:
    """A table and its headings."""

    table: Table
    """The same table; where its first row was found to be headings, `header` is set and the row is gone."""
    headings: tuple[str, ...] | None
    """One for each column ("" where it has none), or None when the table has no row of headings."""
    sure: bool = False
    """Whether the headings are known to be headings, so that they may be shown where nothing personal is in them."""
    empty: bool = False
    """Whether there is no row at all."""


def settle_headings(table: Table, declared: Collection[str]) -> Headed:
    """Return a table with its headings; `declared` are normal forms of headings that help to tell them from data."""
    batches = iter(table.batches)
    first = next((batch for batch in batches if batch.num_rows), None)
    if first is None:
        return Headed(replace(table, batches=iter(())), table.header, sure=True, empty=True)
    whole = replace(table, batches=chain((first,), batches))
    if table.header is not None:
        width = first.num_columns
        return Headed(whole, (*table.header, *("" for _ in range(width)))[:width], sure=True)
    row = tuple((column[0].as_py() or "").strip() for column in first.columns)
    if _is_declared(row, declared) or _is_known(row, first):
        return Headed(replace(table, batches=_without_first(first, batches), header=row), row, sure=True)
    return Headed(whole, row if is_heading(row) else None)


def heading_shown(heading: str, sure: bool, declared: Collection[str]) -> str | None:
    """Return a heading as it may be shown, or None: one that might be a value of the first row stays unsaid."""
    if not heading:
        return None
    shown = " ".join(heading.split())[:80]
    if normal_heading(heading) in declared:
        return shown
    rules = column_rules(recognisers_in_use()).headings
    if EXACT in rules.read(heading).values() and rules.is_common(heading):
        return shown
    safe = sure and safe_label(Where().into("column", 0, shown)) != "column 0"
    return shown if safe else None


def _is_declared(row: tuple[str, ...], declared: Collection[str]) -> bool:
    filled = [normal_heading(cell) for cell in row if cell]
    return bool(filled) and sum(cell in declared for cell in filled) >= SHARE * len(filled)


def _is_known(row: tuple[str, ...], first: Any) -> bool:
    if first.num_rows < 2:
        return False
    below = [column.to_pylist() for column in first.slice(1, BELOW).columns]
    return is_heading_row(row, below, recognisers_in_use())


def _without_first(first: Any, batches: Iterator[Any]) -> Iterator[Any]:
    if first.num_rows > 1:
        yield first.slice(1)
    yield from batches
