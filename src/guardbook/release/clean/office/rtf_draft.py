"""Gathers what shows in an RTF document into a draft; what shows is for the reader to say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

from guardbook.content import Part, Where
from guardbook.readers.rtf.document import Machine, tokens_of
from guardbook.readers.rtf.page import Page as ReaderPage
from guardbook.readers.rtf.pictures import Picture as Found
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.office.desk import Desk
from guardbook.release.clean.office.draft import (
    DEEPEST,
    Block,
    Break,
    Counter,
    Draft,
    Letters,
    Note,
    Page,
    Paragraph,
    Picture,
    Section,
    Shape,
    paragraphs_of,
)
from guardbook.release.clean.office.pictures import DRAWN, remade
from guardbook.release.clean.office.rtf_tables import Row, Written, grid_of
from guardbook.release.clean.office.word_looks import SIGNS

TICK = 4096
MARKS = 0xF0000
"""The first of the letters (of a private area) that stand for what is no letter while text is gathered."""
PAGE, PAGES, END, PICTURE = (chr(MARKS + number) for number in (0, 1, 2, 16))
MARKED = re.compile(f"([{PAGE}-{END}{PICTURE}-\U000ffffd])")
HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\\w\s+)*"([^"]+)"', re.IGNORECASE)
SWITCHES = {"b": "bold", "i": "italic", "ul": "underline", "strike": "strike", "caps": "caps"}
ALIGN = {"ql": "left", "qc": "center", "qr": "right", "qj": "justify"}
LENGTHS = {"li": "left", "ri": "right", "fi": "first", "sb": "before", "sa": "after"}
SIDES = {"margl": "left", "margr": "right", "margt": "top", "margb": "bottom"}
HEADERS = {
    "header": ("header", "default"),
    "headerr": ("header", "default"),
    "headerl": ("header", "even"),
    "headerf": ("header", "first"),
    "footer": ("footer", "default"),
    "footerr": ("footer", "default"),
    "footerl": ("footer", "even"),
    "footerf": ("footer", "first"),
}
MARK = re.compile(r"[\s(\[]*(?:(?:\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{1,7})[.):\]]*){0,9}\s*|\W{0,4}\s*")
"""What can be the mark of a point of a list; programs show their own in its place, so that nothing else shows."""
SIGN = re.compile("[\ue000-\uf8ff]")
"""Letters that only fonts of signs have."""


def draft_of(job: Job) -> Draft:
    """Return what shows in the RTF document of a job; raises `Refused` and `Unreadable`."""
    machine = _Drafter(job)
    for count, (kind, value, number) in enumerate(tokens_of(job.source, job.reading)):
        machine.take(kind, value, number)
        if count % TICK == 0:
            job.reading.spend(0)
    machine.end()
    return machine.draft()


@dataclass(slots=True)
class _Said:
    """What the control words said that hold in a group."""

    letters: dict[str, Any] = field(default_factory=dict)
    shape: dict[str, Any] = field(default_factory=dict)
    colours: dict[str, int] = field(default_factory=dict)
    heading: int = 0
    link: str = ""
    mark: bool = False
    """Whether this is the mark of a point of a list."""

    def copy(self) -> "_Said":
        return replace(self, letters=dict(self.letters), shape=dict(self.shape), colours=dict(self.colours))


class _Page(ReaderPage):
    """A page that writes on a desk what shows, and forgets the rest."""

    def __init__(self, drafter: "_Drafter") -> None:
        super().__init__(Where())
        self._drafter = drafter

    def add(self, text: str, hidden: str | None) -> None:
        if hidden is None:
            self._drafter.put_text(text)

    def aside(self, text: str, hidden: str) -> None:
        """Forget what stands beside the text."""

    def note(self, text: str) -> None:
        """Forget it: the drafter writes notes where they stand."""

    def end_line(self, in_table: bool) -> None:
        self._drafter.end_paragraph(in_table)

    def end_cell(self) -> None:
        self._drafter.end_cell()

    def end_row(self) -> None:
        self._drafter.end_row()

    def end(self) -> None:
        self._drafter.end_text()

    def take(self) -> Iterator[Part]:
        self.ready.clear()
        return iter(())


class _Drafter(Machine):
    def __init__(self, job: Job) -> None:
        super().__init__(_Page(self))
        self.job = job
        self.desk = Desk()
        self.said = _Said()
        self.outer: list[_Said] = []
        self.fonts_named: dict[int, str] = {}
        self.line = Paragraph()
        self.later: list[Block] = []
        self.cells: list[list[Block]] = []
        self.cell_blocks: list[Block] = []
        self.rows: list[Written] = []
        self.defined = Row()
        self.sections: list[Section] = []
        self.paper = Page(612.0, 792.0, 72.0, 90.0, 72.0, 90.0)
        self.here = replace(self.paper)
        self.margins: dict[tuple[str, str], list[Block]] = {}
        self.link = ""
        self.counter = ""

    def draft(self) -> Draft:
        """Return what was gathered."""
        shown = {"default"} | ({"first"} if "titlepg" in self.switched else set())
        shown |= {"even"} if "facingp" in self.switched else set()
        for section in self.sections:
            section.margins = {place: list(blocks) for place, blocks in self.margins.items() if place[1] in shown}
        draft = Draft("", self.sections or [Section(self.here)])
        for blocks in draft.stories():
            for paragraph in paragraphs_of(blocks):
                for number, piece in enumerate(paragraph.pieces):
                    if isinstance(piece, Found):
                        paragraph.pieces[number] = self._picture(piece)
        return draft

    def _picture(self, found: Found) -> Picture:
        try:
            data = found.data()
        except ValueError:
            raise Refused(DRAWN) from None
        width, height = (
            found.settings.get(f"pic{side}goal", 0) / 20 * (found.settings.get(f"picscale{axis}", 100) or 100) / 100
            for side, axis in (("w", "x"), ("h", "y"))
        )
        crop = found.crop()
        width *= max(0.01, 1 - crop.left - crop.right)
        height *= max(0.01, 1 - crop.top - crop.bottom)
        return remade(data, max(0.0, min(width, 1600)), max(0.0, min(height, 1600)), self.job.reading, crop)

    def take(self, kind: str, value: str, number: int | None) -> None:
        if kind == "text" and self.state.kind == "fonts":
            name = value.strip(" ;")
            self.fonts_named.setdefault(self.font, name if name in SIGNS else "")
        super().take(kind, value, number)

    def open(self) -> None:
        super().open()
        self.outer.append(self.said)
        self.said = self.said.copy()

    def close(self) -> None:
        super().close()
        if self.outer:
            self.said = self.outer.pop()

    def word(self, word: str, number: int | None) -> None:
        if self.state.kind == "text":
            self._note_word(word, number)
        super().word(word, number)
        if word == "fldrslt":
            self._begin_result()

    def _note_word(self, word: str, number: int | None) -> None:
        letters, on = self.said.letters, number != 0
        if word in SWITCHES:
            letters[SWITCHES[word]] = on
        elif word == "ulnone":
            letters["underline"] = False
        elif word in ("super", "sub", "nosupersub"):
            letters["raised"] = "" if word == "nosupersub" or not on else word
        elif word == "fs" and number and 4 < number < 800:
            letters["size"] = number / 2
        elif word in ("cf", "highlight", "chcbpat", "cb", "cbpat"):
            self.said.colours[word] = number or 0
        elif word == "f":
            letters["symbols"] = self.fonts_named.get(number or 0, "")
        elif word == "plain":
            letters.clear()
            self.said.colours = {key: value for key, value in self.said.colours.items() if key == "cbpat"}
        else:
            self._note_place(word, number)

    def _note_place(self, word: str, number: int | None) -> None:
        shape = self.said.shape
        if word in ALIGN:
            shape["align"] = ALIGN[word]
        elif word in LENGTHS and number is not None and abs(number) < 8000:
            shape[LENGTHS[word]] = number / 20
        elif word == "pagebb":
            shape["new_page"] = number != 0
        elif word == "outlinelevel" and number is not None:
            self.said.heading = number + 1 if 0 <= number < DEEPEST else 0
        elif word in ("tx", "tqr", "tqc", "tqdec"):
            self._note_stop(word, number)
        elif word == "pard":
            shape.clear()
            self.said.heading = 0
            self.said.colours.pop("cbpat", None)
        else:
            self._note_paper(word, number)

    def _note_stop(self, word: str, number: int | None) -> None:
        shape = self.said.shape
        if word != "tx":
            shape["_kind"] = {"tqr": "right", "tqc": "center", "tqdec": "decimal"}[word]
        elif number and 0 < number < 32_000:
            shape["stops"] = (*shape.get("stops", ()), (number / 20, shape.pop("_kind", "left"), False))

    def _note_paper(self, word: str, number: int | None) -> None:
        if word in ("paperw", "paperh", *SIDES):
            _measure(self.paper, word, number)
            _measure(self.here, word, number)
        elif word in ("pgwsxn", "pghsxn") or word.removesuffix("sxn") in SIDES:
            _measure(self.here, {"pgwsxn": "paperw", "pghsxn": "paperh"}.get(word, word.removesuffix("sxn")), number)
        elif word == "sectd":
            for each in fields(Page):
                setattr(self.here, each.name, getattr(self.paper, each.name))
        elif word == "trowd":
            self.defined = Row()
        else:
            self.defined.take(word, number)

    def character(self, word: str) -> None:
        running = self.state.pieces is None and self.state.kind == "text"
        if running and word == "page":
            self.write(END)
        else:
            super().character(word)
            if running and word == "sect":
                self._end_section()

    def destination(self, word: str) -> None:
        if word in ("listtext", "pntext") and self.state.kind == "text":
            self.said.mark = True  # which shows
            return
        before = len(self.pictures)
        super().destination(word)
        if len(self.pictures) == before or self.pictures[-1].older:
            return
        if self.state.pieces is None or self.state.code in (None, "header-footer"):
            self.state.kind = "text"
            self.write(chr(ord(PICTURE) + before))
            self.state.kind = "picture"
        elif self.pictures[-1].hidden is None and self.state.name == "sv":  # the picture of a drawn shape
            self.line.pieces.append(self.pictures[-1])  # type: ignore[arg-type]

    def _begin_result(self) -> None:
        """Begin what a field shows: words that may lead somewhere, or the number of a page."""
        self.said.link, self.link = self.link, ""
        if self.counter and self.state.kind == "text":
            self.write(self.counter)
            self.counter = ""
            self.state.kind = "dull"

    def end_destination(self, ended: Any, text: str) -> None:
        if ended.code is None and ended.name == "footnote":
            self.line.pieces.append(Note("footnote", self.lines_of(text)))
        elif ended.code is None:
            if not (ended.name == "shptxt" and (self.sheet.is_beside(self.shape) or self.shape.get("hidden"))):
                self.later += self.lines_of(text)
        elif ended.name in HEADERS:
            self.margins[HEADERS[ended.name]] = self.lines_of(text)
        elif ended.name == "fldinst":
            word = (text.split() or [""])[0].upper()
            self.counter = {"PAGE": PAGE, "NUMPAGES": PAGES}.get(word, "")
            found = HYPERLINK.match(text)
            self.link = found[1] if found else ""
        super().end_destination(ended, text)

    def lines_of(self, text: str) -> list[Block]:
        """Return the paragraphs of a header, a note or a box."""
        paragraphs: list[Block] = []
        for line in text.strip("\n").split("\n"):
            paragraph = Paragraph()
            self._put(paragraph, line, Letters(size=10.0), "")
            paragraphs.append(paragraph)
        return paragraphs

    def put_text(self, text: str) -> None:
        """Write text that shows at the end of the paragraph."""
        letters = self._letters()
        if self.said.mark:
            text = text if MARK.fullmatch(text) else ""
            text = SIGN.sub("•", text) if not letters.symbols else "".join("•" if c > " " else c for c in text)
            letters = replace(letters, symbols="")
        self._put(self.line, text, letters, self.said.link)

    def _put(self, paragraph: Paragraph, text: str, letters: Letters, link: str) -> None:
        self.desk.paragraph, self.desk.letters, self.desk.link = paragraph, letters, link
        for piece in MARKED.split(text):
            if piece in (PAGE, PAGES):
                self.desk.put(Counter("page" if piece == PAGE else "pages", letters))
            elif piece == END:
                self.desk.put(Break())
            elif piece and MARKED.fullmatch(piece):
                if ord(piece) - ord(PICTURE) < len(self.pictures):
                    paragraph.pieces.append(self.pictures[ord(piece) - ord(PICTURE)])  # type: ignore[arg-type]
            else:
                self.desk.write(piece)

    def _letters(self) -> Letters:
        said, colours = self.said.letters, self.said.colours
        mark = colours.get("highlight") or colours.get("chcbpat") or colours.get("cb") or 0
        return Letters(**{"size": 12.0} | said, colour=self._colour(colours.get("cf", 0)), mark=self._colour(mark))

    def _colour(self, number: int) -> Any:
        colours = self.sheet.colours
        return colours[number] if 0 < number < len(colours) else None

    def end_paragraph(self, in_table: bool) -> None:
        """End a paragraph of the text or of a cell."""
        blocks = self.cell_blocks if in_table else self._open_blocks()
        blocks.append(self._ended())
        blocks += self.later
        self.later = []

    def _open_blocks(self) -> list[Block]:
        """Return the blocks of the text, the table that was being written among them."""
        if not self.sections:
            self.sections.append(Section(self.here))
        if self.rows:
            self.sections[-1].blocks.append(grid_of(self.rows))
            self.rows = []
        return self.sections[-1].blocks

    def _ended(self) -> Paragraph:
        paragraph, self.line = self.line, Paragraph()
        said = {key: value for key, value in self.said.shape.items() if not key.startswith("_")}
        paragraph.shape = Shape(**said, shade=self._colour(self.said.colours.get("cbpat", 0)))
        paragraph.heading = self.said.heading
        return paragraph

    def end_cell(self) -> None:
        """End a cell of a table's row."""
        self.cells.append([*self.cell_blocks, self._ended(), *self.later])
        self.cell_blocks, self.later = [], []

    def end_row(self) -> None:
        """End a row of a table."""
        if self.cells:
            self.rows.append((self.cells, self.defined, list(map(self._colour, self.defined.fills))))
        self.cells = []

    def _end_section(self) -> None:
        self._open_blocks()
        self.here = replace(self.here)
        self.sections.append(Section(self.here))

    def end_text(self) -> None:
        """End the text, and what was left open."""
        if self.cells or self.cell_blocks:
            self.end_row()
        blocks = self._open_blocks()
        if self.line.pieces:
            blocks.append(self._ended())
        blocks += self.later
        self.later = []
        if len(self.sections) > 1 and not self.sections[-1].blocks:
            self.sections.pop()


def _measure(page: Page, word: str, number: int | None) -> None:
    """Take in a length of the paper."""
    length = (number or 0) / 20
    if word in ("paperw", "paperh") and 100 <= length <= 1600:
        setattr(page, "width" if word == "paperw" else "height", length)
    elif word in SIDES and 10 <= length < 400:
        setattr(page, SIDES[word], length)
