"""Prints what a scan found: as JSON for programs, as tables for people."""

import json
from collections.abc import Iterable
from pathlib import Path
from sqlite3 import Row
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from guardbook import __version__
from guardbook.categories import CATEGORIES
from guardbook.scan.journal import Journal
from guardbook.scan.run import Progress
from guardbook.scan.summary import MOST, Found, Summary
from guardbook.scan.summing import found_in, not_read

_RANKED = 15
"""How many of the most sensitive objects are printed."""
_LISTED = 50
"""How many of what could not be read are printed; --json and --html list all."""


def print_json(journal: Journal, summary: Summary) -> None:
    """Print one JSON object, an object of the scan at a time, so that memory stays small."""
    click.echo(f'{{"version": {json.dumps(__version__)},\n"objects": [', nl=False)
    _print_items(_object(journal, row) for row in journal.objects() if not row["whole"])
    click.echo('],\n"categories": [', nl=False)
    _print_items(
        {"category": each.category, "objects": each.objects, "count": each.count, "distinct": each.distinct}
        for each in summary.categories
    )
    click.echo('],\n"unread": [', nl=False)
    _print_items({"location": each.name, "reason": each.reason} for each in not_read(journal.db))
    click.echo("]}")


def _print_items(items: Iterable[dict[str, Any]]) -> None:
    between = "\n"
    for item in items:
        click.echo(between + json.dumps(item, ensure_ascii=False), nl=False)
        between = ",\n"


def _object(journal: Journal, row: Row) -> dict[str, Any]:
    return {
        "location": row["shown"],
        "format": row["format"],
        "size": row["size"],
        "ended": row["ended"],
        "seconds": round(row["seconds"], 4),
        "categories": {found.category: _found(found) for found in found_in(journal.db, row["id"])},
    }


def _found(found: Found) -> dict[str, Any]:
    return {
        "count": found.count,
        "distinct": found.distinct,
        "hidden": found.hidden,
        "confidence": round(found.confidence, 3),
    }


def print_summary(summary: Summary, far: Progress, seconds: float, out: Path | None) -> None:
    """Print the categories by sensitivity, the most sensitive objects, and what could not be read."""
    console = Console(soft_wrap=False)
    console.print(_headline(summary, far, seconds), highlight=False)
    if summary.categories:
        console.print(_category_table(summary))
        console.print(_object_table(summary))
    else:
        console.print("No personal data was found.")
    _print_not_read(console, summary)
    if out:
        console.print(f"The evidence is in {out}: findings.parquet and objects.parquet.", highlight=False, markup=False)


def _headline(summary: Summary, far: Progress, seconds: float) -> str:
    speed = f", {summary.bytes / seconds / 1e6:,.1f} MB/s" if seconds >= 1 and not far.unchanged else ""
    same = f" ({far.unchanged:,} unchanged since the last scan)" if far.unchanged else ""
    objects = "1 object" if summary.objects == 1 else f"{summary.objects:,} objects"
    return f"{objects}{same}, {_size(summary.bytes)}, read in {seconds:,.1f} s{speed}"


def _category_table(summary: Summary) -> Table:
    table = Table(title="Personal data, the most sensitive first", title_justify="left")
    table.add_column("Category")
    for heading in ("Objects", "Values", "Different", "Hidden"):
        table.add_column(heading, justify="right")
    for found in summary.categories:
        numbers = (found.objects, found.count, found.distinct, found.hidden)
        table.add_row(CATEGORIES[found.category].name, *(f"{number:,}" for number in numbers))
    return table


def _object_table(summary: Summary) -> Table:
    table = Table(title="Most sensitive objects", title_justify="left")
    table.add_column("Object", overflow="fold")
    table.add_column("Holds", overflow="fold")
    for ranked in summary.ranked[:_RANKED]:
        holds = ", ".join(f"{CATEGORIES[found.category].name} ({found.count:,})" for found in ranked.found[:4])
        more = f" and {len(ranked.found) - 4} more" if len(ranked.found) > 4 else ""
        table.add_row(escape(ranked.name), holds + more)
    return table


def _print_not_read(console: Console, summary: Summary) -> None:
    count = len(summary.not_read)
    if not count:
        return
    console.print(f"\n[bold]Not read, or only in part: {count:,}{' or more' if count == MOST else ''}[/bold]")
    for each in summary.not_read[:_LISTED]:
        part = "in part: " if each.ended == "partly" else ""
        console.print(f"  {each.name}: {part}{each.reason}", highlight=False, markup=False, soft_wrap=True)
    if count > _LISTED:
        console.print(f"  … and {count - _LISTED:,} more: --json lists them all")


def _size(count: float) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if count < 1000:
            return f"{count:,.0f} {unit}" if unit == "bytes" else f"{count:,.1f} {unit}"
        count /= 1000
    return f"{count:,.1f} TB"
