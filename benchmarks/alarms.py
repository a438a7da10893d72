"""False alarms per megabyte where nothing is personal: numbers, statistics, source code."""

import sysconfig
from pathlib import Path

from benchmarks.peer import NAMES, ask
from benchmarks.show import show
from benchmarks.texts import numbers_csv, statistics_csv
from guardbook import find
from guardbook.categories import CATEGORIES

SIZE = 1_000_000
SLOW = 60_000
"""Characters of each text that Presidio is given."""
PIECE = 20_000


def source_code(size: int) -> str:
    """Return Python's own standard library, modules in the order of their names, up to `size` characters."""
    parts: list[str] = []
    length = 0
    for path in sorted(Path(sysconfig.get_paths()["stdlib"]).glob("*.py")):
        parts.append(path.read_text("utf-8", "replace"))
        length += len(parts[-1])
        if length > size:
            break
    return "".join(parts)[:size]


def without_comments(code: str) -> str:
    """Return Python code with its comment lines taken out, where authors sign."""
    return "".join(line for line in code.splitlines(keepends=True) if not line.lstrip().startswith("#"))


def _uncounted(category: str) -> bool:
    """Places, dates and web addresses are not counted as false alarms."""
    known = CATEGORIES.get(category)
    return known is not None and not known.blocks


def _pieces(text: str, most: int) -> list[str]:
    lines, pieces, piece, length = text[:most].splitlines(keepends=True), [], [], 0
    for line in lines:
        piece.append(line)
        length += len(line)
        if length > PIECE:
            pieces.append("".join(piece))
            piece, length = [], 0
    return [*pieces, "".join(piece)]


def ours(text: str) -> float:
    """Return Guardbook's false alarms per megabyte of a text in which nothing is personal."""
    pieces = _pieces(text, SIZE)
    count = sum(not _uncounted(match.category) for piece in pieces for match in find(piece))
    return count / (sum(len(piece.encode()) for piece in pieces) / 1e6)


def _theirs(name: str, text: str) -> float | None:
    pieces = _pieces(text, SLOW if name == "presidio" else SIZE)
    answer = ask(name, pieces)
    if answer is None:
        return None
    count = sum(not _uncounted(label) for found in answer.found for _, _, label in found)
    return count / (sum(len(piece.encode()) for piece in pieces) / 1e6)


def run() -> None:
    """Print the table of false alarms."""
    texts = {
        "plain numbers, CSV": (numbers_csv(SIZE), "50"),
        "official statistics, CSV": (statistics_csv(SIZE), "0"),
        "source code (Python's library), its true authors among them": (source_code(SIZE), "10"),
        "the same without comment lines": (without_comments(source_code(SIZE)), "10"),
    }
    rows = []
    for title, (text, goal) in texts.items():
        found = [ours(text), *(_theirs(name, text) for name in NAMES)]
        rows.append((title, goal, *("–" if each is None else f"{each:,.0f}" for each in found)))
    show(
        "False alarms per MB (places, dates, web addresses not counted)", ("", "goal, under", "Guardbook", *NAMES), rows
    )
