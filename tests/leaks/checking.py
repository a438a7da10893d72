"""Making the files of many cases at once, and what the check says of one."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from guardbook.content import Limits, Source
from guardbook.readers import Reading
from guardbook.release import Verdict, check_file
from guardbook.release.clean import Job, clean_copy
from guardbook.release.declaration import parse_declaration
from tests.leaks.case import Honest, Leak
from tests.leaks.office import batch


def missing(case: Leak | Honest) -> list[str]:
    """The programs that a case needs and this computer has not."""
    return [program for program in case.needs if shutil.which(program) is None]


def place(folder: Path, case: Leak | Honest) -> Path:
    """Where in the folder the file of a case is."""
    return folder / f"{case.name}{case.ending}"


def make(folder: Path, cases: Iterable[Leak | Honest], *, leaking: bool = True) -> Path:
    """Make in the folder the file of every case that can be made here; of a leak its twin where `leaking` is false."""
    with batch():
        for case in cases:
            if missing(case):
                continue
            if isinstance(case, Leak):
                case.build(place(folder, case), leaking)
            else:
                case.build(place(folder, case))
    return folder


def checked(folder: Path, case: Leak | Honest) -> Verdict:
    """The verdict on the file of a case, with its publisher's declaration."""
    if missing(case):
        pytest.skip(f"{case.name} is made with {' and '.join(missing(case))}, which is not installed")
    return check_file(place(folder, case), parse_declaration(case.declaration))


def told(verdict: Verdict) -> list[str]:
    """What a verdict blocks for, without any value."""
    blocking = [reason for reason in verdict.reasons if reason.severity == "block"]
    return [f"{reason.code} ({reason.category}) at {reason.location or 'the file'}" for reason in blocking]


def clean(path: Path, out: Path, declaration: str) -> None:
    """Make the clean copy of a file, in this very process."""
    with path.open("rb") as original, out.open("w+b") as copy:
        declared = parse_declaration(declaration)
        clean_copy(Job(Source(original, path.name), copy, out.suffix[1:], declared, Reading(Limits(), pictures=True)))
