"""Leaks in OpenDocument texts and in what LibreOffice makes of them: changes, comments, hidden sections, versions."""

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.leaks import drawing, office, words
from tests.leaks.collecting import Build, Leaks
from tests.leaks.package import opened
from tests.leaks.words import NOTICE, OCR

ODT = Leaks("ODT", ".odt")
DOCX = Leaks("DOCX", ".docx")
LEAKS = ODT.listed
OFFICE = ("soffice",)

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
    for prefix, name in {
        "office": "office:1.0",
        "text": "text:1.0",
        "style": "style:1.0",
        "table": "table:1.0",
        "draw": "drawing:1.0",
        "presentation": "presentation:1.0",
        "svg": "svg-compatible:1.0",
        "fo": "xsl-fo-compatible:1.0",
        "meta": "meta:1.0",
        "config": "config:1.0",
    }.items()
)
OTHERS = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:ooo="http://openoffice.org/2004/office" xmlns:ooow="http://openoffice.org/2004/writer"'
)
CHANGE = (
    "<office:change-info><dc:creator>Author</dc:creator><dc:date>2026-02-27T16:05:00</dc:date></office:change-info>"
)


def flat_text(
    body: str = "", *, before: str = "", styles: str = "", meta: str = "", masters: str = "", scripts: str = ""
) -> str:
    """Return a notice as flat OpenDocument: `body` follows its text, `before` opens it."""
    paragraphs = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in (*words.PARAGRAPHS, words.CONTACT))
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in NOTICE.rows
    )
    table = (
        f'<table:table table:name="Permits"><table:table-column table:number-columns-repeated="2"/>{rows}</table:table>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} {OTHERS} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta><dc:title>{words.TITLE}</dc:title>{meta}</office:meta>{scripts}"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles><office:body><office:text>{before}"
        f'<text:h text:outline-level="1">{words.TITLE}</text:h>{paragraphs}{table}{body}</office:text></office:body>'
        "</office:document>"
    )


def written(flat: str, path: Path, then: Callable[[Path], None] | None = None) -> None:
    """Have LibreOffice write a flat document as `path`; `then` changes what it wrote."""
    source = path.with_name(f"{path.name}.source.fodt")
    source.write_text(flat, "utf-8")
    office.convert(source, path, then=then)


def flat(honest: str = "", **leaking: str) -> Build:
    """A leak that the arguments of `flat_text` add; the twin ends with `honest` instead."""

    def build(path: Path, leak: bool) -> None:
        written(flat_text(**leaking) if leak else flat_text(honest), path)

    return build


def _style(name: str, properties: str) -> str:
    return f'<style:style style:name="{name}" style:family="text"><style:text-properties {properties}/></style:style>'


def _span(style: str, text: str) -> str:
    return f'<text:p>Permits are sent by post. <text:span text:style-name="{style}">{text}</text:span></text:p>'


DELETED = (
    '<text:tracked-changes text:track-changes="false"><text:changed-region text:id="ct1"><text:deletion>'
    f"{CHANGE}<text:p>{words.CLOSURE}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
)
OPENING = "<text:p>Offices keep their opening hours.{}</text:p>"

