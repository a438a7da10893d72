"""The verdict on a file: clear, blocked or unreadable, and the reasons, the most harmful first."""

import hashlib
import math
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Literal, Self

from guardbook.categories import CATEGORIES
from guardbook.errors import LimitReached

Severity = Literal["block", "advice"]
Ruling = Literal["clear", "blocked", "unreadable"]

NOT_READ = "not-read"
"""The code of reasons that say what could not be read."""
_HIDDEN = 5
"""Weight of hidden content in which nothing personal was found: more than a name, less than a home address."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a file may not leave, or what its publisher should look at."""

    code: str
    severity: Severity
    location: str
    """Where in the file, safe to show; "" for the file as a whole."""
    category: str | None
    count: int
    message: str
    """A sentence or two that a press officer understands."""

    @property
    def weight(self) -> int:
        """Return the harm, 0 to 10, by which reasons are sorted."""
        return CATEGORIES[self.category].weight if self.category else _HIDDEN

    def to_json(self) -> dict[str, Any]:
        """Return plain data, in the order of the public contract."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return what `to_json` gave; raise `TypeError` or `ValueError` for anything else."""
        reason = cls(**data)
        if reason.severity not in ("block", "advice") or reason.category not in (None, *CATEGORIES):
            raise ValueError("no reason")
        return cls(reason.code, reason.severity, reason.location, reason.category, int(reason.count), reason.message)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check of one file came to."""

    file: str
    sha256: str
    verdict: Ruling
    reasons: tuple[Reason, ...]

    @property
    def advice(self) -> str:
        """Return the one line that says what to do."""
        blocking = {(reason.code, reason.location) for reason in self.reasons if reason.severity == "block"}
        if self.verdict == "clear":
            rest = f"; {_things(len(self.reasons))} to look at first" if self.reasons else ""
            return f"Clear: nothing in it goes beyond what was declared{rest}."
        if self.verdict == "unreadable":
            return "Not clear: it could not be read in full. Do what is said below, then check it again."
        return f"Blocked: do not release it. {_things(len(blocking)).capitalize()} must go, or be declared."

    def to_json(self) -> dict[str, Any]:
        """Return the object that `guardbook check --json` prints."""
        reasons = [reason.to_json() for reason in self.reasons]
        return {"file": self.file, "sha256": self.sha256, "verdict": self.verdict, "reasons": reasons}


def not_read(message: str) -> Reason:
    """Return the reason for a file that could not be read, or not in full."""
    return Reason(NOT_READ, "block", "", None, 1, message)


def rule(file: str, sha256: str, reasons: Iterable[Reason]) -> Verdict:
    """Return the verdict that reasons come to: what blocks is worse than what could not be read.

    A file is clear only when nothing blocks and everything was read.
    """
    settled = tuple(sorted(_merged(reasons), key=_harm))
    blocking = {reason.code for reason in settled if reason.severity == "block"}
    ruling: Ruling = "blocked" if blocking - {NOT_READ} else "unreadable" if blocking else "clear"
    return Verdict(file, sha256, ruling, settled)


def _merged(reasons: Iterable[Reason]) -> list[Reason]:
    """Return the reasons, those that say the same of the same place told once."""
    merged: dict[tuple[str, ...], Reason] = {}
    for reason in reasons:
        told = (reason.code, reason.severity, reason.location, reason.category or "", reason.message)
        merged[told] = replace(reason, count=merged[told].count + reason.count) if told in merged else reason
    return list(merged.values())


def _harm(reason: Reason) -> tuple[Any, ...]:
    return (
        reason.severity != "block",
        reason.code == NOT_READ,
        -reason.weight,
        -reason.count,
        reason.location,
        reason.code,
        reason.message,
    )


def _things(count: int) -> str:
    return "one thing" if count == 1 else f"{count:,} things"


def hash_of(file: BinaryIO, seconds: float = math.inf) -> str:
    """Return the SHA-256 of an open file, as 64 hex digits; of one that grows, the SHA-256 of what was there at first.

    Raises `LimitReached` when it takes longer than `seconds`.
    """
    left, until = file.seek(0, 2), time.monotonic() + seconds
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(min(left, 1 << 20)):
        digest.update(chunk)
        left -= len(chunk)
        if time.monotonic() > until:
            raise LimitReached(f"reading it took longer than {seconds:g} seconds")
    file.seek(0)
    return digest.hexdigest()
