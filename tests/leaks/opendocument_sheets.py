"""OpenDocument spreadsheets (ODS), written by LibreOffice; by hand only where it writes no such thing."""

import io
import random
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.leaks.fiction import ADDRESSES, APPLICANTS, CLOSURE, FORCE, HONOURS, LIST, NOTE, SPENT, STAFF, with_column
from tests.leaks.flat import NAMESPACES, Flat, Sheet, Spreadsheets, cell, line, lines, style
from tests.leaks.office import Then
from tests.leaks.package import Package, opened
from tests.leaks.spreadsheet_parts import csv_bytes

ODS = Spreadsheets("ODS", ".ods")
LEAKS = ODS.listed
COLLAPSE = 'table:visibility="collapse"'


def listed(package: Package, name: str, kind: str) -> None:
    """List a part in the manifest, without which LibreOffice does not open the file."""
    entry = f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/></manifest:manifest>'
    package.replace("META-INF/manifest.xml", "</manifest:manifest>", entry)


@ODS.flat_case("hidden-sheet", "hidden sheet left from a staff export", "hidden-sheet", FORCE)
def _hidden_sheet(flat: Flat, leak: bool) -> None:
    if leak:
        flat.styles += style("hidden", "table", '<style:table-properties table:display="false"/>')
        flat.sheets.append(Sheet("Sheet3", lines(STAFF), attributes='table:style-name="hidden"'))


@ODS.flat_case("hidden-column", "hidden column", "hidden-columns", LIST)
def _hidden_column(flat: Flat, leak: bool) -> None:
    if leak:
        flat.sheets[0].rows = lines(with_column(HONOURS, ADDRESSES))
        flat.sheets[
            0
        ].columns = f'<table:table-column table:number-columns-repeated="3"/><table:table-column {COLLAPSE}/>'


@ODS.flat_case("hidden-rows", "hidden rows", "hidden-rows", FORCE)
def _hidden_rows(flat: Flat, leak: bool) -> None:
    if leak:
        flat.sheets[0].rows += lines([row[:3] for row in STAFF], COLLAPSE)


@ODS.flat_case("filtered-rows", "rows that a filter keeps out of sight", "filtered-rows hidden-rows", SPENT)
def _filtered(flat: Flat, leak: bool) -> None:
    if leak:
        settlement = ("Department for Harbours", "30/10/2025", "Settlement", "Gareth Llewellyn", 5100340, 62000)
        flat.sheets[0].rows += line(settlement, 'table:visibility="filter"')
        flat.tail = (
            '<table:database-ranges><table:database-range table:name="__Anonymous_Sheet_DB__0" '
            'table:target-range-address="October.A1:October.F8" table:display-filter-buttons="true"><table:filter>'
            '<table:filter-condition table:field-number="2" table:value="Settlement" '
            'table:operator="!="/></table:filter>'
            "</table:database-range></table:database-ranges>"
        )


@ODS.flat_case("grouped-rows", "folded group of rows", "hidden-rows", FORCE)
def _grouped(flat: Flat, leak: bool) -> None:
    if leak:
        rows = lines([row[:3] for row in STAFF], COLLAPSE)
        flat.sheets[0].rows += f'<table:table-row-group table:display="false">{rows}</table:table-row-group>'


@ODS.flat_case(
    "hairline-column", "column as narrow as a hair", "zero-size hidden-columns unseen-text undeclared-column", LIST
)
def _zero_width(flat: Flat, leak: bool) -> None:
    if leak:
        flat.styles += style("none", "table-column", '<style:table-column-properties style:column-width="0.02cm"/>')
        flat.sheets[0].rows = lines(with_column(HONOURS, ADDRESSES))
        flat.sheets[
            0
        ].columns = (
            '<table:table-column table:number-columns-repeated="3"/><table:table-column table:style-name="none"/>'
        )


@ODS.flat_case("white-text", "white text", "unseen-text", SPENT)
def _white(flat: Flat, leak: bool) -> None:
    if leak:
        flat.styles += style("white", "table-cell", '<style:text-properties fo:color="#ffffff"/>')
        flat.sheets[0].rows += line((NOTE,), cells='table:style-name="white"')


@ODS.flat_case("tiny-text", "text one point high", "unseen-text", SPENT)
def _tiny(flat: Flat, leak: bool) -> None:
    if leak:
        flat.styles += style("tiny", "table-cell", '<style:text-properties fo:font-size="1pt"/>')
        flat.sheets[0].rows += line((CLOSURE,), cells='table:style-name="tiny"')


