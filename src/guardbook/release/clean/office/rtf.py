"""Makes a clean copy of an RTF document: what shows and was declared, in a new document."""

from guardbook.release.clean.job import Job
from guardbook.release.clean.office.rtf_draft import draft_of
from guardbook.release.clean.office.rtf_text import write_rtf
from guardbook.release.clean.office.settling import Settling, confirm


def clean(job: Job) -> None:
    """Write the copy; raises `Refused` and `Unreadable`."""
    draft = draft_of(job)
    Settling(job).draft(draft)
    confirm(job, draft.stories())
    write_rtf(draft, job.out)
