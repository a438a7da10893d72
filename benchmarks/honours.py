"""The recall of names, addresses and postcodes in a CSV like an honours list, beside the peers."""

import json
from pathlib import Path

from benchmarks.peer import NAMES, ask
from benchmarks.scoring import Span, common
from benchmarks.show import share, show
from guardbook import find

FEW = 300
"""Lines that Presidio is given."""


def honours(folder: Path) -> None:
    """Print the table of the honours list."""
    content = json.loads((folder / "honours.json").read_text("utf-8"))
    text: str = content["text"]
    lines = text.splitlines(keepends=True)
    results: dict[str, list[Span]] = {"Guardbook": [(m.start, m.end, m.category) for m in find(text)]}
    for name in NAMES:
        answer = ask(name, lines[:FEW] if name == "presidio" else lines)
        if answer:
            results[name] = _joined(lines, answer.found)
    rows = []
    for name, found in results.items():
        most = FEW - 1 if name == "presidio" else None
        rows.append((name, *map(share, _recalls(text, content["truth"][:most], found))))
    title = "An honours list with its addresses left in, recall (goal: .99 each)"
    show(title, ("", "names", "addresses", "postcodes"), rows)


def _joined(lines: list[str], found: list[list[Span]]) -> list[Span]:
    """Turn offsets in lines into offsets in the text."""
    spans, start = [], 0
    for line, given in zip(lines, found, strict=False):
        spans += [(start + first, start + last, category) for first, last, category in given]
        start += len(line)
    return spans


def _recalls(text: str, truth: list[list[str]], found: list[Span]) -> list[float]:
    hits, at = [0, 0, 0], 0
    for row in truth:
        for number, (value, category) in enumerate(zip(row, ("person-name", "home-address", "postcode"), strict=True)):
            at = text.index(value, at)
            place = (at, at + len(value), category)
            hits[number] += any(
                s[2] == category and common(s, place) * 2 >= max(s[1] - s[0], len(value)) for s in found
            )
    return [hit / len(truth) for hit in hits]
