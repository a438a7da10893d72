"""Writes a draft as a Word document of few parts: the text, its styles and lists, notes, headers, pictures."""

from collections.abc import Iterable
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
    Level,
    Note,
    Page,
    Paragraph,
    Picture,
    Run,
    Section,
    Shape,
)
from guardbook.release.clean.office.packing import HEAD, pack, quoted, words

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{OFFICE}" xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main"'
    f' xmlns:pic="{DRAWING}/picture"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
FONT = "Arial"
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
REPEATED = "<w:trPr><w:tblHeader/></w:trPr>"
EMU = 12_700
ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}
FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
NOTES = {"footnote": "footnotes", "endnote": "endnotes"}


def write_word(draft: Draft, out: BinaryIO) -> None:
    """Write a draft as DOCX."""
    pack(out, _Book(draft).parts())


class _Part:
    """One part with text, and its arrows to others."""

    def __init__(self, book: "_Book") -> None:
        self.book = book
        self.arrows: list[tuple[str, str, bool]] = []

    def arrow(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of an arrow to a target."""
        entry = (kind, target, external)
        if entry not in self.arrows:
            self.arrows.append(entry)
        return f"rId{self.arrows.index(entry) + 1}"

    def relationships(self) -> str:
        """Return the part with the arrows."""
        lines = "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target={quoted(target)}'
            + (' TargetMode="External"/>' if external else "/>")
            for number, (kind, target, external) in enumerate(self.arrows, 1)
        )
        return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'

    def blocks(self, blocks: list[Block], *, end: bool = True) -> str:
        """Return blocks; where `end`, the last one is a paragraph, as cells and stories need."""
        text = "".join(self.paragraph(each) if isinstance(each, Paragraph) else self.grid(each) for each in blocks)
        return text if blocks and (not end or isinstance(blocks[-1], Paragraph)) else f"{text}<w:p/>"

    def paragraph(self, paragraph: Paragraph, section: str = "", mark: str = "") -> str:
        """Return a paragraph; `section` is what it says of the section that it ends."""
        inner = "".join(self.piece(piece) for piece in paragraph.pieces)
        return f"<w:p>{_paragraph_properties(paragraph, self.book, section)}{mark}{inner}</w:p>"

    def piece(self, piece: object) -> str:
        """Return one piece of a paragraph."""
        if isinstance(piece, Run):
            run = f"<w:r>{_letters(piece.letters)}{_text(piece.text)}</w:r>"
            if not piece.link:
                return run
            return f'<w:hyperlink r:id="{self.arrow("hyperlink", piece.link, external=True)}">{run}</w:hyperlink>'
        if isinstance(piece, Counter):
            run = f"<w:r>{_letters(piece.letters)}<w:t>{words(piece.text) or 1}</w:t></w:r>"
            return f'<w:fldSimple w:instr="{FIELDS[piece.kind]}">{run}</w:fldSimple>'
        if isinstance(piece, Break):
            return '<w:r><w:br w:type="page"/></w:r>'
        if isinstance(piece, Note):
            number = self.book.note(piece)
            return f'<w:r>{RAISED}<w:{piece.kind}Reference w:id="{number}"/></w:r>'
        return self.picture(piece) if isinstance(piece, Picture) else ""

    def picture(self, picture: Picture) -> str:
        """Return a picture in its line."""
        number, target = self.book.picture(picture)
        arrow = self.arrow("image", target)
        size = f'cx="{round(picture.width * EMU)}" cy="{round(picture.height * EMU)}"'
        name = f'id="{number}" name="Picture {number}"'
        described = f" descr={quoted(picture.alternative)}" if picture.alternative else ""
        return (
            f"<w:r><w:drawing><wp:inline><wp:extent {size}/><wp:docPr {name}{described}/>"
            f'<a:graphic><a:graphicData uri="{DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr'
            f' {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{arrow}"/>'
            f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )

    def grid(self, grid: Grid) -> str:
        """Return a table."""
        wide = max(map(len, grid.rows), default=0)
        line = "single" if grid.lined else "nil"
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = "".join(f'<w:{side} w:val="{line}" w:sz="4" w:space="0" w:color="808080"/>' for side in sides)
        columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in grid.widths[:wide])
        columns += "<w:gridCol/>" * (wide - len(grid.widths))
        rows = "".join(
            f"<w:tr>{REPEATED if number < grid.headings else ''}{self.row(grid, number)}</w:tr>"
            for number in range(len(grid.rows))
        )
        layout = (
            f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar><w:left'
            ' w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
        return f"<w:tbl>{layout}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"

    def row(self, grid: Grid, number: int) -> str:
        """Return the cells of a row, and a stand-in for each one that reaches down from above."""
        cells, column, row = [], 0, grid.rows[number]
        while column < len(row):
            cell = row[column]
            if cell is not None:
                cells.append(self.cell(cell, grid, column, '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""))
                column += max(1, cell.across)
                continue
            above = _reaching(grid, number, column)
            across = 1 if above is None else max(1, above.across)
            cells.append(self.cell(Cell(across=across), grid, column, "" if above is None else "<w:vMerge/>"))
            column += across
        return "".join(cells) or "<w:tc><w:tcPr/><w:p/></w:tc>"

    def cell(self, cell: Cell, grid: Grid, column: int, merged: str) -> str:
        """Return one cell."""
        width = sum(grid.widths[column : column + cell.across])
        properties = f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>' if width else '<w:tcW w:w="0" w:type="auto"/>'
        if cell.across > 1:
            properties += f'<w:gridSpan w:val="{cell.across}"/>'
        properties += merged + _shade(cell.shade)
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{self.blocks(cell.blocks)}</w:tc>"


class _Book:
    """The whole document while it is written."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.lists = {name: number for number, name in enumerate(draft.lists, 1)}
        self.pictures: dict[bytes, str] = {}
        self.shown = 0
        self.notes: dict[str, list[Note]] = {"footnote": [], "endnote": []}
        self.margins: list[tuple[str, list[Block]]] = []

    def note(self, note: Note) -> int:
        """Return the number of a note."""
        self.notes[note.kind].append(note)
        return len(self.notes[note.kind])

    def picture(self, picture: Picture) -> tuple[int, str]:
        """Return a number for a picture where it stands, and the name of its part."""
        self.shown += 1
        name = self.pictures.setdefault(picture.data, f"media/image{len(self.pictures) + 1}.{picture.ending}")
        return self.shown, name

    def parts(self) -> dict[str, str | bytes]:
        """Return all parts by their names."""
        main = _Part(self)
        body = self._body(main)
        parts: dict[str, str | bytes] = {}
        types = {"word/document.xml": "document.main"}
        for number, (kind, blocks) in enumerate(self.margins, 1):
            part, name = _Part(self), f"{kind}{number}.xml"
            tag = "hdr" if kind == "header" else "ftr"
            parts[f"word/{name}"] = f"{HEAD}<w:{tag} {SPACES}>{part.blocks(blocks)}</w:{tag}>"
            _relate(parts, name, part)
            types[f"word/{name}"] = kind
        for kind, plural in NOTES.items():
            if self.notes[kind]:
                main.arrow(plural, f"{plural}.xml")
                part = _Part(self)
                parts[f"word/{plural}.xml"] = self._notes(kind, part)
                _relate(parts, f"{plural}.xml", part)
                types[f"word/{plural}.xml"] = plural
        for kind, text in {"styles": STYLES, "settings": self._settings(), "numbering": self._numbering()}.items():
            main.arrow(kind, f"{kind}.xml")
            parts[f"word/{kind}.xml"] = text
            types[f"word/{kind}.xml"] = kind
        paper = "" if self.draft.paper is None else f'<w:background w:color="{_hexadecimal(self.draft.paper)}"/>'
        parts["word/document.xml"] = f"{HEAD}<w:document {SPACES}>{paper}<w:body>{body}</w:body></w:document>"
        parts["word/_rels/document.xml.rels"] = main.relationships()
        parts |= {f"word/{name}": data for data, name in self.pictures.items()}
        return package_parts({name: f"{WORD}{kind}+xml" for name, kind in types.items()}, self.draft.title) | parts

    def _body(self, main: _Part) -> str:
        text = []
        for number, section in enumerate(self.draft.sections):
            properties = self._section(section, main)
            last = number == len(self.draft.sections) - 1
            blocks = section.blocks
            if last:
                text.append(main.blocks(blocks, end=not blocks or isinstance(blocks[-1], Grid)) + properties)
            elif blocks and isinstance(blocks[-1], Paragraph):
                text.append(main.blocks(blocks[:-1], end=False) if blocks[:-1] else "")
                text.append(main.paragraph(blocks[-1], properties))
            else:
                text.append(
                    (main.blocks(blocks, end=False) if blocks else "") + f"<w:p><w:pPr>{properties}</w:pPr></w:p>"
                )
        return "".join(text)

    def _section(self, section: Section, main: _Part) -> str:
        references = ""
        for (kind, pages), blocks in section.margins.items():
            if (kind, blocks) not in self.margins:
                self.margins.append((kind, blocks))
            name = f"{kind}{self.margins.index((kind, blocks)) + 1}.xml"
            references += f'<w:{kind}Reference w:type="{pages}" r:id="{main.arrow(kind, name)}"/>'
        page = section.page
        first = "<w:titlePg/>" if any(kind == "first" for _, kind in section.margins) else ""
        turned = ' w:orient="landscape"' if page.width > page.height else ""
        goes_on = '<w:type w:val="continuous"/>' if section.goes_on else ""
        return (
            f'<w:sectPr>{references}{goes_on}<w:pgSz w:w="{_twips(page.width)}" w:h="{_twips(page.height)}"{turned}/>'
            f"{_margins(page)}{first}</w:sectPr>"
        )

    def _notes(self, kind: str, part: _Part) -> str:
        plural = NOTES[kind]
        rest = "".join(
            f'<w:{kind} w:id="{number}" w:type="{name}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
            for number, name in ((-1, "separator"), (0, "continuationSeparator"))
        )
        mark = f"<w:r>{RAISED}<w:{kind}Ref/></w:r>"
        for number, note in enumerate(self.notes[kind], 1):
            first = note.blocks[0] if note.blocks and isinstance(note.blocks[0], Paragraph) else Paragraph()
            others = note.blocks[1:] if note.blocks and note.blocks[0] is first else note.blocks
            inner = part.paragraph(first, mark=mark) + (part.blocks(others) if others else "")
            rest += f'<w:{kind} w:id="{number}">{inner}</w:{kind}>'
        return f"{HEAD}<w:{plural} {SPACES}>{rest}</w:{plural}>"

    def _settings(self) -> str:
        even = any(page == "even" for section in self.draft.sections for _, page in section.margins)
        notes = "".join(
            f'<w:{kind}Pr><w:{kind} w:id="-1"/><w:{kind} w:id="0"/></w:{kind}Pr>' for kind in NOTES if self.notes[kind]
        )
        paper = "" if self.draft.paper is None else "<w:displayBackgroundShape/>"
        return (
            f"{HEAD}<w:settings {SPACES}>{paper}{'<w:evenAndOddHeaders/>' if even else ''}{notes}<w:compat>"
            '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
            "</w:compat></w:settings>"
        )

    def _numbering(self) -> str:
        levels = "".join(
            f'<w:abstractNum w:abstractNumId="{self.lists[name]}"><w:multiLevelType w:val="multilevel"/>'
            + "".join(_level(level, at) for at, level in enumerate(levels[:DEEPEST]))
            + "</w:abstractNum>"
            for name, levels in self.draft.lists.items()
        )
        numbers = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in self.lists.values()
        )
        return f"{HEAD}<w:numbering {SPACES}>{levels}{numbers}</w:numbering>"


