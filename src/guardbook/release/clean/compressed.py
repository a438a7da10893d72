"""Makes a clean copy of a single compressed file: its content, cleaned, packed again without name and date."""

import bz2
import gzip
import io
import lzma
from collections.abc import Callable

from guardbook.readers.compressed import content_name, open_content
from guardbook.readers.unpacked import CHUNK, Stream, Unpacked
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.members import clean_member

_HOW: dict[str, Callable[[bytes], bytes]] = {"bz2": bz2.compress, "xz": lzma.compress}
_HEAD = 4096


def clean(job: Job) -> None:
    """Write the clean copy of the content; raises `Refused` where none can be made, and where nothing is left of it."""
    job.source.file.seek(0)
    head = job.source.file.read(_HEAD)
    size = job.source.file.seek(0, 2)

    def reopen() -> Stream:
        return open_content(job.source.file, head, job.reading)

    raw = Unpacked(reopen, job.reading, size)
    with io.BufferedReader(raw, CHUNK) as file:
        data = clean_member(job, file, content_name(job.source.name))
    if raw.fault:
        raise Refused("it is damaged, or cut short")
    if not data:
        raise Refused("nothing of what it holds was declared")
    job.out.write(_HOW[job.ending](data) if job.ending in _HOW else gzip.compress(data, mtime=0))
