"""Tells a publisher what of a spreadsheet shows but is not in its clean copy, which holds cells only."""

from collections.abc import Iterator
from struct import unpack_from

from guardbook.readers.package import Package
from guardbook.readers.sniff import tell_format
from guardbook.readers.xls.records import records, workbook_stream
from guardbook.release.clean.job import Job

_CHARTS = "Its charts were left out."
_PICTURES = "Its pictures were left out."
_SHAPES = "Its text boxes and shapes were left out."
_BOXES = "Its text boxes and shapes were left out; what was written in them stands below the cells of their sheet."
_SIGNS: tuple[tuple[str, bytes, str], ...] = (
    ("xl/charts/", b"", _CHARTS),
    ("Object ", b"", "Its charts and other objects were left out."),
    ("xl/media/", b"", _PICTURES),
    ("Pictures/", b"", _PICTURES),
    ("xl/diagrams/", b"", "Its diagrams were left out."),
    ("xl/vbaProject", b"", "Its macros were left out."),
    ("Basic/", b"", "Its macros were left out."),
    ("xl/drawings/drawing", b"<xdr:sp>", _BOXES),
    ("xl/drawings/drawing", b"<xdr:sp ", _BOXES),
    ("content.xml", b"<draw:text-box", _BOXES),
    ("content.xml", b"<draw:custom-shape", _BOXES),
)
"""How the name of a part of a package begins, what stands in the part, and what to say of it."""
_PIECE = 1 << 20
_OBJECT = 0x5D
_OBJECTS = dict.fromkeys((1, 2, 3, 4, 6, 9, 30), _SHAPES) | {5: _CHARTS, 8: _PICTURES}
"""What to say of an object in an old workbook, by its type ([MS-XLS] 2.5.143); the rest are controls and notes."""


def note_left_out(job: Job) -> None:
    """Note what of a file's visible content a copy of its cells does not have."""
    found = _of_records(job) if tell_format(job.source).module == "xls" else _of_parts(Package(job.source, job.reading))
    job.notes.extend(dict.fromkeys(_SHAPES if each == _BOXES and job.ending == "csv" else each for each in found))


def _of_records(job: Job) -> Iterator[str]:
    job.source.file.seek(0)
    for kind, body, _ in records(workbook_stream(job.source.file.read())):
        if kind == _OBJECT and len(body) >= 6 and (sentence := _OBJECTS.get(unpack_from("<H", body, 4)[0])):
            yield sentence


def _of_parts(package: Package) -> Iterator[str]:
    for begin, mark, sentence in _SIGNS:
        names = [name for name in package.names if name.startswith(begin)]
        if any(not mark or _holds(package, name, mark) for name in names):
            yield sentence


def _holds(package: Package, name: str, mark: bytes) -> bool:
    before = b""
    for piece in _pieces(package, name):
        if mark in before + piece:
            return True
        before = piece[-len(mark) :]
    return False


def _pieces(package: Package, name: str) -> Iterator[bytes]:
    with package.open(name) as stream:
        while piece := stream.read(_PIECE):
            yield piece