def package_parts(types: dict[str, str], title: str) -> dict[str, str | bytes]:
    """Return the parts that every OOXML package has; the first of `types` is the one with the content."""
    main = next(iter(types))
    arrows = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{main}"/>'
    parts: dict[str, str | bytes] = {}
    if title:
        kind = f"{PACKAGE}/relationships/metadata/core-properties"
        arrows += f'<Relationship Id="rId2" Type="{kind}" Target="docProps/core.xml"/>'
        types = types | {"docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"}
        parts["docProps/core.xml"] = (
            f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{words(title)}</dc:title></cp:coreProperties>'
        )
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    endings = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml",
               "png": "image/png", "jpg": "image/jpeg"}  # fmt: skip
    defaults = "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in endings.items())
    content = f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'
    head = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{arrows}</Relationships>'
    return {"[Content_Types].xml": content, "_rels/.rels": head} | parts


def _relate(parts: dict[str, str | bytes], name: str, part: _Part) -> None:
    if part.arrows:
        parts[f"word/_rels/{name}.rels"] = part.relationships()


def _reaching(grid: Grid, number: int, column: int) -> Cell | None:
    """Return the cell above that reaches down to a place."""
    for above in range(number - 1, -1, -1):
        row = grid.rows[above]
        cell = row[column] if column < len(row) else None
        if cell is not None:
            return cell if above + cell.down > number else None
    return None


