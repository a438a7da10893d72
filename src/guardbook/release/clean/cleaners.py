"""Every format that can be cleaned: one line here and one module make a format cleanable."""

from dataclasses import dataclass
from importlib import import_module

from guardbook.errors import GuardbookError
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
    "odt": Cleaner("office.opendocument_text", ("odt",)),
    "rtf": Cleaner("office.rtf", ("rtf",)),
    "pptx": Cleaner("office.slides", ("pptx",)),
    "odp": Cleaner("office.impress", ("odp",)),
    "delimited": Cleaner("delimited", ("csv", "tsv", "txt")),
    "image": Cleaner("picture", ("png", "jpg", "jpeg", "tif", "tiff", "webp", "gif", "bmp")),
    "ods": Cleaner("spreadsheet", ("ods", "xlsx", "csv")),
    "parquet": Cleaner("columnar", ("parquet", "pq")),
    "pdf": Cleaner("pdf", ("pdf",)),
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
    "cards": Cleaner("card", ("ics", "ical", "ifb", "vcf", "vcard")),
    "text": Cleaner("plain_text", TEXT.extensions),
    "xls": Cleaner("spreadsheet", ("xlsx", "ods", "csv")),
    "xlsx": Cleaner("spreadsheet", ("xlsx", "ods", "csv")),
}
"""By the module of `guardbook.readers` that reads the format."""


def clean_copy(job: Job, form: str = "") -> None:
    """Write a clean copy of a file; raise `Refused` where none can be made, `Unreadable` for what is no known format.

    `form` is a key of `CLEANERS` where the format is known. The copy is not yet checked: whoever calls this checks it
    like any other file.
    """
    told = tell_format(job.source) if not form else None
    name, module = (told.called, told.module) if told else ("a file", form)
    if told is TEXT:  # JSON with a fault in it: its cleaners parse all or refuse
        module = next((key for key in ("json_text", "json_lines") if job.ending in CLEANERS[key].endings), module)
    cleaner = CLEANERS.get(module)
    if cleaner is None:
        raise Refused(f"{name} cannot be cleaned with certainty: make the copy with the program that made it")
    if job.ending not in cleaner.endings:
        raise Refused(f"the copy of {name} must be named .{' or .'.join(cleaner.endings)}")
    try:
        import_module(f"guardbook.release.clean.{cleaner.module}").clean(job)
    except GuardbookError:
        raise
    except MemoryError:
        raise Refused("cleaning it needs more memory than allowed") from None
    except Exception as error:  # of a library; its text may hold values
        if isinstance(error, OSError) and error.errno:  # of the system: the disk is full, the file has gone
            raise
        raise Refused(f"it is damaged, or not what it seems ({type(error).__name__})") from None
    if not job.source.depth and not job.out.seek(0, 2) and job.source.file.seek(0, 2):
        raise Refused("nothing of what it holds was declared")
