"""Honest pages, feeds, e-mails, archives and databases as departments publish them."""

import io
import json
import sqlite3
import struct
import tarfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa
from pyarrow import parquet

from tests.leaks.collecting import Files
from tests.leaks.fiction import Row
from tests.leaks.honest_tables import CONTRACTS, ENERGY, MEETINGS, TOWNS, declared, series, spending
from tests.leaks.spreadsheet_parts import csv_bytes, logo

FILES = Files()
HONEST = FILES.listed
PLAIN = 'title = "{}"\naudience = "public"\n'

PAGE = """<!DOCTYPE html>
<html lang="en" class="govuk-template">
<head>
  <meta charset="utf-8">
  <title>Harbour dues to fall for small boats - GOV.EXAMPLE</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="description" content="Dues for boats under six metres fall by 40% from 1 June.">
  <meta name="csrf-param" content="authenticity_token">
  <meta property="og:title" content="Harbour dues to fall for small boats">
  <link rel="stylesheet" href="/assets/application-1f2e3d.css" integrity="sha256-1f2e3d4c5b6a79880f1e2d3c4b5a6978">
  <style>.govuk-visually-hidden{position:absolute!important;width:1px!important;height:1px!important;
  overflow:hidden!important;  clip:rect(0 0 0 0)!important}.js-menu{display:none}</style>
  <script>window.GOVUK=window.GOVUK||{};window.dataLayer=[{"event":"page_view","page":{"type":"press_release"}}]</script>
  <script type="application/ld+json">{"@context":"http://schema.org","@type":"NewsArticle",
  "headline":"Harbour dues to fall for small boats","datePublished":"2026-03-02",
  "publisher":{"@type":"Organization","name":"GOV.EXAMPLE"}}</script>
</head>
<body class="govuk-template__body">
<!-- layout: press_release -->
<div class="govuk-cookie-banner" role="region" aria-label="Cookies" data-module="cookie-banner">
  <h2>Cookies</h2><p>We use some essential cookies to make this website work.</p>
  <button type="button" data-accept-cookies="true">Accept additional cookies</button>
</div>
<a href="#content" class="govuk-skip-link">Skip to main content</a>
<header><a href="/"><span class="govuk-visually-hidden">GOV.EXAMPLE home</span>
<svg aria-hidden="true" width="36" height="32">
<path d="M6 16l4-4z"></path></svg></a><nav class="js-menu" aria-label="Menu"><a href="/browse">Topics</a></nav>
<form action="/search" method="get"><input type="search" name="q" aria-label="Search">
<input type="hidden" name="order" value="relevance">
</form></header>
<main id="content"><span>Press release</span><h1>Harbour dues to fall for small boats</h1>
<p>From: <a href="/dfh">Department for Harbours</a>. Published 2 March 2026</p>
<img src="/media/quay-960.jpg" alt="Boats tied up at a quay" loading="lazy">
<p>Small boats will pay less from 1 June, Harbours Minister Gareth Llewellyn announced today.</p>
<details><summary>Which boats are small?</summary><p>Boats shorter than six metres.</p></details>
<table><thead><tr><th>Length</th><th>Dues</th></tr></thead><tbody><tr><td>Under 6 m</td><td>£4.80</td></tr>
<tr><td>6 m to 12 m</td><td>£11.20</td></tr></tbody></table>
<p>Press office: <a href="mailto:press@example.gov.uk">press@example.gov.uk</a>,
<a href="tel:+442079460500">020 7946 0500</a></p>
</main><noscript><img height="1" width="1" alt="" src="https://stats.example.gov.uk/p.gif"></noscript>
<footer>All content is available under the Open Government Licence v3.0</footer>
<script src="/assets/application-9a8b7c.js" defer></script></body></html>
"""
PRESS = PLAIN.format("Harbour dues to fall") + 'allow = ["person-name", "email", "phone"]\n'


@FILES.case(
    "press-release.html", "HTML", "press release as a government page, with scripts, cookie banner and skip link", PRESS
)
def _page(path: Path) -> None:
    path.write_text(PAGE)


