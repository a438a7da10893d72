"""Checks one file: reads all of it, inspects every part, and rules."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from guardbook.content import Limits, Source
from guardbook.errors import UsageError
from guardbook.readers.reading import Reading
from guardbook.release.ahead import parts_ahead
from guardbook.release.declaration import Declaration
from guardbook.release.inspection import Inspection
from guardbook.release.size import size_reasons
from guardbook.release.verdict import Reason, Verdict, hash_of, not_read, rule

KEY_BYTES = 32


def check_file(path: Path, declaration: Declaration | None = None, limits: Limits | None = None) -> Verdict:
    """Return the verdict on a file, read in this very process.

    The command line reads files in a process that is shut in; this is for callers who trust the file or have shut
    themselves in. Raises `UsageError` when the file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return check_open(file, path.name, declaration or Declaration(), limits or Limits())
    except OSError as error:
        raise UsageError(f"{path} cannot be opened ({error.strerror or 'no reason given'})") from None


def check_open(file: BinaryIO, name: str, declaration: Declaration, limits: Limits) -> Verdict:
    """Return the verdict on an open file that goes by `name`; whatever is wrong with the file is in the verdict."""
    digest = hash_of(file)
    return rule(name, digest, reasons_for(file, name, declaration, limits))


def reasons_for(
    file: BinaryIO, name: str, declaration: Declaration, limits: Limits, *, ahead: bool = False
) -> Iterator[Reason]:
    """Yield every reason; a failure of Guardbook's own is one too, since what was not examined is never clear.

    A process that is shut in may have a large file read `ahead`, by another one.
    """
    reading = Reading(limits, pictures=True)
    # only for hashes in memory: no two runs need the same key, and the verdict does not depend on it
    inspection = Inspection(declaration, secrets.token_bytes(KEY_BYTES))
    try:
        source = Source(file, name)
        for part in parts_ahead(source, reading) if ahead else reading.read(source):
            inspection.take(part)
        yield from inspection.reasons()
    except MemoryError:
        yield not_read("Reading it needs more memory than allowed.")
    except Exception as error:  # of detection: its text may hold values, so only its kind is told
        yield not_read(f"The check failed on it ({type(error).__name__}): please report this.")
    yield from size_reasons(reading)
    for remark in reading.remarks:
        yield Reason("misnamed" if remark.startswith("named ") else "remark", "advice", "", None, 1, f"It is {remark}.")
