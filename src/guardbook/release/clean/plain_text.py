"""Makes a clean copy of plain text: UTF-8, every character that shows, none that does not."""

from guardbook.readers.text import pieces
from guardbook.release.clean.job import Job
from guardbook.release.clean.letters import shaped


def clean(job: Job) -> None:
    """Write the text; its lines stay as they are."""
    for number, piece in enumerate(pieces(job.source, job.reading)):
        text = piece.removeprefix("\ufeff") if number == 0 else piece
        job.out.write(shaped(text).encode("utf-8"))