@ODS.flat_case("format-draws-nothing", "number format that draws nothing", "unseen-text number-format", FORCE)
def _draws_nothing(flat: Flat, leak: bool) -> None:
    if leak:
        flat.styles += '<number:number-style style:name="N200"><number:text/></number:number-style>'
        flat.styles += style("nothing", "table-cell", "", 'style:data-style-name="N200"')
        flat.sheets[0].rows += line((None, 3712, 0.58), cells='table:style-name="nothing"')


@ODS.flat_case(
    "covered-cells", "cells that a merged cell covers", "covered-cells merged-cells hidden-text unseen-text", SPENT
)
def _covered(flat: Flat, leak: bool) -> None:
    under = ["Rang Gareth Llewellyn, 07700 900123", "off sick with depression"] if leak else [None, None]
    first = cell("Amounts include VAT.", 'table:number-columns-spanned="3" table:number-rows-spanned="1"')
    rest = "".join(cell(value, covered=True) for value in under)
    flat.sheets[0].rows += f"<table:table-row>{first}{rest}</table:table-row>"


@ODS.flat_case("far-cells", "cells far from the rest", "far-cells", LIST)
def _far(flat: Flat, leak: bool) -> None:
    if leak:
        empty = '<table:table-row table:number-rows-repeated="50000"><table:table-cell/></table:table-row>'
        gap = '<table:table-cell table:number-columns-repeated="600"/>'
        rows = "".join(f"<table:table-row>{gap}{cell(address)}</table:table-row>" for address in ADDRESSES)
        flat.sheets[0].rows += empty + rows


@ODS.flat_case("note", "note on a cell", "comment", FORCE)
def _note(flat: Flat, leak: bool) -> None:
    note = f"<office:annotation><text:p>{NOTE}</text:p></office:annotation>" if leak else ""
    flat.sheets[0].rows += f"<table:table-row>{cell('Source: personnel records', inside=note)}</table:table-row>"


@ODS.flat_case("tracked-changes", "former content of a cell, kept by change tracking", "tracked-change", SPENT)
def _tracked(flat: Flat, leak: bool) -> None:
    if leak:
        flat.head = (
            '<table:tracked-changes><table:cell-content-change table:id="ct1"><table:cell-address table:column="3" '
            'table:row="3" table:table="0"/><office:change-info><dc:creator/><dc:date>2025-11-03T16:02:11</dc:date>'
            "</office:change-info><table:previous>"
            '<table:change-track-table-cell office:value-type="string"><text:p>Gareth Llewellyn, settlement for stress'
            "</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>"
        )


@ODS.flat_case("defined-name", "defined name that holds a text", "defined-name hidden-name structure", SPENT)
def _name(flat: Flat, leak: bool) -> None:
    text = "Gareth Llewellyn, 07700 900123" if leak else "October 2025"
    flat.tail = (
        '<table:named-expressions><table:named-expression table:name="remark" table:base-cell-address="$October.$A$1" '
        f'table:expression="of:=&quot;{text}&quot;"/></table:named-expressions>'
    )


@ODS.flat_case("validation-list", "validation list of people", "validation-list", SPENT)
def _validation(flat: Flat, leak: bool) -> None:
    offered = ["Gareth Llewellyn", "Siobhan McAteer", "Yusuf Demirtas"] if leak else ["Dredging", "Training"]
    listed = ";".join(f"&quot;{name}&quot;" for name in offered)
    flat.head = (
        '<table:content-validations><table:content-validation table:name="val1" '
        f'table:condition="of:cell-content-is-in-list({listed})" table:allow-empty-cell="true" '
        'table:base-cell-address="October.G2"/></table:content-validations>'
    )
    first = "".join(cell(value) for value in SPENT.rows[1][:5]) + cell(48211.07, 'table:content-validation-name="val1"')
    flat.sheets[0].rows = lines(SPENT.rows[:1]) + f"<table:table-row>{first}</table:table-row>" + lines(SPENT.rows[2:])


@ODS.flat_case("header-footer", "footer of the printed page", "header-footer", FORCE)
def _footer(flat: Flat, leak: bool) -> None:
    flat.footer = f"<text:p>OFFICIAL{' – ring Gareth Llewellyn at home, 07700 900123' if leak else ''}</text:p>"


@ODS.flat_case("author", "author in the properties", "document-properties file-metadata", SPENT)
def _author(flat: Flat, leak: bool) -> None:
    if leak:
        flat.meta = (
            "<meta:initial-creator>Gareth Llewellyn</meta:initial-creator><dc:creator>Gareth Llewellyn</dc:creator>"
        )


@ODS.flat_case("custom-property", "custom property", "custom-properties document-properties", FORCE)
def _custom(flat: Flat, leak: bool) -> None:
    value = "zarmina.noorzai@example.org; 07700 900533" if leak else "Yes"
    flat.meta = f'<meta:user-defined meta:name="Cleared">{value}</meta:user-defined>'


