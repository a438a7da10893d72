"""Word documents: words under a black or white box that somebody drew over them, and boxes that cover nothing."""

import pytest

from tests.library.readers.planted import read_whole
from tests.library.readers.test_docx import p, word
from tests.library.readers.test_docx_unseen import STYLES, A

BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def drawn(
    fill: str = BLACK,
    inside: str = "",
    across: tuple[str, int] = ("column", 0),
    down: tuple[str, int] = ("paragraph", 0),
    size: tuple[int, int] = (1_800_000, 200_000),
    anchor: str = 'behindDoc="0"',
    wrap: str = "<wp:wrapNone/>",
) -> str:
    place = "".join(
        f'<wp:position{axis} relativeFrom="{origin}"><wp:posOffset>{offset}</wp:posOffset></wp:position{axis}>'
        for axis, (origin, offset) in (("H", across), ("V", down))
    )
    return (
        f'<w:r><w:drawing xmlns:a="{A}" xmlns:wps="urn:wps"><wp:anchor {anchor} relativeHeight="2">{place}'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/>{wrap}<wps:wsp><wps:spPr><a:prstGeom prst="rect"/>{fill}</wps:spPr>'
        f"{inside}</wps:wsp></wp:anchor></w:drawing></w:r>"
    )


def old(style: str = "", colour: str = "black", text: str = "") -> str:
    place = f"position:absolute;margin-left:0;margin-top:0;width:300pt;height:60pt;z-index:2;{style}"
    inside = f"<v:textbox><w:txbxContent>{p(text)}</w:txbxContent></v:textbox>" if text else ""
    return f'<w:r><w:pict {VML}><v:rect style="{place}" fillcolor="{colour}">{inside}</v:rect></w:pict></w:r>'


def codes(shape: str, text: str = "Payable to MARK") -> set[str | None]:
    body = f"<w:p>{shape}<w:r><w:t>{text}</w:t></w:r></w:p>"
    seen = read_whole(word(p("before") + body + p("after"), {"styles.xml": ("styles", STYLES)}))
    assert (seen.codes("before"), seen.codes("after")) == ({None}, {None})
    return seen.codes("MARK")


@pytest.mark.parametrize(
    "shape",
    [
        drawn(),
        drawn(BLACK.replace("000000", "FFFFFF")),
        drawn(across=("character", 40_000), down=("line", -20_000)),
        old(),
        old("mso-position-vertical-relative:line"),
    ],
)
def test_words_under_a_box_are_told(shape: str) -> None:
    assert codes(shape) == {"covered-text"}


@pytest.mark.parametrize(
    "shape",
    [
        drawn("<a:noFill/>"),
        drawn('<a:solidFill><a:srgbClr val="4472C4"/></a:solidFill>'),
        drawn(
            BLACK.replace("/>", '><a:alpha val="40000"/></a:srgbClr>', 1).replace(
                "</a:srgbClr></a:srgbClr>", "</a:srgbClr>"
            )
        ),
        drawn(size=(5_000_000, 12_700)),
        drawn(down=("paragraph", 900_000)),
        drawn(down=("page", 0)),
        drawn(across=("column", 4_000_000)),
        drawn(anchor='behindDoc="1"'),
        drawn(wrap="<wp:wrapSquare/>"),
        drawn(inside=f"<wps:txbx><w:txbxContent>{p('white on black')}</w:txbxContent></wps:txbx>"),
        old("z-index:-1"),
        old(colour="#4472c4"),
        old(text="white on black"),
    ],
)
def test_a_box_that_covers_no_words_hides_none(shape: str) -> None:
    assert codes(shape) == {None}


def test_a_text_box_under_another_box_is_told_and_one_beside_it_shows() -> None:
    under, beside = old("z-index:1", "white", "MARK"), old("z-index:1;margin-top:90pt", "white", "MARK")
    assert codes(under + old(), "") == {"covered-text"}
    assert codes(beside + old(), "") == {None}
