"""Writes a draft as an OpenDocument text of few parts: the text, the styles it uses, its pictures."""

from itertools import groupby
from typing import BinaryIO

from guardbook.readers.colours import Colour
from guardbook.release.clean.office.draft import (
    NUMBERED,
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

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = (
    f'xmlns:office="{OASIS}office:1.0" xmlns:text="{OASIS}text:1.0" xmlns:style="{OASIS}style:1.0"'
    f' xmlns:table="{OASIS}table:1.0" xmlns:draw="{OASIS}drawing:1.0" xmlns:svg="{OASIS}svg-compatible:1.0"'
    f' xmlns:fo="{OASIS}xsl-fo-compatible:1.0" xmlns:presentation="{OASIS}presentation:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
TEXT = "application/vnd.oasis.opendocument.text"
FONT = "Arial"
ALIGN = {"left": "start", "center": "center", "right": "end", "justify": "justify"}
MARGINS = {
    ("header", "default"): "header",
    ("header", "even"): "header-left",
    ("header", "first"): "header-first",
    ("footer", "default"): "footer",
    ("footer", "even"): "footer-left",
    ("footer", "first"): "footer-first",
}
MANIFEST = f'xmlns:manifest="{OASIS}manifest:1.0" manifest:version="1.3"'


def write_text(draft: Draft, out: BinaryIO) -> None:
    """Write a draft as ODT."""
    store = Store(draft.lists)
    body = _sections(draft, store)
    masters = "".join(_master(section, number, store) for number, section in enumerate(draft.sections, 1))
    layouts = "".join(
        _layout(section.page, number, draft.paper, section) for number, section in enumerate(draft.sections, 1)
    )
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    pack(out, store.package(TEXT, draft.title, content, layouts, masters))


class Store:
    """The styles and pictures of a package while it is written."""

    def __init__(self, lists: dict[str, list[Level]], *, drawn: bool = False) -> None:
        """`drawn`: the package is one of slides, where cells and points of lists say otherwise how they look."""
        self._drawn = drawn
        self.lists = {name: f"L{number}" for number, name in enumerate(lists, 1)}
        self._levels = lists
        self._styles: dict[tuple[str, str], str] = {}
        self._pictures: dict[bytes, str] = {}
        self._shown = 0
        self._begun: set[str] = set()

    def style(self, family: str, properties: str, more: str = "") -> str:
        """Return the name of a style of a family that says this; `more` are attributes of its own."""
        return self._styles.setdefault((family, f"{more}>{properties}"), f"S{len(self._styles) + 1}")

    def blocks(self, blocks: list[Block], master: str = "") -> str:
        """Return blocks; the first one begins pages of the kind `master`."""
        pieces = []
        for key, group in groupby(blocks, key=_list_of):
            run = list(group)
            if key:
                pieces.append(self._points(key, run, master))
            else:
                for block in run:
                    pieces.append(self.block(block, master))
                    master = ""
            master = ""
        return "".join(pieces)

    def block(self, block: Block, master: str = "") -> str:
        """Return a paragraph or a table."""
        return self.paragraph(block, master) if isinstance(block, Paragraph) else self.grid(block, master)

    def _points(self, name: str, blocks: list[Block], master: str) -> str:
        """Return points of a list that stand together, each at its level."""
        goes_on = ' text:continue-numbering="true"' if name in self._begun else ""
        self._begun.add(name)
        pieces, depth = [], 0
        for block in blocks:
            level = (block.list[1] if isinstance(block, Paragraph) and block.list else 0) + 1
            while depth > level:
                pieces.append("</text:list-item></text:list>")
                depth -= 1
            if depth == level:
                pieces.append("</text:list-item><text:list-item>")
            while depth < level:
                style = f' text:style-name="{self.lists[name]}"{goes_on}' if not depth else ""
                pieces.append(f"<text:list{style}><text:list-item>")
                depth += 1
            pieces.append(self.block(block, master))
            master = ""
        return "".join(pieces) + "</text:list-item></text:list>" * depth

    def paragraph(self, paragraph: Paragraph, master: str = "", mark: str = "") -> str:
        """Return a paragraph or a heading."""
        more = f' style:master-page-name="{master}"' if master else ""
        plain = next((piece.letters for piece in paragraph.pieces if isinstance(piece, Run)), Letters())
        properties = _shape(paragraph.shape, listed=paragraph.list is not None)
        properties += _letters(Letters(size=plain.size))
        name = self.style("paragraph", properties, more)
        inner = "".join(map(self.piece, paragraph.pieces))
        if paragraph.heading:
            level = f' text:outline-level="{paragraph.heading}"'
            return f'<text:h text:style-name="{name}"{level}>{inner}</text:h>'
        return f'<text:p text:style-name="{name}">{mark}{inner}</text:p>'

    def piece(self, piece: object) -> str:
        """Return one piece of a paragraph."""
        if isinstance(piece, Run):
            run = f'<text:span text:style-name="{self.letters(piece.letters)}">{_text(piece.text)}</text:span>'
            link = f'<text:a xlink:type="simple" xlink:href={quoted(piece.link)}>{run}</text:a>'
            return link if piece.link else run
        if isinstance(piece, Counter):
            tag = "page-number" if piece.kind == "page" else "page-count"
            more = ' text:select-page="current"' if piece.kind == "page" else ""
            name = self.letters(piece.letters)
            inner = f"<text:{tag}{more}>{words(piece.text) or 1}</text:{tag}>"
            return f'<text:span text:style-name="{name}">{inner}</text:span>'
        if isinstance(piece, Note):
            body = self.blocks(piece.blocks) or "<text:p/>"
            return (
                f'<text:note text:note-class="{piece.kind}"><text:note-citation>1</text:note-citation>'
                f"<text:note-body>{body}</text:note-body></text:note>"
            )
        if isinstance(piece, Picture):
            return self.picture(piece, 'text:anchor-type="as-char"')
        return "<text:line-break/>" if isinstance(piece, Break) else ""

    def letters(self, letters: Letters) -> str:
        """Return the name of the style of letters."""
        return self.style("text", _letters(letters))

    def picture(self, picture: Picture, place: str) -> str:
        """Return a frame with a picture; `place` are attributes that say where it stands."""
        self._shown += 1
        name = self._pictures.setdefault(picture.data, f"Pictures/{len(self._pictures) + 1}.{picture.ending}")
        described = f"<svg:desc>{words(picture.alternative)}</svg:desc>" if picture.alternative else ""
        style = self.style("graphic", '<style:graphic-properties draw:stroke="none" draw:fill="none"/>')
        return (
            f'<draw:frame draw:style-name="{style}" draw:name="Image{self._shown}" {place}'
            f' svg:width="{length(picture.width)}" svg:height="{length(picture.height)}"><draw:image'
            f' xlink:href="{name}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>{described}'
            "</draw:frame>"
        )

    def grid(self, grid: Grid, master: str = "") -> str:
        """Return a table."""
        wide = max(map(len, grid.rows), default=0)
        whole = sum(grid.widths[:wide])
        fixed = whole if wide == len(grid.widths) and all(grid.widths) else 0
        properties = f' style:width="{length(fixed)}" table:align="left"' if fixed else ' style:rel-width="100%"'
        more = f' style:master-page-name="{master}"' if master else ""
        name = self.style("table", f"<style:table-properties{properties}/>", more)
        columns = ""
        for number in range(wide):
            width = f' style:column-width="{length(grid.widths[number])}"' if fixed else ""
            style = self.style("table-column", f"<style:table-column-properties{width}/>")
            columns += f'<table:table-column table:style-name="{style}"/>'
        rows = [self._row(grid, number, wide) for number in range(len(grid.rows))]
        head = "".join(rows[: grid.headings])
        head = f"<table:table-header-rows>{head}</table:table-header-rows>" if head else ""
        rest = "".join(rows[grid.headings :])
        return f'<table:table table:style-name="{name}">{columns}{head}{rest}</table:table>'

    def _row(self, grid: Grid, number: int, wide: int) -> str:
        row = grid.rows[number]
        cells = "".join("<table:covered-table-cell/>" if cell is None else self.cell(cell, grid.lined) for cell in row)
        cells += self.cell(Cell(), grid.lined) * (wide - len(row))
        return f"<table:table-row>{cells}</table:table-row>"

    def cell(self, cell: Cell, lined: bool) -> str:
        """Return a cell of a table."""
        border = "0.5pt solid #808080" if lined else "none"
        shade = f' fo:background-color="{hexadecimal(cell.shade)}"' if cell.shade else ""
        properties = f'<style:table-cell-properties fo:border="{border}" fo:padding="3pt"{shade}/>'
        if self._drawn:
            fill = f'"solid" draw:fill-color="{hexadecimal(cell.shade)}"' if cell.shade else '"none"'
            properties = (
                f'<style:graphic-properties draw:fill={fill}/><style:paragraph-properties fo:border="{border}"/>'
            )
        spans = f' table:number-columns-spanned="{cell.across}"' if cell.across > 1 else ""
        spans += f' table:number-rows-spanned="{cell.down}"' if cell.down > 1 else ""
        name = self.style("table-cell", properties)
        inner = self.blocks(cell.blocks) or "<text:p/>"
        return f'<table:table-cell table:style-name="{name}"{spans}>{inner}</table:table-cell>'

    def package(self, kind: str, title: str, content: str, layouts: str, masters: str) -> dict[str, str | bytes]:
        """Return all parts of a package of a kind."""
        automatic = f"<office:automatic-styles>{self._styled()}{self._listed()}</office:automatic-styles>"
        own = f"<office:automatic-styles>{self._styled()}{self._listed()}{layouts}</office:automatic-styles>"
        parts: dict[str, str | bytes] = {
            "mimetype": kind,
            "content.xml": f"{HEAD}<office:document-content {SPACES}>{automatic}{content}</office:document-content>",
            "styles.xml": f"{HEAD}<office:document-styles {SPACES}><office:styles>{DEFAULTS}</office:styles>{own}"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
        }
        if title:
            parts["meta.xml"] = (
                f"{HEAD}<office:document-meta {SPACES}><office:meta><dc:title>{words(title)}</dc:title></office:meta>"
                "</office:document-meta>"
            )
        parts |= {name: data for data, name in self._pictures.items()}
        entries = f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{kind}"/>'
        for name in list(parts)[1:]:
            media = {"xml": "text/xml", "png": "image/png", "jpg": "image/jpeg"}[name.rpartition(".")[2]]
            entries += f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{media}"/>'
        parts["META-INF/manifest.xml"] = f"{HEAD}<manifest:manifest {MANIFEST}>{entries}</manifest:manifest>"
        return parts

    def _styled(self) -> str:
        styles = []
        for (family, said), name in self._styles.items():
            more, _, properties = said.partition(">")
            styles.append(f'<style:style style:name="{name}" style:family="{family}"{more}>{properties}</style:style>')
        return "".join(styles)

    def _listed(self) -> str:
        return "".join(
            f'<text:list-style style:name="{self.lists[name]}">'
            + "".join(_level(level, at, self._drawn) for at, level in enumerate(levels, 1))
            + "</text:list-style>"
            for name, levels in self._levels.items()
        )


def _list_of(block: Block) -> str:
    return block.list[0] if isinstance(block, Paragraph) and block.list else ""


def _sections(draft: Draft, store: Store) -> str:
    return "".join(store.blocks(_cut(section), f"M{number}") for number, section in enumerate(draft.sections, 1))


def _cut(section: Section) -> list[Block]:
    """Return the blocks of a section, at least one; the end of a page divides a paragraph."""
    blocks: list[Block] = []
    for block in section.blocks:
        if not isinstance(block, Paragraph) or not any(isinstance(piece, Break) for piece in block.pieces):
            blocks.append(block)
            continue
        part = Paragraph([], block.shape, block.heading, block.list)
        for piece in block.pieces:
            if isinstance(piece, Break):
                blocks.append(part)
                shape = Shape(block.shape.align, block.shape.left, block.shape.right, new_page=True)
                part = Paragraph([], shape)
            else:
                part.pieces.append(piece)
        blocks.append(part)
    return blocks or [Paragraph()]


def _master(section: Section, number: int, store: Store) -> str:
    inner = "".join(
        f"<style:{tag}>{store.blocks(section.margins[place]) or '<text:p/>'}</style:{tag}>"
        for place, tag in MARGINS.items()
        if place in section.margins
    )
    return f'<style:master-page style:name="M{number}" style:page-layout-name="P{number}">{inner}</style:master-page>'


def _layout(page: Page, number: int, paper: Colour | None, section: Section) -> str:
    sides = "".join(f' fo:margin-{side}="{length(getattr(page, side))}"' for side in ("top", "right", "bottom", "left"))
    turned = "landscape" if page.width > page.height else "portrait"
    colour = f' fo:background-color="{hexadecimal(paper)}"' if paper else ""
    heights = "".join(
        f'<style:{kind}-style><style:header-footer-properties fo:min-height="14pt" fo:margin-{side}="8pt"/>'
        f"</style:{kind}-style>"
        for kind, side in (("header", "bottom"), ("footer", "top"))
        if any(each == kind for each, _ in section.margins)
    )
    return (
        f'<style:page-layout style:name="P{number}"><style:page-layout-properties fo:page-width="{length(page.width)}"'
        f' fo:page-height="{length(page.height)}" style:print-orientation="{turned}"{sides}{colour}/>{heights}'
        "</style:page-layout>"
    )


def _shape(shape: Shape, *, listed: bool) -> str:
    said = "" if not shape.align else f' fo:text-align="{ALIGN[shape.align]}"'
    if not listed:
        said += f' fo:margin-left="{length(shape.left)}" fo:text-indent="{length(shape.first)}"'
    said += f' fo:margin-right="{length(shape.right)}"'
    said += f' fo:margin-top="{length(shape.before)}" fo:margin-bottom="{length(shape.after)}"'
    said += f' fo:line-height="{round(shape.line * 100)}%"' if shape.line != 1 else ""
    said += f' fo:background-color="{hexadecimal(shape.shade)}"' if shape.shade else ""
    said += ' fo:break-before="page"' if shape.new_page else ""
    stops = "".join(
        f'<style:tab-stop style:position="{length(at)}" style:type="{"char" if kind == "decimal" else kind}"'
        + (' style:char="."' if kind == "decimal" else "")
        + (' style:leader-style="dotted" style:leader-text="."/>' if dots else "/>")
        for at, kind, dots in shape.stops
    )
    inner = f"<style:tab-stops>{stops}</style:tab-stops>" if stops else ""
    return f"<style:paragraph-properties{said}>{inner}</style:paragraph-properties>"


def _letters(letters: Letters) -> str:
    said = f' fo:font-size="{letters.size:g}pt"'
    said += ' fo:font-weight="bold"' if letters.bold else ""
    said += ' fo:font-style="italic"' if letters.italic else ""
    said += ' style:text-underline-style="solid" style:text-underline-width="auto"' if letters.underline else ""
    said += ' style:text-line-through-style="solid"' if letters.strike else ""
    said += ' fo:text-transform="uppercase"' if letters.caps else ""
    said += f' style:text-position="{letters.raised} 58%"' if letters.raised else ""
    said += f' fo:color="{hexadecimal(letters.colour)}"' if letters.colour else ""
    said += f' fo:background-color="{hexadecimal(letters.mark)}"' if letters.mark else ""
    said += f' fo:font-family="{letters.symbols}"' if letters.symbols else ""
    return f"<style:text-properties{said}/>"


def _text(text: str) -> str:
    """Return text with the elements that ODF has for tabs, ends of lines and blanks side by side (1.3, 6.1.2)."""
    pieces, blank = [], True
    for letter in words(text):
        if letter == " " and blank:
            pieces.append("<text:s/>")
        else:
            pieces.append({"\t": "<text:tab/>", "\n": "<text:line-break/>"}.get(letter, letter))
        blank = letter in " \t\n"
    return "".join(pieces)


def _level(level: Level, at: int, drawn: bool) -> str:
    before = length(max(0.0, level.left - level.hanging))
    place = (
        f'<style:list-level-properties text:space-before="{before}" text:min-label-width="{length(level.hanging)}"/>'
        if drawn
        else _label(level)
    )
    if level.kind == "bullet":
        tag = "list-level-style-bullet"
        return f'<text:{tag} text:level="{at}" text:bullet-char={quoted(level.text or "•")}>{place}</text:{tag}>'
    shown = level.text.count("%")
    first, last = level.text.find("%"), level.text.rfind("%")
    before, after = (level.text[:first], level.text[last + 2 :]) if shown else ("", "")
    form = NUMBERED.get(level.kind, "") if shown else ""
    return (
        f'<text:list-level-style-number text:level="{at}" style:num-format="{form}" style:num-prefix={quoted(before)}'
        f' style:num-suffix={quoted(after)} text:display-levels="{max(1, min(shown, at))}"'
        f' text:start-value="{level.start}">{place}</text:list-level-style-number>'
    )


def _label(level: Level) -> str:
    return (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        f'<style:list-level-label-alignment text:label-followed-by="listtab" fo:margin-left="{length(level.left)}"'
        f' fo:text-indent="{length(-level.hanging)}" text:list-tab-stop-position="{length(level.left)}"/>'
        "</style:list-level-properties>"
    )


def length(points: float) -> str:
    """Return a length as OpenDocument spells it."""
    return f"{round(points, 2):g}pt"


def hexadecimal(colour: Colour) -> str:
    """Return a colour as OpenDocument spells it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


DEFAULTS = (
    '<style:default-style style:family="paragraph"><style:text-properties fo:font-family="' + FONT + '"'
    f' fo:font-size="{Letters().size:g}pt" fo:language="en" fo:country="GB"/></style:default-style>'
    '<style:style style:name="Standard" style:family="paragraph"/>'
)
