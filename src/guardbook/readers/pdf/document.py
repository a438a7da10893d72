"""Reads a PDF: its pages, then form fields, notes, attachments, properties and outlines."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf

from guardbook.content import Part, Problem, Source
from guardbook.readers.pdf.beside import beside_pages
from guardbook.readers.pdf.buried import Listed, buried_parts
from guardbook.readers.pdf.known import Known
from guardbook.readers.pdf.looks import add_looks
from guardbook.readers.pdf.loose import loose_parts
from guardbook.readers.pdf.objects import Objects, saved
from guardbook.readers.pdf.pages import open_pages, page_parts
from guardbook.readers.pdf.revisions import before_start, earlier_revisions
from guardbook.readers.reading import Reading


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield what a PDF holds; raise `Unreadable` when it needs a password or its pages cannot be read."""
    known = Known()
    listed = Listed()
    yield from before_start(source)
    yield from _present(source, listed, known, reading)
    yield from earlier_revisions(source, listed, known, reading)
    yield from buried_parts(source, listed, known, reading)


def _present(source: Source, listed: Listed, known: Known, reading: Reading) -> Iterator[Part]:
    """Yield what the document holds as it is now."""
    layers, drawn = _prepared(source, reading)
    pages = open_pages(drawn)
    try:
        yield from page_parts(pages, layers, known, source, reading)
    finally:
        pages.close()
    pdf = _objects(source)
    if pdf is None:
        yield Problem("damaged: only the text of its pages was read", source.where)
        return
    with pdf:
        listed.add(pdf)
        for part in beside_pages(Objects(pdf), source, reading):
            yield known.learn(known.without_paragraphs(part))
        yield from loose_parts(pdf, source, known, reading)


def _objects(source: Source) -> Any:
    """Return a PDF opened for its objects, None when it is too damaged."""
    source.file.seek(0)
    try:
        return pikepdf.open(source.file, suppress_warnings=True, inherit_page_attributes=False)
    except Exception:  # qpdf's text may quote the file; the caller tells of it
        return None


def _prepared(source: Source, reading: Reading) -> tuple[bool, Source]:
    """Return whether a document has layers that can be switched off, and what its pages are to be drawn from."""
    pdf = _objects(source)
    if pdf is None:
        return False, source
    with pdf:
        layers = "/OCProperties" in pdf.Root
        try:
            reading.spend(0)
            return layers, replace(source, file=saved(pdf)) if add_looks(pdf) else source
        except Exception:  # it is drawn as it is: its pages are read all the same
            return layers, source
