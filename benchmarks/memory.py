"""Peak memory of a scan of a 2 GB CSV, all its processes together."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.show import show
from benchmarks.texts import people_csv

SIZE = 2_000_000_000


def resident(root: int) -> int:
    """Return the bytes in memory of a process and its descendants, shared pages counted once for each (PSS)."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(folder.name))
    total, waiting = 0, [root]
    while waiting:
        number = waiting.pop()
        waiting += children.get(number, [])
        try:
            lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def write_people(path: Path, size: int) -> None:
    """Write a CSV of UK people of about `size` bytes, in pieces."""
    piece = people_csv(min(size, 20_000_000))
    body = piece.partition("\n")[2]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(piece)
        written = len(piece)
        while written < size:
            file.write(body)
            written += len(body)


def peak(path: Path, jobs: int) -> tuple[int, float]:
    """Return the peak of memory in bytes, and the seconds, of a scan of one file."""
    command = [sys.executable, "-m", "guardbook", "scan", str(path), "--jobs", str(jobs), "--json"]
    environment = {**os.environ, "GUARDBOOK_HOME": str(path.parent / "home")}
    started, most = time.perf_counter(), 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    while process.poll() is None:
        most = max(most, resident(process.pid))
        time.sleep(0.2)
    if process.returncode != 0:
        raise RuntimeError(f"the scan ended with exit code {process.returncode}")
    return most, time.perf_counter() - started


def run() -> None:
    """Print the peak of memory of a scan of a 2 GB CSV, and of a small one for comparison."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        for size in (20_000_000, SIZE):
            write_people(path, size)
            most, seconds = peak(path, jobs=1)
            rows.append(
                (f"{size / 1e6:,.0f} MB", f"{most / 1e6:,.0f}", f"{most / 500e6:.2f}", f"{size / seconds / 1e6:.1f}")
            )
    show("Memory of a scan of one CSV", ("file", "peak, MB", "of the limit of 500 MB", "MB/s"), rows)
