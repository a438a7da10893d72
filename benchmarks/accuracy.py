"""Precision, recall and F1 on the labelled corpus, beside the peers; columns typed; an honours list found whole.

Only the figures of the examination count; they are printed first. How the parts came about: `corpus/sentences.py`.
"""

import json
import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import column_accuracy, honours
from benchmarks.peer import NAMES, ask
from benchmarks.scoring import Marked, Span, figures, judge, score
from benchmarks.show import share, show
from guardbook import find
from guardbook.categories import CATEGORIES

SLOW = 2_500
"""Texts that Presidio is given at most, spread evenly over the examination."""
Tally = dict[str, Counter[str]]


def make_corpus(folder: Path) -> bool:
    """Write the corpus with the peers' environment, which alone has the value sources; say if it could."""
    python = os.environ.get("GUARDBOOK_PEERS")
    if not python or not Path(python).exists():
        return False
    root = Path(__file__).resolve().parent.parent
    subprocess.run([python, "-m", "benchmarks.corpus", str(folder)], check=True, cwd=root)
    return True


def read_part(folder: Path, part: str) -> list[Marked]:
    """Return the marked texts of one part of the corpus."""
    lines = (folder / f"{part}.jsonl").read_text("utf-8").splitlines()
    made = [Marked(**json.loads(line)) for line in lines]
    for marked in made:
        marked.spans = [(start, end, category) for start, end, category in marked.spans]
    return made


def ours(texts: Iterable[str]) -> list[list[Span]]:
    """Return what Guardbook finds in each text."""
    return [[(match.start, match.end, match.category) for match in find(text)] for text in texts]


def sentences(folder: Path) -> None:
    """Print the tables of the examination, then a headline of each half that was seen before."""
    texts = read_part(folder, "examination")
    found = ours(marked.text for marked in texts)
    scored: dict[str, tuple[Sequence[Marked], list[list[Span]]]] = {"Guardbook": (texts, found)}
    for name in NAMES:
        chosen = texts[:: -(-len(texts) // SLOW)] if name == "presidio" else texts
        answer = ask(name, [marked.text for marked in chosen])
        if answer:
            scored[name] = chosen, answer.found
    results = {name: score(*each) for name, each in scored.items()}
    _headline("Examination: texts by an author who had not seen detection, scored once", len(texts), results)
    _same_kinds(scored, results)
    _by_category(results)
    _false_alarms(scored)
    _by_origin(scored)
    _seen_before(folder)


def _seen_before(folder: Path) -> None:
    """Print a headline of each half whose scores those who tuned detection saw."""
    for half in ("held-back", "development"):
        texts = read_part(folder, half)
        tally = score(texts, ours(marked.text for marked in texts))
        _headline(f"{half.capitalize()} half (scores seen while tuning)", len(texts), {"Guardbook": tally})


def _headline(title: str, count: int, results: dict[str, Tally]) -> None:
    rows = []
    for name, tally in results.items():
        others = [counts for category, counts in tally.items() if category != "person-name"]
        rows.append((name, *map(share, figures(sum(tally.values(), Counter())))))
        rows.append((f"{name}, all kinds but names", *map(share, figures(sum(others, Counter())))))
    show(f"{title}: {count:,} texts, all kinds (goal: F1 .85)", ("", "precision", "recall", "F1"), rows)


def _same_kinds(scored: dict[str, tuple[Sequence[Marked], list[list[Span]]]], results: dict[str, Tally]) -> None:
    """Print each peer and Guardbook on the kinds that the peer ever names, and on the texts that it was given."""
    everything = {marked.text: given for marked, given in zip(*scored["Guardbook"], strict=True)}
    rows = []
    for name in NAMES:
        if name in results:
            texts = scored[name][0]
            own = score(texts, [everything[marked.text] for marked in texts])
            kinds = [kind for kind, tally in results[name].items() if kind in CATEGORIES and tally["hit"]]
            for who, tally in ((name, results[name]), ("Guardbook", own)):
                total = sum((tally.get(kind, Counter()) for kind in kinds), Counter[str]())
                rows.append((f"{who}, the {len(kinds)} kinds of {name}", *map(share, figures(total))))
    show("On the kinds that a peer finds at all", ("", "precision", "recall", "F1"), rows)


def _by_category(results: dict[str, Tally]) -> None:
    """Print every category, worst precision first; last those that are never reported, whose precision is unknown."""
    own, rows = results["Guardbook"], []
    reported = {category for category, tally in own.items() if tally["hit"] + tally["alarm"]}
    order = sorted(own, key=lambda each: (each not in reported, figures(own[each])[0]))
    for place, category in enumerate(order):
        found = [results[name].get(category, Counter[str]()) if name in results else None for name in NAMES]
        peers = ["–" if tally is None else share(figures(tally)[2]) for tally in found]
        precision, recall, both = map(share, figures(own[category]))
        support = own[category]["hit"] + own[category]["miss"]
        mark = f"**{category}**" if place < 10 and category in reported else category
        rows.append((mark, str(support), precision if category in reported else "–", recall, both, *peers))
    heading = ("category", "values", "precision", "recall", "F1", *(f"F1 {name}" for name in NAMES))
    show("Examination by category, the ten worst precisions in bold", heading, rows)


def _false_alarms(scored: dict[str, tuple[Sequence[Marked], list[list[Span]]]]) -> None:
    rows = []
    for name, (texts, found) in scored.items():
        kept = [(marked, given) for marked, given in zip(texts, found, strict=True) if marked.negative]
        alarms = [judge(marked, given)[1] for marked, given in kept]
        per, some = 1_000 * sum(map(len, alarms)) / len(kept), 1_000 * sum(map(bool, alarms)) / len(kept)
        rows.append((name, f"{len(kept):,}", f"{per:.0f}", f"{some:.0f}"))
    heading = ("", "texts", "false alarms per 1,000 texts", "texts with any per 1,000")
    show("Examination templates with nothing personal in them", heading, rows)


def _by_origin(scored: dict[str, tuple[Sequence[Marked], list[list[Span]]]]) -> None:
    """Print the recall of names by the list they came from."""
    recalls = {name: _origin_hits(*each) for name, each in scored.items()}
    rows = []
    for origin in sorted(recalls["Guardbook"], key=lambda each: -sum(recalls["Guardbook"][each].values())):
        counts = [made.get(origin, Counter()) for made in recalls.values()]
        rows.append((origin, str(sum(counts[0].values())), *(share(figures(count)[1]) for count in counts)))
    show("Names found by origin (recall, examination)", ("origin", "names", *recalls), rows)


def _origin_hits(texts: Sequence[Marked], found: list[list[Span]]) -> Tally:
    tally: Tally = {}
    for marked, given in zip(texts, found, strict=True):
        for origin, hit in zip(marked.origins, judge(marked, given)[0], strict=True):
            if origin:
                tally.setdefault(origin, Counter())["hit" if hit else "miss"] += 1
    return tally


def run() -> None:
    """Print every table of accuracy."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not make_corpus(folder):
            print("accuracy: the value sources are in the peers' environment: run ./dev bench accuracy\n")
            return
        sentences(folder)
        column_accuracy.tables(folder)
        honours.honours(folder)
