"""Reads a PDF: its pages, then annotations, form fields, attachments, properties and outlines."""

from collections.abc import Iterator

import pikepdf

from guardbook.content import Part, Problem, Source
from guardbook.readers.pdf.beside import beside_pages
from guardbook.readers.pdf.pages import open_pages, page_parts
from guardbook.readers.reading import Reading


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield what a PDF holds; raise `Unreadable` when it needs a password or neither library can open it."""
    pages = open_pages(source)
    try:
        yield from page_parts(pages, source, reading)
    finally:
        pages.close()
    source.file.seek(0)
    try:
        pdf = pikepdf.open(source.file, suppress_warnings=True, inherit_page_attributes=False)
    except Exception:  # qpdf's text may quote the file
        yield Problem("damaged: only the text of its pages was read", source.where)
        return
    with pdf:
        yield from beside_pages(pdf, source, reading)
