"""Reads an RTF document: keeps track of its groups and gives text, tables and objects out as they end."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from guardbook.content import Part, Problem, Source, Text
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.ole import DAMAGED, embedded_files
from guardbook.readers.ooxml import guarded
from guardbook.readers.reading import Reading
from guardbook.readers.rtf.letters import Letters
from guardbook.readers.rtf.looks import LETTERS, PLAIN, Look, Sheet
from guardbook.readers.rtf.page import Page
from guardbook.readers.rtf.pictures import Picture, picture_parts
from guardbook.readers.rtf.store import data_store
from guardbook.readers.rtf.tokens import Token, tokens
from guardbook.readers.rtf.words import CHARACTERS, CHARSETS, DESTINATIONS, DULL, NOTES, PAGES, PASSED, SYMBOLS

PLACES = ("fonttbl", "objdata", "pict", "nonshppict", "colortbl", "stylesheet", "datastore")
"""Groups with a way of their own."""
DEEPEST = 2000
"""Groups within groups; programs write some tens."""
TICK = 4096
"""Tokens between two looks at the clock."""


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the text, tables and hidden content of an RTF document; raise `Unreadable` when it is too large."""
    machine = Machine(Page(source.where))
    for count, (kind, value, number) in enumerate(tokens_of(source, reading)):
        machine.take(kind, value, number)
        if machine.page.ready:
            yield from _given_out(machine.page, reading)
        if count % TICK == 0:
            reading.spend(0)
    machine.end()
    yield from _given_out(machine.page, reading)
    for number, pieces in enumerate(machine.objects, 1):
        yield from _object(pieces, number, source, reading)
    for pieces in machine.stores:
        yield from guarded(data_store(pieces, source.where.into("data store")), source.where)
    yield from picture_parts(machine.pictures, source, reading)


def tokens_of(source: Source, reading: Reading) -> Iterator[Token]:
    """Yield the tokens of a document; raise `Unreadable` when it is too large."""
    source.file.seek(0)
    data = source.file.read(reading.limits.held + 1)
    if len(data) > reading.limits.held:
        raise Unreadable(f"larger than the {reading.limits.held:,} bytes that a document of this kind may have")
    yield from tokens(data.decode("latin-1"))


def _given_out(page: Page, reading: Reading) -> Iterator[Part]:
    for part in page.take():
        reading.spend(len(getattr(part, "text", "")))
        yield part


def _object(pieces: list[str], number: int, source: Source, reading: Reading) -> Iterator[Part]:
    where = source.where.into("member", number)
    try:
        data = bytes.fromhex("".join(pieces))
        for name, content in embedded_files(data):
            reading.enter()
            reading.spend(len(content))
            place = source.where.into("member", number, name)
            yield from reading.read(Source(BytesIO(content), name, place, source.depth + 1, "embedded-file"))
    except LimitReached:
        raise
    except (ValueError, Unreadable):
        yield Problem(DAMAGED, where)


@dataclass(slots=True)
class State:
    """What a group takes over from the one around it."""

    kind: str = "text"
    """What becomes of text here: "text", "dull", "object", "store", "picture", "fonts", "colours" or "styles"."""
    name: str = ""
    code: str | None = None
    pieces: list[str] | None = None
    """Where a destination's text is gathered until it ends; None for running text."""
    stand_ins: int = 1
    encoding: str = "cp1252"
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    look: Look = PLAIN
    older: bool = False
    """Whether pictures here are for old programs."""


