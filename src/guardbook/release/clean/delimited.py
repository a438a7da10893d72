"""Makes a clean copy of delimited text: UTF-8, one dialect, declared columns only."""

import codecs
import csv
import io

from guardbook.content import Table
from guardbook.release.clean.job import Job
from guardbook.release.clean.letters import shaped
from guardbook.release.clean.tables import kept_rows

_TABS = ("tsv", "tab")


def clean(job: Job) -> None:
    """Write the tables that stay, and the lines between them, as CSV (RFC 4180) or, by its ending, as TSV.

    An empty line stands before a table that is not the first thing, and behind each table; a mark of UTF-8 at the
    beginning, which Excel needs, stays where there was one.
    """
    job.source.file.seek(0)
    if job.source.file.read(3) == codecs.BOM_UTF8:
        job.out.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(job.out, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter="\t" if job.ending in _TABS else ",", lineterminator="\r\n")
    before: bool | None = None
    for part in job.visible_parts():
        is_table, begun = isinstance(part, Table), False
        for row in kept_rows(part, job):
            if not begun and before is not None and (before or is_table):
                writer.writerow([])
            writer.writerow([shaped(cell) for cell in row])
            before, begun = is_table, True
    text.detach()
