"""Reads the earlier versions of a PDF that incremental saves left in it, and what lies before and behind it."""

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
import pypdfium2

from guardbook.content import Part, Problem, Source, Text
from guardbook.errors import LimitReached
from guardbook.readers.pdf.beside import beside_pages, read_annotations, read_fields
from guardbook.readers.pdf.buried import Listed
from guardbook.readers.pdf.known import Known
from guardbook.readers.pdf.objects import Objects
from guardbook.readers.pdf.pages import page_text
from guardbook.readers.printable import printable_runs
from guardbook.readers.reading import Reading

MOST = 50
"""Earlier versions that are read; more are told as not read."""
CHUNK = 1 << 20
HEAD = 2048
"""Bytes in which a document must start."""
_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF[ \t]*(?:\r\n|\r|\n)?")
_TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_WEB = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})")
_LONGEST = 128
"""Bytes that an end may take at most, between two chunks."""
CODE = "earlier-revision"


def ends(file: BinaryIO) -> tuple[list[int], bool]:
    """Return where each version of a PDF ends (ISO 32000-2, 7.5.6), and whether the last is the document as it is.

    It is not when something with an end of its own follows: programs show that, or a mixture of both.

    The first of two ends of a file made for the web is none: the file goes on to the length it says (annex F).
    """
    file.seek(0)
    head = file.read(HEAD)
    start = max(0, head.find(b"%PDF-"))
    whole_from = int(web[1]) if (web := _WEB.search(head)) else 0
    found: list[int] = []
    loose: list[int] = []
    """Ends that point to no table, as broken programs write them."""
    place, kept = 0, b""
    file.seek(0)
    while chunk := file.read(CHUNK):
        data, base = kept + chunk, place - len(kept)
        place += len(chunk)
        for match in _END.finditer(data):
            (found if _is_table(file, start + int(match[1])) else loose).append(base + match.end())
        kept = data[-_LONGEST:]
        file.seek(place)
    whole = sorted({*(found or loose[-1:])})
    if not whole:  # cut off, or still being written: what its repaired table does not list is read as buried
        return [], True
    if len(whole) > 1 and whole[0] < whole_from - 2:
        del whole[0]
    sound = not found or not loose or loose[-1] < found[-1]
    return [end for end, after in zip(whole, [*whole[1:], place + 9], strict=True) if after - end > 2], sound


def _is_table(file: BinaryIO, place: int) -> bool:
    file.seek(place)
    return place > 8 and _TABLE.match(file.read(64)) is not None


def earlier_revisions(source: Source, listed: Listed, known: Known, reading: Reading) -> Iterator[Part]:
    """Yield what earlier versions held and the last one does not, and what lies behind the end.

    Where the objects stand that each version lists is added to `listed`.
    """
    found, sound = ends(source.file)
    if found:
        yield from _behind(found[-1], source, reading)
    earlier = found[:-1] if sound else found
    if len(earlier) > MOST:
        yield Problem(f"has more than {MOST} earlier versions: the oldest were not read; save a new copy", source.where)
    for number, end in reversed(list(enumerate(earlier, 1))[-MOST:]):
        reading.enter()
        version = Source(_head(source.file, end), source.name, source.where.into("version", number), source.depth)
        for part in _version(version, listed, reading):
            if isinstance(part, Text):
                yield from map(known.learn, known.of_earlier(part, CODE))
            else:
                yield part


def _version(source: Source, listed: Listed, reading: Reading) -> Iterator[Part]:
    """Yield the text of an earlier version's pages, its fields and notes, and what else took another's place."""
    try:
        pages = pypdfium2.PdfDocument(source.file)
    except pypdfium2.PdfiumError:
        yield Problem("an earlier version of the document is damaged: it was not read; save a new copy", source.where)
        return
    try:
        for number in range(len(pages)):
            yield from _page(pages, number, source, reading)
    finally:
        pages.close()
    source.file.seek(0)
    try:
        with pikepdf.open(source.file, suppress_warnings=True, inherit_page_attributes=False) as pdf:
            replaced = listed.add(pdf)
            objects = Objects(pdf)
            yield from read_fields(objects, source, reading)
            yield from read_annotations(objects, source, reading)
            if replaced:
                yield from beside_pages(Objects(pdf, replaced), source, reading)
    except LimitReached:
        raise
    except Exception:  # its pages were read: what a repaired table no longer finds is told with the loose objects
        return


def _page(pages: Any, number: int, source: Source, reading: Reading) -> Iterator[Part]:
    try:
        page = pages[number]
    except pypdfium2.PdfiumError:
        return
    words = page.get_textpage()
    try:
        text = page_text(words)
    finally:
        words.close()
        page.close()
    reading.spend(len(text))
    yield Text(text, source.where.into("page", number + 1))


def before_start(source: Source) -> Iterator[Part]:
    """Yield the words before the place where a document starts: a printer's orders, the headers of a mail."""
    source.file.seek(0)
    head = source.file.read(HEAD)
    if words := printable_runs(head[: max(0, head.find(b"%PDF-"))]):
        yield Text("\n".join(words), source.where.into("start"), "other-part")


def _behind(end: int, source: Source, reading: Reading) -> Iterator[Part]:
    source.file.seek(0, io.SEEK_END)
    size = source.file.tell() - end
    where = source.where.into("end")
    if size > reading.limits.held:
        yield Problem(f"has more than {reading.limits.held:,} bytes behind its end: they were not read", where)
        return
    source.file.seek(end)
    data = source.file.read()
    if data.strip(b"\0 \t\r\n"):
        reading.enter()
        yield from reading.read(Source(io.BytesIO(data), "", where, source.depth + 1, "data-after-end"))
    elif size > 1024:
        reading.add_bulk(where, size, "padding")


def _head(file: BinaryIO, end: int) -> BinaryIO:
    return io.BufferedReader(_Head(file, end))


class _Head(io.RawIOBase):
    """The bytes of a file up to a place."""

    def __init__(self, file: BinaryIO, end: int) -> None:
        self._file, self._end, self._place = file, end, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._end}[whence]
        self._place = max(0, base + offset)
        return self._place

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._place)
        data = self._file.read(max(0, min(len(buffer), self._end - self._place)))
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)
