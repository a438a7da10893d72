"""Where a scan keeps its files: the folder given by --out, or one of its own that is gone at the end."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from guardbook.errors import UsageError
from guardbook.keys import own_folder

JOURNAL = "journal.sqlite"
FINDINGS = "findings.parquet"
OBJECTS = "objects.parquet"
LOCK = "scan.lock"


def own_files(out: Path) -> tuple[Path, ...]:
    """Return the files of Guardbook's own that may stand in an --out folder beside others."""
    names = (JOURNAL, f"{JOURNAL}-wal", f"{JOURNAL}-shm", FINDINGS, OBJECTS, LOCK)
    return tuple(out / name for name in (*names, *(f"{name}.part" for name in (FINDINGS, OBJECTS))))


@contextmanager
def run_folder(home: Path) -> Iterator[Path]:
    """Give an empty folder (0700) below GUARDBOOK_HOME and remove it at the end; remove what killed runs left."""
    runs = own_folder(home, "run")
    for left in runs.iterdir():
        with suppress(UsageError, OSError), _locked(left):
            shutil.rmtree(left)
    folder = Path(tempfile.mkdtemp(dir=runs))
    try:
        with _locked(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def out_folder(out: Path) -> Iterator[Path]:
    """Make the folder (0700) if need be and keep other scans out of it; raise `UsageError` when that cannot be."""
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"the --out folder {out} cannot be made ({os.strerror(error.errno or 0)})") from None
    with _locked(out):
        yield out


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise UsageError(f"the folder {folder} cannot be written to ({os.strerror(error.errno or 0)})") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise UsageError(f"another scan is using {folder}: wait for it, or give another folder") from None
    try:
        yield
    finally:
        os.close(descriptor)
