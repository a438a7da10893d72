"""What a person might miss in the copy of a text or of slides: one sentence for each kind of thing."""

from guardbook.release.clean.job import Job

CHARTS = "Its charts became tables of the numbers that they showed."
LINKS = "Links to addresses of persons, or to files, became plain words."
DESCRIBED = "A picture lost its description, which held personal data that was not declared: write a new one."
HEADERS = "Lines of headers or footers with personal data that was not declared were left out."
OUTLINES = "Drawn lines, arrows and shapes without words were left out."
GROUNDS = "Pictures and patterns behind its slides were left out."
PACKED = "The icons of files packed inside were left out with the files."


def note(job: Job, sentence: str) -> None:
    """Note a sentence once."""
    if sentence not in job.notes:
        job.notes.append(sentence)
