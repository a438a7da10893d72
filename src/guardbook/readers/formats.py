"""Every format Guardbook reads, in the order they are tried: one line here and one module make a format known."""

import struct
from collections.abc import Callable
from dataclasses import dataclass

from guardbook.readers import looks


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how its bytes are told from others, and which module reads it.

    The module has `read(source: Source, reading: Reading) -> Iterator[Part]` and may raise `Unreadable`.
    One of `magic`, `member`, `mimetype`, `streams` and `looks` is enough.
    """

    name: str
    """As shown to people and written in evidence: fits after "is a"."""
    module: str
    """Module of `guardbook.readers`, imported when the first such file is met."""
    extensions: tuple[str, ...]
    """Usual file name endings, without the dot."""
    magic: tuple[bytes, ...] = ()
    """What the first bytes are: any of these."""
    at: int = 0
    """Where the magic stands, when not at the beginning."""
    within: int = 0
    """In how many of the first bytes the magic may stand anywhere (PDF allows rubbish before it)."""
    member: tuple[str, ...] = ()
    """For formats that are ZIP files: a member whose name begins so (in any case) tells the format."""
    mimetype: tuple[str, ...] = ()
    """For formats that are ZIP files with a member "mimetype": what it says."""
    streams: tuple[str, ...] = ()
    """For formats that are OLE files: the name of a stream at the top."""
    looks: Callable[[str, str], bool] | None = None
    """For text: told from the beginning, decoded, and the extension in lower case, which only breaks ties."""

    @property
    def called(self) -> str:
        """The name with its article: "an XML file"."""
        return f"a{'n' if self.name.startswith(_SPOKEN_WITH_A_VOWEL) else ''} {self.name}"


_SPOKEN_WITH_A_VOWEL = (*"aeioAEIO", "XML", "RTF", "SVG", "xz", "LZ4", "MBOX")

ZIP = Format("ZIP archive", "zip", ("zip", "jar", "epub", "kmz"), magic=(b"PK\x03\x04", b"PK\x05\x06"))
"""A ZIP with no member that tells more."""
TEXT = Format("text file", "text", ("txt", "text", "log", "md", "rst", "py", "sql", "ini", "yaml", "yml"))
"""Text of no format that is known better; also an empty file."""

BITMAPS = ((54, 40), (58, 40), (62, 40), (66, 40), (70, 40), (118, 40), (1078, 40), (26, 12), (122, 108), (138, 124))
"""Where the pixels of a BMP begin, and the size of its header: "BM" alone may begin a text."""

FORMATS: tuple[Format, ...] = (
    # Told by magic bytes, by ZIP members or by OLE streams: order does not matter.
    ZIP,
    Format("tar archive", "tar", ("tar",), magic=(b"ustar",), at=257),
    Format("gzip file", "compressed", ("gz", "tgz", "taz", "svgz"), magic=(b"\x1f\x8b\x08",)),
    Format("bzip2 file", "compressed", ("bz2", "tbz", "tbz2"), magic=tuple(b"BZh%d" % level for level in range(1, 10))),
    Format("xz file", "compressed", ("xz", "txz"), magic=(b"\xfd7zXZ\0",)),
    Format("Zstandard file", "compressed", ("zst", "tzst"), magic=(b"\x28\xb5\x2f\xfd",)),
    Format("LZ4 file", "compressed", ("lz4",), magic=(b'\x04"M\x18',)),
    Format("PDF document", "pdf", ("pdf",), magic=(b"%PDF-",), within=1024),
    Format("Word document", "docx", ("docx", "docm", "dotx", "dotm"), member=("word/",)),
    Format("PowerPoint presentation", "pptx", ("pptx", "pptm", "potx", "potm", "ppsx", "ppsm"), member=("ppt/",)),
    Format(
        "OpenDocument text",
        "odt",
        ("odt", "ott"),
        mimetype=("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template"),
    ),
    Format(
        "OpenDocument presentation",
        "odp",
        ("odp", "otp"),
        mimetype=(
            "application/vnd.oasis.opendocument.presentation",
            "application/vnd.oasis.opendocument.presentation-template",
        ),
    ),
    Format(
        "OpenDocument drawing",
        "odp",
        ("odg", "otg"),
        mimetype=(
            "application/vnd.oasis.opendocument.graphics",
            "application/vnd.oasis.opendocument.graphics-template",
        ),
    ),
    Format("RTF document", "rtf", ("rtf",), magic=(b"{\\rtf",)),
    Format("spreadsheet (XLSX)", "xlsx", ("xlsx", "xlsm", "xltx", "xltm"), member=("xl/",)),
    Format(
        "old spreadsheet (XLS)",
        "xls",
        ("xls", "xlt"),
        magic=(b"\x09\x08\x10\0\0\x06\x05\0", b"\x09\x08\x08\0\0\x05\x05\0", b"\x09\x04\x06\0\0\0\x10\0"),
        streams=("Workbook", "Book"),
    ),
    Format(
        "OpenDocument spreadsheet (ODS)",
        "ods",
        ("ods", "ots"),
        mimetype=(
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.spreadsheet-template",
        ),
    ),
    Format("Parquet file", "parquet", ("parquet", "pq"), magic=(b"PAR1", b"PARE")),
    Format("Arrow file", "arrow", ("arrow", "feather", "ipc"), magic=(b"ARROW1", b"\xff\xff\xff\xff", b"FEA1")),
    Format("SQLite database", "sqlite", ("sqlite", "sqlite3", "db", "db3", "gpkg"), magic=(b"SQLite format 3\0",)),
    Format("PNG picture", "image", ("png", "apng"), magic=(b"\x89PNG\r\n\x1a\n",)),
    Format("JPEG picture", "image", ("jpg", "jpeg", "jpe", "jfif"), magic=(b"\xff\xd8\xff",)),
    Format("GIF picture", "image", ("gif",), magic=(b"GIF87a", b"GIF89a")),
    Format("TIFF picture", "image", ("tif", "tiff"), magic=(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    Format("WebP picture", "image", ("webp",), magic=(b"WEBP",), at=8),
    Format(
        "BMP picture",
        "image",
        ("bmp", "dib"),
        magic=tuple(struct.pack("<4xII", at, size) for at, size in BITMAPS),
        at=6,
    ),
    Format(
        "HEIC or AVIF picture",
        "image",
        ("heic", "heif", "hif", "avif"),
        magic=tuple(
            b"ftyp" + brand for brand in (b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
        ),
        at=4,
    ),
    Format("icon", "image", ("ico",), magic=(b"\0\0\1\0",)),
    Format("EMF drawing", "drawing", ("emf",), magic=(b" EMF",), at=40),
    Format("WMF drawing", "drawing", ("wmf",), magic=(b"\xd7\xcd\xc6\x9a", b"\1\0\t\0\0\3", b"\2\0\t\0\0\3")),
    # Told by how their text looks: the first that claims it wins.
    Format("web page", "html", ("html", "htm", "xhtml"), looks=looks.is_html),
    Format("SVG drawing", "svg", ("svg",), looks=looks.is_svg),
    Format("XML file", "xml", ("xml", "rdf", "kml", "gpx", "xsd", "xsl"), looks=looks.is_xml),
    Format("calendar (ICS)", "cards", ("ics", "ical", "ifb"), looks=looks.is_calendar),
    Format("contact card (VCF)", "cards", ("vcf", "vcard"), looks=looks.is_contact),
    Format("mailbox (MBOX)", "mbox", ("mbox", "mbx"), looks=looks.is_mailbox),
    Format("e-mail message", "eml", ("eml", "mht", "mhtml"), looks=looks.is_email),
    Format("JSON file", "json_text", ("json", "geojson"), looks=looks.is_json),
    Format("JSON lines file", "json_lines", ("jsonl", "ndjson"), looks=looks.is_json_lines),
    Format("delimited text file (CSV)", "delimited", ("csv", "tsv", "tab", "psv"), looks=looks.is_delimited),
)
