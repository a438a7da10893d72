"""Writes the one sheet of a clean copy as CSV (RFC 4180) in UTF-8."""

import csv
import io
from collections.abc import Iterator

from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.spreadsheet.kept import KeptSheet


def write(sheets: Iterator[KeptSheet], job: Job) -> None:
    """Write what stays, cells as they were read: dates in ISO form. Raises `Refused` where several sheets stay."""
    text = io.TextIOWrapper(job.out, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    for number, sheet in enumerate(sheets):
        if number:
            raise Refused("it has several sheets, and CSV holds one: name the copy .xlsx or .ods")
        writer.writerows([cell or "" for cell in row.cells] for row in sheet.rows)
    text.detach()
