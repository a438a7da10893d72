"""Reads what a page paints, instruction by instruction, and writes it anew: known instructions only."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from guardbook.release.clean.pdf.fonts import Font, font_of
from guardbook.release.clean.pdf.gear import DEVICE, Gear, Unsure, plain
from guardbook.release.clean.pdf.layers import Layers
from guardbook.release.clean.pdf.pictures import Samples, samples_of

Piece = bytes | float
NUMBERS = {
    **dict.fromkeys("q Q h S s f F f* B B* b b* n W W* BT ET T*".split(), 0),
    **dict.fromkeys("w J j M i Tc Tw Tz TL Tr Ts G g".split(), 1),
    **dict.fromkeys("m l Td TD d0".split(), 2),
    **dict.fromkeys("RG rg".split(), 3),
    **dict.fromkeys("v y re K k".split(), 4),
    **dict.fromkeys("c cm Tm d1".split(), 6),
}
"""Instructions that take numbers alone, and how many (ISO 32000-2, annex A)."""
PAINTS = frozenset("S s f F f* B B* b b*".split())
MOVES = frozenset("BT Td TD Tm T*".split())
INTENTS = ("/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual")
LETTERS = {"Font": "F", "XObject": "X", "ExtGState": "G", "ColorSpace": "C", "Pattern": "P", "Shading": "S"}
"""The first letter of the names under which a drawing knows its things."""
DEFAULTS = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")
FORM = ("/BBox", "/Matrix")
TILES = ("/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix")
DEEPEST = 10


@dataclass(slots=True)
class Show:
    """An instruction that shows text: codes of letters, and numbers that move the next one."""

    pieces: list[Piece]
    first: int
    """The number on the sheet of the first of its letters."""
    font: Font
    size: float
    mode: int
    off: bool
    """Whether it belongs to a layer that does not show."""
    joined: bool = False
    """Whether what follows on the same line stands where this one ends."""


@dataclass(slots=True)
class Place:
    """An instruction that paints a picture."""

    name: str
    resources: Any
    again: Callable[[], Samples]
    """Gives its samples."""


@dataclass(slots=True)
class State:
    """What the text of a drawing depends on."""

    font: Font | None = None
    size: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class Drawing:
    """The content of a page or of a form: bytes that stay, and what has to be decided."""

    stream: Any
    resources: Any
    lines: list[bytes | Show | Place] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """One page: everything that it paints, letters and pictures in the order of painting."""

    drawings: list[Drawing] = field(default_factory=list)
    shows: list[Show] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    letters: int = 0


class Pen:
    """Writes the drawings of one document anew."""

    def __init__(self, gear: Gear, layers: Layers) -> None:
        self.gear, self.layers = gear, layers
        self.fonts: dict[tuple[int, int], Font] = {}
        self.pictures: dict[tuple[int, int], Any] = {}

    def sheet(self, page: Any, extra: list[tuple[Any, list[float]]]) -> tuple[Sheet, Any]:
        """Return what a page paints, and the new stream; `extra` are forms painted last, each with its matrix."""
        sheet = Sheet()
        contents = page.obj.get("/Contents")
        for each in contents if isinstance(contents, Array) else [contents]:
            if isinstance(each, Stream):
                self.gear.unpacked(each)
        drawing = Drawing(self.gear.pdf.make_stream(b""), Dictionary())
        resources = page.obj.get("/Resources", Dictionary())
        writing = _Writing(self, drawing, resources, sheet, State(), 0, ())
        drawing.lines.append(b"q")
        writing.write(pikepdf.parse_content_stream(page) if contents is not None else [])
        drawing.lines += [b"Q"]
        for form, matrix in extra:
            drawing.lines.append(b"q " + b" ".join(map(_number, matrix)) + b" cm")
            writing.form(form)
            drawing.lines.append(b"Q")
        return sheet, drawing

    def picture(self, stream: Any, again: Callable[[], Samples]) -> Any:
        """Return the copy of a picture; of one that is used again the same."""
        key = stream.objgen
        if key not in self.pictures:
            self.pictures[key] = self.gear.pdf.make_indirect(again().written(self.gear.pdf))
        return self.pictures[key]

    def font(self, source: Any, listed: bool) -> Font:
        """Return a font; what its letters are drawn with is written anew where it holds drawings itself."""
        key = source.objgen
        if key != (0, 0) and key in self.fonts:
            return self.fonts[key]
        made = self.gear.pdf.make_indirect(self.gear.copy(source, "font"))
        if source.get("/Subtype") == "/Type3":
            self._drawn_letters(source, made)
        font = font_of(source, made, self.gear.unpacked)
        if key != (0, 0):
            self.fonts[key] = font
        return font

    def _drawn_letters(self, source: Any, made: Any) -> None:
        procedures = source.get("/CharProcs")
        made["/CharProcs"] = Dictionary()
        resources = Dictionary()
        for name, each in procedures.items() if isinstance(procedures, Dictionary) else ():
            drawing = Drawing(self.gear.pdf.make_stream(b""), resources)
            _Writing(self, drawing, source.get("/Resources", Dictionary()), None, State(), 1, ()).write_stream(each)
            finish(drawing, None)
            made.CharProcs[name] = drawing.stream
        made["/Resources"] = resources


class _Writing:
    """Goes through the instructions of one drawing; without a sheet no text is allowed."""

    def __init__(
        self, pen: Pen, drawing: Drawing, resources: Any, sheet: Sheet | None, state: State, depth: int, marks: tuple[bool, ...]
    ) -> None:
        self._pen, self._drawing, self._from = pen, drawing, resources
        self._sheet, self._state, self._depth = sheet, state, depth
        self._stack: list[State] = []
        self._marks = list(marks)
        self._names: dict[tuple[str, str], str] = {}
        self._last: Show | None = None
        spaces = resources.get("/ColorSpace")
        for key in DEFAULTS:
            if isinstance(spaces, Dictionary) and key in spaces:
                self._put("ColorSpace", pen.gear.copy(spaces[key], "colours"), key)

    def write_stream(self, stream: Any) -> None:
        if not isinstance(stream, Stream):
            raise Unsure
        self._pen.gear.unpacked(stream)
        self.write(pikepdf.parse_content_stream(stream))

    def write(self, instructions: Any) -> None:
        for number, each in enumerate(instructions):
            if number % 1024 == 0:
                self._pen.gear.spend(1024)
            if isinstance(each, pikepdf.ContentStreamInlineImage):
                if self._shows():
                    self._inline(each)
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
        if len(values) < count or not all(_is_number(each) for each in values):
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
        if name in PAINTS and not self._shows():
            name = "n"
        self._drawing.lines.append(b" ".join((*map(_number, values), name.encode())))

    def _shows(self) -> bool:
        return all(self._marks)

    # marked content: only whether a layer shows is of interest

    def _mark(self, operands: list[Any]) -> None:
        layer = None
        if len(operands) == 2 and operands[0] == "/OC" and isinstance(operands[1], Name):
            layer = self._thing("Properties", operands[1])
        self._marks.append(self._pen.layers.shows(layer))

    def _unmark(self, operands: list[Any]) -> None:
        if self._marks:
            self._marks.pop()

    # text

    def _font(self, operands: list[Any]) -> None:
        if len(operands) != 2 or not _is_number(operands[1]):
            raise Unsure
        source = self._thing("Font", operands[0])
        if not isinstance(source, Dictionary):
            source = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        self._state.font = font = self._pen.font(source, self._sheet is not None)
        self._state.size = float(operands[1])
        name = self._put_once("Font", str(operands[0]), font.made)
        self._drawing.lines.append(b"%s %s Tf" % (name.encode(), _number(operands[1])))

    def _show(self, operands: list[Any]) -> None:
        pieces = operands[-1:]
        if pieces and isinstance(pieces[0], Array):
            pieces = list(pieces[0])
        if self._sheet is None or self._state.font is None or self._depth > DEEPEST:
            raise Unsure
        font, cut = self._state.font, list[Piece]()
        for each in pieces:
            if isinstance(each, pikepdf.String):
                cut += font.cut(bytes(each))
            elif _is_number(each):
                cut.append(each)
        show = Show(cut, self._sheet.letters, font, self._state.size, self._state.mode, not self._shows())
        if self._last is not None:
            self._last.joined = True
        self._last = show
        self._sheet.letters += sum(isinstance(each, bytes) for each in cut)
        self._sheet.shows.append(show)
        self._drawing.lines.append(show)

    def _show_below(self, operands: list[Any]) -> None:
        self._numbers("T*", [])
        self._show(operands)

    def _show_spaced(self, operands: list[Any]) -> None:
        if len(operands) != 3:
            raise Unsure
        self._numbers("Tw", operands[:1])
        self._numbers("Tc", operands[1:2])
        self._show_below(operands[2:])

    # what is painted with and on

    def _state_by_name(self, operands: list[Any]) -> None:
        source = self._thing("ExtGState", operands[-1])
        if not isinstance(source, Dictionary):
            return
        if "/Font" in source:
            raise Unsure
        name = self._put_once("ExtGState", str(operands[-1]), lambda: self._pen.gear.copy(source, "state"))
        self._drawing.lines.append(f"{name} gs".encode())

    def _space(self, operands: list[Any], word: bytes) -> None:
        source = operands[-1]
        if str(source) in DEVICE:
            name = str(source)
        else:
            known = self._thing("ColorSpace", source)
            name = self._put_once("ColorSpace", str(source), lambda: self._pen.gear.copy(known, "colours"))
        self._drawing.lines.append(name.encode() + b" " + word)

    def _colour(self, operands: list[Any], word: bytes) -> None:
        pattern = operands.pop() if operands and isinstance(operands[-1], Name) else None
        if not all(map(_is_number, operands)) or len(operands) > 32:
            raise Unsure
        values = [_number(each) for each in operands]
        if pattern is not None:
            source = self._thing("Pattern", pattern)
            values.append(self._put_once("Pattern", str(pattern), lambda: self._pattern(source)).encode())
        self._drawing.lines.append(b" ".join((*values, word)))

    def _pattern(self, source: Any) -> Any:
        if not isinstance(source, Stream):
            if not isinstance(source, Dictionary):
                raise Unsure
            return self._pen.gear.copy(source, "pattern")
        return self._inner(source, None, TILES)

    def _shading(self, operands: list[Any]) -> None:
        source = self._thing("Shading", operands[-1])
        if source is not None and self._shows():
            name = self._put_once("Shading", str(operands[-1]), lambda: self._pen.gear.copy(source, "shading"))
            self._drawing.lines.append(f"{name} sh".encode())

    def _dashes(self, operands: list[Any]) -> None:
        if len(operands) != 2 or not isinstance(operands[0], Array) or not all(map(_is_number, (*operands[0], operands[1]))):
            raise Unsure
        values = b" ".join(map(_number, operands[0]))
        self._drawing.lines.append(b"[%s] %s d" % (values, _number(operands[1])))

    def _intent(self, operands: list[Any]) -> None:
        if str(operands[-1]) in INTENTS:
            self._drawing.lines.append(f"{operands[-1]} ri".encode())

    # pictures and forms

    def _paint(self, operands: list[Any]) -> None:
        thing = self._thing("XObject", operands[-1])
        if not isinstance(thing, Stream) or not self._shows() or not self._pen.layers.shows(thing.get("/OC")):
            return
        if thing.get("/Subtype") == "/Image":
            again = partial(samples_of, thing, self._pen.gear)
            self._place(self._pen.picture(thing, again), again)
        elif thing.get("/Subtype") == "/Form":
            self.form(thing)

    def form(self, thing: Any) -> None:
        """Write a form and paint it here."""
        name = self._put("XObject", self._inner(thing, self._sheet, FORM))
        self._drawing.lines.append(f"{name} Do".encode())

    def _inner(self, thing: Any, sheet: Sheet | None, entries: tuple[str, ...]) -> Any:
        if self._depth >= DEEPEST:
            raise Unsure
        drawing = Drawing(self._pen.gear.pdf.make_stream(b""), Dictionary())
        resources = thing.get("/Resources", self._from)
        inner = _Writing(self._pen, drawing, resources, sheet, replace(self._state), self._depth + 1, ())
        inner.write_stream(thing)
        for key in entries:
            if (value := thing.get(key)) is not None:
                drawing.stream[key] = plain(value)
        if entries is FORM:
            drawing.stream.Type, drawing.stream.Subtype = Name.XObject, Name.Form
            if isinstance(group := thing.get("/Group"), Dictionary):
                drawing.stream.Group = self._pen.gear.copy(group, "group")
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
            samples = samples_of(stream, self._pen.gear, self._from.get("/ColorSpace"))
        self._place(self._pen.gear.pdf.make_indirect(samples.written(self._pen.gear.pdf)), lambda: samples)

    def _place(self, picture: Any, again: Callable[[], Samples]) -> None:
        place = Place(self._put("XObject", picture), self._drawing.resources, again)
        self._drawing.lines.append(place)
        if self._sheet is not None:
            self._sheet.places.append(place)

    # names

    def _thing(self, category: str, name: Any) -> Any:
        things = self._from.get(f"/{category}")
        return things.get(str(name)) if isinstance(things, Dictionary) and isinstance(name, Name) else None

    def _put_once(self, category: str, old: str, make: Any) -> str:
        """Return the new name of a thing that the drawing knows under an old one."""
        if (category, old) not in self._names:
            made = make() if callable(make) else make
            if made is None:
                raise Unsure
            self._names[category, old] = self._put(category, made)
        return self._names[category, old]

    def _put(self, category: str, thing: Any, name: str = "") -> str:
        things = self._drawing.resources.get(f"/{category}")
        if things is None:
            self._drawing.resources[f"/{category}"] = Dictionary()
            things = self._drawing.resources[f"/{category}"]
        name = name or f"/{LETTERS[category]}{len(things)}"
        things[name] = thing
        return name


Special = Callable[[_Writing, list[Any]], None]
SPECIAL: dict[str, Special] = {
    "BMC": _Writing._mark, "BDC": _Writing._mark, "EMC": _Writing._unmark, "Tf": _Writing._font,
    "Tj": _Writing._show, "TJ": _Writing._show, "'": _Writing._show_below, '"': _Writing._show_spaced,
    "gs": _Writing._state_by_name, "sh": _Writing._shading, "d": _Writing._dashes, "ri": _Writing._intent,
    "Do": _Writing._paint,
    "CS": lambda writing, operands: writing._space(operands, b"CS"),
    "cs": lambda writing, operands: writing._space(operands, b"cs"),
    "SC": lambda writing, operands: writing._colour(operands, b"SC"),
    "sc": lambda writing, operands: writing._colour(operands, b"sc"),
    "SCN": lambda writing, operands: writing._colour(operands, b"SCN"),
    "scn": lambda writing, operands: writing._colour(operands, b"scn"),
}  # fmt: skip
"""Instructions that take more than numbers; those that stand neither here nor in `NUMBERS` are left out."""


def finish(drawing: Drawing, write: Callable[[Drawing], Iterator[bytes]] | None) -> None:
    """Write the lines of a drawing into its stream; `write` says how text and pictures are written."""
    lines = write(drawing) if write else _plain_lines(drawing)
    drawing.stream.write(b"\n".join(lines))


def _plain_lines(drawing: Drawing) -> Iterator[bytes]:
    for line in drawing.lines:
        if isinstance(line, Place):
            yield f"{line.name} Do".encode()
        elif isinstance(line, bytes):
            yield line


def letter_by_letter(drawing: Drawing) -> Iterator[bytes]:
    """Yield a drawing with an instruction for every letter, so that each is looked at by itself."""
    for line in drawing.lines:
        if isinstance(line, Place):
            yield f"{line.name} Do".encode()
        elif isinstance(line, bytes):
            yield line
        else:
            if line.off:
                yield b"3 Tr"
            for piece in line.pieces:
                yield b"<%s> Tj" % piece.hex().encode() if isinstance(piece, bytes) else b"[%s] TJ" % _number(piece)
            if line.off:
                yield b"%d Tr" % line.mode


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def _number(value: Any) -> bytes:
    if isinstance(value, int):
        return b"%d" % value
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return text.encode() if text not in ("-0", "") else b"0"
