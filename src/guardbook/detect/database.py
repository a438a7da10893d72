"""Compiles patterns into one Hyperscan database, and keeps the result in a private folder where one is given."""

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import hyperscan

Expression = tuple[bytes, int]
"""A pattern and its Hyperscan flags; its number is its place in the sequence."""

_KEPT = 3
"""How many compiled databases a folder holds: those of other versions, or of other recognisers, go out of use."""


def compile_database(expressions: Sequence[Expression], cache: Path | None = None) -> hyperscan.Database:
    """Return the database of the expressions, numbered from 0.

    `cache` is a folder of this user's alone (mode 0700) in which compiled databases are kept; one that others could
    write to is neither read nor written, since a forged database can crash or take over the process. Raises
    `hyperscan.HyperscanError` when a pattern is not one Hyperscan takes.
    """
    if cache is None or not _is_private(cache):
        return _compile(expressions)
    file = cache / f"{_key(expressions)}.hsdb"
    try:
        return hyperscan.loadb(file.read_bytes(), hyperscan.HS_MODE_BLOCK)
    except (OSError, hyperscan.HyperscanError):
        database = _compile(expressions)
        _write(file, hyperscan.dumpb(database))
        _remove_old(cache)
        return database


def refused(expressions: Sequence[Expression]) -> int | None:
    """Return the number of the first expression that Hyperscan does not take, or None."""
    for number, expression in enumerate(expressions):
        try:
            _compile([expression])
        except hyperscan.HyperscanError:
            return number
    return None


def _compile(expressions: Sequence[Expression]) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[pattern for pattern, _ in expressions],
        ids=list(range(len(expressions))),
        elements=len(expressions),
        flags=[flags for _, flags in expressions],
    )
    return database


def _key(expressions: Sequence[Expression]) -> str:
    version = _compile([(b"a", 0)]).info()
    return sha256(repr((version, list(expressions))).encode()).hexdigest()


def _is_private(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o077


def _write(file: Path, content: bytes) -> None:
    """Write beside and rename, so that another process never sees half a file; a full disk only costs the cache."""
    beside = file.with_suffix(f".{os.getpid()}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)


def _remove_old(folder: Path) -> None:
    with suppress(OSError):  # another process may be doing the same
        newest = sorted(folder.glob("*.hsdb"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in newest[_KEPT:]:
            file.unlink()
