"""Pages, drawings and data of the web (HTML, SVG, XML, JSON, GPX) with content that no reader of them sees."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

from tests.leaks.collecting import Build, Leaks
from tests.leaks.fiction import APPLICANTS, CLOSURE, NOTE, Paper
from tests.leaks.spreadsheet_parts import csv_bytes

HTML = Leaks("HTML", ".html")
SVG = Leaks("SVG", ".svg")
XML = Leaks("XML", ".xml")
JSON = Leaks("JSON", ".json")
GEOJSON = Leaks("GeoJSON", ".geojson")
GPX = Leaks("GPX", ".gpx")
Content = Callable[[bool], str]

NEWS = Paper(
    "Harbour works begin",
    "",
    [],
    'title = "Harbour works begin"\naudience = "public"\n',
    ("Dredging of the outer harbour begins in March", "£4.2 million"),
)
DRAWING = Paper("Map of the harbour", "", [], 'title = "Map of the harbour"\n', ("Outer harbour",))
FEED = Paper("Flood warnings", "", [], 'title = "Flood warnings"\n', ("River Severn at Upton",))
DATA = Paper(
    "Offices",
    "",
    [],
    'title = "Offices"\ncolumns = ["name", "town", "opened"]\n',
    ("Falmouth office",),
)


def text_case(
    leaks: Leaks, name: str, vector: str, codes: str, paper: Paper, **more: object
) -> Callable[[Content], Build]:
    """A case whose function gives the text of the file."""

    def add(content: Content) -> Build:
        def build(path: Path, leak: bool) -> None:
            path.write_text(content(leak), encoding="utf-8")

        return leaks.case(name, vector, codes, paper, **more)(build)

    return add


def page(inside: str = "", head: str = "") -> str:
    """A page of news."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Harbour works begin</title>'
        f'{head}</head>\n<body><a href="#main" class="skip-link">Skip to main content</a><main '
        'id="main"><h1>Harbour works'
        " begin</h1>\n<p>Dredging of the outer harbour begins in March and will cost £4.2 million.</p>\n"
        f"{inside}\n<p>The harbour stays open to ferries.</p></main></body></html>\n"
    )


def html_case(name: str, vector: str, codes: str, **more: object) -> Callable[[Content], Build]:
    """A case whose function gives what stands in the page."""

    def add(content: Content) -> Build:
        return text_case(HTML, name, vector, codes, NEWS, **more)(lambda leak: page(content(leak)))

    return add


STYLED = "html-hidden-element html-styled-away unseen-text hidden-text"


@html_case("comment", "comment in the page's source", "html-comment")
def _comment(leak: bool) -> str:
    return f"<!-- {NOTE if leak else 'end of introduction'} -->"


@html_case("hidden-element", "element marked as hidden", "html-hidden-element")
def _hidden(leak: bool) -> str:
    return f"<div hidden><p>{CLOSURE}</p></div>" if leak else ""


@html_case("display-none", "person in an element that its style removes", STYLED)
def _display(leak: bool) -> str:
    return f'<p style="display:none">{NOTE}</p>' if leak else ""


@text_case(HTML, "style-sheet", "person in an element that the style sheet removes", STYLED, NEWS)
def _sheet(leak: bool) -> str:
    text = NOTE if leak else "Loading"
    return page(f'<p class="draft">{text}</p>', "<style>.draft { visibility: hidden }</style>")


@html_case("white-text", "white text", STYLED)
def _white(leak: bool) -> str:
    return f'<p style="color:#fff;background:white">{NOTE}</p>' if leak else ""


@html_case("off-screen", "text moved off the screen", STYLED)
def _off_screen(leak: bool) -> str:
    return f'<p style="position:absolute;left:-9999px">{NOTE}</p>' if leak else ""


@html_case("template", "template that no script uses", f"{STYLED} html-script")
def _template(leak: bool) -> str:
    return f"<template><p>{NOTE}</p></template>" if leak else ""


@html_case("data-attribute", "attribute that holds data for a program", "html-attribute")
def _data(leak: bool) -> str:
    value = "Gareth Llewellyn, 14 Harbour Terrace, Fowey, PL23 1AT" if leak else "works"
    return f'<p data-contact="{value}">Read more about the works.</p>'


@html_case("alt-text", "description of a picture", "html-attribute alt-text")
def _alt(leak: bool) -> str:
    text = "Gareth Llewellyn, off sick with depression, 07700 900123" if leak else "A dredger at work"
    return f'<img src="dredger.jpg" alt="{text}">'


