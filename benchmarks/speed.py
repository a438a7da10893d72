"""Throughput beside the peers and the raw engine: the same text, one core, one run."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import hyperscan

from benchmarks.peer import NAMES, ask
from benchmarks.show import show
from benchmarks.texts import people_csv, prose
from guardbook import find
from guardbook.detect.engine import Engine
from guardbook.detect.recogniser import built_in

PIECE = 20_000
"""Characters of one text handed to `find` and to the peers: about five pages."""
SLOW = {"presidio": 60_000, "datafog-core": 4_000_000}
"""Characters of the same text that a peer is given, so that the slowest ends within a minute."""


def _pieces(text: str, most: int | None = None) -> list[str]:
    return [text[start : start + PIECE] for start in range(0, min(len(text), most or len(text)), PIECE)]


@contextmanager
def _one_core() -> Iterator[None]:
    """Hold this process and its children to one processor."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _rate(texts: list[str], work: Callable[[str], object]) -> float:
    """Return megabytes a second (10^6 bytes), the best of three."""
    size = sum(len(text.encode()) for text in texts)
    work(texts[0])
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        for text in texts:
            work(text)
        best = min(best, time.perf_counter() - started)
    return size / best / 1e6


def _peer_rate(name: str, text: str) -> float | None:
    texts = _pieces(text, SLOW[name])
    answer = ask(name, texts)
    return sum(len(piece.encode()) for piece in texts) / answer.seconds / 1e6 if answer else None


def raw_engine() -> Callable[[str], object]:
    """Return Hyperscan alone with the very database that Guardbook compiles, doing nothing with what it meets."""
    database: Any = Engine(built_in())._database
    scratch = hyperscan.Scratch(database)

    def scan(text: str) -> None:
        database.scan(text.encode("latin-1", "replace"), match_event_handler=lambda *_: None, scratch=scratch)

    return scan


def scan_rate(size: int) -> float:
    """Return megabytes a second of `guardbook scan --jobs 1` over a CSV of UK people, start-up and all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        path.write_text(people_csv(size), "utf-8")
        command = [sys.executable, "-m", "guardbook", "scan", str(path), "--jobs", "1", "--json"]
        environment = {**os.environ, "GUARDBOOK_HOME": str(Path(folder) / "home")}
        best = float("inf")
        for _ in range(2):
            started = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=environment)
            best = min(best, time.perf_counter() - started)
        return path.stat().st_size / best / 1e6


def run() -> None:
    """Print the table of throughput."""
    with _one_core():
        text, table = prose(5_000_000), people_csv(2_000_000)
        pieces, cells = _pieces(text), [table]  # columns are judged over a table: it is not cut
        raw = raw_engine()
        ours = {
            "Guardbook, find(names=False)": (
                _rate(pieces, lambda t: find(t, names=False)),
                _rate(cells, lambda t: find(t, names=False)),
            ),
            "Guardbook, find(), names and addresses on": (_rate(pieces, find), _rate(cells, find)),
            "Guardbook, scan --jobs 1 of a 100 MB file": (None, scan_rate(100_000_000)),
            "Hyperscan alone, the same anchors": (_rate(pieces, raw), _rate(cells, raw)),
        }
        peers = {name: (_peer_rate(name, text), _peer_rate(name, table)) for name in NAMES}
    base = peers["presidio"]
    rows = []
    for name, (in_prose, in_table) in {**ours, **peers}.items():
        rows.append((name, _figure(in_prose), _ratio(in_prose, base[0]), _figure(in_table), _ratio(in_table, base[1])))
    show("Throughput, MB/s on one core", ("", "prose", "× Presidio", "people CSV", "× Presidio"), rows)
    print("Goals: find(names=False) 30 on prose; scan 25 on the CSV; find() with names and addresses 5 on prose.\n")


def _figure(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.3g}"


def _ratio(rate: float | None, base: float | None) -> str:
    return "–" if rate is None or not base else f"{rate / base:,.0f}"
