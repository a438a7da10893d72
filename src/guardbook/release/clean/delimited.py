"""Makes a clean copy of delimited text: UTF-8, one dialect, declared columns only."""

import csv
import io

from guardbook.content import Table
from guardbook.release.clean.job import Job
from guardbook.release.clean.tables import kept_rows

_TABS = ("tsv", "tab")


def clean(job: Job) -> None:
    """Write the tables that stay, and the lines between them, as CSV (RFC 4180) or, by its ending, as TSV."""
    text = io.TextIOWrapper(job.out, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter="\t" if job.ending in _TABS else ",", lineterminator="\r\n")
    empty = True
    for part in job.visible_parts():
        begun = False
        for row in kept_rows(part, job):
            if not begun and not empty and isinstance(part, Table):
                writer.writerow([])
            writer.writerow(row)
            begun, empty = True, False
    text.detach()
