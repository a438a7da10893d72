"""Turns a summary into the report's page."""

from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from guardbook import __version__
from guardbook.categories import CATEGORIES, Category
from guardbook.scan.report.advice import advise
from guardbook.scan.report.heat import heat_map
from guardbook.scan.summary import Found, Summary

SHOWN = 30
"""How many rows a list of the report shows; the evidence holds all."""
KINDS = 5
"""How many kinds of personal data are named for one object."""


def _thousands(number: float) -> str:
    return f"{round(number):,}"


def _size(count: int) -> str:
    """Return bytes as people say them: 1,000 bytes to a kilobyte.

    >>> _size(999), _size(1_500_000)
    ('999 bytes', '1.5 MB')
    """
    for power, unit in ((12, "TB"), (9, "GB"), (6, "MB"), (3, "kB")):
        if count >= 10**power:
            return f"{count / 10**power:.1f} {unit}"
    return f"{count} bytes"


def _category(code: str) -> Category:
    return CATEGORIES[code]


def _names(found: tuple[Found, ...]) -> str:
    """Name what was found, the weightiest first: "NHS number (120), Person's name (98) and 2 more kinds"."""
    named = ", ".join(f"{CATEGORIES[each.category].name} ({_thousands(each.count)})" for each in found[:KINDS])
    more = len(found) - KINDS
    return named if more < 1 else f"{named} and {more} more kind{'s' if more > 1 else ''}"


def _environment() -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "thousands": _thousands,
        "size": _size,
        "category": _category,
        "names": _names,
    }
    return environment


def render(summary: Summary, when: datetime) -> str:
    """Return the report as one HTML page with its style and script inside; `when` is shown as the time of the scan."""
    here = files("guardbook.scan.report")
    personal = [found for found in summary.categories if CATEGORIES[found.category].blocks]
    context: dict[str, Any] = {
        "summary": summary,
        "when": when,
        "version": __version__,
        "shown": SHOWN,
        "personal": personal,
        "counted": [found for found in summary.categories if not CATEGORIES[found.category].blocks],
        "most": max((found.count for found in personal), default=1),
        "heat": heat_map(summary.places),
        "advice": advise(summary),
        "style": (here / "report.css").read_text("utf-8"),
        "script": (here / "report.js").read_text("utf-8"),
    }
    return _environment().from_string((here / "report.html.jinja").read_text("utf-8")).render(context)


def write_report(summary: Summary, path: Path, when: datetime) -> None:
    """Write the report, whole or not at all; raise `OSError` where the place cannot be written to."""
    draft = path.with_name(f"{path.name}.part")
    draft.write_text(render(summary, when), "utf-8")
    draft.replace(path)