@FILES.case(
    "cookie-confirmation.html", "HTML", "the same, with the usual hidden confirmation of the cookie banner", PRESS
)
def _page_with_confirmation(path: Path) -> None:
    message = '<div class="govuk-cookie-banner__message" role="alert" hidden>'
    message += "<p>You’ve accepted additional cookies.</p></div></div>"
    path.write_text(PAGE.replace("</button>\n</div>", f"</button>\n{message}"))


@FILES.case("table.html", "HTML", "page of statistics with a style sheet of its own", PLAIN.format("Port traffic"))
def _table(path: Path) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in series()[1:60])
    path.write_text(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Port traffic</title><style>"
        "body{font:16px Arial;color:#0b0c0c}"
        "caption{font-weight:bold}@media print{.no-print{display:none}}</style></head><body><p "
        "class=no-print><a href=#t>Skip</a></p>"
        f"<table id=t><caption>Traffic by month</caption>{rows}</table></body></html>"
    )


@FILES.case("news.xml", "XML", "news feed (RSS)", PLAIN.format("News"))
def _rss(path: Path) -> None:
    items = "".join(
        "<item><title>Works begin at "
        f"{town}</title><link>https://www.example.gov.uk/news/{n}</link><guid>https://www.example.gov.uk/"
        f"news/{n}</guid><pubDate>Mon, 0{n % 9 + 1} Dec 2025 09:00:00 "
        "+0000</pubDate><description><![CDATA[<p>The works will take "
        "three weeks.</p>]]></description></item>"
        for n, town in enumerate(TOWNS)
    )
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Department '
        "for Harbours</title><link>https://www.example.gov.uk/news</link><description>News</description><language>en-gb</language>"
        f'<atom:link href="https://www.example.gov.uk/news.xml" rel="self"/>{items}</channel></rss>'
    )


@FILES.case("flood-areas.geojson", "GeoJSON", "areas at risk of floods", PLAIN.format("Flood areas"))
def _geojson(path: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {
                "fws_tacode": f"034WAF{400 + n}",
                "ta_name": f"River at {town}",
                "river_sea": "River",
                "qdial": 104000 + n,
            },
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[-3.5 + n / 10, 52.1], [-3.49 + n / 10, 52.1], [-3.49 + n / 10, 52.11], [-3.5 + n / 10, 52.1]]
                ],
            },
        }
        for n, town in enumerate(TOWNS)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "name": "flood_areas", "crs": crs, "features": features}))


@FILES.case("stations.json", "JSON", "answer of an open-data service", PLAIN.format("Monitoring stations"))
def _json(path: Path) -> None:
    items = [
        {
            "@id": f"http://environment.example.gov.uk/id/stations/{1000 + n}TH", "label": town,
            "lat": round(50 + n / 7, 5),
            "long": round(-4 + n / 9, 5), "dateOpened": f"19{70 + n}-01-01", "riverName": "River Avon",
            "stationReference": f"{1000 + n}TH",
            "measures": [{"parameter": "level", "period": 900, "unitName": "mAOD"}], "status": "Active",
        }
        for n, town in enumerate(TOWNS * 5)
    ]  # fmt: skip
    meta = {
        "publisher": "Environment Service",
        "licence": "http://www.nationalarchives.gov.uk/doc/open-government-licence/",
        "limit": 500,
    }
    path.write_text(
        json.dumps(
            {"@context": "http://environment.example.gov.uk/context.jsonld", "meta": meta, "items": items}, indent=1
        )
    )


@FILES.case("map.svg", "SVG", "map drawn by a program", PLAIN.format("Map of harbours"))
def _svg(path: Path) -> None:
    marks = "".join(
        f'<g id="h{n}"><title>{town}</title><circle cx="{40 + 20 * n}" cy="{60 + n * 7 % 90}" r="4" '
        'fill="#1d70b8"/><text '
        f'x="{46 + 20 * n}" y="{62 + n * 7 % 90}" font-size="6">{town}</text></g>'
        for n, town in enumerate(TOWNS)
    )
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Created with Inkscape '
        "(http://www.inkscape.org/) -->\n<svg "
        'xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        'inkscape:version="1.2" '
        f'viewBox="0 0 420 200"><defs id="defs2"/><rect width="420" height="200" fill="#eef"/>{marks}</svg>'
    )