@ODS.flat_case("link-to-person", "link whose target is a person's address", "link-target", SPENT)
def _link(flat: Flat, leak: bool) -> None:
    target = "mailto:gareth.llewellyn@example.gov.uk" if leak else "https://www.example.gov.uk/finance"
    text = f'<text:p><text:a xlink:href="{target}" xlink:type="simple">Contact the finance team</text:a></text:p>'
    flat.sheets[
        0
    ].rows += (
        f'<table:table-row><table:table-cell office:value-type="string">{text}</table:table-cell></table:table-row>'
    )


@ODS.flat_case(
    "pivot-members",
    "names that a pivot table remembers from deleted rows",
    "pivot-cache structure filter-choice other-part",
    SPENT,
)
def _pivot(flat: Flat, leak: bool) -> None:
    members = [str(row[3]) for row in SPENT.rows[1:6]] + (["Gareth Llewellyn", "Zarmina Noorzai"] if leak else [])
    listed = "".join(f'<table:data-pilot-member table:name="{name}" table:display="true"/>' for name in members)
    flat.sheets.append(Sheet("Pivot", lines([("Supplier", "Amount")])))
    flat.tail = (
        '<table:data-pilot-tables><table:data-pilot-table table:name="Pivot1" '
        'table:target-range-address="Pivot.A1:Pivot.B8" table:buttons="Pivot.A2"><table:source-cell-range '
        'table:cell-range-address="October.A1:October.F7"/><table:data-pilot-field table:source-field-name="Supplier" '
        'table:orientation="row" table:function="auto"><table:data-pilot-level table:show-empty="false">'
        f"<table:data-pilot-members>{listed}</table:data-pilot-members></table:data-pilot-level></table:data-pilot-field>"
        '<table:data-pilot-field table:source-field-name="Amount" table:orientation="data" table:function="sum"/>'
        "</table:data-pilot-table></table:data-pilot-tables>"
    )

    def listed_again(path: Path) -> None:
        """LibreOffice forgets members whose rows are gone; older versions and other programs keep them."""
        with opened(path) as package:
            name = '<table:data-pilot-member table:name="Brightwater Facilities Ltd"'
            kept = "".join(
                f'<table:data-pilot-member table:name="{name}" table:display="true"/>' for name in members[5:]
            )
            text = package.parts["content.xml"].decode()
            if leak and "Zarmina" not in text:
                package.replace("content.xml", name, kept + name)

    return listed_again  # type: ignore[return-value]


@ODS.flat_case("external-cache", "values cached from another spreadsheet", "external-cache hidden-sheet", FORCE)
def _external(flat: Flat, leak: bool) -> Then:
    def add(path: Path) -> None:
        """LibreOffice drops the copy when the other file is not there; on the author's computer it was."""
        if leak:
            source = (
                'xlink:type="simple" xlink:href="../staff.ods" table:table-name="Staff" table:mode="copy-results-only"'
            )
            table = (
                '<table:table table:name="\'file:///H:/staff.ods\'#$Staff" table:print="false" table:style-name="ta1">'
            )
            table += f"<table:table-source {source}/><table:table-column/>{lines(STAFF)}</table:table>"
            with opened(path) as package:
                package.replace("content.xml", "</table:table>", f"</table:table>{table}")

    return add


@ODS.flat_case("embedded-spreadsheet", "embedded spreadsheet", "embedded-file", SPENT)
def _embedded(flat: Flat, leak: bool) -> Then:
    def add(path: Path) -> None:
        if leak:
            frame = (
                '<table:shapes><draw:frame svg:width="4cm" svg:height="2cm" svg:x="20cm" svg:y="1cm"><draw:object '
                'xlink:href="./Object 1" xlink:type="simple"/></draw:frame></table:shapes>'
            )
            inner = (
                f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} office:version="1.3">'
                f'<office:body><office:spreadsheet><table:table table:name="Applicants"><table:table-column/>'
                f"{lines(APPLICANTS)}</table:table></office:spreadsheet></office:body></office:document-content>"
            )
            kind = "application/vnd.oasis.opendocument.spreadsheet"
            entry = (
                '<manifest:file-entry manifest:full-path="Object 1/" '
                f'manifest:media-type="{kind}"/><manifest:file-entry '
                'manifest:full-path="Object 1/content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
            )
            with opened(path) as package:
                package.replace("content.xml", "<table:table-column", f"{frame}<table:table-column")
                package.add("Object 1/content.xml", inner)
                package.replace("META-INF/manifest.xml", "</manifest:manifest>", entry)

    return add


