"""Every format that can be cleaned: one line here and one module make a format cleanable."""

from dataclasses import dataclass
from importlib import import_module

from guardbook.readers.formats import TEXT
from guardbook.readers.sniff import tell_format
from guardbook.release.clean.job import Job, Refused


@dataclass(frozen=True, slots=True)
class Cleaner:
    """What makes the copy of a format: a module of `guardbook.release.clean` with `clean(job: Job) -> None`."""

    module: str
    endings: tuple[str, ...]
    """The endings a copy may have, the usual one first."""


CLEANERS: dict[str, Cleaner] = {
    "docx": Cleaner("office.word", ("docx",)),
    "delimited": Cleaner("delimited", ("csv", "tsv", "txt")),
    "image": Cleaner("picture", ("png", "jpg", "jpeg", "tif", "tiff", "webp", "gif", "bmp")),
    "parquet": Cleaner("columnar", ("parquet", "pq")),
    "sqlite": Cleaner("database", ("sqlite", "sqlite3", "db", "db3", "gpkg")),
    "json_text": Cleaner("json_document", ("json", "geojson")),
    "json_lines": Cleaner("json_document", ("jsonl", "ndjson")),
    "xml": Cleaner("xml_document", ("xml", "rdf", "kml", "gpx")),
    "svg": Cleaner("svg_drawing", ("svg",)),
    "html": Cleaner("web_page", ("html", "htm", "xhtml")),
    "eml": Cleaner("mail", ("eml",)),
    "mbox": Cleaner("mailbox", ("mbox", "mbx")),
    "zip": Cleaner("archive", ("zip", "kmz")),
    "tar": Cleaner("tarball", ("tar",)),
    "compressed": Cleaner("compressed", ("gz", "tgz", "bz2", "xz")),
    "text": Cleaner("plain_text", TEXT.extensions),
}
"""By the module of `guardbook.readers` that reads the format."""


def clean_copy(job: Job) -> None:
    """Write a clean copy of a file; raise `Refused` where none can be made, `Unreadable` for what is no known format.

    The copy is not yet checked: whoever calls this checks it like any other file.
    """
    form = tell_format(job.source)
    cleaner = CLEANERS.get(form.module)
    if cleaner is None:
        raise Refused(f"a {form.name} cannot be cleaned with certainty: make the copy with the program that made it")
    if job.ending not in cleaner.endings:
        raise Refused(f"the copy of a {form.name} must be named .{' or .'.join(cleaner.endings)}")
    import_module(f"guardbook.release.clean.{cleaner.module}").clean(job)
