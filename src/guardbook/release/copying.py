"""Makes a clean copy in the shut-in process, checks it like any file, and puts it in place only when it is clear."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from guardbook.confined.process import WorkerLost
from guardbook.errors import UsageError
from guardbook.release.declaration import Declaration
from guardbook.release.opening import open_file
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
    try:
        original = open_file(path)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None
    try:
        with original, _draft(out) as draft:
            if out.exists() and out.samefile(path):
                raise UsageError(f"{out} is the file itself: give the copy another name")
            return _copy(checker, original, draft, path, out, declaration)
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({os.strerror(error.errno or 0)})") from None


@dataclass(frozen=True, slots=True)
class _Draft:
    """A copy that is not in place yet: it has no name, so that not even a killed process leaves it behind."""

    file: BinaryIO
    part: Path
    """What it is called for a moment, or all the while on a file system that has no files without names."""

    def put(self, out: Path) -> None:
        """Give it its name, in place of a file of that name."""
        number = self.file.fileno()
        os.fsync(number)
        os.fchmod(number, 0o666 & ~_umask())
        if not os.fstat(number).st_nlink:
            # nothing is relative to the folder's descriptor, but with one Python follows the link in /proc
            os.link(f"/proc/self/fd/{number}", self.part, src_dir_fd=number, follow_symlinks=True)
        self.part.replace(out)


@contextmanager
def _draft(out: Path) -> Iterator[_Draft]:
    part = out.with_name(f".{secrets.token_hex(8)}.part")
    try:
        try:
            descriptor = os.open(out.parent, os.O_RDWR | os.O_TMPFILE | os.O_CLOEXEC, 0o600)
        except (OSError, AttributeError):  # not every file system has files without names, nor has every system
            descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            yield _Draft(file, part)
    finally:
        part.unlink(missing_ok=True)


def _copy(
    checker: Checker, original: BinaryIO, draft: _Draft, path: Path, out: Path, declaration: Declaration
) -> Copied:
    ending = out.suffix.lower().removeprefix(".")
    try:
        told = checker.ask("clean", original, str(path), draft.file, ending=ending, declaration=declaration.to_toml())
    except WorkerLost as error:
        return Copied("unreadable", f"{error}.")
    if "unreadable" in told:
        return Copied("unreadable", f"{told['unreadable']}.")
    if "refused" in told:
        return Copied("refused", f"{told['refused']}.")
    notes = tuple(told.get("notes", ()))
    checker.renew()
    verdict = checker.check_open(draft.file, str(out), declaration)
    if verdict.verdict != "clear":
        return Copied("refused", "what would be left is still not clear; see the reasons below.", verdict, notes)
    draft.put(out)
    return Copied("written", f"{out} is written and clear.", verdict, notes)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
