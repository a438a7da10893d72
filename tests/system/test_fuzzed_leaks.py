"""Leak files of every format, spoiled: no crash, no long wait, and clear only where the leak is gone or was read."""

import bz2
import io
import lzma
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from PIL import Image

from guardbook.content import Limits, Source, Table, Text
from guardbook.readers import Reading
from guardbook.readers.formats import FORMATS
from guardbook.readers.sniff import tell_format
from guardbook.release.declaration import Declaration, parse_declaration
from guardbook.release.shut_in import Checker, Settings
from tests.leaks import leaks
from tests.leaks.checking import make, missing, place
from tests.library.readers.planted import zipped
from tests.library.readers.test_drawing import emf
from tests.system.fuzzing import WORD, spoiled, words_in

LIMITS = Limits(seconds=20, memory=1024**3)
FEW, MANY = 3, 50
NOTE = "Rang Gareth Llewellyn on 07700 900123: he is off sick with depression."
PEOPLE = f"Name,Email\nAnn Smith,ann.smith@example.org\nOmar Khan,omar.khan@example.org\nNote,{NOTE}\n"
CARD = f"UID:1@example.org\r\nSUMMARY:Call\r\nNOTE:{NOTE}\r\n"
HELD = re.compile(r"please report this|crashed|gave up|ended by the system|longer than")
"""What may not be said of a file that is only damaged."""

NAMED: dict[str, str] = {
    "ZIP archive": "zip-owner-file", "tar archive": "tar-data-after-end", "gzip file": "tar.gz-dot-file",
    "PDF document": "pdf-note", "Word document": "docx-author", "PowerPoint presentation": "pptx-author",
    "OpenDocument text": "odt-author", "OpenDocument presentation": "odp-notes", "RTF document": "rtf-author",
    "spreadsheet (XLSX)": "xlsx-last-saved-by", "old spreadsheet (XLS)": "xls-author",
    "OpenDocument spreadsheet (ODS)": "ods-tiny-text", "Parquet file": "parquet-undeclared-column",
    "SQLite database": "sqlite-trigger", "PNG picture": "png-text-chunk", "JPEG picture": "jpg-artist",
    "GIF picture": "gif-comment", "TIFF picture": "tif-artist", "WebP picture": "webp-xmp",
    "web page": "html-meta-author",
    "SVG drawing": "svg-hidden-text", "XML file": "xml-comment", "mailbox (MBOX)": "mbox-second-message",
    "e-mail message": "eml-quoted-thread", "JSON file": "json-undeclared-key",
    "delimited text file (CSV)": "csv-names-undeclared",
}  # fmt: skip
"""Format → the leak file it is tried with."""


def _picture(kind: str, size: tuple[int, int] = (40, 40), **how: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "white").save(file, kind, **how)
    return file.getvalue()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x013B], exif[0x010E] = "Gareth Llewellyn", NOTE
    return exif.tobytes()


def _arrow() -> bytes:
    file = io.BytesIO()
    table = pa.table({"name": ["Ann Smith", "Omar Khan"], "note": [NOTE, "07700 900123"]})
    with pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    return file.getvalue()


def _drawing() -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    shape = f"<draw:frame><draw:text-box><text:p>{NOTE}</text:p></draw:text-box></draw:frame>"
    body = f'<office:drawing><draw:page draw:name="page1">{shape}</draw:page></office:drawing>'
    kind = "application/vnd.oasis.opendocument.graphics"
    whole = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    return zipped({"mimetype": kind, "content.xml": whole})


def _metafile() -> bytes:
    """A WMF with one record that writes (MS-WMF 2.3.3.20)."""
    text = NOTE.encode().ljust(len(NOTE) + len(NOTE) % 2)
    record = (0x0521).to_bytes(2, "little") + len(text).to_bytes(2, "little") + text + bytes(4)
    size = (len(record) + 4) // 2
    body = size.to_bytes(4, "little") + record + b"\3\0\0\0\0\0"
    length = (18 + len(body)) // 2
    return b"\1\0\t\0\0\3" + length.to_bytes(4, "little") + bytes(2) + size.to_bytes(4, "little") + bytes(2) + body


