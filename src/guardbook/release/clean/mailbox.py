"""Makes a clean copy of a mailbox (MBOX): the clean copy of each message, one after another."""

import io
import re

from guardbook.readers.mbox import messages
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.members import clean_member

_BETWEEN = b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n"
"""The line before each message: the same for all, since it would tell who sent it and when."""
_AMBIGUOUS = re.compile(rb"^(>*From )", re.M)


def clean(job: Job) -> None:
    """Write the messages; raises `Refused` where one of them cannot be cleaned."""
    for data in messages(job.source, job.reading):
        if data is None:
            raise Refused("one of its messages is too large")
        copy = clean_member(job, io.BytesIO(data), "message.eml", "eml").replace(b"\r\n", b"\n")
        job.out.write(_BETWEEN + _AMBIGUOUS.sub(rb">\1", copy) + b"\n")
