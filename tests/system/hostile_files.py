"""Hostile files of many formats: bombs, loops, lies and malformed parts; none of them may be cleared."""

import gzip
import io
import json
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pikepdf
import pyarrow as pa
from PIL import Image
from pyarrow import parquet

from demo.hostile import bomb, encrypted_zip, laughs, nested
from tests.library.readers.planted import zipped
from tests.library.readers.test_hostile import overlapping

LEAK = "Gareth Llewellyn, 14 Harbour Terrace, Fowey, PL23 1AT, 07700 900123, gareth.llewellyn@example.org"
ROWS = [
    ["Name", "Email"],
    ["Ann Smith", "ann.smith@example.org"],
    ["Omar Khan", "omar.khan@example.org"],
    ["Mary Jones", "m.jones@example.org"],
]
ESCAPES = "\x1b[31m\x1b]0;owned\x07\x9b2J\u202e"
"""A colour, a title of the window, a bell, an empty screen, and writing from right to left."""
MB = 1024**2


def entities(depth: int = 9) -> str:
    """A document type whose entity unfolds to a billion words."""
    inner = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth + 1))
    return f'<!DOCTYPE x [<!ENTITY l0 "laugh">{inner}]>'


def quadratic() -> str:
    """A document type with one long entity that is called thousands of times."""
    return f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'


def workbook(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """An ordinary workbook whose members are changed."""
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    return zipped(dict(members))


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)

    return workbook(change)


SVG = '<svg xmlns="http://www.w3.org/2000/svg">'
SHEET = "xl/worksheets/sheet1.xml"


def circular_relationships() -> bytes:
    def change(members: dict[str, bytes]) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        loop = "".join(
            f'<Relationship Id="r{n}" Type="{kind}/{each}" Target="sheet1.xml"/>'
            for n, each in enumerate(
                ("worksheet", "drawing", "comments", "pivotTable", "table", "package", "oleObject")
            )
        )
        members["xl/worksheets/_rels/sheet1.xml.rels"] = (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{loop}</Relationships>'.encode()
        )

    return workbook(change)


def sparse_columns() -> bytes:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{LEAK}</t></is></c><c r="XFD{n}"><v>1</v></c></row>'
        for n in range(1, 1_000_000, 10_000)
    )
    return replaced(SHEET, b"</sheetData>", rows.encode() + b"</sheetData>")


OOXML = "http://schemas.openxmlformats.org"
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)


def document(body: str, kind: str = "") -> bytes:
    """A Word document of that body."""
    types = (
        f'<Types xmlns="{OOXML}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    rels = (
        f'<Relationships xmlns="{OOXML}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{OOXML}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    whole = f'<w:document xmlns:w="{OOXML}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": kind + whole})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def opendocument(body: str, kind: str = "") -> bytes:
    """An OpenDocument text of that body."""
    return odf("text", f"<office:text>{body}</office:text>", kind)


def odf(name: str, body: str, kind: str = "") -> bytes:
    whole = f"<office:document-content {ODF}><office:body>{body}</office:body></office:document-content>"
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{name}", "content.xml": kind + whole})


def repeated_cells() -> bytes:
    cell = f'<table:table-cell table:number-columns-repeated="16384"><text:p>{LEAK}</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    sheet = f'<table:table table:name="a">{row}</table:table>'
    return odf("spreadsheet", f"<office:spreadsheet>{sheet}</office:spreadsheet>")


def pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF of one page with the leak on it, changed."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    made.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
    made.pages[0].Contents = made.make_stream(f"BT /F1 11 Tf 72 720 Td ({LEAK}) Tj ET".encode())
    change(made)
    file = io.BytesIO()
    made.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return file.getvalue()


def looping_pages() -> bytes:
    """The tree of pages leads back to its own root (hand-made: no library writes it)."""
    return _plain_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 3/Kids[2 0 R 3 0 R 2 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ]
    )


