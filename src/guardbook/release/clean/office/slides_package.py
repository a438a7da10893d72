"""Writes a draft of slides as a PowerPoint presentation of few parts, on an empty master."""

from typing import BinaryIO

from guardbook.readers.colours import Colour
from guardbook.release.clean.office.draft import (
    Block,
    Cell,
    Counter,
    Grid,
    Item,
    Letters,
    Level,
    Paragraph,
    Picture,
    Run,
    Slide,
    Slides,
    paragraphs_of,
)
from guardbook.release.clean.office.packing import HEAD, pack, quoted, words
from guardbook.release.clean.office.word_package import DRAWING, OFFICE, PACKAGE, package_parts

MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"
SPACES = f'xmlns:p="{MAIN}" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}"'
KIND = "application/vnd.openxmlformats-officedocument.presentationml."
FONT = "Arial"
EMU = 12_700
ALIGN = {"left": "l", "center": "ctr", "right": "r", "justify": "just"}
MIDDLE = {"top": "t", "middle": "ctr", "bottom": "b"}
FORMS = {"rectangle": "rect", "ellipse": "ellipse", "round": "roundRect"}
NUMBERS = {
    "decimal": "arabic",
    "lowerLetter": "alphaLc",
    "upperLetter": "alphaUc",
    "lowerRoman": "romanLc",
    "upperRoman": "romanUc",
}
AROUND = {"(%1)": "ParenBoth", "%1)": "ParenR", "%1.": "Period"}
EMPTY = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F3864", "lt2": "E7E6E6", "accent1": "1D70B8", "accent2": "D4351C",
    "accent3": "00703C", "accent4": "F47738", "accent5": "4C2C92", "accent6": "505A5F", "hlink": "1D70B8",
    "folHlink": "4C2C92",
}  # fmt: skip


def write_slides(draft: Slides, out: BinaryIO) -> None:
    """Write a draft as PPTX."""
    pack(out, _Show(draft).parts())


