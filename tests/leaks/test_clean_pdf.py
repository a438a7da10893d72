"""Every PDF that leaks and can be cleaned has a clear copy that looks the same and holds nothing of what leaked."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
import pytest

from guardbook.content import Limits, Source
from guardbook.readers.reading import Reading
from guardbook.release import check_file
from guardbook.release.clean import Job, clean_copy
from guardbook.release.declaration import parse_declaration
from tests.leaks import honest, leaks
from tests.leaks.case import Honest, Leak
from tests.leaks.checking import make, missing, place, told

CLEANABLE = {leak.name: leak for leak in leaks() if leak.ending == ".pdf" and leak.cleanable and not missing(leak)}
HONEST = {case.name: case for case in honest() if case.ending == ".pdf" and not missing(case)}
CASES: dict[str, Leak | Honest] = {**CLEANABLE, **HONEST}
SECRETS = (
    "Okafor Larch Ilkley Hartlepool procurement sclerosis Hartley Adeyemi 17/03/1968 Raman Penrith 07700 Whitfield"
    " jane.whitfield Otley Rowan"
).split()
"""Words of everything that leaks."""
TRACES = {"pdf-redact-annotation", "pdf-flat-text"}
"""What was only marked for redaction is black in the copy; letters squeezed to nothing leave a stain in the file."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file, in one folder."""
    return make(tmp_path_factory.mktemp("pdfs"), CASES.values())


@pytest.fixture(scope="module")
def copies(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of every file, under the same name."""
    folder = tmp_path_factory.mktemp("copies")
    for case in CASES.values():
        clean(place(files, case), place(folder, case), case.declaration)
    return folder


def clean(path: Path, out: Path, declaration: str) -> None:
    """Make a clean copy of a PDF."""
    with path.open("rb") as original, out.open("w+b") as copy:
        declared = parse_declaration(declaration)
        clean_copy(Job(Source(original, path.name), copy, "pdf", declared, Reading(Limits(), pictures=True)))


def drawn(path: Path) -> Iterator[npt.NDArray[np.int16]]:
    """Every page as a person sees it."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        document.init_forms()
        for page in document:
            yield page.render(scale=1).to_numpy()[:, :, :3].astype(np.int16)


def everything(path: Path) -> str:
    """All strings and all unpacked streams of a PDF; of the content of pages also the strings put together."""
    found: list[bytes] = []
    with pikepdf.open(path) as pdf:
        for thing in [*pdf.objects, pdf.trailer]:
            if isinstance(thing, pikepdf.Stream):
                found += _streamed(thing)
                thing = thing.stream_dict
            found += _strings(thing)
    return b"\n".join(found).decode("latin-1")


def _streamed(stream: pikepdf.Stream) -> Iterator[bytes]:
    """The stream itself, and what its instructions show that spell letters in digits."""
    photograph = stream.get("/Filter") == "/DCTDecode"
    data = stream.read_raw_bytes() if photograph else stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
    yield data
    for shown in re.findall(rb"\[([^\]]*)\] *TJ", data):
        yield b"".join(bytes.fromhex(digits.decode()) for digits in re.findall(rb"<([0-9A-Fa-f]*)>", shown))


def _strings(thing: object) -> Iterator[bytes]:
    if isinstance(thing, pikepdf.String):
        yield bytes(thing)
    elif isinstance(thing, pikepdf.Dictionary):
        for value in thing.values():
            yield from _strings(value) if not getattr(value, "is_indirect", False) else ()
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            yield from _strings(value) if not getattr(value, "is_indirect", False) else ()


def text_of(path: Path) -> str:
    """What poppler reads in a PDF, in one line."""
    return " ".join(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("name", CASES)
def test_the_copy_is_clear(copies: Path, name: str) -> None:
    verdict = check_file(place(copies, CASES[name]), parse_declaration(CASES[name].declaration))
    assert verdict.verdict == "clear", told(verdict)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("name", CLEANABLE)
def test_the_copy_keeps_every_declared_value(copies: Path, name: str) -> None:
    text = text_of(place(copies, CASES[name]))
    assert not [value for value in CLEANABLE[name].kept if value not in text]


@pytest.mark.parametrize("name", CLEANABLE)
def test_what_leaked_stands_nowhere_in_the_copy(files: Path, copies: Path, name: str) -> None:
    text = everything(place(copies, CASES[name]))
    assert not [word for word in SECRETS if word in text]


@pytest.mark.parametrize("name", sorted(CASES.keys() - TRACES))
def test_the_copy_looks_like_the_file(files: Path, copies: Path, name: str) -> None:
    before, after = drawn(place(files, CASES[name])), drawn(place(copies, CASES[name]))
    for old, new in zip(before, after, strict=True):
        assert old.shape == new.shape
        assert (np.abs(old - new).max(axis=2) > 96).mean() < 0.002


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("name", HONEST)
def test_the_copy_of_an_honest_pdf_has_every_word_that_the_file_has(files: Path, copies: Path, name: str) -> None:
    words = text_of(place(files, CASES[name])).split()
    assert len(set(words) - set(text_of(place(copies, CASES[name])).split())) <= 0.02 * len(words)


@pytest.mark.parametrize("name", CASES)
def test_the_copy_is_sound_and_holds_no_more_than_pages(copies: Path, name: str) -> None:
    with pikepdf.open(place(copies, CASES[name])) as pdf:
        assert not pdf.check_pdf_syntax()
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages", "/Lang", "/ViewerPreferences", "/Outlines"}
        assert set(pdf.trailer.get("/Info", pikepdf.Dictionary()).keys()) <= {"/Title"}


def test_the_same_file_gives_the_same_copy(files: Path, copies: Path, tmp_path: Path) -> None:
    for name in ("pdf-black-rectangle", "pdf-chromium-alt", "pdf-outline"):
        if name in CASES:
            again = tmp_path / "again.pdf"
            clean(place(files, CASES[name]), again, CASES[name].declaration)
            assert again.read_bytes() == place(copies, CASES[name]).read_bytes()


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_ghostscript_draws_every_copy_without_a_remark(copies: Path) -> None:
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", *map(str, sorted(copies.glob("*.pdf")))]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not run.stdout + run.stderr


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_copies_of_every_kind(copies: Path, tmp_path: Path) -> None:
    names = ("pdf-black-rectangle", "pdf-turned-page", "pdf-clipped-picture", "pdf-chromium-alt", "pdf-hybrid")
    chosen = [str(place(copies, CASES[name])) for name in names if name in CASES]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "png", "--outdir", str(tmp_path), *chosen]
    subprocess.run(command, capture_output=True, check=True, timeout=200)
    assert len(list(tmp_path.glob("*.png"))) == len(chosen) > 0