@html_case("hidden-input", "form field that is sent along unseen", "html-hidden-field")
def _input(leak: bool) -> str:
    value = "QQ 12 34 56 A, gareth.llewellyn@example.gov.uk" if leak else "news"
    return f'<form><input type="hidden" name="ref" value="{value}"><button>Send</button></form>'


@html_case("script-data", "data in a script", "html-script")
def _script(leak: bool) -> str:
    people = [dict(zip(map(str, APPLICANTS[0]), row, strict=True)) for row in APPLICANTS[1:]] if leak else []
    return f'<script type="application/json" id="state">{json.dumps({"people": people})}</script>'


@html_case("data-link", "file inside a link's address", "embedded-file link-target html-attribute")
def _data_link(leak: bool) -> str:
    content = base64.b64encode(csv_bytes(APPLICANTS)).decode()
    target = f"data:text/csv;base64,{content}" if leak else "works.csv"
    return f'<a href="{target}" download>Download the costs</a>'


@html_case("mail-link", "link to a person's address", "link-target html-attribute")
def _mail(leak: bool) -> str:
    target = "mailto:gareth.llewellyn@example.gov.uk" if leak else "https://www.example.gov.uk/contact"
    return f'<a href="{target}">Contact us</a>'


@text_case(HTML, "meta-author", "author in the page's head", "html-metadata", NEWS)
def _meta(leak: bool) -> str:
    return page("", f'<meta name="author" content="{"Gareth Llewellyn" if leak else "Department for Harbours"}">')


@text_case(
    HTML,
    "text-after-the-end",
    "text after the end of the page",
    "data-after-end undeclared-category",
    NEWS,
    cleanable=False,
)
def _after(leak: bool) -> str:
    return page() + (f"\n<!-- -->\n{NOTE}" if leak else "")


def drawing(inside: str = "", attributes: str = "") -> str:
    """A drawing of the harbour."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" '
        f'viewBox="0 0 400 300" {attributes}><rect width="400" height="300" fill="#dff"/><text x="40" y="60" '
        f'font-size="20">Outer harbour</text>{inside}</svg>\n'
    )


def svg_case(name: str, vector: str, codes: str) -> Callable[[Content], Build]:
    """A case whose function gives what stands in the drawing."""

    def add(content: Content) -> Build:
        return text_case(SVG, name, vector, codes, DRAWING)(lambda leak: drawing(content(leak)))

    return add


UNSEEN = "unseen-text hidden-text hidden-layer html-hidden-element html-styled-away hidden-shape"


@svg_case("hidden-text", "text that is not displayed", UNSEEN)
def _svg_hidden(leak: bool) -> str:
    return f'<g display="none"><text x="40" y="200">{CLOSURE}</text></g>' if leak else ""


@svg_case("transparent-text", "text without any opacity", UNSEEN)
def _svg_transparent(leak: bool) -> str:
    return f'<text x="40" y="200" opacity="0">{NOTE}</text>' if leak else ""


@svg_case("text-outside", "text outside the drawing", f"{UNSEEN} off-slide off-page")
def _svg_outside(leak: bool) -> str:
    return f'<text x="2000" y="200">{NOTE}</text>' if leak else ""


@svg_case("covered-text", "text under a rectangle", f"{UNSEEN} covered-text")
def _svg_covered(leak: bool) -> str:
    text = "To be sold in May, price not yet agreed"
    covered = f'<text x="40" y="200" font-size="12">{text}</text>' if leak else ""
    return f'{covered}<rect x="20" y="170" width="360" height="60" fill="#000"/>'


@svg_case("comment", "comment in the drawing", "xml-comment html-comment")
def _svg_comment(leak: bool) -> str:
    return f"<!-- {NOTE if leak else 'quay'} -->"


@svg_case("metadata", "author in the drawing's metadata", "html-metadata file-metadata document-properties other-part")
def _svg_metadata(leak: bool) -> str:
    return (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<rdf:Description><dc:creator>{'Gareth Llewellyn' if leak else 'Department for Harbours'}</dc:creator>"
        "</rdf:Description></rdf:RDF></metadata>"
    )


@text_case(
    SVG, "export-path", "path of a person's folder, as Inkscape writes it", "html-attribute file-metadata", DRAWING
)
def _svg_path(leak: bool) -> str:
    path = r"C:\Users\gareth.llewellyn\Pictures\harbour.png" if leak else "harbour.png"
    inkscape = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    return drawing("", f'{inkscape} inkscape:export-filename="{path}"')


def feed(inside: str) -> str:
    """A list of warnings."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<warnings><warning level="2"><river>River Severn at Upton</river>'
        f"<issued>2025-11-03T06:00:00Z</issued>{inside}</warning></warnings>\n"
    )