class _Show:
    """The whole presentation while it is written."""

    def __init__(self, draft: Slides) -> None:
        self.draft = draft
        self.pictures: dict[bytes, str] = {}

    def parts(self) -> dict[str, str | bytes]:
        """Return all parts by their names."""
        types = {"ppt/presentation.xml": "presentation.main", "ppt/slideMasters/slideMaster1.xml": "slideMaster"}
        types["ppt/slideLayouts/slideLayout1.xml"] = "slideLayout"
        parts: dict[str, str | bytes] = {}
        arrows = [("slideMaster", "slideMasters/slideMaster1.xml"), ("theme", "theme/theme1.xml")]
        for number, slide in enumerate(self.draft.slides, 1):
            name = f"slides/slide{number}.xml"
            page = _Page(self)
            parts[f"ppt/{name}"] = page.slide(slide)
            parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = _arrows(page.arrows)
            types[f"ppt/{name}"] = "slide"
            arrows.append(("slide", name))
        parts["ppt/presentation.xml"] = self._presentation()
        parts["ppt/_rels/presentation.xml.rels"] = _arrows([(kind, name, False) for kind, name in arrows])
        parts["ppt/slideMasters/slideMaster1.xml"] = MASTER
        parts["ppt/slideMasters/_rels/slideMaster1.xml.rels"] = _arrows(
            [("slideLayout", "../slideLayouts/slideLayout1.xml", False), ("theme", "../theme/theme1.xml", False)]
        )
        parts["ppt/slideLayouts/slideLayout1.xml"] = LAYOUT
        parts["ppt/slideLayouts/_rels/slideLayout1.xml.rels"] = _arrows(
            [("slideMaster", "../slideMasters/slideMaster1.xml", False)]
        )
        parts["ppt/theme/theme1.xml"] = THEME
        parts |= {f"ppt/media/{name}": data for data, name in self.pictures.items()}
        kinds = {name: f"{KIND}{kind}+xml" for name, kind in types.items()}
        kinds["ppt/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
        return package_parts(kinds, self.draft.title) | parts

    def _presentation(self) -> str:
        slides = "".join(f'<p:sldId id="{255 + number}" r:id="rId{number + 2}"/>'
                         for number in range(1, len(self.draft.slides) + 1))  # fmt: skip
        size = f'cx="{_emu(self.draft.width)}" cy="{_emu(self.draft.height)}"'
        return (
            f'{HEAD}<p:presentation {SPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
            f"</p:sldMasterIdLst><p:sldIdLst>{slides}</p:sldIdLst><p:sldSz {size}/>"
            '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
        )


class _Page:
    """One slide, and its arrows to others."""

    def __init__(self, show: _Show) -> None:
        self.show = show
        self.arrows: list[tuple[str, str, bool]] = [("slideLayout", "../slideLayouts/slideLayout1.xml", False)]
        self.titled = False

    def arrow(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of an arrow to a target."""
        entry = (kind, target, external)
        if entry not in self.arrows:
            self.arrows.append(entry)
        return f"rId{self.arrows.index(entry) + 1}"

    def slide(self, slide: Slide) -> str:
        """Return a slide's part."""
        items = "".join(self.item(item, number) for number, item in enumerate(slide.items, 2))
        ground = ""
        if slide.ground is not None:
            ground = f"<p:bg><p:bgPr>{_solid(slide.ground)}<a:effectLst/></p:bgPr></p:bg>"
        return f"{HEAD}<p:sld {SPACES}><p:cSld>{ground}<p:spTree>{EMPTY}{items}</p:spTree></p:cSld></p:sld>"

    def item(self, item: Item, number: int) -> str:
        """Return one thing on a slide."""
        if isinstance(item.content, Picture):
            return self.picture(item, item.content, number)
        if isinstance(item.content, Grid):
            return self.frame(item, item.content, number)
        grids = [block for block in item.content or () if isinstance(block, Grid)]
        if grids and item.content is not None:
            return self.mixed(item, item.content, grids, number)
        title = item.role == "title" and not self.titled
        self.titled = self.titled or title
        holder = '<p:nvPr><p:ph type="title"/></p:nvPr>' if title else "<p:nvPr/>"
        text = "".join(self.paragraph(each) for each in paragraphs_of(item.content or [])) or "<a:p/>"
        name = f'id="{number}" name="{"Title" if title else "Text"} {number - 1}"'
        box = "" if title else ' txBox="1"' if item.fill is None else ""
        return (
            f"<p:sp><p:nvSpPr><p:cNvPr {name}/><p:cNvSpPr{box}/>{holder}</p:nvSpPr><p:spPr>{_place(item)}"
            f'<a:prstGeom prst="{FORMS[item.round]}"><a:avLst/></a:prstGeom>{_fill(item.fill)}{_line(item.line)}'
            f'</p:spPr><p:txBody><a:bodyPr wrap="square" anchor="{MIDDLE[item.middle]}"><a:normAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{text}</p:txBody></p:sp>"
        )

    def mixed(self, item: Item, blocks: list[Block], grids: list[Grid], number: int) -> str:
        """Return words and tables that stood in one shape, the words above."""
        said = [block for block in blocks if isinstance(block, Paragraph)]
        share = min(0.5, 0.08 * len(said))
        upper = Item(item.left, item.top, item.width, item.height * share, list(said), item.fill, item.role)
        rest = item.height * (1 - share) / len(grids)
        text = self.item(upper, 1000 + number)
        for at, grid in enumerate(grids):
            place = Item(item.left, item.top + item.height * share + at * rest, item.width, rest, grid)
            text += self.frame(place, grid, 2000 + 100 * number + at)
        return text

    def paragraph(self, paragraph: Paragraph) -> str:
        """Return a paragraph."""
        pieces = "".join(map(self.piece, paragraph.pieces))
        return f"<a:p>{self._properties(paragraph)}{pieces}</a:p>"

    def _properties(self, paragraph: Paragraph) -> str:
        shape = paragraph.shape
        said = f' algn="{ALIGN[shape.align]}"' if shape.align else ""
        level = paragraph.list[1] if paragraph.list else 0
        said += f' marL="{_emu(max(0.0, shape.left))}" indent="{_emu(shape.first)}" lvl="{level}"'
        inner = f'<a:lnSpc><a:spcPct val="{round(shape.line * 100_000)}"/></a:lnSpc>' if shape.line != 1 else ""
        inner += _space("spcBef", shape.before) + _space("spcAft", shape.after)
        levels = self.show.draft.lists.get(paragraph.list[0], []) if paragraph.list else []
        return f"<a:pPr{said}>{inner}{_mark(levels[level]) if level < len(levels) else '<a:buNone/>'}</a:pPr>"

    def piece(self, piece: object) -> str:
        """Return one piece of a paragraph."""
        if isinstance(piece, Counter):
            return f"<a:r>{_letters(piece.letters, '')}<a:t>{words(piece.text)}</a:t></a:r>"
        if not isinstance(piece, Run):
            return ""
        link = f'<a:hlinkClick r:id="{self.arrow("hyperlink", piece.link, external=True)}"/>' if piece.link else ""
        look = _letters(piece.letters, link)
        runs = (f"<a:r>{look}<a:t>{words(line)}</a:t></a:r>" if line else "" for line in piece.text.split("\n"))
        return f"<a:br>{_letters(piece.letters, '')}</a:br>".join(runs)

    def picture(self, item: Item, picture: Picture, number: int) -> str:
        """Return a picture."""
        pictures = self.show.pictures
        target = pictures.setdefault(picture.data, f"image{len(pictures) + 1}.{picture.ending}")
        described = f" descr={quoted(picture.alternative)}" if picture.alternative else ""
        return (
            f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Picture {number - 1}"{described}/><p:cNvPicPr/><p:nvPr/>'
            f'</p:nvPicPr><p:blipFill><a:blip r:embed="{self.arrow("image", f"../media/{target}")}"/><a:stretch>'
            f"<a:fillRect/></a:stretch></p:blipFill><p:spPr>{_place(item)}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )

    def frame(self, item: Item, grid: Grid, number: int) -> str:
        """Return a table."""
        wide = max(map(len, grid.rows), default=0)
        widths = grid.widths[:wide] if len(grid.widths) >= wide and all(grid.widths[:wide]) else []
        widths = widths or [item.width / max(1, wide)] * wide
        columns = "".join(f'<a:gridCol w="{_emu(width)}"/>' for width in widths)
        height = item.height / max(1, len(grid.rows))
        rows = "".join(
            f'<a:tr h="{_emu(height)}">{"".join(self.cell(grid, number, column) for column in range(wide))}</a:tr>'
            for number in range(len(grid.rows))
        )
        return (
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="Table {number - 1}"/>'
            f"<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>{_place(item, 'p')}<a:graphic><a:graphicData"
            f' uri="{DRAWING}/table"><a:tbl><a:tblPr/><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData>'
            "</a:graphic></p:graphicFrame>"
        )

    def cell(self, grid: Grid, number: int, column: int) -> str:
        """Return one cell, or the stand-in for one that is covered."""
        row = grid.rows[number]
        cell, said = (row[column] if column < len(row) else Cell()), ""
        if cell is None:
            said, cell = covered(grid, number, column), Cell()
        said += f' gridSpan="{cell.across}"' if cell.across > 1 else ""
        said += f' rowSpan="{cell.down}"' if cell.down > 1 else ""
        text = "".join(map(self.paragraph, paragraphs_of(cell.blocks))) or "<a:p/>"
        sides = "".join(f'<a:ln{side} w="6350">{_solid((128, 128, 128))}</a:ln{side}>' for side in "LRTB")
        fill = _solid(cell.shade) if cell.shade else "<a:noFill/>"
        body = f"<a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"
        return f"<a:tc{said}>{body}<a:tcPr>{sides}{fill}</a:tcPr></a:tc>"


def covered(grid: Grid, number: int, column: int) -> str:
    """Return what a covered cell says of where the one that covers it stands."""
    for above in range(number, -1, -1):
        for left in range(column, -1, -1):
            cell = grid.rows[above][left] if left < len(grid.rows[above]) else None
            if cell is not None:
                if left + cell.across > column and above + cell.down > number:
                    across = ' hMerge="1"' if left < column else ""
                    return across + (' vMerge="1"' if above < number else "")
                break
    return ""


def _arrows(arrows: list[tuple[str, str, bool]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target={quoted(target)}'
        + (' TargetMode="External"/>' if external else "/>")
        for number, (kind, target, external) in enumerate(arrows, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _place(item: Item, prefix: str = "a") -> str:
    off = f'<a:off x="{_emu(item.left)}" y="{_emu(item.top)}"/>'
    size = f'<a:ext cx="{_emu(item.width)}" cy="{_emu(item.height)}"/>'
    return f"<{prefix}:xfrm>{off}{size}</{prefix}:xfrm>"


def _letters(letters: Letters, link: str) -> str:
    said = f' lang="en-GB" sz="{round(letters.size * 100)}" b="{int(letters.bold)}" i="{int(letters.italic)}"'
    said += ' u="sng"' if letters.underline else ""
    said += ' strike="sngStrike"' if letters.strike else ""
    said += ' cap="all"' if letters.caps else ""
    said += f' baseline="{"30000" if letters.raised == "super" else "-25000"}"' if letters.raised else ""
    font = f'<a:latin typeface="{letters.symbols}"/>' if letters.symbols else ""
    return f"<a:rPr{said}>{_solid(letters.colour) if letters.colour else ''}{font}{link}</a:rPr>"


def _mark(level: Level) -> str:
    if level.kind == "bullet":
        return f'<a:buFont typeface="{FONT}"/><a:buChar char={quoted(level.text)}/>'
    kind = NUMBERS.get(level.kind, "arabic") + AROUND.get(level.text, "Period")
    start = f' startAt="{level.start}"' if level.start != 1 else ""
    return f'<a:buFont typeface="{FONT}"/><a:buAutoNum type="{kind}"{start}/>'


def _space(name: str, points: float) -> str:
    return f'<a:{name}><a:spcPts val="{round(points * 100)}"/></a:{name}>'


def _fill(colour: Colour | None) -> str:
    return "<a:noFill/>" if colour is None else _solid(colour)


def _line(colour: Colour | None) -> str:
    return "<a:ln><a:noFill/></a:ln>" if colour is None else f'<a:ln w="9525">{_solid(colour)}</a:ln>'


def _solid(colour: Colour) -> str:
    return '<a:solidFill><a:srgbClr val="{:02X}{:02X}{:02X}"/></a:solidFill>'.format(*colour)


def _emu(points: float) -> int:
    return round(points * EMU)


MAP = "".join(
    f' {name}="{slot}"'
    for name, slot in {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", "accent1": "accent1",
                       "accent2": "accent2", "accent3": "accent3", "accent4": "accent4", "accent5": "accent5",
                       "accent6": "accent6", "hlink": "hlink", "folHlink": "folHlink"}.items()
)  # fmt: skip
TITLE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title 1"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
    "<p:spPr>{}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
)
FRAME = '<a:xfrm><a:off x="457200" y="274638"/><a:ext cx="8229600" cy="1143000"/></a:xfrm><a:prstGeom prst="rect"/>'
MASTER = (
    f"{HEAD}<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgPr>{_solid((255, 255, 255))}<a:effectLst/></p:bgPr></p:bg>"
    f"<p:spTree>{EMPTY}{TITLE.format(FRAME)}</p:spTree></p:cSld><p:clrMap{MAP}/><p:sldLayoutIdLst><p:sldLayoutId"
    ' id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>'
)
LAYOUT = (
    f'{HEAD}<p:sldLayout {SPACES} type="titleOnly"><p:cSld><p:spTree>{EMPTY}{TITLE.format("")}</p:spTree></p:cSld>'
    "</p:sldLayout>"
)
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
THEME = (
    f'{HEAD}<a:theme xmlns:a="{DRAWING}/main" name="Plain"><a:themeElements><a:clrScheme name="Plain">'
    + "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items())
    + '</a:clrScheme><a:fontScheme name="Plain">'
    + "".join(
        f'<a:{kind}Font><a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind in ("major", "minor")
    )
    + f'</a:fontScheme><a:fmtScheme name="Plain"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>'
    + f'<a:ln w="9525">{_FILL}</a:ln>' * 3
    + f"</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}"
    "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
