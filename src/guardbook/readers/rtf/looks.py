"""How letters of an RTF document look, as far as it decides whether they show: colours, sizes, places, styles."""

from dataclasses import dataclass, field, replace

from guardbook.readers.colours import BLACK, WHITE, Colour, blends

TINY = 4
"""Half-points up to which letters cannot be read."""
NARROW = 5
"""Per cent of their width up to which letters cannot be read."""
FLAT = 40
"""Twentieths of a point up to which a line of exact height shows nothing."""


@dataclass(frozen=True, slots=True)
class Look:
    """What control words said of letters and of their paragraph; colours are numbers of the colour table."""

    cf: int = 0
    fs: int = 24
    charscalex: int = 100
    expndtw: int = 0
    highlight: int = 0
    cb: int = 0
    chcbpat: int = 0
    cbpat: int = 0
    sl: int = 0
    li: int = 0
    posx: int = 0
    posy: int = 0

    def with_word(self, word: str, number: int | None) -> "Look":
        """Return the look after a control word."""
        if word == "plain":
            return replace(PLAIN, cbpat=self.cbpat, sl=self.sl, li=self.li, posx=self.posx, posy=self.posy)
        if word == "pard":
            return replace(self, cbpat=0, sl=0, li=0, posx=0, posy=0)
        return replace(self, **{word: number or 0})


PLAIN = Look()
LETTERS = frozenset("cf fs charscalex expndtw highlight cb chcbpat cbpat sl li posx posy".split())
"""Control words that a look keeps."""


@dataclass(slots=True)
class Sheet:
    """The colour table, the styles that hide, the paper, and the cells of the row at hand."""

    colours: list[Colour | None] = field(default_factory=list)
    parts: dict[str, int] = field(default_factory=dict)
    """Red, green and blue of the colour that is being read."""
    hiding: set[tuple[str, int]] = field(default_factory=set)
    """Paragraph ("s") and character ("cs") styles that hide their text."""
    style: tuple[str, int] = ("s", 0)
    width: int = 12_240
    height: int = 15_840
    fills: list[int] = field(default_factory=list)
    fill: int = 0
    cell: int = 0

    def end_colour(self) -> None:
        """Take in the colour that was read; one without parts is the automatic one."""
        red, green, blue = (self.parts.get(name, 0) for name in ("red", "green", "blue"))
        self.colours.append((red, green, blue) if self.parts else None)
        self.parts = {}

    def take_cell(self, word: str, number: int | None) -> None:
        """Take in a word of a row's definition: each cell ends with \\cellx."""
        if word == "trowd":
            self.fills, self.fill, self.cell = [], 0, 0
        elif word == "clcbpat":
            self.fill = number or 0
        elif word == "cellx":
            self.fills.append(self.fill)
            self.fill = 0

    def is_unseen(self, look: Look, in_table: bool) -> bool:
        """Tell whether letters of a look cannot be seen."""
        if look is PLAIN:
            return False
        piled = -look.expndtw >= 5 * look.fs > 0
        if look.fs <= TINY or look.charscalex <= NARROW or piled or -FLAT <= look.sl < 0:
            return True
        if look.li >= self.width or abs(look.posx) >= self.width or abs(look.posy) >= self.height:
            return True
        letters, mark = self._colour(look.cf), self._colour(look.highlight)
        if letters is None and mark is not None:
            letters = BLACK  # a marker does not turn letters white
        cell = self.fills[self.cell] if in_table and self.cell < len(self.fills) else 0
        papers = (mark, *map(self._colour, (look.chcbpat, look.cb, look.cbpat, cell)), WHITE)
        return letters is not None and blends(letters, next(paper for paper in papers if paper is not None))

    def is_beside(self, shape: dict[str, int]) -> bool:
        """Tell whether a shape's box (\\shpleft and so on) lies wholly beside the paper."""
        if not {"shpleft", "shpright", "shptop", "shpbottom"} <= shape.keys():
            return False
        beyond = shape["shpleft"] >= self.width or shape["shptop"] >= self.height
        return beyond or shape["shpright"] <= -2880 or shape["shpbottom"] <= -self.height

    def _colour(self, number: int) -> Colour | None:
        return self.colours[number] if 0 <= number < len(self.colours) else None
