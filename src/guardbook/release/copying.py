"""Makes a clean copy in the shut-in process, checks it like any file, and puts it in place only when it is clear."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from guardbook.confined.process import WorkerLost
from guardbook.errors import UsageError
from guardbook.release.declaration import Declaration
from guardbook.release.shut_in import Checker
from guardbook.release.verdict import Verdict

LARGEST = 8 * 1024**3
"""Bytes of the largest copy that is written."""


@dataclass(frozen=True, slots=True)
class Copied:
    """How the making of a clean copy ended."""

    ended: Literal["written", "refused", "unreadable"]
    message: str
    verdict: Verdict | None = None
    """The verdict on the copy, when one was made."""
    notes: tuple[str, ...] = ()
    """Sentences on what a person might miss in the copy."""


def make_clean_copy(checker: Checker, path: Path, out: Path, declaration: Declaration) -> Copied:
    """Make a clean copy of `path` at `out`, which is written whole and clear, or not at all.

    Raises `UsageError` when a file cannot be opened, or `out` is the file itself.
    """
    if out.exists() and path.exists() and out.samefile(path):
        raise UsageError(f"{out} is the file itself: give the copy another name")
    part = out.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with path.open("rb") as original, _new(part) as copy:
            return _copy(checker, original, copy, path, out, part, declaration)
    except OSError as error:
        raise UsageError(f"{error.filename or out} cannot be opened ({os.strerror(error.errno or 0)})") from None
    finally:
        part.unlink(missing_ok=True)


def _new(part: Path) -> BinaryIO:
    return os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "r+b")


def _copy(
    checker: Checker, original: BinaryIO, copy: BinaryIO, path: Path, out: Path, part: Path, declaration: Declaration
) -> Copied:
    ending = out.suffix.lower().removeprefix(".")
    try:
        told = checker.ask("clean", original, str(path), copy, ending=ending, declaration=declaration.to_toml())
    except WorkerLost as error:
        return Copied("unreadable", f"{error}.")
    if "unreadable" in told:
        return Copied("unreadable", f"{told['unreadable']}.")
    if "refused" in told:
        return Copied("refused", f"{told['refused']}.")
    notes = tuple(told.get("notes", ()))
    checker.renew()
    verdict = checker.check_open(copy, str(out), declaration)
    if verdict.verdict != "clear":
        return Copied("refused", "what would be left is still not clear; see the reasons below.", verdict, notes)
    os.fsync(copy.fileno())
    part.chmod(0o666 & ~_umask())
    part.replace(out)
    return Copied("written", f"{out} is written and clear.", verdict, notes)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