def _paragraph_properties(paragraph: Paragraph, book: _Book, section: str) -> str:
    shape, said = paragraph.shape, ""
    if paragraph.heading:
        said += f'<w:pStyle w:val="Heading{paragraph.heading}"/><w:keepNext/>'
    if shape.new_page:
        said += "<w:pageBreakBefore/>"
    if paragraph.list is not None and paragraph.list[0] in book.lists:
        name, level = paragraph.list
        said += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{book.lists[name]}"/></w:numPr>'
    said += _shade(shape.shade) + _stops(shape)
    said += f'<w:spacing w:before="{_twips(shape.before)}" w:after="{_twips(shape.after)}"'
    said += f' w:line="{round(shape.line * 240)}" w:lineRule="auto"/>'
    first = f'w:hanging="{_twips(-shape.first)}"' if shape.first < 0 else f'w:firstLine="{_twips(shape.first)}"'
    if shape.left or shape.right or shape.first or paragraph.list is not None:
        said += f'<w:ind w:left="{_twips(shape.left)}" w:right="{_twips(shape.right)}" {first}/>'
    if shape.align:
        said += f'<w:jc w:val="{ALIGN[shape.align]}"/>'
    return f"<w:pPr>{said}{section}</w:pPr>"


def _stops(shape: Shape) -> str:
    stops = "".join(
        f'<w:tab w:val="{kind}"{" w:leader=" + chr(34) + "dot" + chr(34) if dots else ""} w:pos="{_twips(at)}"/>'
        for at, kind, dots in shape.stops
    )
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def _letters(letters: Letters) -> str:
    said = f'<w:rFonts w:ascii="{letters.symbols}" w:hAnsi="{letters.symbols}"/>' if letters.symbols else ""
    for name, here in (("b", letters.bold), ("i", letters.italic), ("caps", letters.caps), ("strike", letters.strike)):
        said += f"<w:{name}/>" if here else ""
    if letters.colour is not None:
        said += f'<w:color w:val="{_hexadecimal(letters.colour)}"/>'
    if letters.size != Letters().size:
        said += f'<w:sz w:val="{round(letters.size * 2)}"/><w:szCs w:val="{round(letters.size * 2)}"/>'
    said += '<w:u w:val="single"/>' if letters.underline else ""
    said += _shade(letters.mark)
    said += f'<w:vertAlign w:val="{letters.raised}script"/>' if letters.raised else ""
    return f"<w:rPr>{said}</w:rPr>" if said else ""


