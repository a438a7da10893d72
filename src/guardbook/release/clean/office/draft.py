"""What a text or slides look like once they were gathered: paragraphs, tables, pictures, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from guardbook.readers.colours import Colour

Align = Literal["", "left", "center", "right", "justify"]
NUMBERED = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
"""How the levels of a list are counted: by the word that Word has for it, what OpenDocument calls it."""
DEEPEST = 9
"""Levels of headings and of lists."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look, as far as a copy keeps it."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    raised: Literal["", "super", "sub"] = ""
    caps: bool = False
    size: float = 11.0
    """In points."""
    colour: Colour | None = None
    """None: what the program picks so that they show."""
    mark: Colour | None = None
    """The colour behind them."""
    symbols: str = ""
    """The font of signs, where letters stand for signs."""


@dataclass(slots=True)
class Run:
    """Letters that look alike; "\\n" ends a line within the paragraph, "\\t" leads to the next stop."""

    text: str
    letters: Letters = field(default_factory=Letters)
    link: str = ""
    """The address that they lead to."""


@dataclass(slots=True)
class Picture:
    """A picture: its pixels as a file without anything else, and its size in points."""

    data: bytes
    ending: Literal["png", "jpg"]
    width: float
    height: float
    alternative: str = ""
    """What it shows, in words."""


@dataclass(slots=True)
class Note:
    """A footnote or an endnote, where its number stands."""

    kind: Literal["footnote", "endnote"]
    blocks: list["Block"] = field(default_factory=list)


@dataclass(slots=True)
class Counter:
    """A field that each page fills by itself: its own number, or how many pages there are."""

    kind: Literal["page", "pages"]
    letters: Letters = field(default_factory=Letters)
    text: str = ""
    """What it showed when the file was saved."""


@dataclass(slots=True)
class Break:
    """The end of a page."""


Piece = Run | Picture | Note | Counter | Break


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is marked."""

    kind: str
    """"bullet", a word of `NUMBERED`, or "none"."""
    text: str
    """The mark; "%1" stands for the number of the first level, and so on."""
    start: int = 1
    left: float = 18.0
    hanging: float = 18.0


@dataclass(slots=True)
class Shape:
    """How a paragraph stands; lengths in points."""

    align: Align = ""
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    """How far its first line is moved to the right of the others."""
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    """The height of lines, as a multiple of the usual one."""
    shade: Colour | None = None
    new_page: bool = False
    stops: tuple[tuple[float, str, bool], ...] = ()
    """Stops of tabs: where, of which kind ("left", "center", "right", "decimal"), and whether dots lead there."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    shape: Shape = field(default_factory=Shape)
    heading: int = 0
    """1 for the highest heading; 0 for none."""
    list: tuple[str, int] | None = None
    """The list that it is a point of, and the level in it (from 0)."""

    @property
    def text(self) -> str:
        """Its words, without those of its notes."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, (Run, Counter)))


@dataclass(slots=True)
class Cell:
    """A cell of a table; one that another one covers is left out of its row."""

    blocks: list["Block"] = field(default_factory=list)
    across: int = 1
    down: int = 1
    shade: Colour | None = None

    @property
    def text(self) -> str:
        """Its words, a line for each paragraph."""
        return "\n".join(paragraph.text for paragraph in paragraphs_of(self.blocks))


@dataclass(slots=True)
class Grid:
    """A table. A row holds None where a cell from above or from the left reaches."""

    rows: list[list[Cell | None]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    """In points; 0 where not said."""
    headings: int = 0
    """How many rows at the top come again on each page."""
    lined: bool = True
    """Whether lines are drawn between its cells."""


Block = Paragraph | Grid


@dataclass(slots=True)
class Page:
    """The paper of a section; lengths in points."""

    width: float = 595.3
    height: float = 841.9
    top: float = 72.0
    right: float = 72.0
    bottom: float = 72.0
    left: float = 72.0


@dataclass(slots=True)
class Section:
    """Pages that look alike, with what stands on them."""

    page: Page = field(default_factory=Page)
    blocks: list[Block] = field(default_factory=list)
    margins: dict[tuple[str, str], list[Block]] = field(default_factory=dict)
    """Headers and footers: by "header" or "footer", and "default", "first" or "even"."""
    goes_on: bool = False
    """Whether it begins on the page where the one before ends."""


@dataclass(slots=True)
class Draft:
    """A whole text."""

    title: str = ""
    sections: list[Section] = field(default_factory=list)
    lists: dict[str, list[Level]] = field(default_factory=dict)
    paper: Colour | None = None
    """The colour of its pages, where it is not that of paper."""

    def stories(self) -> Iterator[list[Block]]:
        """Yield every list of blocks: those of sections, headers and footers, and notes."""
        for section in self.sections:
            for blocks in (section.blocks, *section.margins.values()):
                yield blocks
                for paragraph in paragraphs_of(blocks):
                    yield from (piece.blocks for piece in paragraph.pieces if isinstance(piece, Note))


@dataclass(slots=True)
class Item:
    """One thing on a slide and where it stands: words in a box, a table or a picture. Lengths in points."""

    left: float
    top: float
    width: float
    height: float
    content: list[Block] | Grid | Picture | None
    """None for a coloured area without words."""
    fill: Colour | None = None
    role: Literal["", "title", "body"] = ""
    middle: Literal["top", "middle", "bottom"] = "top"
    round: Literal["rectangle", "ellipse", "round"] = "rectangle"
    line: Colour | None = None
    turned: float = 0.0
    """Degrees, clockwise."""


@dataclass(slots=True)
class Slide:
    """One slide."""

    items: list[Item] = field(default_factory=list)
    ground: Colour | None = None


@dataclass(slots=True)
class Slides:
    """A whole presentation."""

    title: str = ""
    width: float = 720.0
    height: float = 540.0
    slides: list[Slide] = field(default_factory=list)
    lists: dict[str, list[Level]] = field(default_factory=dict)


def paragraphs_of(blocks: list[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs of blocks, those in tables too, but not those of notes."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    if cell is not None:
                        yield from paragraphs_of(cell.blocks)


def grids_of(blocks: list[Block]) -> Iterator[Grid]:
    """Yield the tables among blocks, not those within tables."""
    yield from (block for block in blocks if isinstance(block, Grid))