ODT.case("tracked-deletion", "text deleted with changes recorded", "tracked-change", NOTICE, needs=OFFICE)(
    flat(OPENING.format(""), before=DELETED, body=OPENING.format('<text:change text:change-id="ct1"/>'))
)
INSERTED = (
    '<text:tracked-changes text:track-changes="false"><text:changed-region text:id="ct1"><text:insertion>'
    f"{CHANGE.replace('Author', words.EMPLOYEE)}</text:insertion></text:changed-region></text:tracked-changes>"
)
SPANNED = (
    '<text:p><text:change-start text:change-id="ct1"/>Offices stay open.<text:change-end text:change-id="ct1"/>'
    "</text:p>"
)
ODT.case("tracked-author", "author of a recorded insertion", "tracked-change comment-person", NOTICE, needs=OFFICE)(
    flat("<text:p>Offices stay open.</text:p>", before=INSERTED, body=SPANNED)
)
ANNOTATION = "<office:annotation><dc:creator>Author</dc:creator><text:p>{}</text:p></office:annotation>"
ODT.case("comment", "comment", "comment", NOTICE, needs=OFFICE)(
    flat(OPENING.format(""), body=OPENING.format(ANNOTATION.format(words.DISMISSAL)))
)
ODT.case("hidden-section", "hidden section", "hidden-text", NOTICE, needs=OFFICE)(
    flat(
        body='<text:section text:name="Background" text:display="none">'
        f"<text:p>{words.COMPLAINT}</text:p></text:section>"
    )
)
HIDING = '<text:hidden-paragraph text:condition="ooow:1 EQ 1" text:is-hidden="true"/>'
ODT.case("hidden-paragraph", "paragraph hidden by a condition", "hidden-text", NOTICE, needs=OFFICE)(
    flat(body=f"<text:p>{HIDING}{words.CLOSURE}</text:p>")
)
FIELD = (
    '<text:hidden-text text:condition="ooow:1 EQ 1" text:is-hidden="true" text:string-value="{0}">{0}'
    "</text:hidden-text>"
)
ODT.case("hidden-text-field", "field with hidden text", "hidden-text field-code", NOTICE, needs=OFFICE)(
    flat(OPENING.format(""), body=OPENING.format(FIELD.format(words.HEALTH)))
)
CHOICE = (
    '<text:conditional-text text:condition="ooow:1 EQ 1" text:string-value-if-true=" Ask the press office."'
    ' text:string-value-if-false="{}" text:current-value="true"> Ask the press office.</text:conditional-text>'
)
ODT.case(
    "conditional-text",
    "branch of a conditional text that does not show",
    "hidden-text field-code",
    NOTICE,
    needs=OFFICE,
)(flat(OPENING.format(" Ask the press office."), body=OPENING.format(CHOICE.format(words.COMPLAINT))))
ODT.case("hidden-style", "characters with the effect Hidden", "hidden-text", NOTICE, needs=OFFICE)(
    flat(_span("S", ""), body=_span("T1", words.NUMBERS), styles=_style("T1", 'text:display="none"'))
)
ODT.case("white-text", "white text on white paper", "unseen-text", NOTICE, needs=OFFICE)(
    flat(_span("S", ""), body=_span("T1", words.HOME), styles=_style("T1", 'fo:color="#ffffff"'))
)
ODT.case("tiny-text", "text of one point", "unseen-text", NOTICE, needs=OFFICE)(
    flat(_span("S", ""), body=_span("T1", words.HOME), styles=_style("T1", 'fo:font-size="1pt"'))
)
ODT.case("black-on-black", "black text on a black ground, as if redacted", "unseen-text", NOTICE, needs=OFFICE)(
    flat(
        _span("S", ""),
        body=_span("T1", words.COMPLAINT),
        styles=_style("T1", 'fo:color="#000000" fo:background-color="#000000"'),
    )
)
ODT.case(
    "user-field",
    "user field that no place in the text shows",
    "document-variable hidden-text field-code",
    NOTICE,
    needs=OFFICE,
)(
    flat(
        before='<text:user-field-decls><text:user-field-decl office:value-type="string" text:name="Claimant"'
        f' office:string-value="{words.NUMBERS}"/></text:user-field-decls>'
    )
)
ODT.case("user-property", "property that a user added", "custom-properties document-properties", NOTICE, needs=OFFICE)(
    flat(meta=f'<meta:user-defined meta:name="Complainant">{words.HOME}</meta:user-defined>')
)
ODT.case("author", "author's name in the properties", "document-properties", NOTICE, needs=OFFICE)(
    flat(meta=f"<meta:initial-creator>{words.EMPLOYEE}</meta:initial-creator>")
)
MASTERS = (
    '<style:master-page style:name="Standard" style:page-layout-name="pm1"/><style:master-page style:name="Letter"'
    ' style:page-layout-name="pm1"><style:header><text:p>{}</text:p></style:header></style:master-page>'
)
LAYOUT = (
    '<style:page-layout style:name="pm1"><style:page-layout-properties fo:margin="2cm"/><style:header-style/>'
    "</style:page-layout>"
)
ODT.case("unused-header", "header of a page style that no page uses", "header-footer", NOTICE, needs=OFFICE)(
    flat(masters=MASTERS.format(f"Copy for {words.HOME}"), styles=LAYOUT)
)


@ODT.case(
    "version",
    "earlier version kept inside the file",
    "embedded-file earlier-revision",
    NOTICE,
    needs=OFFICE,
)
def earlier_version(path: Path, leak: bool) -> None:
    written(flat_text(), path, _add_version if leak else None)


def _add_version(path: Path) -> None:
    """Put in a version as File, Versions does: the old package is a part of the new one."""
    with zipfile.ZipFile(path) as current:
        members = {name: current.read(name) for name in current.namelist()}
    old = io.BytesIO()
    members["content.xml"] = members["content.xml"].replace(b"The fee stays at", f"{words.CLOSURE} The fee is".encode())
    with zipfile.ZipFile(old, "w", zipfile.ZIP_DEFLATED) as versioned:
        for name, data in members.items():
            versioned.writestr(name, data)
    manifest = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    entries = manifest.format("Versions/Version1", "application/vnd.oasis.opendocument.text")
    entries += manifest.format("VersionList.xml", "text/xml")
    versions = (
        '<VL:version-list xmlns:VL="http://openoffice.org/2001/versions-list"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<VL:version-entry VL:title="Version1" VL:comment="" VL:creator="" dc:date-time="2026-02-25T11:00:00"/>'
        "</VL:version-list>"
    )
    with opened(path) as package:
        package.add("Versions/Version1", old.getvalue())
        package.add("VersionList.xml", versions)
        package.replace("META-INF/manifest.xml", "</manifest:manifest>", f"{entries}</manifest:manifest>")


@ODT.case(
    "cropped-picture",
    "part of a picture that was cropped away",
    "cropped-picture",
    NOTICE,
    needs=(*OFFICE, *OCR),
)
def cropped_picture(path: Path, leak: bool) -> None:
    picture = drawing.scenery((1240, 1200))
    if leak:
        picture.paste(drawing.page(drawing.LETTER, (1240, 600)), (0, 600))
    else:
        picture = picture.crop((0, 0, 1240, 600))
    data = base64.b64encode(drawing.as_bytes(picture, "PNG")).decode()
    clip = 'fo:clip="rect(0cm, 0cm, 15.88cm, 0cm)"' if leak else ""
    style = f'<style:style style:name="fr1" style:family="graphic"><style:graphic-properties {clip}/></style:style>'
    frame = (
        '<text:p><draw:frame draw:style-name="fr1" text:anchor-type="as-char" svg:width="12cm" svg:height="5.8cm">'
        f"<draw:image><office:binary-data>{data}</office:binary-data></draw:image></draw:frame></text:p>"
    )
    written(flat_text(frame, styles=style), path)


@DOCX.case(
    "libreoffice-deletion", "text deleted with changes recorded in LibreOffice", "tracked-change", NOTICE, needs=OFFICE
)
def libreoffice_deletion(path: Path, leak: bool) -> None:
    change = '<text:change text:change-id="ct1"/>' if leak else ""
    written(flat_text(OPENING.format(change), before=DELETED if leak else ""), path)


LEAKS += DOCX.listed
