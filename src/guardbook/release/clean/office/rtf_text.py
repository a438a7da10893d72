"""Writes a draft as RTF of few words: paragraphs, tables, notes, headers, pictures."""

from typing import BinaryIO

from guardbook.readers.colours import Colour
from guardbook.release.clean.office.draft import (
    DEEPEST,
    Block,
    Break,
    Cell,
    Counter,
    Draft,
    Grid,
    Letters,
    Note,
    Page,
    Paragraph,
    Picture,
    Run,
    Section,
    Shape,
)
from guardbook.release.clean.office.word_looks import SIGNS

ALIGN = {"": "ql", "left": "ql", "center": "qc", "right": "qr", "justify": "qj"}
STOPS = {"left": "", "right": "\\tqr", "center": "\\tqc", "decimal": "\\tqdec"}
MARGINS = {
    ("header", "default"): "header",
    ("header", "even"): "headerl",
    ("header", "first"): "headerf",
    ("footer", "default"): "footer",
    ("footer", "even"): "footerl",
    ("footer", "first"): "footerf",
}
FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
BORDERS = "".join(f"\\clbrdr{side}\\brdrs\\brdrw5" for side in "tlbr")
LINE = 64
"""Bytes of a picture on one line."""


def write_rtf(draft: Draft, out: BinaryIO) -> None:
    """Write a draft as RTF (version 1.9.1), all of it ASCII."""
    writer = _Writer()
    first = draft.sections[0]
    body = "\\sect\n".join(writer.section(section) for section in draft.sections)
    kinds = {kind for section in draft.sections for _, kind in section.margins}
    facing = "\\facingp" if "even" in kinds else ""
    fonts = "".join(f"{{\\f{number}\\fnil\\fcharset2 {name};}}" for number, name in enumerate(SIGNS, 1))
    colours = "".join(f"\\red{red}\\green{green}\\blue{blue};" for red, green, blue in writer.colours)
    styles = "".join(
        f"{{\\s{number}\\outlinelevel{number - 1}\\sbasedon0\\snext0 heading {number};}}"
        for number in range(1, DEEPEST + 1)
    )
    title = f"{{\\info{{\\title {escaped(draft.title)}}}}}" if draft.title else ""
    head = (
        f"{{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{{\\fonttbl{{\\f0\\fswiss\\fcharset0 Arial;}}{fonts}}}\n"
        f"{{\\colortbl;{colours}}}\n{{\\stylesheet{{\\s0 Normal;}}{styles}}}\n{title}\n"
        f"{_paper(first.page, '', 'paperw', 'paperh')}{facing}\\fet0\n"
    )
    out.write(f"{head}{body}}}\n".encode("ascii"))