@ODS.flat_case("earlier-version", "earlier version kept in the file", "earlier-version embedded-file other-part", LIST)
def _version(flat: Flat, leak: bool) -> Then:
    def add(path: Path) -> None:
        if leak:
            inner = io.BytesIO()
            with ZipFile(path) as old, ZipFile(inner, "w", ZIP_DEFLATED) as new:
                for name in old.namelist():
                    content = old.read(name)
                    if name == "content.xml":
                        rows = lines(with_column(HONOURS, ADDRESSES))
                        content = content.replace(b"</table:table>", f"{rows}</table:table>".encode())
                    new.writestr(name, content)
            with opened(path) as package:
                package.add("Versions/Version1", inner.getvalue())
                listed(package, "Versions/Version1", "")
                listed(package, "VersionList.xml", "text/xml")
                entry = (
                    '<VL:version-list xmlns:VL="http://openoffice.org/2001/versions-list" '
                    'xmlns:dc="http://purl.org/dc/elements/1.1/"><VL:version-entry VL:title="Version1" VL:comment="" '
                    'VL:creator="" dc:date-time="2025-11-03T16:02:11"/></VL:version-list>'
                )
                package.add("VersionList.xml", entry)

    return add


@ODS.flat_case("text-box", "box with white letters", "unseen-text", FORCE)
def _box(flat: Flat, leak: bool) -> None:
    if leak:
        flat.styles += style("whiteletters", "text", '<style:text-properties fo:color="#ffffff"/>')
        flat.styles += style("clear", "graphic", '<style:graphic-properties draw:fill="none" draw:stroke="none"/>')
        flat.sheets[0].before = (
            '<table:shapes><draw:frame draw:style-name="clear" svg:width="8cm" svg:height="2cm" svg:x="16cm" '
            'svg:y="1cm"><draw:text-box><text:p>'
            f'<text:span text:style-name="whiteletters">{CLOSURE}</text:span></text:p></draw:text-box></draw:frame>'
            "</table:shapes>"
        )


@ODS.flat_case("alt-text", "description of a shape", "alt-text", SPENT)
def _alt(flat: Flat, leak: bool) -> None:
    text = "Drawn by Siobhan McAteer, 61 Northland Road, Derry, BT48 0AL" if leak else "A blue square"
    flat.sheets[0].before = (
        '<table:shapes><draw:rect svg:width="2cm" svg:height="2cm" svg:x="32cm" svg:y="1cm">'
        f"<svg:desc>{escape(text)}</svg:desc></draw:rect></table:shapes>"
    )


@ODS.flat_case("macro", "macro with a password", "macro", SPENT)
def _macro(flat: Flat, leak: bool) -> None:
    if leak:
        source = 'Sub Main\n  Connect("pay-sql-01", "payroll", "Gannet-Harbour-77")\nEnd Sub\n'
        flat.scripts = (
            '<office:scripts><office:script script:language="ooo:Basic"><ooo:libraries xmlns:ooo='
            '"http://openoffice.org/2004/office"><ooo:library-embedded ooo:name="Standard"><ooo:module '
            'ooo:name="Module1">'
            f"<ooo:source-code>{escape(source)}</ooo:source-code></ooo:module></ooo:library-embedded></ooo:libraries>"
            "</office:script></office:scripts>"
        )


@ODS.flat_case("extra-file", "file in the package that nothing refers to", "other-part embedded-file", SPENT)
def _extra(flat: Flat, leak: bool) -> Then:
    def add(path: Path) -> None:
        if leak:
            with opened(path) as package:
                package.add("backup/applicants.csv", csv_bytes(APPLICANTS))
                listed(package, "backup/applicants.csv", "text/csv")

    return add


@ODS.flat_case("encrypted", "spreadsheet with a password", "not-read", SPENT, unreadable=True, cleanable=False)
def _encrypted(flat: Flat, leak: bool) -> Then:
    def lock(path: Path) -> None:
        if leak:
            data = (
                '<manifest:encryption-data manifest:checksum-type="SHA256/1K" '
                'manifest:checksum="9gk1"><manifest:algorithm '
                'manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" '
                'manifest:initialisation-vector="b2s="/>'
                "</manifest:encryption-data></manifest:file-entry>"
            )
            with opened(path) as package:
                package.parts["content.xml"] = random.Random(9).randbytes(len(package.parts["content.xml"]))
                manifest = package.parts["META-INF/manifest.xml"].decode()
                entry = '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"'
                assert f"{entry}/>" in manifest
                locked = manifest.replace(f"{entry}/>", f'{entry} manifest:size="9000">{data}')
                package.parts["META-INF/manifest.xml"] = locked.encode()

    return lock