class Machine:
    """Takes the tokens of a document one by one, and puts its text on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.objects: list[list[str]] = []
        self.stores: list[list[str]] = []
        self.pictures: list[Picture] = []
        self.sheet = Sheet()
        self.shape: dict[str, int] = {}
        self.property = ""
        self.switched: set[str] = set()
        """Switches of the document that were met: \\titlepg, \\facingp."""
        self.headers: list[tuple[str, str]] = []
        """Headers and footers of first and left pages, which show only where they are switched on."""
        self.state = State()
        self.stack: list[State] = []
        self.letters = Letters()
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.encoding = "cp1252"
        self.star = False

    def take(self, kind: str, value: str, number: int | None) -> None:
        """Take one token."""
        if self.state.kind == "picture" and kind in ("text", "binary"):
            (self.pictures[-1].digits if kind == "text" else self.pictures[-1].raw).append(value)
            return
        if kind in ("text", "byte"):
            if self.state.kind == "colours":
                for _ in range(value.count(";")):
                    self.sheet.end_colour()
                if kind == "text" and sum(map(str.isalpha, value)) > 2:  # a list of colours has no words
                    self.page.aside(value.strip("; \r\n"), "other-part")
            elif self.state.kind not in ("dull", "fonts", "styles"):  # megabytes of a picture's digits
                self.letters.put(value)
            return
        self.write(self.letters.take(self.state.encoding))
        if kind == "word":
            self.word(value, number)
        elif kind == "brace":
            self.open() if value == "{" else self.close()
        elif kind == "symbol":
            self.symbol(value)
        elif kind == "rest":
            rest = value.strip("\0\r\n\t \x1a")
            self.end()
            if rest:
                self.page.ready.append(Text(rest, self.page.where, "data-after-end"))
        elif kind == "cut":
            self.page.ready.append(Problem("cut short: it ends in the middle", self.page.where))

    def end(self) -> None:
        """End the document, and whatever was left open in it."""
        self.write(self.letters.take(self.state.encoding))
        while self.stack:
            self.close()
        for name, text in self.headers:
            shown = ("titlepg" if name.endswith("f") else "facingp") in self.switched
            self.page.aside(text, "header-footer" if shown else "hidden-text")
        self.headers.clear()
        self.page.end()

    def open(self) -> None:
        if len(self.stack) > DEEPEST:
            raise Unreadable(f"damaged: more than {DEEPEST} groups within one another")
        self.stack.append(self.state)
        self.state = replace(self.state)
        if self.state.kind == "styles":
            self.sheet.style = "s", 0
        self.star, self.letters.skipping = False, 0

    def close(self) -> None:
        ended, self.state = self.state, self.stack.pop() if self.stack else State()
        self.star, self.letters.skipping = False, 0
        if ended.pieces is None:
            return
        if ended.pieces is self.state.pieces:
            if ended.name == "docvar":
                ended.pieces.append("\n")
            return
        self.end_destination(ended, "".join(ended.pieces))

    def end_destination(self, ended: State, text: str) -> None:
        if ended.code is None:
            if ended.name == "shptxt" and (self.sheet.is_beside(self.shape) or self.shape.get("hidden")):
                self.page.aside(text, "unseen-text")
            else:
                self.page.note(text)
        elif ended.code == "property-name":
            self.property = text.strip()
        elif ended.name == "sv" and self.property == "fHidden":
            self.shape["hidden"] = text.strip() == "1"
        elif ended.name in ("headerf", "footerf", "headerl", "footerl"):
            self.headers.append((ended.name, text))
        elif ended.code == "document-variable":
            name, _, value = text.partition("\n")
            self.page.aside(name, "structure")
            self.page.aside(value, ended.code)
        elif ended.code == "document-properties":
            self.page.aside(f"{ended.name}: {text}", ended.code)
        elif ended.code == "comment-person":
            names = (name.strip() for name in text.split(";"))
            self.page.aside("\n".join(f"Author: {name}" for name in names if name not in ("", "Unknown")), ended.code)
        elif ended.code not in ("other-part", "alt-text") or sum(map(str.isalpha, text)) > 2:
            self.page.aside(text, ended.code)

    def word(self, word: str, number: int | None) -> None:
        star, self.star = self.star, False
        if self.state.kind in ("colours", "styles"):
            self.look_word(word, number)
        elif word in LETTERS:
            self.state.look = self.state.look.with_word(word, number)
        elif word in ("trowd", "clcbpat", "cellx"):
            self.sheet.take_cell(word, number)
        elif word.startswith("shp") and number is not None:
            self.shape[word] = number
        elif word in ("titlepg", "facingp"):
            self.switched.add(word)
        elif word in ("paperw", "paperh") and number:
            self.sheet.width, self.sheet.height = (
                (number, self.sheet.height) if word == "paperw" else (self.sheet.width, number)
            )
        elif word in ("s", "cs") and (word, number or 0) in self.sheet.hiding:
            self.state.hidden = True
        elif word in CHARACTERS or word in ("cell", "row"):
            self.character(word)
        elif word in self.SETTINGS:
            self.SETTINGS[word](self, number)
        elif self.state.kind == "picture" and word.startswith(("pic", "dib")) and not star:
            self.pictures[-1].settings[word] = number or 0
        elif word == "u":
            self.write(self.letters.escape(number or 0, self.state.stand_ins))
        elif word in PAGES:
            self.encoding = self.state.encoding = PAGES[word]
        elif star or word in DESTINATIONS or word in DULL or word in NOTES or word in PLACES:
            self.destination(word)

    def look_word(self, word: str, number: int | None) -> None:
        """Take a word of the colour table or of the style sheet."""
        if self.state.kind == "colours":
            self.sheet.parts[word] = number or 0
        elif word in ("s", "cs", "ts", "ds"):
            self.sheet.style = word, number or 0
        elif word == "v" and number != 0:
            self.sheet.hiding.add(self.sheet.style)

    def character(self, word: str) -> None:
        if self.state.pieces is not None or self.state.kind != "text":
            self.write(CHARACTERS.get(word, "\t" if word == "cell" else "\n"))
        elif word == "cell":
            self.sheet.cell += 1
            self.page.end_cell()
        elif word == "row":
            self.sheet.cell = 0
            self.page.end_row()
        elif word in ("par", "sect", "page", "column"):
            self.page.end_line(self.state.in_table)
        else:
            self.write(CHARACTERS[word])

    def symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.star = True
        elif symbol in "\r\n":
            self.character("par")
        elif self.letters.skipping:
            self.letters.skipping -= 1
        else:
            self.write(SYMBOLS.get(symbol, ""))

    def destination(self, word: str) -> None:
        state = self.state
        if state.kind in ("dull", "object", "store", "styles") and (word != "objdata" or state.kind == "object"):
            return
        if word == "objdata":
            state.kind = "object"
            self.objects.append([])
        elif word == "pict":
            state.kind = "picture"
            hidden = "tracked-change" if state.deleted else "hidden-text" if state.hidden else None
            self.pictures.append(Picture(hidden, state.older))
        elif word == "picprop":
            state.kind = "text"
        elif word == "shpinst":
            self.shape, self.property = {}, ""
        elif word == "nonshppict":
            state.older = True
        elif word == "datastore":
            state.kind = "store"
            self.stores.append([])
        elif word in ("fonttbl", "colortbl", "stylesheet"):
            state.kind = {"fonttbl": "fonts", "colortbl": "colours", "stylesheet": "styles"}[word]
        elif word in DULL:
            state.kind = "dull"
        elif word in NOTES:
            state.kind = "text" if state.kind in ("fonts", "colours") else state.kind
            state.pieces, state.code, state.name = [], state.code, word
        elif word in DESTINATIONS:
            state.kind = "text" if state.kind in ("fonts", "colours") else state.kind
            state.pieces, state.code, state.name = [], DESTINATIONS[word], word
        elif word not in PASSED:
            state.pieces, state.code, state.name = [], state.code or "other-part", word

    def write(self, text: str) -> None:
        state = self.state
        if not text or state.kind in ("dull", "fonts", "colours", "styles"):
            return
        if state.kind in ("object", "store"):
            (self.objects if state.kind == "object" else self.stores)[-1].append("".join(text.split()))
        elif state.deleted or state.hidden:
            self.page.add(text, "tracked-change" if state.deleted else "hidden-text")
        elif self.sheet.is_unseen(state.look, state.in_table) and state.code in (None, "header-footer", "comment"):
            self.page.add(text, "unseen-text")
        elif state.pieces is not None:
            state.pieces.append(text)
        else:
            self.page.add(text, None)

    def set_font(self, number: int | None) -> None:
        self.font = number or 0
        if self.state.kind != "fonts":
            self.state.encoding = self.fonts.get(self.font, self.encoding)

    def set_charset(self, number: int | None) -> None:
        if self.state.kind == "fonts" and number in CHARSETS:
            self.fonts[self.font] = CHARSETS[number]

    def set_page(self, number: int | None) -> None:
        name = {65001: "utf-8", 10000: "mac_roman", 936: "gbk", 950: "big5"}.get(number or 0, f"cp{number}")
        try:
            "".encode(name)
        except LookupError:
            return
        self.encoding = self.state.encoding = name

    def set_stand_ins(self, number: int | None) -> None:
        self.state.stand_ins = max(0, 1 if number is None else number)

    def set_hidden(self, number: int | None) -> None:
        self.state.hidden = number != 0

    def set_deleted(self, number: int | None) -> None:
        self.state.deleted = number != 0

    def set_plain(self, _: int | None) -> None:
        self.state.hidden = self.state.deleted = False
        self.state.look = self.state.look.with_word("plain", None)
        self.state.encoding = self.encoding

    def set_in_table(self, _: int | None) -> None:
        self.state.in_table = True

    def end_paragraph_format(self, _: int | None) -> None:
        self.state.look = self.state.look.with_word("pard", None)
        self.state.in_table = False

    SETTINGS = {  # noqa: RUF012
        "f": set_font,
        "fcharset": set_charset,
        "ansicpg": set_page,
        "uc": set_stand_ins,
        "v": set_hidden,
        "deleted": set_deleted,
        "mvf": set_deleted,
        "plain": set_plain,
        "intbl": set_in_table,
        "pard": end_paragraph_format,
    }
