"""Makes the clean copy of a PDF, page by page: written anew where that is certain, else drawn as a picture."""

import io
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.image.words import read_words
from guardbook.readers.pdf.notes import Notes
from guardbook.readers.pdf.pages import page_text
from guardbook.readers.pdf.paint import Box, Painter
from guardbook.readers.pdf.scans import checked
from guardbook.readers.pdf.seen import unseen_letters
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.pdf.comparing import looks_alike
from guardbook.release.clean.pdf.furnishing import furnish
from guardbook.release.clean.pdf.gear import Gear
from guardbook.release.clean.pdf.layers import Layers
from guardbook.release.clean.pdf.looking import Pictures, Seen, seen_letters
from guardbook.release.clean.pdf.overlay import appearances, prepared
from guardbook.release.clean.pdf.pages import blank, picture_of, pictured
from guardbook.release.clean.pdf.sheet import Sheet, finish, letter_by_letter
from guardbook.release.clean.pdf.stock import Stock
from guardbook.release.clean.pdf.words import left_out, without
from guardbook.release.clean.pdf.writing import sheet_of

SCAN_TEXT = "scan-text"


@dataclass(slots=True)
class Draft:
    """A page of the copy while it is made."""

    page: Any
    sheet: Sheet | None = None
    """What it paints; None where it has to be drawn as a picture."""
    faint: list[Box] = field(default_factory=list)
    """Where text was that nobody could read, but that left a trace."""
    text: str = ""
    """The words on it."""


def clean(job: Job) -> None:
    """Write what the pages of a PDF show into a new one.

    Raises `Refused` for a PDF that cannot be opened, or of which a page can only be a picture that nothing reads.
    """
    source, file = prepared(job.source)
    with source, closing(pypdfium2.PdfDocument(file)) as original, pikepdf.new() as copy:
        original.init_forms()
        _Copying(job, source, original, copy).write()


