"""SVG drawings: the words that show, those hidden in ways drawing programs know, and what those programs leave."""

from base64 import b64encode

import pytest

from tests.library.readers.planted import Seen, read_whole

NAMES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    ' xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"'
)


def drawing(body: str, more: str = "") -> Seen:
    return read_whole(
        f'<?xml version="1.0"?>\n<svg {NAMES} viewBox="0 0 400 300" {more}>{body}</svg>'.encode(), "a.svg"
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<text x='10' y='20'>MARK</text>", None),
        ("<g><text x='10' y='20'>a <tspan>MARK</tspan></text></g>", None),
        ("<rect fill='#003078' width='9' height='9'/><text x='10' y='20' fill='white'>MARK</text>", None),
        ("<text x='10' y='20' fill='white'>MARK</text>", "unseen-text"),
        ("<text x='10' y='20' style='fill:#ffffff'>MARK</text>", "unseen-text"),
        ("<text x='10' y='20' fill='none'>MARK</text>", "unseen-text"),
        ("<text x='900' y='20'>MARK</text>", "unseen-text"),
        ("<text x='10' y='-200'>MARK</text>", "unseen-text"),
        ("<g transform='translate(-600 0)'><text x='700' y='20'>MARK</text></g>", None),
        ("<text x='10' y='20' display='none'>MARK</text>", "hidden-layer"),
        ("<g style='display:none' inkscape:groupmode='layer'><text x='1' y='2'>MARK</text></g>", "hidden-layer"),
        ("<text x='10' y='20'>a<tspan visibility='hidden'>MARK</tspan></text>", "hidden-layer"),
        ("<text x='10' y='20' opacity='0'>MARK</text>", "hidden-layer"),
        ("<text x='10' y='20' opacity='0.5'>MARK</text>", None),
        ("<defs><text id='t'>MARK</text></defs>", "hidden-layer"),
        ("<defs><text id='t'>MARK</text></defs><use xlink:href='#t'/>", None),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>MARK</p></foreignObject>", None),
        ("<title>MARK</title>", "alt-text"),
        ("<g><desc>MARK</desc></g>", "alt-text"),
        ("<metadata><creator>MARK</creator></metadata>", "file-metadata"),
        ("<!-- MARK -->", "xml-comment"),
        ("<?note MARK?>", "xml-instruction"),
        ("<g inkscape:export-filename='/home/MARK/a.png'/>", "file-metadata"),
        ("<sodipodi:namedview inkscape:label='MARK'/>", "file-metadata"),
        ("<a href='https://example.org/MARK'><text x='1' y='9'>x</text></a>", "link-target"),
        ("<a href='https://example.org/'><text x='1' y='9'>MARK</text></a>", None),
        ("<script>MARK</script>", "html-script"),
        ("<path d='M0 0' data-name='MARK'/>", "html-attribute"),
        ("<g>MARK</g>", None),
        ("<text x='10' y='20'>MARK</text><rect x='5' width='90' height='30' fill='#fff'/>", "covered-text"),
        ("<g><text x='10' y='20'>MARK</text></g><g><rect x='5' width='90' height='30'/></g>", "covered-text"),
        ("<text x='10' y='20'>MARK</text><rect x='5' width='9' height='30'/>", None),
        ("<text x='10' y='20'>MARK</text><rect x='5' width='90' height='30' fill='none'/>", None),
        ("<text x='10' y='20'>MARK</text><rect x='5' width='90' height='30' opacity='.4'/>", None),
        ("<text x='10' y='20'>MARK</text><rect width='90' height='30' transform='translate(100)'/>", None),
        ("<style>.a{fill:none}</style><text x='1' y='20'>MARK</text><rect class='a' width='90' height='30'/>", None),
        ("<rect x='5' width='90' height='30' fill='#aaa'/><text x='10' y='20'>MARK</text>", None),
        ("<text x='9' y='20'>MARK</text><rect width='90' height='30'/><text x='9' y='20'>MARK</text>", None),
    ],
)
def test_what_is_planted_is_found_under_its_code(body: str, code: str | None) -> None:
    seen = drawing(body)
    assert (seen.codes("MARK"), seen.format, seen.problems) == ({code}, "SVG drawing", [])


def test_the_name_of_the_file_it_was_drawn_in_is_found() -> None:
    assert drawing("", 'sodipodi:docname="MARK.svg"').codes("MARK.svg") == {"file-metadata"}


@pytest.mark.parametrize("wrap", [76, 10_000])
def test_a_file_in_an_address_is_read(wrap: int) -> None:
    inner = b64encode(f"<svg {NAMES}><text>MARK</text></svg>".encode()).decode()
    lines = "\n".join(inner[at : at + wrap] for at in range(0, len(inner), wrap))
    assert drawing(f"<image xlink:href='data:image/svg+xml;base64,{lines}'/>").codes("MARK") == {None}


def test_a_chart_makes_no_table_and_shows_its_words_alone() -> None:
    bars = "".join(f"<rect x='{n}' y='0' width='9' height='{n}' fill='#1d70b8'/>" for n in range(40))
    seen = drawing(f"<g class='bars'>{bars}</g><text x='1' y='9'>Licences issued</text><text x='1' y='19'>2024</text>")
    assert (seen.texts, seen.tables) == ([("Licences issued\n2024", None)], [])


@pytest.mark.parametrize("text", ["<svg><text>MARK", "<svg><text>MARK</svg>", "<svg>" + "<g>" * 3000 + "MARK"])
def test_a_drawing_that_is_not_well_formed_is_read_all_the_same(text: str) -> None:
    seen = read_whole(text.encode(), "a.svg")
    assert seen.codes("MARK") == {None}
    assert seen.problems


def test_entities_of_entities_are_refused() -> None:
    bomb = "<!DOCTYPE svg [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><svg><text>&b;</text></svg>"
    assert "bomb" in read_whole(bomb.encode(), "a.svg").problems[0]
