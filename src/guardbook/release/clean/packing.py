"""Decides which members of an archive stay in its copy, and cleans them."""

import io
from collections.abc import Callable
from zipfile import BadZipFile

from guardbook.readers.members import member_code
from guardbook.readers.unpacked import CHUNK, Stream, Unpacked
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.members import clean_member

_LEFT_OUT = "Files within it that are empty, or of which nothing was declared, were left out."


class Members:
    """The members of one archive on their way into its copy."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._kept = 0

    def clean(self, name: str, reopen: Callable[[], Stream], packed: int = 0) -> bytes:
        """Return the clean copy of a member, b"" where it is left out; raise `Refused` where none can be made.

        Left out is what nobody would see (dot files, a Mac's notes, version control), and what is empty.
        """
        if name.startswith("/") or ".." in name.split("/") or "\0" in name:
            raise Refused("the name of a file within it leads out of it")
        if not self._job.shows(member_code(name)):
            return b""
        try:
            raw = Unpacked(reopen, self._job.reading, packed)
        except (EOFError, OSError, RuntimeError, ValueError, NotImplementedError, BadZipFile):
            raise Refused("a file within it is damaged") from None
        with io.BufferedReader(raw, CHUNK) as file:
            data = clean_member(self._job, file, name) if file.peek(1) else b""
        if raw.fault:
            raise Refused("a file within it is damaged")
        if not data and _LEFT_OUT not in self._job.notes:
            self._job.notes.append(_LEFT_OUT)
        self._kept += bool(data)
        return data

    def finish(self) -> None:
        """Raise `Refused` when nothing was kept."""
        if not self._kept:
            raise Refused("nothing of what it holds was declared")
