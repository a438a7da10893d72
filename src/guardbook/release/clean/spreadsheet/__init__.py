"""Makes a clean copy of a spreadsheet: its visible cells as plain values, in a workbook that is written anew."""

from collections.abc import Callable, Iterator

from guardbook.release.clean.job import Job
from guardbook.release.clean.spreadsheet import opendocument, separated, workbook
from guardbook.release.clean.spreadsheet.kept import KeptSheet, kept_sheets
from guardbook.release.clean.spreadsheet.left_out import note_left_out

_WRITERS: dict[str, Callable[[Iterator[KeptSheet], Job], None]] = {
    "xlsx": workbook.write,
    "ods": opendocument.write,
    "csv": separated.write,
}
"""By the ending of the copy."""


def clean(job: Job) -> None:
    """Write the sheets, rows and columns that show and were declared: values in plain formats, no formula.

    Raises `Refused` where a table's columns cannot be told, where something could not be read, and where nothing stays.
    """
    note_left_out(job)
    _WRITERS[job.ending](kept_sheets(job), job)
