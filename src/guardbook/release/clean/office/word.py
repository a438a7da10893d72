"""Makes a clean copy of a Word document: what shows and was declared, in a new document."""

from guardbook.release.clean.job import Job
from guardbook.release.clean.office.settling import Settling, confirm
from guardbook.release.clean.office.word_draft import draft_of
from guardbook.release.clean.office.word_package import write_word


def clean(job: Job) -> None:
    """Write the copy; raises `Refused` and `Unreadable`."""
    draft = draft_of(job)
    Settling(job).draft(draft)
    confirm(job, draft.stories())
    write_word(draft, job.out)
