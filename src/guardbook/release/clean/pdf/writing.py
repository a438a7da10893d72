"""Reads what a page paints, instruction by instruction, and writes it anew: known instructions only."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from guardbook.release.clean.pdf.gear import Unsure, plain
from guardbook.release.clean.pdf.instructions import FORM, MOVES, NUMBERS, PAINTS, is_number, number
from guardbook.release.clean.pdf.names import Names
from guardbook.release.clean.pdf.paints import WITH
from guardbook.release.clean.pdf.pictures import Samples, samples_of
from guardbook.release.clean.pdf.sheet import Drawing, Piece, Place, Sheet, Show, State, finish
from guardbook.release.clean.pdf.stock import Stock

DEFAULTS = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")
DEEPEST = 10


def sheet_of(page: Any, stock: Stock, extra: list[tuple[Any, list[float]]]) -> Sheet:
    """Return what a page paints, the drawing of the page itself last; `extra` are forms over it with their matrices."""
    sheet = Sheet()
    contents = page.obj.get("/Contents")
    for each in contents if isinstance(contents, Array) else [contents]:
        if isinstance(each, Stream):
            stock.gear.unpacked(each)
    drawing = Drawing(stock.gear.pdf.make_stream(b""), Dictionary(), [b"q"])
    writing = Writing(stock, drawing, page.obj.get("/Resources", Dictionary()), sheet, State(), 0)
    writing.write(pikepdf.parse_content_stream(page) if contents is not None else [])
    drawing.lines.append(b"Q")
    for form, matrix in extra:
        drawing.lines.append(b"q " + b" ".join(map(number, matrix)) + b" cm")
        writing.form(form)
        drawing.lines.append(b"Q")
    sheet.drawings.append(drawing)
    return sheet


class Writing:
    """Goes through the instructions of one drawing; without a sheet no text is allowed."""

    def __init__(
        self,
        stock: Stock,
        drawing: Drawing,
        resources: Any,
        sheet: Sheet | None,
        state: State,
        depth: int,
    ) -> None:
        self.stock, self._drawing = stock, drawing
        self._sheet, self._state, self._depth = sheet, state, depth
        self._stack: list[State] = []
        self._marks: list[bool] = []
        self.names = Names(resources, drawing.resources)
        self._last: Show | None = None
        spaces = resources.get("/ColorSpace")
        for key in DEFAULTS:
            if isinstance(spaces, Dictionary) and key in spaces:
                self.names.put("ColorSpace", stock.gear.copy(spaces[key], "colours"), key)

    def write_stream(self, stream: Any) -> None:
        if not isinstance(stream, Stream):
            raise Unsure
        self.stock.gear.unpacked(stream)
        self.write(pikepdf.parse_content_stream(stream))

    def write(self, instructions: Any) -> None:
        for count, each in enumerate(instructions):
            if count % 1024 == 0:
                self.stock.gear.spend(1024)
            if isinstance(each, pikepdf.ContentStreamInlineImage):
                if self.shows():
                    self._inline(each.iimage)
            else:
                self._instruction(str(each.operator), list(each.operands))
        self._drawing.lines += [b"Q"] * len(self._stack)

    def _instruction(self, name: str, operands: list[Any]) -> None:
        if name in NUMBERS:
            self._numbers(name, operands)
        elif special := SPECIAL.get(name):
            special(self, operands)

    def _numbers(self, name: str, operands: list[Any]) -> None:
        count = NUMBERS[name]
        values = operands[len(operands) - count :] if count else []
        if len(values) < count or not all(is_number(each) for each in values):
            raise Unsure
        if name == "q":
            self._stack.append(replace(self._state))
        elif name == "Q":
            if not self._stack:
                return
            self._state = self._stack.pop()
        elif name == "Tr":
            self._state.mode = int(values[0])
        elif name in MOVES:
            self._last = None
        if name in PAINTS and not self.shows():
            name = "n"
        self.add(b" ".join((*map(number, values), name.encode())))

    def shows(self) -> bool:
        """Tell whether the layers show that the next instruction belongs to."""
        return all(self._marks)

    def add(self, line: bytes | Show | Place) -> None:
        """Write a line."""
        self._drawing.lines.append(line)

    # marked content: only whether a layer shows is of interest

    def _mark(self, operands: list[Any]) -> None:
        layer = None
        if len(operands) == 2 and operands[0] == "/OC" and isinstance(operands[1], Name):
            layer = self.names.thing("Properties", operands[1])
        self._marks.append(self.stock.layers.shows(layer))

    def _unmark(self, _: list[Any]) -> None:
        if self._marks:
            self._marks.pop()

    # text

    def _font(self, operands: list[Any]) -> None:
        if len(operands) != 2 or not is_number(operands[1]):
            raise Unsure
        source = self.names.thing("Font", operands[0])
        if not isinstance(source, Dictionary):
            source = Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
            )
        self._state.font, new = self.stock.font(source)
        made = self._state.font.made
        if new and source.get("/Subtype") == "/Type3":
            self._drawn_letters(source, made)
        self._state.size = float(operands[1])
        name = self.names.put_once("Font", operands[0], lambda: made)
        self.add(b"%s %s Tf" % (name.encode(), number(operands[1])))

    def _drawn_letters(self, source: Any, made: Any) -> None:
        """Write the drawings anew that are the letters of a font (ISO 32000-2, 9.6.4)."""
        procedures, resources = source.get("/CharProcs"), Dictionary()
        old = source.get("/Resources", self.names.old)
        made.CharProcs = Dictionary()
        for name, each in procedures.items() if isinstance(procedures, Dictionary) else ():
            drawing = Drawing(self.stock.gear.pdf.make_stream(b""), resources)
            inner = Writing(self.stock, drawing, old, None, State(), self._depth + 1)
            inner.write_stream(each)
            finish(drawing, None)
            made.CharProcs[name] = drawing.stream
        made.Resources = resources

    def _show(self, operands: list[Any]) -> None:
        pieces = operands[-1:]
        if pieces and isinstance(pieces[0], Array):
            pieces = list(pieces[0])
        if self._sheet is None or self._state.font is None:
            raise Unsure
        font, cut = self._state.font, list[Piece]()
        for each in pieces:
            if isinstance(each, pikepdf.String):
                cut += font.cut(bytes(each))
            elif is_number(each):
                cut.append(each)
        show = Show(cut, self._sheet.letters, font, self._state.size, self._state.mode, not self.shows())
        if self._last is not None:
            self._last.joined = True
        self._last = show
        self._sheet.letters += sum(isinstance(each, bytes) for each in cut)
        self._sheet.shows.append(show)
        self.add(show)

    def _show_below(self, operands: list[Any]) -> None:
        self._numbers("T*", [])
        self._show(operands)

    def _show_spaced(self, operands: list[Any]) -> None:
        if len(operands) != 3:
            raise Unsure
        self._numbers("Tw", operands[:1])
        self._numbers("Tc", operands[1:2])
        self._show_below(operands[2:])

    # pictures and forms

    def _paint(self, operands: list[Any]) -> None:
        thing = self.names.thing("XObject", operands[-1])
        if not isinstance(thing, Stream) or not self.shows() or not self.stock.layers.shows(thing.get("/OC")):
            return
        if thing.get("/Subtype") == "/Image":
            again = partial(samples_of, thing, self.stock.gear)
            self._place(self.stock.picture(thing, again), again)
        elif thing.get("/Subtype") == "/Form":
            self.form(thing)

    def form(self, thing: Any) -> None:
        """Write a form and paint it here."""
        name = self.names.put("XObject", self.inner(thing, self._sheet, FORM))
        self.add(f"{name} Do".encode())

    def inner(self, thing: Any, sheet: Sheet | None, entries: tuple[str, ...]) -> Any:
        """Return a drawing within this one, written anew with some of its own entries."""
        if self._depth >= DEEPEST:
            raise Unsure
        drawing = Drawing(self.stock.gear.pdf.make_stream(b""), Dictionary())
        resources = thing.get("/Resources", self.names.old)
        inner = Writing(self.stock, drawing, resources, sheet, replace(self._state), self._depth + 1)
        inner.write_stream(thing)
        for key in entries:
            if (value := thing.get(key)) is not None:
                drawing.stream[key] = plain(value)
        if entries is FORM:
            drawing.stream.Type, drawing.stream.Subtype = Name.XObject, Name.Form
            if isinstance(group := thing.get("/Group"), Dictionary):
                drawing.stream.Group = self.stock.gear.copy(group, "group")
        drawing.stream.Resources = drawing.resources
        if sheet is None:
            finish(drawing, None)
        else:
            sheet.drawings.append(drawing)
        return drawing.stream

    def _inline(self, image: Any) -> None:
        with pikepdf.new() as scratch:
            stream = scratch.make_stream(image.read_raw_bytes())
            for key, value in image.obj.items():
                stream[key] = value
            samples = samples_of(stream, self.stock.gear, self.names.old.get("/ColorSpace"))
        self._place(samples.written(self.stock.gear), lambda: samples)

    def _place(self, picture: Any, again: Callable[[], Samples]) -> None:
        place = Place(self.names.put("XObject", picture), self._drawing.resources, again)
        self.add(place)
        if self._sheet is not None:
            self._sheet.places.append(place)


Special = Callable[[Writing, list[Any]], None]
SPECIAL: dict[str, Special] = {
    "BMC": Writing._mark, "BDC": Writing._mark, "EMC": Writing._unmark, "Tf": Writing._font,
    "Tj": Writing._show, "TJ": Writing._show, "'": Writing._show_below, '"': Writing._show_spaced,
    "Do": Writing._paint,
    **WITH,
}  # fmt: skip
"""Instructions that take more than numbers; those that stand neither here nor in `NUMBERS` are left out."""