def _text(text: str) -> str:
    pieces = []
    for line in text.split("\n"):
        cells = (f'<w:t xml:space="preserve">{words(cell)}</w:t>' if cell else "" for cell in line.split("\t"))
        pieces.append("<w:tab/>".join(cells))
    return "<w:br/>".join(pieces)


def _level(level: Level, at: int) -> str:
    text = level.text if level.kind != "none" else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{level.start}"/><w:numFmt w:val="{level.kind}"/><w:lvlText'
        f' w:val={quoted(text)}/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_twips(level.left)}"'
        f' w:hanging="{_twips(level.hanging)}"/></w:pPr></w:lvl>'
    )


def _margins(page: Page) -> str:
    sides = "".join(f' w:{side}="{_twips(getattr(page, side))}"' for side in ("top", "right", "bottom", "left"))
    top, bottom = _twips(min(36, page.top / 2)), _twips(min(36, page.bottom / 2))
    return f'<w:pgMar{sides} w:header="{top}" w:footer="{bottom}" w:gutter="0"/>'


def _shade(colour: Colour | None) -> str:
    return "" if colour is None else f'<w:shd w:val="clear" w:color="auto" w:fill="{_hexadecimal(colour)}"/>'


def _hexadecimal(colour: Colour) -> str:
    return "{:02X}{:02X}{:02X}".format(*colour)


def _twips(points: float) -> int:
    return round(points * 20)


def _heading_styles(numbers: Iterable[int]) -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{number}"><w:name w:val="heading {number}"/><w:basedOn'
        f' w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:outlineLvl w:val="{number - 1}"/></w:pPr>'
        "</w:style>"
        for number in numbers
    )


STYLES = (
    f'{HEAD}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"'
    f' w:cs="{FONT}" w:eastAsia="{FONT}"/><w:sz w:val="{round(Letters().size * 2)}"/><w:lang w:val="en-GB"/></w:rPr>'
    '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name'
    f' w:val="Normal"/><w:qFormat/></w:style>{_heading_styles(range(1, DEEPEST + 1))}</w:styles>'
)