def xml_case(name: str, vector: str, codes: str) -> Callable[[Content], Build]:
    """A case whose function gives what stands in the list."""

    def add(content: Content) -> Build:
        return text_case(XML, name, vector, codes, FEED)(lambda leak: feed(content(leak)))

    return add


@xml_case("comment", "comment", "xml-comment")
def _xml_comment(leak: bool) -> str:
    return f"<!-- {NOTE if leak else 'issued by the river station'} -->"


@xml_case("instruction", "note to the program that reads it", "xml-instruction")
def _instruction(leak: bool) -> str:
    return f'<?route contact="{"Gareth Llewellyn, 07700 900123" if leak else "river station"}"?>'


@text_case(
    XML, "entity", "value in an entity that the text never uses", "xml-instruction structure other-part not-read", FEED
)
def _entity(leak: bool) -> str:
    value = "Gareth Llewellyn, 14 Harbour Terrace, Fowey, PL23 1AT" if leak else "River station"
    return feed("").replace("\n<warnings>", f'\n<!DOCTYPE warnings [<!ENTITY contact "{value}">]>\n<warnings>')


OFFICES: list[dict[str, object]] = [
    {"name": "Falmouth office", "town": "Falmouth", "opened": 1987},
    {"name": "Hexham office", "town": "Hexham", "opened": 2004},
    {"name": "Oban office", "town": "Oban", "opened": 1999},
]


@text_case(JSON, "undeclared-key", "key nobody declared", "undeclared-column", DATA)
def _json_key(leak: bool) -> str:
    more = {"manager_home": "14 Harbour Terrace, Fowey, PL23 1AT"} if leak else {}
    return json.dumps([{**office, **more} for office in OFFICES])


@text_case(JSON, "harmless-key", "harmless key of one record", "undeclared-column", DATA)
def _json_one_key(leak: bool) -> str:
    return json.dumps([*OFFICES[:2], {**OFFICES[2], **({"closing": "4 May"} if leak else {})}])


@text_case(
    JSON,
    "duplicate-key",
    "value that a second one of the same key hides",
    "repeated-heading shadowed-key duplicate-key hidden-text undeclared-category",
    DATA,
)
def _duplicate(leak: bool) -> str:
    text = json.dumps(OFFICES, indent=2)
    return text.replace('"town": "Oban"', f'"town": {json.dumps(NOTE)},\n    "town": "Oban"') if leak else text


@text_case(
    JSON,
    "second-document",
    "second document after the first",
    "data-after-end undeclared-column undeclared-table undeclared-category",
    DATA,
)
def _second_document(leak: bool) -> str:
    people = [dict(zip(map(str, APPLICANTS[0]), row, strict=True)) for row in APPLICANTS[1:]]
    return json.dumps(OFFICES) + (" " * 5000 + json.dumps(people) if leak else "")


@text_case(
    GEOJSON,
    "property",
    "property of an area that names its owner",
    "undeclared-column undeclared-category",
    FEED,
    cleanable=False,  # it shows, and no columns are declared: only a person can say which properties may stay
)
def _property(leak: bool) -> str:
    owner = {"owner": "Alasdair Kinnaird, Kirkton Cottage, Kenmore, PH15 2HN", "tel": "07700 900608"} if leak else {}
    ring = [[-3.98, 56.58], [-3.97, 56.58], [-3.97, 56.59], [-3.98, 56.58]]
    area = {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {"river": "River Severn at Upton", "level": 2, **owner},
    }
    return json.dumps({"type": "FeatureCollection", "features": [area]})


@text_case(GPX, "track", "track of a person's morning", "undeclared-category undeclared-table", FEED, cleanable=False)
def _track(leak: bool) -> str:
    """The twin marks places; the leak holds where somebody was, second by second, from their door."""
    marks = '<wpt lat="52.0633" lon="-2.2183"><name>River Severn at Upton</name></wpt>'
    points = "".join(
        f'<trkpt lat="{52.0601 + number * 0.00011:.5f}" lon="{-2.2150 - number * 0.00007:.5f}"><ele>14.2</ele>'
        f"<time>2025-11-03T07:{number // 60:02}:{number % 60:02}Z</time></trkpt>"
        for number in range(400)
    )
    track = f"<trk><name>Morning run</name><trkseg>{points}</trkseg></trk>" if leak else ""
    return f'<?xml version="1.0"?><gpx version="1.1" creator="Station" xmlns="http://www.topografix.com/GPX/1/1">{marks}{track}</gpx>'


LEAKS = HTML.listed + SVG.listed + XML.listed + JSON.listed + GEOJSON.listed + GPX.listed
