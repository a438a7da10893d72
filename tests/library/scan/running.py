"""Runs scans in tests: in this process with real workers, or the whole command in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from guardbook.content import Limits
from guardbook.scan.run import Scan
from guardbook.scan.units import Settings

KEY = bytes(range(32))
COMPILED = tempfile.mkdtemp()
"""Kept for all tests of a session, so that workers start quickly."""


def scan(root: Path, out: Path, *, limits: Limits | None = None, sample: int | None = None, jobs: int = 1) -> Scan:
    """Scan a folder to the end; the journal stays open for looking at."""
    out.mkdir(exist_ok=True)
    settings = Settings(KEY, limits or Limits(), names=False, sample=sample, compiled=COMPILED)
    job = Scan([str(root)], settings, folder=out, home=out / "home", jobs=jobs)
    job.run()
    return job


def ended(job: Scan) -> dict[str, tuple[str, list[str]]]:
    """Return how each object ended and why, by its name below the location."""
    start = f"{job.locations[0]}/"
    return {
        row["shown"].removeprefix(start): (row["ended"], json.loads(row["reasons"])) for row in job.journal.objects()
    }


def counts(job: Scan) -> dict[tuple[str, str], int]:
    """Return the count by object's name and category."""
    start = f"{job.locations[0]}/"
    return {(row["shown"].removeprefix(start), row["category"]): row["count"] for row in job.journal.findings()}


def command(*words: str | Path) -> list[str]:
    """Return the command line of a scan."""
    return [str(Path(sys.executable).with_name("guardbook")), "scan", *map(str, words)]


def environment(home: Path) -> dict[str, str]:
    """Return the environment in which a scan uses its own GUARDBOOK_HOME."""
    return {**os.environ, "GUARDBOOK_HOME": str(home), "COLUMNS": "200"}


def run(home: Path, *words: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run `guardbook scan` to its end."""
    return subprocess.run(
        command(*words), env=environment(home), capture_output=True, text=True, timeout=120, check=False, **more
    )


def run_json(home: Path, *words: str | Path) -> tuple[int, dict[str, Any]]:
    """Run `guardbook scan --json`; return the exit code and what it printed."""
    done = run(home, "--json", *words)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def everything_below(*folders: Path, leave_out: Sequence[Path] = ()) -> bytes:
    """Return the names and bytes of all files below some folders, to look for what must not be there."""
    found = bytearray()
    for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()):
        if not any(path.is_relative_to(other) for other in leave_out):
            found += os.fsencode(path) + b"\0" + path.read_bytes() + b"\0"
    return bytes(found)
