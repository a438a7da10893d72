"""Makes a clean copy of an OpenDocument presentation: the slides that show, with what shows on them, built anew."""

from guardbook.release.clean.job import Job
from guardbook.release.clean.office.impress_draft import draft_of
from guardbook.release.clean.office.impress_package import write_slides
from guardbook.release.clean.office.slides_settling import settle_slides


def clean(job: Job) -> None:
    """Write the copy; raises `Refused` and `Unreadable`."""
    draft = draft_of(job)
    settle_slides(job, draft)
    write_slides(draft, job.out)
