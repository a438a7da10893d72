"""The one pure function that an engine maps over units: from an open file to what was found in it."""

import time
from pathlib import Path
from typing import BinaryIO

from guardbook.content import Problem, Source
from guardbook.detect import examine, find, safe_label
from guardbook.detect.in_use import choose
from guardbook.readers import Reading
from guardbook.scan.merging import Merging
from guardbook.scan.sampling import Sampling
from guardbook.scan.units import Outcome, Settings, shorten


def prepare(settings: Settings) -> None:
    """Load what detection needs, so that the first file's time and memory are its own.

    Raises `RecogniserError` when a recogniser is wrong.
    """
    choose(*(Path(folder) if folder else None for folder in (settings.recognisers, settings.compiled)))
    find("Name: nobody\n", names=settings.names)  # of more than one line, so that what tables need is loaded too


def read_unit(file: BinaryIO, name: str, settings: Settings) -> Outcome:
    """Read one file to its end or its limits; whatever goes wrong with it is in the outcome, never raised.

    `name` is the file's own name, for its ending only. `shown` and `size` are left to the caller.
    """
    started = time.monotonic()
    outcome = Outcome("read")
    reading, merging = Reading(settings.limits), Merging()
    try:
        parts = reading.read(Source(file, name))
        for part in Sampling(settings.sample).of(parts) if settings.sample else parts:
            if isinstance(part, Problem):
                outcome.reasons.append(_told(part))
                continue
            outcome.ended = "partly"
            for finding in examine(part, settings.key, names=settings.names):
                merging.add(finding)
    except MemoryError:
        outcome.reasons.append("reading it needs more memory than allowed")
    except Exception as error:  # of detection: its text may hold values, so only its kind is told
        outcome.reasons.append(f"detection failed on it ({type(error).__name__}): please report this")
    if not outcome.reasons:
        outcome.ended = "read"
    elif outcome.ended == "read":
        outcome.ended = "unread"
    outcome.found = merging.tallies()
    outcome.reasons = shorten(outcome.reasons)
    outcome.format, outcome.remarks = reading.format or None, reading.remarks
    outcome.seconds = time.monotonic() - started
    return outcome


def _told(problem: Problem) -> str:
    place = safe_label(problem.where)
    return f"{place}: {problem.reason}" if place else problem.reason
