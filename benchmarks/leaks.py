"""Leaks caught and honest files wrongly blocked, by format, beside the peers (`inspectors.py` has the rules)."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.inspectors import INSPECTORS, Inspector
from benchmarks.show import show
from tests.leaks import honest, leaks, office
from tests.leaks.case import Honest, Leak

Case = Leak | Honest
Answer = tuple[set[str], set[str]]
"""The names of the leaks caught, and the keys of the innocent files that were not let through."""
KINDS = ("leak", "twin", "honest")
Verdicts = dict[str, tuple[str, frozenset[str]]]
"""By folder and name: the verdict, and the codes of what blocks."""


def _missing(case: Case) -> str:
    return next((program for program in case.needs if shutil.which(program) is None), "")


def _build(folder: Path) -> tuple[list[Leak], list[Honest]]:
    """Write every file whose programs are there into `leak`, `twin` and `honest`; say which are left out."""
    for kind in KINDS:
        (folder / kind).mkdir()
    cases: list[Case] = [*leaks(), *honest()]
    for case in cases:
        if _missing(case):
            print(f"{case.name}: left out, since {_missing(case)} is not installed", file=sys.stderr)
    built = [case for case in cases if not _missing(case)]
    with office.batch():
        for case in built:
            if isinstance(case, Leak):
                case.build(folder / _key("leak", case), True)
                case.build(folder / _key("twin", case), False)
            else:
                case.build(folder / _key("honest", case))
    return [case for case in built if isinstance(case, Leak)], [case for case in built if isinstance(case, Honest)]


def _verdicts(folder: Path, files: Iterable[tuple[str, Case]]) -> Verdicts:
    """What `guardbook check` says of each file under its publisher's declaration."""
    by_declaration: dict[str, list[str]] = defaultdict(list)
    for kind, case in files:
        by_declaration[case.declaration].append(_key(kind, case))
    verdicts: Verdicts = {}
    for declaration, keys in by_declaration.items():
        options = ["--json"]
        if declaration:
            (folder / "declaration.toml").write_text(declaration, "utf-8")
            options += ["--declaration", str(folder / "declaration.toml")]
        command = [sys.executable, "-m", "guardbook", "check", *(str(folder / key) for key in keys), *options]
        done = subprocess.run(command, capture_output=True, check=False, text=True)
        for key, line in zip(keys, done.stdout.splitlines(), strict=True):
            answer = json.loads(line)
            codes = {reason["code"] for reason in answer["reasons"] if reason["severity"] == "block"}
            verdicts[key] = answer["verdict"], frozenset(codes)
    return verdicts


def _caught(leak: Leak, verdict: tuple[str, frozenset[str]]) -> bool:
    """Whether Guardbook gave the right verdict and named the vector, not only something else in the file."""
    return verdict[0] == ("unreadable" if leak.unreadable else "blocked") and bool(verdict[1] & leak.codes)


def _key(kind: str, case: Case) -> str:
    return f"{kind}/{case.name}{case.ending}"


def _guardbook(folder: Path, leaking: list[Leak], innocent: list[tuple[str, Case]]) -> Answer:
    """The leaks that Guardbook caught, and the innocent files that it did not clear."""
    files = [("leak", leak) for leak in leaking] + innocent
    verdicts = _verdicts(folder, files)
    caught = {leak.name for leak in leaking if _caught(leak, verdicts[_key("leak", leak)])}
    return caught, {_key(kind, case) for kind, case in innocent if verdicts[_key(kind, case)][0] != "clear"}


def _peer(inspector: Inspector, folder: Path, leaking: list[Leak], innocent: list[tuple[str, Case]]) -> Answer | None:
    """The leaks that a peer caught, and the innocent files on which it reports something; None if it is not there."""
    program = inspector.path()
    if program is None:
        return None
    reports = {kind: inspector.report(program, folder / kind) for kind in KINDS}

    def reported(kind: str, case: Case) -> Counter[str]:
        return reports[kind].get(f"{case.name}{case.ending}", Counter())

    caught = {leak.name for leak in leaking if reported("leak", leak) - reported("twin", leak)}
    return caught, {_key(kind, case) for kind, case in innocent if reported(kind, case)}


def _rows(cases: list[tuple[str, str]], found: list[set[str] | None]) -> list[list[str]]:
    """By format: how many of the cases, given as (format, name), are in each set."""
    read: list[frozenset[str]] = [frozenset(), *(inspector.kinds for inspector in INSPECTORS)]
    rows = []
    for kind in [*sorted({kind for kind, _ in cases}), "all"]:
        names = [name for own, name in cases if kind in (own, "all")]
        cells = [
            "–" if some is None or (kinds and kind not in {*kinds, "all"}) else str(sum(name in some for name in names))
            for some, kinds in zip(found, read, strict=True)
        ]
        rows.append([kind, str(len(names)), *cells])
    return rows


def run() -> None:
    """Build every file, ask everybody, and print the tables."""
    with tempfile.TemporaryDirectory(prefix="leaks-") as name:
        folder = Path(name)
        leaking, files = _build(folder)
        innocent: list[tuple[str, Case]] = [("twin", leak) for leak in leaking]
        innocent += [("honest", file) for file in files]
        answers: list[Answer | None] = [_guardbook(folder, leaking, innocent)]
        answers += [_peer(inspector, folder, leaking, innocent) for inspector in INSPECTORS]
    heading = ["Format", "files", "Guardbook", *(inspector.name for inspector in INSPECTORS)]
    kinds = [(leak.kind, leak.name) for leak in leaking]
    show("Leaks caught", heading, _rows(kinds, [answer and answer[0] for answer in answers]))
    kinds = [(case.kind, _key(kind, case)) for kind, case in innocent]
    show("Honest files and twins wrongly blocked", heading, _rows(kinds, [answer and answer[1] for answer in answers]))
    for inspector, answer in zip(INSPECTORS, answers[1:], strict=True):
        if answer is None:
            print(f"- {inspector.name} is not installed ({inspector.origin}), so its column is empty.")
    caught, wrong = answers[0] or (set(), set())
    print("\n".join(f"- Guardbook missed {leak.name}: {leak.vector}." for leak in leaking if leak.name not in caught))
    print("\n".join(f"- Guardbook did not clear {key}." for key in sorted(wrong)))