def many_pages() -> bytes:
    """A hundred thousand entries that all are one page."""
    kids = "3 0 R " * 100_000
    return _plain_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count 100000/Kids[{kids}]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            _stream(f"BT /F1 11 Tf 72 720 Td ({LEAK}) Tj ET".encode()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def pages_said_to_be(count: int) -> bytes:
    return _plain_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count {count}/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            _stream(f"BT /F1 11 Tf 72 720 Td ({LEAK}) Tj ET".encode()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def _stream(data: bytes, more: str = "") -> str:
    return f"<</Length {len(data)}{more}>>\nstream\n{data.decode('latin-1')}\nendstream"


def _plain_pdf(objects: list[str]) -> bytes:
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    return bytes(made) + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()


def pdf_bomb() -> bytes:
    """A page whose content unpacks three times, each time a thousandfold."""
    data = f"BT /F1 11 Tf 72 720 Td ({LEAK}) Tj ET ".encode() + b"0 0 m " * (10 * MB)
    for _ in range(3):
        data = zlib.compress(data, 9)
    filters = "/Filter[/FlateDecode/FlateDecode/FlateDecode]"
    return _plain_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            _stream(data, filters),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def pdf_object_bomb() -> bytes:
    """An object stream that unpacks to half a gigabyte."""
    packer, packed = zlib.compressobj(9), bytearray()
    for _ in range(512):
        packed += packer.compress(b"1 0 " * (MB // 4))
    packed += packer.flush()
    return _plain_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            _stream(bytes(packed), "/Type/ObjStm/N 100000000/First 10/Filter/FlateDecode"),
        ]
    )


def _loop_outline(made: pikepdf.Pdf) -> None:
    one = made.make_indirect(pikepdf.Dictionary(Title=LEAK))
    two = made.make_indirect(pikepdf.Dictionary(Title="Two", Prev=one))
    one.Next, two.Next, one.First, one.Last = two, one, one, two
    made.Root.Outlines = made.make_indirect(pikepdf.Dictionary(First=one, Last=two, Count=2))


def _loop_form(made: pikepdf.Pdf) -> None:
    field = made.make_indirect(pikepdf.Dictionary(T="a", V=LEAK, FT=pikepdf.Name.Tx))
    field.Kids, field.Parent = pikepdf.Array([field]), field
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field, field]))


def _loop_forms_drawn(made: pikepdf.Pdf) -> None:
    """Drawings that draw each other, two in each: 2 to the 40th if nobody minds."""
    box = pikepdf.Array([0, 0, 595, 842])
    drawn = [
        made.make_stream(b"/A Do /B Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=box)
        for _ in range(40)
    ]
    for one, other in zip(drawn, [*drawn[1:], drawn[0]], strict=True):
        one.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=other, B=other))
    made.pages[0].Resources.XObject = pikepdf.Dictionary(A=drawn[0], B=drawn[0])
    made.pages[0].Contents = made.make_stream(f"/A Do BT /F1 11 Tf 72 720 Td ({LEAK}) Tj ET".encode())


def _loop_structure(made: pikepdf.Pdf) -> None:
    one = made.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P, Alt=LEAK))
    one.K, one.P = one, one
    made.Root.StructTreeRoot = made.make_indirect(pikepdf.Dictionary(K=one))


def _loop_names(made: pikepdf.Pdf) -> None:
    tree = made.make_indirect(pikepdf.Dictionary())
    tree.Kids = pikepdf.Array([tree, tree])
    made.Root.Names = pikepdf.Dictionary(EmbeddedFiles=tree, Dests=tree, JavaScript=tree)


def _deep_array(made: pikepdf.Pdf) -> None:
    made.Root.Deep = pikepdf.Object.parse(b"[" * 400 + b"]" * 400)


