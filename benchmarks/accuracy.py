"""Precision, recall and F1 on the labelled corpus, beside the peers; columns typed; an honours list found whole."""

import json
import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.peer import NAMES, ask
from benchmarks.show import show
from guardbook import find, profile
from guardbook.categories import CATEGORIES

Span = tuple[int, int, str]
SLOW = 3_000
"""Sentences that Presidio is given, spread evenly over the corpus."""


def make_corpus(folder: Path) -> bool:
    """Write the corpus with the peers' environment, which alone has the value sources; say if it could."""
    python = os.environ.get("GUARDBOOK_PEERS")
    if not python or not Path(python).exists():
        return False
    root = Path(__file__).resolve().parent.parent
    subprocess.run([python, "-m", "benchmarks.corpus", str(folder)], check=True, cwd=root)
    return True


def counted(category: str) -> bool:
    """Say whether a category counts: places, dates and the like are never a reason on their own."""
    return category in CATEGORIES and CATEGORIES[category].blocks


def score(truth: Sequence[Sequence[Span]], found: Sequence[Iterable[Span]]) -> dict[str, Counter[str]]:
    """Return hits, misses and false alarms by category; a hit overlaps by half of the longer of the two, once each."""
    tally: dict[str, Counter[str]] = {}
    for wanted, given in zip(truth, found, strict=True):
        left = [span for span in given if counted(span[2])]
        for start, end, category in wanted:
            hit = next((s for s in left if s[2] == category and _overlap(s, (start, end))), None)
            tally.setdefault(category, Counter())["hit" if hit else "miss"] += 1
            if hit:
                left.remove(hit)
        for _, _, category in left:
            tally.setdefault(category, Counter())["alarm"] += 1
    return tally


def _overlap(one: Span, other: tuple[int, int]) -> bool:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common * 2 >= max(one[1] - one[0], other[1] - other[0])


def figures(tally: Counter[str]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    hit, miss, alarm = tally["hit"], tally["miss"], tally["alarm"]
    precision = hit / (hit + alarm) if hit + alarm else 0.0
    recall = hit / (hit + miss) if hit + miss else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _ours(texts: Iterable[str]) -> list[list[Span]]:
    return [[(match.start, match.end, match.category) for match in find(text)] for text in texts]


def sentences(folder: Path) -> None:
    """Print the tables of the sentences."""
    lines = [json.loads(line) for line in (folder / "sentences.jsonl").read_text("utf-8").splitlines()]
    texts = [line["text"] for line in lines]
    truth = [[(start, end, category) for start, end, category in line["spans"]] for line in lines]
    results = {"Guardbook": score(truth, _ours(texts))}
    step = len(texts) // SLOW
    for name in NAMES:
        chosen = slice(None, None, step if name == "presidio" else 1)
        answer = ask(name, texts[chosen])
        if answer:
            results[name] = score(truth[chosen], answer.found)
    rows = [(name, *map(_share, figures(sum(tally.values(), Counter())))) for name, tally in results.items()]
    show(f"{len(texts):,} sentences, all kinds (goal: F1 .85)", ("", "precision", "recall", "F1"), rows)
    ours = results["Guardbook"]
    by_category = []
    for category in sorted(ours, key=lambda each: figures(ours[each])[0]):
        peers = [
            _share(figures(results[name].get(category, Counter()))[2]) if name in results else "–" for name in NAMES
        ]
        support = ours[category]["hit"] + ours[category]["miss"]
        by_category.append((category, str(support), *map(_share, figures(ours[category])), *peers))
    heading = (
        "category, worst precision first",
        "values",
        "precision",
        "recall",
        "F1",
        *(f"F1 {name}" for name in NAMES),
    )
    show("By category", heading, by_category)


def _share(value: float) -> str:
    return f"{value:.2f}".lstrip("0") if value < 1 else "1.00"


def _typed(table: dict[str, Any]) -> tuple[int, int, int, int, float]:
    """Return personal columns typed right, all personal, other columns typed as personal, all other, and seconds."""
    started = perf_counter()
    profiles = profile(table["header"], table["rows"])
    seconds = perf_counter() - started
    right = alarms = 0
    for made, wanted in zip(profiles, table["categories"], strict=True):
        given = made.category if made.category and made.confidence >= 0.5 and counted(made.category) else None
        right += wanted is not None and given == wanted
        alarms += wanted is None and given is not None
    personal = sum(each is not None for each in table["categories"])
    return right, personal, alarms, len(profiles) - personal, seconds


def tables(folder: Path) -> None:
    """Print the table of columns typed."""
    content = json.loads((folder / "tables.json").read_text("utf-8"))
    rows = []
    for name in ("named", "opaque"):
        right, personal, alarms, other, seconds = _typed(content["whole"][name])
        rows.append((f"all kinds, {name} headings", f"{right} of {personal}", f"{alarms} of {other}", f"{seconds:.2f}"))
    for name, made in content["tables"].items():
        sums = [sum(each) for each in zip(*(_typed(table) for table in made), strict=True)]
        typed, wrong = f"{sums[0]:g} of {sums[1]:g}", f"{sums[2]:g} of {sums[3]:g}"
        rows.append((f"{len(made)} tables, {name} headings", typed, wrong, f"{sums[4] / len(made):.2f}"))
    title = "Columns typed (goals: 24 and 0 named, 22 and 0 opaque, under 1 s)"
    show(title, ("", "personal, right", "other, false alarms", "seconds a table"), rows)


def honours(folder: Path) -> None:
    """Print the recall of names, addresses and postcodes in a CSV like an honours list."""
    content = json.loads((folder / "honours.json").read_text("utf-8"))
    text: str = content["text"]
    results = {"Guardbook": _ours([text])[0]}
    for name in NAMES:
        answer = ask(
            name, text.splitlines(keepends=True)[:300] if name == "presidio" else text.splitlines(keepends=True)
        )
        if answer:
            results[name] = _joined(text, answer.found)
    rows = []
    for name, found in results.items():
        most = 299 if name == "presidio" else None
        rows.append((name, *map(_share, _recalls(text, content["truth"][:most], found))))
    show(
        "An honours list with its addresses left in, recall (goal: .99 each)",
        ("", "names", "addresses", "postcodes"),
        rows,
    )


def _joined(text: str, found: list[list[Span]]) -> list[Span]:
    """Turn offsets in lines into offsets in the text."""
    spans, start = [], 0
    for line, given in zip(text.splitlines(keepends=True), found, strict=False):
        spans += [(start + first, start + last, category) for first, last, category in given]
        start += len(line)
    return spans


def _recalls(text: str, truth: list[list[str]], found: list[Span]) -> list[float]:
    hits, at = [0, 0, 0], 0
    for row in truth:
        for number, (value, category) in enumerate(zip(row, ("person-name", "home-address", "postcode"), strict=True)):
            at = text.index(value, at)
            hits[number] += any(s[2] == category and _overlap(s, (at, at + len(value))) for s in found)
    return [hit / len(truth) for hit in hits]


def run() -> None:
    """Print every table of accuracy."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not make_corpus(folder):
            print("accuracy: the value sources are in the peers' environment: run ./dev bench accuracy\n")
            return
        sentences(folder)
        tables(folder)
        honours(folder)