BUILT: dict[str, Callable[[], bytes]] = {
    "bzip2 file": lambda: bz2.compress(PEOPLE.encode()),
    "xz file": lambda: lzma.compress(PEOPLE.encode()),
    "Zstandard file": lambda: pa.compress(PEOPLE.encode(), "zstd", asbytes=True),
    "LZ4 file": lambda: pa.compress(PEOPLE.encode(), "lz4", asbytes=True),
    "OpenDocument drawing": _drawing,
    "Arrow file": _arrow,
    "BMP picture": lambda: _picture("BMP", (1, 1)) + NOTE.encode(),
    "HEIC or AVIF picture": lambda: _picture("AVIF", exif=_exif()),
    "icon": lambda: _picture("ICO") + NOTE.encode(),
    "EMF drawing": lambda: emf(title=NOTE),
    "WMF drawing": _metafile,
    "calendar (ICS)": lambda: (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{CARD}END:VEVENT\r\nEND:VCALENDAR\r\n".encode()
    ),
    "contact card (VCF)": lambda: f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Gareth Llewellyn\r\n{CARD}END:VCARD\r\n".encode(),
    "JSON lines file": lambda: f'{{"name": "Ann Smith", "note": "{NOTE}"}}\n{{"name": "Omar Khan"}}\n'.encode(),
}
"""Formats of which there is no leak file."""


@pytest.fixture(scope="module")
def made() -> Iterator[tuple[Path, Path]]:
    """A folder of the leak files, and one of their twins."""
    named = [leak for leak in leaks() if leak.name in NAMED.values()]
    with TemporaryDirectory() as leaking, TemporaryDirectory() as honest:
        yield make(Path(leaking), named), make(Path(honest), named, leaking=False)


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    with Checker(Settings(LIMITS)) as checker:
        yield checker


def seed(form: str, made: tuple[Path, Path]) -> tuple[str, bytes, set[str], Declaration]:
    """The name and the bytes of a format's leak, the words that only the leak has, and what was declared."""
    if form in BUILT:
        return f"leak.{_ending(form)}", BUILT[form](), set(WORD.findall(NOTE)), Declaration()
    leak = next(leak for leak in leaks() if leak.name == NAMED[form])
    if missing(leak):
        pytest.skip(f"{leak.name} is made with {' and '.join(missing(leak))}, which is not installed")
    data, twin = (place(folder, leak).read_bytes() for folder in made)
    return f"leak{leak.ending}", data, words_in(data) - words_in(twin), parse_declaration(leak.declaration)


def _ending(form: str) -> str:
    return next(each.extensions[0] for each in FORMATS if each.name == form)


def words_read(data: bytes, name: str) -> set[str]:
    """All words that Guardbook's readers give of a file, wherever they stand."""
    found: set[str] = set()
    for part in Reading(LIMITS).read(Source(io.BytesIO(data), name)):
        if isinstance(part, Text):
            found.update(WORD.findall(part.text))
        elif isinstance(part, Table):
            found.update(WORD.findall(" ".join(part.header or ())))
            for batch in part.batches:
                cells = (cell for column in batch.columns for cell in column.to_pylist())
                found.update(word for cell in cells for word in WORD.findall(cell or ""))
    return found


def objection(checker: Checker, path: Path, planted: set[str], declaration: Declaration) -> str:
    """What is wrong with how a spoiled leak was judged; "" for nothing."""
    verdict = checker.check(path, declaration)
    for reason in verdict.reasons:
        if HELD.search(reason.message):
            return reason.message
    if verdict.verdict == "clear":
        data = path.read_bytes()
        unread = planted & words_in(data) - words_read(data, path.name)
        return f"clear, but {len(unread)} words of the leak were not read" if unread else ""
    return ""


def test_each_format_is_tried() -> None:
    assert {form.name for form in FORMATS} == {*NAMED, *BUILT}


@pytest.mark.parametrize("form", [*NAMED, *BUILT])
@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_a_spoiled_leak_is_cleared_only_where_the_leak_is_gone_or_was_read(
    form: str, count: int, made: tuple[Path, Path], checker: Checker, tmp_path: Path
) -> None:
    name, data, planted, declaration = seed(form, made)
    assert tell_format(Source(io.BytesIO(data), name)).name == form
    planted &= words_read(data, name)
    assert planted, "the leak is one that is read"
    objections = {}
    for number in range(count):
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(spoiled(data, f"{form} {number}"))
        if against := objection(checker, path, planted, declaration):
            objections[number] = against
    assert objections == {}
