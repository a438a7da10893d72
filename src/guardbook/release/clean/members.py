"""Cleans what stands within another file: a member of an archive, an attachment, a file in a database's cell."""

import io
from typing import BinaryIO

from guardbook.content import Source
from guardbook.errors import Unreadable
from guardbook.readers.formats import TEXT
from guardbook.readers.sniff import contradiction, extension_of, tell_format
from guardbook.release.clean.cleaners import CLEANERS, clean_copy
from guardbook.release.clean.job import Job, Refused


def clean_member(job: Job, file: BinaryIO, name: str, form: str = "") -> bytes:
    """Return the clean copy of a file within the file of `job`; b"" where nothing of it is left.

    `name` is what it goes by; `form` a key of `CLEANERS` where its format is not to be told from its bytes. Raises
    `Refused` where no copy can be made, or what the name promises is another format.
    """
    source = Source(file, name, job.source.where, job.source.depth + 1)
    if source.depth > job.reading.limits.depth:
        raise Refused(f"it holds more than {job.reading.limits.depth} containers within one another")
    job.reading.enter()
    out = _Bounded(job.reading.limits.held)
    try:
        ending = CLEANERS[form].endings[0] if form else _ending(source)
        clean_copy(Job(source, out, ending, job.declaration, job.reading, job.notes), form)
    except Refused as error:
        raise Refused(within(error)) from None
    except Unreadable as error:
        raise Refused(f"a file within it cannot be read ({error})") from None
    return out.getvalue()


def within(error: Refused) -> str:
    """Return why a file was refused because of one in it."""
    told = str(error)
    return told if told.startswith("a file within it ") else f"a file within it cannot be cleaned: {told}"


def _ending(source: Source) -> str:
    """Return the ending that the copy of a member has by its format: its own where that will do."""
    form, ending = tell_format(source), extension_of(source.name)
    cleaner = CLEANERS.get(form.module)
    if contradiction(form, ending):
        raise Refused(f"one is {contradiction(form, ending)}")
    if cleaner is None or ending in cleaner.endings:
        return ending
    if form.looks is None and form is not TEXT and ending:
        raise Refused(f"a {form.name} in it has an ending that is not usual for one")
    return cleaner.endings[0]


class _Bounded(io.BytesIO):
    """A file in memory that refuses to grow past a limit."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: "bytes | bytearray | memoryview", /) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self._most:
            raise Refused(f"the copy would be larger than {self._most:,} bytes: take it out and clean it by itself")
        return super().write(data)