@FILES.case("newsletter.eml", "EML", "newsletter with a picture, in two versions that say the same",
            PLAIN.format("Newsletter") + 'allow = ["email"]\n')  # fmt: skip
def _newsletter(path: Path) -> None:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Department for Harbours <newsletter@example.gov.uk>"
    message["To"] = "subscribers@example.gov.uk"
    message["Subject"] = "Harbour news, November 2025"
    message["Date"] = "Fri, 28 Nov 2025 10:00:00 +0000"
    message["Message-ID"] = "<0102019a.8f3c@mail.example.gov.uk>"
    message["List-Unsubscribe"] = "<https://www.example.gov.uk/unsubscribe?id=0102019a>"
    message["Received"] = (
        "from mail.example.gov.uk (mail.example.gov.uk) by mx.example.gov.uk with ESMTPS; Fri, 28 Nov "
        "2025 10:00:01 +0000"
    )
    message["DKIM-Signature"] = (
        "v=1; a=rsa-sha256; d=example.gov.uk; s=k1; h=From:To:Subject; bh=LjRzT1V2ZkM=; b=QWxhZGRpbjpvcGVu"
    )
    message.set_content(
        "Harbour news\n\nDredging begins at Falmouth in March.\n\nUnsubscribe: https://www.example.gov.uk/unsubscribe\n"
    )
    message.add_alternative(
        '<html><body><img src="cid:logo" alt="Department for Harbours"><h1>Harbour news</h1><p>Dredging '
        "begins at Falmouth in March.</p>"
        '<p><a href="https://www.example.gov.uk/unsubscribe">Unsubscribe</a></p></body></html>',
        subtype="html",
    )
    shown = message.get_body(("html",))
    assert isinstance(shown, EmailMessage)
    shown.add_related(logo(), "image", "png", cid="<logo>")
    path.write_bytes(message.as_bytes())


@FILES.case("data-request.eml", "EML", "reply to a request for data, with a table attached",
            declared("Reply", CONTRACTS, "email person-name"))  # fmt: skip
def _reply(path: Path) -> None:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Freedom of Information Team <foi@example.gov.uk>"
    message["To"] = "request-417@foi-requests.example.org"
    message["Subject"] = "FOI2025/00417: your request"
    message["Date"] = "Mon, 29 Sep 2025 15:12:00 +0100"
    message.set_content(
        "Dear Sir or Madam,\n\nPlease find the register you asked for.\n\nYours faithfully\nFreedom of "
        "Information Team\n"
    )
    message.add_attachment(csv_bytes(CONTRACTS), maintype="text", subtype="csv", filename="contracts-register.csv")
    path.write_bytes(message.as_bytes())


@FILES.case(
    "spending-year.zip",
    "ZIP",
    "a year's spending, one CSV a month, with a README",
    declared("Spending", spending(1), "postcode"),
)
def _zip(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "README.txt", "Spending over £25,000, April 2025 to March 2026. Open Government Licence v3.0.\n"
        )
        for month in range(1, 13):
            archive.writestr(f"spending-2025-{month:02}.csv", csv_bytes(spending(30 + month)))


@FILES.case("boundaries.zip", "ZIP", "map data in folders, with licence and metadata", PLAIN.format("Boundaries"))
def _zip_folders(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.mkdir("data")
        archive.writestr(
            "data/areas.csv", csv_bytes([("code", "name"), *[(f"E0{n}", town) for n, town in enumerate(TOWNS)]])
        )
        archive.writestr(
            "data/areas.prj", 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]]]'
        )
        archive.writestr("LICENCE.txt", "Contains OS data © Crown copyright and database right 2025\n")
        archive.writestr("metadata.json", json.dumps({"title": "Boundaries", "version": "2025-04"}))


@FILES.case("statistics.tar.gz", "TAR.GZ", "statistics as an archive of the Unix kind", PLAIN.format("Statistics"))
def _tar(path: Path) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for name, rows in {"port-traffic.csv": series(), "energy.csv": ENERGY}.items():
            info = tarfile.TarInfo(f"statistics/{name}")
            content = csv_bytes(rows)
            info.size, info.mtime, info.uname, info.gname = len(content), 1_764_000_000, "root", "root"
            archive.addfile(info, io.BytesIO(content))


