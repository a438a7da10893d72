"""Asks the peers of the release check what they report on a folder of files, each by its own command line.

The rules are the same for all. What a peer *reports* is written down below, peer by peer, as its own documents say it
is used before a file is published. A peer **catches** a leak when it reports something on it that it does not report on
the twin. It **wrongly blocks** when it reports anything on an honest file or on a twin. No peer can be told what was
declared, so a press office's own telephone number counts against those that look for personal data: that is what their
users would see.
"""

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Reports = dict[str, Counter[str]]
"""By the name of the file: what was reported, and how often."""
LIMIT = 1800


@dataclass(frozen=True, slots=True)
class Inspector:
    """A peer: how it is found, what it is asked, and which formats it reads (empty: it takes any)."""

    name: str
    program: str
    """The file name of its command."""
    origin: str
    """Where it comes from, for the table."""
    report: Callable[[str, Path], Reports]
    kinds: frozenset[str] = frozenset()

    def path(self) -> str | None:
        """Where its command is; None where it is not installed."""
        python = os.environ.get("GUARDBOOK_PEERS", "")
        beside = Path(python).with_name(self.program)
        return str(beside) if python and beside.exists() else shutil.which(self.program)


def _output(*command: str) -> str:
    """What a command prints; it may end with any exit code, since that is how peers say that they found something."""
    return subprocess.run(command, capture_output=True, timeout=LIMIT, check=False).stdout.decode(errors="replace")


def _unmasker(program: str, folder: Path) -> Reports:
    """Every finding: its exit code is 1 on any."""
    answer = json.loads(_output(program, "--json", str(folder)))
    return {
        Path(file["file"]).name: Counter(
            f"{found['detector']}: {found['summary']}: {found['machine_reads']}" for found in file["findings"]
        )
        for file in answer["files"]
    }


def _latenspect(program: str, folder: Path) -> Reports:
    """Every finding above "info", with the default profile and no configuration of this machine."""
    options = ("--recursive", "--format", "json", "--quiet", "--hermetic", "--deterministic")
    answer: dict[str, Any] = json.loads(_output(program, "inspect", str(folder), *options))
    return {
        report["file"]["name"]: Counter(
            f"{found['rule_id']}: {found['masked_evidence']}"
            for found in report["findings"]
            if found["severity"] != "info"
        )
        for report in answer["reports"]
    }


def _ferret(program: str, folder: Path) -> Reports:
    """Every finding of high or medium confidence, all checks on, as its pre-commit hook suggests."""
    options = ("--recursive", "--format", "json", "--quiet", "--show-match", "--limit", "0")
    answer = json.loads(_output(program, "--file", str(folder), "--confidence", "high,medium", *options) or "{}")
    reports: Reports = {}
    for found in answer.get("results") or ():
        file = reports.setdefault(Path(found["filename"]).name, Counter())
        file[f"{found['type']}: {found['text']}"] += 1
    return reports


def _xray(program: str, folder: Path) -> Reports:
    """Every text under a bad redaction; it reads PDFs only."""
    reports: Reports = {}
    for path in sorted(folder.glob("*.pdf")):
        try:
            pages = json.loads(_output(program, str(path)) or "{}")
        except ValueError:
            continue
        reports[path.name] = Counter(found["text"] for page in pages.values() for found in page)
    return reports


def _mat2(program: str, folder: Path) -> Reports:
    """Every line that `--show` prints, but for members' dates; it removes metadata and gives no verdict of its own."""
    reports: Reports = {}
    file: Counter[str] = Counter()
    for line in _output(program, "--show", *map(str, sorted(folder.iterdir()))).splitlines():
        named = re.match(r"\[\+\] Metadata for (.*):$", line)
        if named:
            file = reports.setdefault(Path(named[1]).name, Counter())
        elif re.match(r"\s+\S", line) and "date_time:" not in line and "No metadata" not in line:
            file[line.strip()] += 1
    return reports


INSPECTORS = (
    Inspector("unmasker", "unmasker", "PyPI", _unmasker),
    Inspector("latenspect", "latenspect", "PyPI", _latenspect),
    Inspector("ferret-scan", "ferret-scan", "PyPI", _ferret),
    Inspector("x-ray", "xray", "PyPI", _xray, frozenset({"PDF"})),
    Inspector("mat2", "mat2", "Debian", _mat2),
)
