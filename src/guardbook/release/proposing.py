"""Proposes a declaration from what a file holds, for a person to strike out what should not be in it."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from guardbook.categories import CATEGORIES
from guardbook.content import Limits, Problem, Source, Table
from guardbook.detect.labels import safe_label
from guardbook.detect.parts import examine
from guardbook.readers.hidden import HIDDEN
from guardbook.readers.reading import Reading
from guardbook.release.declaration import Declaration, normal_heading
from guardbook.release.headed import heading_shown, settle_headings
from guardbook.release.places import column_place, sheet_of
from guardbook.release.sentences import of_category


@dataclass(slots=True)
class _Seen:
    """What is in a file, as far as a declaration speaks of it."""

    columns: dict[str, list[str]] = field(default_factory=dict)
    """Headings by sheet, "" where there is none; those that may be shown."""
    unsaid: list[str] = field(default_factory=list)
    """Places of columns whose heading may be a value."""
    bare: list[str] = field(default_factory=list)
    """Places of tables without headings."""
    found: dict[str, int] = field(default_factory=dict)
    hidden: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    tables: bool = False


def propose(file: BinaryIO, name: str, limits: Limits) -> str:
    """Return a declaration as TOML, with comments, for what an open file shows; hidden content is not proposed."""
    reading, seen, key = Reading(limits, pictures=True), _Seen(), secrets.token_bytes(32)
    for part in reading.read(Source(file, name)):
        if isinstance(part, Problem):
            seen.problems.append(f"{safe_label(part.where)}: {part.reason}".removeprefix(": "))
            continue
        if part.hidden:
            seen.hidden[part.hidden] = seen.hidden.get(part.hidden, 0) + 1
        shown = _note_headings(part, seen) if isinstance(part, Table) else part
        for finding in examine(shown, key):
            code = part.hidden_columns.get(finding.column or 0) if isinstance(part, Table) else None
            if not (part.hidden or code) and CATEGORIES[finding.category].blocks:
                seen.found[finding.category] = seen.found.get(finding.category, 0) + finding.count
    return "".join(f"{line}\n" for line in _lines(seen))


def _note_headings(table: Table, seen: _Seen) -> Table:
    """Note the headings of a table that show, and return it ready to be examined."""
    headed = settle_headings(table, ())
    for code in table.hidden_columns.values():
        seen.hidden[code] = seen.hidden.get(code, 0) + 1
    if table.hidden or headed.empty:
        return headed.table
    seen.tables = True
    if headed.headings is None:
        seen.bare.append(safe_label(table.where) or "the file")
    columns = seen.columns.setdefault(sheet_of(table.where) or "", [])
    for number, heading in enumerate(headed.headings or ()):
        if number in table.hidden_columns or not heading:
            continue
        shown = heading_shown(heading, headed.sure, ())
        if shown is None:
            seen.unsaid.append(column_place(table.where, number, None))
        elif normal_heading(shown) not in map(normal_heading, columns):
            columns.append(shown)
    return headed.table


def _lines(seen: _Seen) -> Iterator[str]:
    yield "# What this file may hold. Strike out what nobody should see, then take the rest out of the file itself."
    for problem in seen.problems:
        yield f"# Not read, so nothing is proposed for it: {problem}"
    for place in seen.unsaid:
        yield f"# {place}: its heading may be a value, so it is not written here; add it if it belongs"
    if seen.bare:
        yield f"# Headings are not proposed, since tables have none: {', '.join(dict.fromkeys(seen.bare[:5]))}"
        seen.columns.clear()
    several = len([columns for columns in seen.columns.values() if columns]) > 1
    columns = [] if several else [heading for each in seen.columns.values() for heading in each]
    declaration = Declaration(
        columns=tuple(columns) if columns or not seen.tables else None,
        sheets={sheet: tuple(each) for sheet, each in seen.columns.items() if sheet and each} if several else {},
        allow=frozenset(seen.found),
    )
    for line in declaration.to_toml().splitlines():
        if line.startswith("allow"):
            for category, count in sorted(seen.found.items()):
                yield f"# {category}: {of_category(category, count)}"
        if line.startswith("hidden"):
            for code in sorted(seen.hidden):
                yield f"# hidden in it, not proposed: {code} ({HIDDEN[code].sentence})"
        yield line