def columns(rows: list[Row]) -> dict[str, list[object]]:
    """Rows turned into columns."""
    return {str(name): [row[number] for row in rows[1:]] for number, name in enumerate(rows[0])}


@FILES.case("port-traffic.parquet", "Parquet", "monthly statistics", declared("Port traffic", series()[:1]))
def _parquet(path: Path) -> None:
    parquet.write_table(pa.table(columns(series())), path, compression="snappy")


@FILES.case(
    "spending.parquet",
    "Parquet",
    "spending with the notes pandas leaves",
    declared("Spending", spending(1), "postcode"),
)
def _parquet_pandas(path: Path) -> None:
    made = pa.table(columns(spending(500)))
    described = [
        {"name": name, "field_name": name, "pandas_type": "unicode", "numpy_type": "object", "metadata": None}
        for name in made.column_names
    ]
    index = [{"kind": "range", "name": None, "start": 0, "stop": 500, "step": 1}]
    creator = {"library": "pyarrow", "version": "20.0.0"}
    notes = {"index_columns": index, "columns": described, "creator": creator, "pandas_version": "2.2.3"}
    parquet.write_table(made.replace_schema_metadata({"pandas": json.dumps(notes)}), path, compression="zstd")


def database(path: Path, tables: dict[str, list[Row]]) -> sqlite3.Connection:
    """A database of these tables."""
    path.unlink(missing_ok=True)
    made = sqlite3.connect(path)
    for name, rows in tables.items():
        names = ", ".join(f'"{column}"' for column in rows[0])
        made.execute(f'CREATE TABLE "{name}" ({names})')
        made.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows[1:])
    made.commit()
    return made


@FILES.case("open-data.sqlite", "SQLite", "two tables with an index and a view", PLAIN.format("Open data"))
def _sqlite(path: Path) -> None:
    made = database(path, {"energy": ENERGY, "traffic": series()})
    made.execute("CREATE INDEX by_month ON traffic (Month)")
    made.execute("CREATE VIEW latest AS SELECT * FROM traffic WHERE Month > '2024'")
    made.commit()
    made.execute("VACUUM")
    made.close()


@FILES.case("harbours.gpkg", "GeoPackage", "harbours as a GeoPackage", PLAIN.format("Harbours"))
def _geopackage(path: Path) -> None:
    """Tables as the standard (OGC 12-128r19) asks; each place is a point in its binary form."""
    made = database(path, {})
    made.executescript(
        "PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;"
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, "
        "organization_coordsys_id "
        "INTEGER, definition TEXT, description TEXT);"
        "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, "
        "description TEXT, last_change "
        "DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);"
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, "
        "srs_id INTEGER, z TINYINT, m TINYINT);"
        "CREATE TABLE harbours (fid INTEGER PRIMARY KEY, geom POINT, name TEXT, berths INTEGER);"
        "INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS "
        "84\"]', 'longitude/latitude');"
        "INSERT INTO gpkg_contents VALUES ('harbours', 'features', 'harbours', '', "
        "'2025-11-03T09:00:00Z', -6, 50, 2, 57, 4326);"
        "INSERT INTO gpkg_geometry_columns VALUES ('harbours', 'geom', 'POINT', 4326, 0, 0);"
    )
    for n, town in enumerate(TOWNS):
        point = b"GP\0\x01" + struct.pack("<iBIdd", 4326, 1, 1, -5 + n / 5, 50 + n / 3)
        made.execute(
            "INSERT INTO harbours (geom, name, berths) VALUES (?, ?, ?)", (point, f"{town} harbour", 40 + 7 * n)
        )
    made.commit()
    made.close()


@FILES.case("meetings.json", "JSON", "ministers' meetings as records", declared("Meetings", MEETINGS, "person-name"))
def _meetings(path: Path) -> None:
    path.write_text(
        json.dumps([dict(zip(map(str, MEETINGS[0]), row, strict=True)) for row in MEETINGS[1:]], ensure_ascii=False)
    )