def png(width: int, height: int, bits: int = 8, colour: int = 2) -> bytes:
    """A PNG of that size, all of one colour, so small that it is a bomb."""
    channels = {0: 1, 2: 3, 3: 1, 6: 4}[colour]
    packer, packed = zlib.compressobj(9), bytearray()
    row = bytes(1 + width * channels * bits // 8)
    for _ in range(min(height, 3000)):
        packed += packer.compress(row)
    packed += packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
        + _chunk(b"IDAT", bytes(packed))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_text_bomb() -> bytes:
    """A picture with a remark that unpacks to 200 MB."""
    packed = zlib.compress(bytes(200 * MB), 9)
    whole = png(8, 8)
    return whole[:33] + _chunk(b"zTXt", b"Comment\0\0" + packed) + whole[33:]


def picture(kind: str, **how: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(file, kind, **how)
    return file.getvalue()


def jpeg(width: int, height: int) -> bytes:
    """A JPEG whose header says it is so large."""
    data = bytearray(picture("JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def gif(width: int, height: int) -> bytes:
    data = bytearray(picture("GIF"))
    data[6:10] = struct.pack("<HH", width, height)
    at = data.index(b"\x2c")
    data[at + 5 : at + 9] = struct.pack("<HH", width, height)
    return bytes(data)


def tiff(width: int, height: int) -> bytes:
    entries = [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (277, 3, 1, 1),
        (278, 4, 1, height),
        (279, 4, 1, width * height & 0xFFFFFFFF),
    ]
    return (
        b"II*\0"
        + struct.pack("<I", 16)
        + b"pixels!!"
        + struct.pack("<H", len(entries))
        + b"".join(struct.pack("<HHII", *entry) for entry in entries)
        + bytes(4)
    )


def tiff_loop() -> bytes:
    """A TIFF whose list of pages comes back to its beginning, and whose EXIF block is that list too."""
    entries = [
        (256, 4, 1, 1),
        (257, 4, 1, 1),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 4),
        (278, 4, 1, 1),
        (279, 4, 1, 1),
        (330, 4, 1, 8),
        (34665, 4, 1, 8),
        (34853, 4, 1, 8),
    ]
    return (
        b"II*\0"
        + struct.pack("<I", 8)
        + struct.pack("<H", len(entries))
        + b"".join(struct.pack("<HHII", *entry) for entry in entries)
        + struct.pack("<I", 8)
    )


def exif_loop() -> bytes:
    exif = b"Exif\0\0" + tiff_loop()
    data = picture("JPEG")
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]


def deep_mail(levels: int) -> bytes:
    head = b"From: Ann Smith <ann.smith@example.org>\nTo: b@example.org\nSubject: c\nMIME-Version: 1.0\n"
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(levels))
    return head + parts + b"Content-Type: text/plain\n\n" + LEAK.encode() + b"\n"


def database(
    change: Callable[[sqlite3.Connection], None], spoil: Callable[[bytearray], None] = lambda data: None
) -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE people (name, email)")
    connection.executemany("INSERT INTO people VALUES (?, ?)", ROWS[1:] * 200)
    change(connection)
    data = bytearray(connection.serialize())
    connection.close()
    spoil(data)
    return bytes(data)


def _endless_view(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE VIEW endless AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"
    )
    connection.execute(
        "CREATE TRIGGER again AFTER INSERT ON people BEGIN INSERT INTO people VALUES (new.name, new.email); END"
    )


def _view_of_itself(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE VIEW one AS SELECT * FROM people")
    connection.execute("PRAGMA writable_schema = 1")
    connection.execute("UPDATE sqlite_master SET sql = 'CREATE VIEW one AS SELECT * FROM one' WHERE name = 'one'")


def _spoil_pages(data: bytearray) -> None:
    for page in range(1, len(data) // 4096):
        data[page * 4096 + 3 : page * 4096 + 12] = b"\xff" * 9


def _page_loop(data: bytearray) -> None:
    """The table's root says that it is a branch whose right-most child is itself."""
    data[4096:4108] = b"\x05\0\0\0\0\0\0\0\0\0\0\x02"


def lying_parquet() -> bytes:
    """Each length in the footer, and the footer's own, is as large as it can be."""
    file = io.BytesIO()
    parquet.write_table(pa.table({"name": [row[0] for row in ROWS[1:]], "email": [row[1] for row in ROWS[1:]]}), file)
    data = bytearray(file.getvalue())
    (size,) = struct.unpack("<I", data[-8:-4])
    footer = len(data) - 8 - size
    data[footer + 2 : footer + 12] = b"\xff\xff\xff\xff\x0f\x19\xff\xff\xff\x7f"
    return bytes(data)


def parquet_of_many_rows() -> bytes:
    """A billion rows of one value in a few kilobytes."""
    file, rows = (
        io.BytesIO(),
        pa.table({"name": pa.DictionaryArray.from_arrays(pa.array([0] * 10_000_000, pa.int8()), ["Ann Smith"])}),
    )
    with parquet.ParquetWriter(file, rows.schema, compression="zstd") as writer:
        for _ in range(20):
            writer.write_table(rows)
    return file.getvalue()


def linking_tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind, target in (
            ("a", tarfile.SYMTYPE, "/etc/passwd"),
            ("b", tarfile.LNKTYPE, "../../../etc/shadow"),
            ("c", tarfile.SYMTYPE, "c"),
            ("d", tarfile.CHRTYPE, ""),
            ("e", tarfile.FIFOTYPE, ""),
        ):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, target
            archive.addfile(entry)
        entry = tarfile.TarInfo("../../../../tmp/out.csv")
        entry.size = len(LEAK)
        archive.addfile(entry, io.BytesIO(LEAK.encode()))
    return file.getvalue()


def quine() -> bytes:
    """A ZIP within itself, as far as a file can be made so by hand: its one member is all of its own bytes so far."""
    inner = zipped({"people.csv": LEAK})
    for _ in range(12):
        inner = zipped({"again.zip": inner, "people.csv": LEAK})
    return inner


FILES: dict[str, Callable[[], bytes]] = {
    "bomb.zip": lambda: bomb(700),
    "nested.zip": lambda: nested(30),
    "overlapping.zip": lambda: overlapping(3000, 10_000_000),
    "quine.zip": quine,
    "encrypted.zip": encrypted_zip,
    "climbing.zip": lambda: zipped(
        {"../../../../tmp/out.csv": LEAK, "/etc/cron.d/out": LEAK, "C:\\out.csv": LEAK, "a/../../b.csv": LEAK}
    ),
    "escapes.zip": lambda: zipped({f"{ESCAPES}{n}.csv": f"{ESCAPES}\n{LEAK}" for n in range(5)}),
    "bomb.csv.gz": lambda: gzip.compress(bytes(700 * MB)),
    "laughs.xml": laughs,
    "laughs.svg": lambda: f'<?xml version="1.0"?>{entities()}{SVG}<text>{LEAK} &l9;</text></svg>'.encode(),
    "quadratic.xml": lambda: f'<?xml version="1.0"?>{quadratic()}<x>{LEAK}{"&a;" * 20_000}</x>'.encode(),
    "external.svg": lambda: (
        f'<!DOCTYPE s [<!ENTITY p SYSTEM "file:///etc/passwd">]>{SVG}<text>{LEAK} &p;</text></svg>'.encode()
    ),
    "deep.xml": lambda: b'<?xml version="1.0"?>' + b"<a>" * MB,
    "deep.html": lambda: b"<html><body>" + b"<div>" * MB + LEAK.encode(),
    "attributes.xml": lambda: ("<a " + " ".join(f'b{n}="{n}"' for n in range(200_000)) + f">{LEAK}</a>").encode(),
    "laughs.xlsx": lambda: replaced(SHEET, b"<worksheet", entities().encode() + b"<worksheet"),
    "laughs.docx": lambda: document(paragraph(f"{LEAK} &l9;"), entities()),
    "quadratic.docx": lambda: document(paragraph(f"{LEAK} {'&a;' * 20_000}"), quadratic()),
    "laughs.odt": lambda: opendocument(f"<text:p>{LEAK} &l9;</text:p>", entities()),
    "deep.docx": lambda: document("<w:sdt><w:sdtContent>" * 100_000 + paragraph(LEAK)),
    "deep tables.docx": lambda: document(
        "<w:tbl><w:tr><w:tc>" * 2000 + paragraph(LEAK) + "</w:tc></w:tr></w:tbl>" * 2000
    ),
    "deep.odt": lambda: opendocument("<text:section>" * 5000 + f"<text:p>{LEAK}</text:p>" + "</text:section>" * 5000),
    "blanks.odt": lambda: opendocument(f'<text:p>{LEAK}<text:s text:c="2000000000"/></text:p>'),
    "repeated.ods": repeated_cells,
    "dimension.xlsx": lambda: replaced(SHEET, b'<dimension ref="A1:B4"', b'<dimension ref="A1:XFD1000000000"'),
    "sparse.xlsx": sparse_columns,
    "row number.xlsx": lambda: replaced(SHEET, b'<row r="4"', b'<row r="99999999999999999999"'),
    "merged.xlsx": lambda: replaced(
        SHEET,
        b"</sheetData>",
        b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 2 + b"</mergeCells>",
    ),
    "columns.xlsx": lambda: replaced(
        SHEET,
        b"<sheetData>",
        b'<cols><col min="1" max="4294967295" hidden="1"/><col min="-5" max="99999999999"/></cols><sheetData>',
    ),
    "circular.xlsx": circular_relationships,
    "escapes.xlsx": lambda: replaced("xl/workbook.xml", b'name="Sheet"', b'name="&#x9b;31m&#x202e;_x001b_[31m"'),
    "looping pages.pdf": looping_pages,
    "many pages.pdf": many_pages,
    "billion pages.pdf": lambda: pages_said_to_be(2_000_000_000),
    "looping outline.pdf": lambda: pdf(_loop_outline),
    "looping form.pdf": lambda: pdf(_loop_form),
    "looping drawings.pdf": lambda: pdf(_loop_forms_drawn),
    "looping structure.pdf": lambda: pdf(_loop_structure),
    "looping names.pdf": lambda: pdf(_loop_names),
    "deep.pdf": lambda: pdf(_deep_array),
    "bomb.pdf": pdf_bomb,
    "object bomb.pdf": pdf_object_bomb,
    "huge.png": lambda: png(60_000, 60_000),
    "wide.png": lambda: png(2_000_000_000, 1, 1, 0),
    "remark.png": png_text_bomb,
    "huge.jpg": lambda: jpeg(60_000, 60_000),
    "huge.gif": lambda: gif(60_000, 60_000),
    "huge.tif": lambda: tiff(60_000, 60_000),
    "looping.tif": tiff_loop,
    "exif.jpg": exif_loop,
    "deep.eml": lambda: deep_mail(20_000),
    "deep.rtf": lambda: b"{\\rtf1 " + b"{\\b " * 200_000 + LEAK.encode() + b"}" * 200_001,
    "binary.rtf": lambda: b"{\\rtf1 " + LEAK.encode() + b"{\\*\\x\\bin2147483647 abc}}",
    "deep.json": lambda: b'{"a":' * 200_000 + json.dumps(LEAK).encode() + b"}" * 200_000,
    "number.json": lambda: b'[{"a": 1e999999999, "b": ' + b"9" * MB + b', "c": "' + LEAK.encode() + b'"}]',
    "endless view.sqlite": lambda: database(_endless_view),
    "view of itself.sqlite": lambda: database(_view_of_itself),
    "spoiled pages.sqlite": lambda: database(lambda connection: None, _spoil_pages),
    "looping pages.sqlite": lambda: database(lambda connection: None, _page_loop),
    "lying.parquet": lying_parquet,
    "many rows.parquet": parquet_of_many_rows,
    "links.tar": linking_tar,
    "long line.csv": lambda: b"Name,Email\n" + LEAK.encode() + b"x" * (100 * MB),
    "quote.csv": lambda: b'Name,Email\n"' + (LEAK.encode() + b"\n") * 200_000,
    "columns.csv": lambda: b",".join(b"c%d" % n for n in range(500_000)) + b"\n" + LEAK.encode() + b"\n",
}
"""Name → what makes the bytes."""


def write_files(folder: Path) -> list[Path]:
    """Write each file into the folder."""
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
    return [folder / name for name in FILES]