class _Copying:
    """The making of one copy."""

    def __init__(self, job: Job, source: Any, original: Any, copy: Any) -> None:
        self._job, self._source, self._original, self._copy = job, source, original, copy
        self._gear = Gear(copy, source, job.reading)
        self._stock = Stock(self._gear, Layers(source))
        self._drafts: list[Draft] = []

    def write(self) -> None:
        if not len(self._source.pages):
            raise Refused("it has no pages")
        self._drafts = [self._draft(page) for page in self._source.pages]
        self._list_pages()
        self._give_meanings()
        file = _saved(self._copy)
        if doubtful := self._doubtful(file):
            for number in doubtful:
                if sheet := self._drafts[number].sheet:
                    for drawing in sheet.drawings:
                        finish(drawing, letter_by_letter)
            file = _saved(self._copy)
        self._decide(file, doubtful)
        self._give_meanings()
        self._compare(_saved(self._copy))
        self._list_pages()
        furnish(self._copy, self._source, [draft.text for draft in self._drafts], self._job.declaration.title)
        self._copy.save(self._job.out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    def _give_meanings(self) -> None:
        """Say of every font what its letters stand for, as far as they are on the pages now."""
        for font in self._stock.fonts:
            if font.meanings:
                font.made.ToUnicode = self._copy.make_stream(font.map())

    def _draft(self, page: Any) -> Draft:
        """Write a page anew with all its text."""
        draft = Draft(self._copy.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 1, 1]))))
        try:
            draft.page = self._copy.make_indirect(blank(page, self._gear))
            sheet = sheet_of(page, self._stock, appearances(page, self._stock.layers))
            draft.page.Contents, draft.page.Resources = sheet.drawings[-1].stream, sheet.drawings[-1].resources
            for each in sheet.drawings:
                finish(each, partial(without, gone=set(), seen=Seen(), dropped=set()))
            draft.sheet = sheet
        except LimitReached as error:
            raise Refused(str(error)) from None
        except Exception:  # content can be odd or damaged in many ways: what shows of it can still be drawn
            draft.sheet = None
        return draft

    def _list_pages(self) -> None:
        pages = [draft.page for draft in self._drafts]
        tree = self._copy.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(pages), Count=len(pages)))
        self._copy.Root.Pages = tree
        for page in pages:
            page.Parent = tree

    def _doubtful(self, file: io.BytesIO) -> set[int]:
        """Return the numbers of pages of which any text may be unseen: they are looked at letter by letter."""
        found = set()
        with closing(pypdfium2.PdfDocument(file)) as document:
            for number, draft in enumerate(self._drafts):
                if draft.sheet and (any(show.off for show in draft.sheet.shows) or self._unseen(document, number)[0]):
                    found.add(number)
        return found

    def _decide(self, file: io.BytesIO, doubtful: set[int]) -> None:
        """Write pages again without what is not seen."""
        for font in self._stock.fonts:
            font.used.clear()
        with closing(pypdfium2.PdfDocument(file)) as document:
            for number, draft in enumerate(self._drafts):
                if draft.sheet is None:
                    continue
                try:
                    seen, scan = Seen(), True
                    if number in doubtful:
                        with closing(document[number]) as page:
                            seen = seen_letters(page, draft.sheet.letters, self._job.reading)
                        scan = self._is_said_rightly(number, document, seen)
                    dropped = self._unseen_pictures(file, number, draft.sheet)
                    self._without(draft, draft.sheet, seen, dropped, scan=scan)
                except (LimitReached, Refused) as error:
                    raise Refused(str(error)) from None
                except Exception:  # what could not be looked at can still be drawn
                    draft.sheet = None

    def _without(self, draft: Draft, sheet: Sheet, seen: Seen, dropped: set[int], *, scan: bool) -> None:
        def stays(code: str) -> bool:
            return scan if code == SCAN_TEXT else self._job.shows(code)

        gone = left_out(sheet.shows, seen, stays)
        draft.faint = [
            box for each, box in seen.boxes.items() if each in gone and seen.codes.get(each) == "unseen-text"
        ]
        for drawing in sheet.drawings:
            finish(drawing, partial(without, gone=gone, seen=seen, dropped=dropped))

    def _is_said_rightly(self, number: int, document: Any, seen: Seen) -> bool:
        """Tell whether the invisible text of a scanned page says what is to be read in its picture."""
        if SCAN_TEXT not in seen.codes.values():
            return True
        with closing(self._original[number]) as page:
            picture = picture_of(page)
        with closing(document[number]) as page, closing(page.get_textpage()) as words:
            said = page_text(words)
        return not checked(said, self._words(picture, number))[1].strip()

    def _unseen_pictures(self, file: io.BytesIO, number: int, sheet: Sheet) -> set[int]:
        """Empty the pixels that are not seen of a page's pictures; return the pictures of which none are."""
        dropped: set[int] = set()
        if not sheet.places:
            return dropped
        with closing(pypdfium2.PdfDocument(file)) as document, closing(document[number]) as page:
            pictures = Pictures(page, len(sheet.places), self._job.reading)
            for each, place in enumerate(sheet.places):
                picture = place.resources.XObject[place.name]
                unseen = pictures.unseen(each, int(picture.Width), int(picture.Height))
                if unseen is not None and unseen.all():
                    dropped.add(id(place))
                    del place.resources.XObject[place.name]
                elif unseen is not None:
                    place.resources.XObject[place.name] = place.again().without(unseen).written(self._gear)
        return dropped

    def _compare(self, file: io.BytesIO) -> None:
        """Draw the pages as pictures that do not look as before, or on which something is still unseen."""
        with closing(pypdfium2.PdfDocument(file)) as document:
            for number, draft in enumerate(self._drafts):
                if draft.sheet is None or not self._is_good(document, number, draft):
                    draft.page, draft.text = self._picture(number), ""

    def _is_good(self, document: Any, number: int, draft: Draft) -> bool:
        with closing(self._original[number]) as before, closing(document[number]) as after:
            if not looks_alike(before, after, draft.faint):
                return False
        _, codes, draft.text = self._unseen(document, number)
        return all(code == SCAN_TEXT or self._job.shows(code) for code in codes)

    def _unseen(self, document: Any, number: int) -> tuple[bool, set[str], str]:
        """Return whether any text of a page had to be looked at, why some is not seen, and the text."""
        with closing(document[number]) as page, closing(page.get_textpage()) as words:
            text = page_text(words)
            painting = Painter(page, False, self._job.reading).paint()
            letters, codes = unseen_letters(page, words, painting, Notes(), self._job.reading)
        spoken = {code for each, code in codes.items() if letters and letters.text[each].strip()}
        return letters is not None, spoken, text

    def _picture(self, number: int) -> Any:
        with closing(self._original[number]) as page:
            picture = picture_of(page)
            size = page.get_size()
        self._words(picture, number)
        return self._copy.make_indirect(pictured(picture, size, self._copy))

    def _words(self, picture: Any, number: int) -> str:
        try:
            return read_words(picture, self._job.reading).text
        except Unreadable as error:
            raise Refused(f"page {number + 1} is or becomes a picture, and {error}") from None


def _saved(pdf: Any) -> io.BytesIO:
    file = io.BytesIO()
    pdf.save(file, static_id=True)
    return file
