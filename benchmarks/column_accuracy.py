"""Columns typed by their headings and values, beside peers that see the first cells of each column."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.corpus import UNSCORED
from benchmarks.peer import NAMES, ask
from benchmarks.scoring import counted
from benchmarks.show import show
from guardbook import profile

CELLS = 20
"""Cells of a column that a peer sees: what most of them are called is what it says the column is."""
FEW = 4
"""Tables that Presidio is given, of each kind of heading."""


@dataclass
class Typed:
    """How many columns were typed right, of how many, and how long that took."""

    right: int = 0
    personal: int = 0
    alarms: int = 0
    other: int = 0
    seconds: float = 0.0
    tables: int = 0

    def add(self, given: list[str | None], wanted: list[str | None], seconds: float) -> None:
        """Take in one table: the category given to each column, None for none."""
        for made, truth in zip(given, wanted, strict=True):
            called = made if made and counted(made) else None
            self.right += truth not in (None, UNSCORED) and called == truth
            self.personal += truth not in (None, UNSCORED)
            self.alarms += truth is None and called is not None
            self.other += truth is None
        self.seconds += seconds
        self.tables += 1

    def row(self, name: str) -> tuple[str, ...]:
        """Return a row of the printed table."""
        shares = (f"{self.right} of {self.personal}", f"{self.alarms} of {self.other}")
        return (name, str(self.tables), *shares, f"{self.seconds / max(1, self.tables):.2f}")


def _by_guardbook(made: list[dict[str, Any]]) -> Typed:
    typed = Typed()
    for table in made:
        started = perf_counter()
        profiles = profile(table["header"], table["rows"])
        seconds = perf_counter() - started
        given = [each.category if each.confidence >= 0.5 else None for each in profiles]
        typed.add(given, table["categories"], seconds)
    return typed


def _by_peer(name: str, made: list[dict[str, Any]]) -> Typed | None:
    """Ask a peer about every cell in one go, and take what most cells of a column are called."""
    cells = [row[n] for table in made for n in range(len(table["header"])) for row in table["rows"][:CELLS]]
    answer = ask(name, cells)
    if answer is None:
        return None
    typed, found = Typed(), iter(answer.found)
    for table in made:
        given = []
        for _ in table["header"]:
            labels = Counter(label for _ in table["rows"][:CELLS] for label in {span[2] for span in next(found)})
            label, votes = max(labels.items(), key=lambda pair: pair[1], default=(None, 0))
            given.append(label if votes * 2 > CELLS else None)
        typed.add(given, table["categories"], answer.seconds / len(made))
    return typed


def tables(folder: Path) -> None:
    """Print the table of columns typed."""
    content = json.loads((folder / "tables.json").read_text("utf-8"))
    rows = []
    for name in ("named", "opaque"):
        rows.append(_by_guardbook([content["whole"][name]]).row(f"24 + 16 kinds, 1,000 rows, {name} headings"))
    for name, made in content["tables"].items():
        rows.append(_by_guardbook(made).row(f"Guardbook, {name} headings"))
    for peer in NAMES:
        made = content["tables"]["opaque"]
        typed = _by_peer(peer, made[:FEW] if peer == "presidio" else made)
        if typed:
            rows.append(typed.row(f"{peer}, cells alone"))
            if peer == "presidio":
                rows.append(_by_guardbook(made[:FEW]).row("Guardbook, the same tables, opaque headings"))
    title = "Columns typed (goals for 24 + 16 kinds: 24 and 0 named, 22 and 0 opaque, under 1 s)"
    show(title, ("", "tables", "personal, right", "other, false alarms", "seconds a table"), rows)