class _Writer:
    def __init__(self) -> None:
        self.colours: list[Colour] = []

    def section(self, section: Section) -> str:
        """Return a section with its headers."""
        kinds = {kind for _, kind in section.margins}
        first = "\\titlepg" if "first" in kinds else ""
        head = f"\\sectd{_paper(section.page, 'sxn', 'pgwsxn', 'pghsxn')}{first}\n"
        for place, word in MARGINS.items():
            if place in section.margins:
                head += f"{{\\{word} {self.blocks(section.margins[place] or [Paragraph()])}}}\n"
        return head + self.blocks(section.blocks or [Paragraph()])

    def blocks(self, blocks: list[Block], inside: str = "") -> str:
        """Return blocks; `inside` is what their paragraphs say of standing in a table."""
        return "".join(
            self.paragraph(block, inside) + "\\par\n" if isinstance(block, Paragraph) else self.grid(block)
            for block in blocks
        )

    def paragraph(self, paragraph: Paragraph, inside: str = "") -> str:
        """Return a paragraph without its end."""
        said = f"\\s{paragraph.heading}\\outlinelevel{paragraph.heading - 1}\\keepn" if paragraph.heading else ""
        pieces = "".join(map(self.piece, paragraph.pieces))
        return f"\\pard\\plain{inside}{said}{self.shape(paragraph.shape)} {pieces}"

    def shape(self, shape: Shape) -> str:
        """Return how a paragraph stands."""
        said = f"\\{ALIGN[shape.align]}\\li{_twips(shape.left)}\\ri{_twips(shape.right)}\\fi{_twips(shape.first)}"
        said += f"\\sb{_twips(shape.before)}\\sa{_twips(shape.after)}"
        said += "\\pagebb" if shape.new_page else ""
        said += f"\\cbpat{self.colour(shape.shade)}" if shape.shade else ""
        return said + "".join(f"{STOPS[kind]}\\tx{_twips(at)}" for at, kind, _ in shape.stops)

    def piece(self, piece: object) -> str:
        """Return one piece of a paragraph."""
        if isinstance(piece, Run):
            run = f"{{{self.letters(piece.letters)} {escaped(piece.text)}}}"
            if not piece.link:
                return run
            return f'{{\\field{{\\*\\fldinst HYPERLINK "{escaped(piece.link)}"}}{{\\fldrslt {run}}}}}'
        if isinstance(piece, Counter):
            shown = f"{{{self.letters(piece.letters)} {escaped(piece.text) or 1}}}"
            return f"{{\\field{{\\*\\fldinst {FIELDS[piece.kind]}}}{{\\fldrslt {shown}}}}}"
        if isinstance(piece, Note):
            end = "\\ftnalt" if piece.kind == "endnote" else ""
            inner = self.blocks(piece.blocks or [Paragraph()]).removesuffix("\\par\n")
            first, _, rest = inner.partition(" ")
            return f"{{\\super\\chftn}}{{\\footnote{end} {first} {{\\super\\chftn}} {rest}}}"
        if isinstance(piece, Picture):
            return _picture(piece)
        return "\\page " if isinstance(piece, Break) else ""

    def letters(self, letters: Letters) -> str:
        """Return how letters look."""
        said = f"\\f{SIGNS.index(letters.symbols) + 1}" if letters.symbols in SIGNS else "\\f0"
        said += f"\\fs{round(letters.size * 2)}"
        for word, here in (("b", letters.bold), ("i", letters.italic), ("ul", letters.underline),
                           ("strike", letters.strike), ("caps", letters.caps)):  # fmt: skip
            said += f"\\{word}" if here else ""
        said += f"\\{letters.raised}" if letters.raised else ""
        said += f"\\cf{self.colour(letters.colour)}" if letters.colour else ""
        return said + (f"\\chcbpat{self.colour(letters.mark)}" if letters.mark else "")

    def colour(self, colour: Colour | None) -> int:
        """Return the number of a colour in the table of colours."""
        if colour is None:
            return 0
        if colour not in self.colours:
            self.colours.append(colour)
        return self.colours.index(colour) + 1

    def grid(self, grid: Grid) -> str:
        """Return a table."""
        wide = max(map(len, grid.rows), default=0)
        widths = [*grid.widths[:wide], *[0.0] * (wide - len(grid.widths))]
        widths = [width if width > 4 else 440 / max(1, wide) for width in widths]
        return "".join(self.row(grid, number, widths) for number in range(len(grid.rows)))

    def row(self, grid: Grid, number: int, widths: list[float]) -> str:
        """Return a row of a table: where its cells end, and the cells."""
        row = grid.rows[number]
        heads, cells, column = "", "", 0
        while column < len(row):
            cell = row[column]
            merged = "\\clvmgf" if cell is not None and cell.down > 1 else ""
            if cell is None:
                above = reaching(grid, number, column)
                cell, merged = Cell(across=1 if above is None else above.across), "" if above is None else "\\clvmrg"
            column += max(1, cell.across)
            fill = f"\\clcbpat{self.colour(cell.shade)}" if cell.shade else ""
            heads += f"{merged}{BORDERS if grid.lined else ''}{fill}\\cellx{_twips(sum(widths[:column]))}"
            cells += self.cell(cell)
        heading = "\\trhdr" if number < grid.headings else ""
        return f"\\trowd\\trgaph80{heading}{heads}\n{cells}\\row\n"

    def cell(self, cell: Cell) -> str:
        """Return a cell; a table in it becomes paragraphs."""
        paragraphs = [block for block in cell.blocks if isinstance(block, Paragraph)] or [Paragraph()]
        return "\\par\n".join(self.paragraph(each, "\\intbl") for each in paragraphs) + "\\cell\n"


def reaching(grid: Grid, number: int, column: int) -> Cell | None:
    """Return the cell above that reaches down to a place."""
    for above in range(number - 1, -1, -1):
        row = grid.rows[above]
        cell = row[column] if column < len(row) else None
        if cell is not None:
            return cell if above + cell.down > number else None
    return None


def _picture(picture: Picture) -> str:
    kind = "pngblip" if picture.ending == "png" else "jpegblip"
    digits = picture.data.hex()
    lines = "\n".join(digits[start : start + 2 * LINE] for start in range(0, len(digits), 2 * LINE))
    return f"{{\\pict\\{kind}\\picwgoal{_twips(picture.width)}\\pichgoal{_twips(picture.height)}\n{lines}}}"


def _paper(page: Page, ending: str, width: str, height: str) -> str:
    said = f"\\{width}{_twips(page.width)}\\{height}{_twips(page.height)}"
    said += "\\lndscpsxn" if ending and page.width > page.height else ""
    sides = {"margl": page.left, "margr": page.right, "margt": page.top, "margb": page.bottom}
    return said + "".join(f"\\{word}{ending}{_twips(side)}" for word, side in sides.items())


def _twips(points: float) -> int:
    return round(points * 20)


def escaped(text: str) -> str:
    """Return text as RTF spells it."""
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    if letter in "\\{}":
        return f"\\{letter}"
    if letter in SPELT:
        return SPELT[letter]
    if " " <= letter <= "~":
        return letter
    code = ord(letter)
    if code < 32 or 0xD800 <= code < 0xE000:
        return ""
    if code > 0xFFFF:
        pair = letter.encode("utf-16-le")
        return "".join(_unicode(int.from_bytes(pair[at : at + 2], "little")) for at in (0, 2))
    return _unicode(code)


def _unicode(code: int) -> str:
    return f"\\u{code - 65536 if code > 32767 else code}?"


SPELT = {"\t": "\\tab ", "\n": "\\line ", "\u00a0": "\\~"}
