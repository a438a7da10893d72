"""Checks of large files, a workbook of a million rows and a PDF of 1,000 pages, beside plain extraction.

Plain extraction is what reading all cells, or the text of all pages, takes with a library that looks for nothing.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.large_files import HEADINGS, write_pdf, write_workbook
from benchmarks.memory import resident
from benchmarks.show import show

ROWS, PAGES = 1_000_000, 1_000
DECLARATION = f"""title = "Payments"
columns = {list(HEADINGS)}
allow = ["person-name"]
"""
"""What the publisher of the workbook would declare: suppliers may be named after people."""
CALAMINE = """
import sys, python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
print(sum(len(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).iter_rows()))
"""
OPENPYXL = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
print(sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True)))
"""
PDFIUM = """
import sys, pypdfium2
print(sum(len(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(sys.argv[1])))
"""


@dataclass(frozen=True)
class Measured:
    """What one command took."""

    code: int
    seconds: float
    processor: float
    """Seconds of processor time, of all its processes."""
    memory: int
    """Bytes of memory at the peak, all its processes together."""


def measure(command: list[str], home: Path) -> Measured:
    """Run a command and watch it."""
    environment = {**os.environ, "GUARDBOOK_HOME": str(home)}
    started, most = time.perf_counter(), 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    while True:
        number, status, used = os.wait4(process.pid, os.WNOHANG)
        if number:
            break
        most = max(most, resident(process.pid))
        time.sleep(0.1)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    return Measured(process.returncode, seconds, used.ru_utime + used.ru_stime, most)


def check(path: Path) -> Measured:
    """Check a file as a person would, under the declaration of the payments."""
    declaration = path.with_name("declaration.toml")
    declaration.write_text(DECLARATION, "utf-8")
    command = [sys.executable, "-m", "guardbook", "check", str(path), "--declaration", str(declaration), "--json"]
    return measure(command, path.parent / "home")


def extract(path: Path, code: str) -> Measured:
    """Extract a file plainly."""
    return measure([sys.executable, "-c", code, str(path)], path.parent / "home")


def run() -> None:
    """Print what checks of the large files take."""
    rows: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory(prefix="large-") as name:
        path = Path(name) / "payments.xlsx"
        measure([sys.executable, "-m", "guardbook", "find", "nobody"], path.parent / "home")  # compiles recognisers
        write_workbook(path, ROWS, shared=True)
        rows += _rows(
            "XLSX, texts shared, as Excel writes it", path, {"python-calamine": CALAMINE, "openpyxl": OPENPYXL}
        )
        write_workbook(path, ROWS, shared=False)
        rows += _rows("XLSX, texts in their cells", path, {"python-calamine": CALAMINE})
        path = path.with_name("report.pdf")
        write_pdf(path, PAGES)
        rows += _rows(f"PDF, {PAGES:,} pages", path, {"pypdfium2": PDFIUM})
    heading = ("file", "MB", "seconds", "of processor", "peak, MB", "plain extraction, of processor", "ratio")
    show("Checks of large files (limit 120 s and 1,000 MB; goal 60 s)", heading, rows)
    print(f"Ratios are of processor time, which other work on the machine disturbs least ({os.cpu_count()} cores).")


def _rows(title: str, path: Path, libraries: dict[str, str]) -> Iterator[tuple[str, ...]]:
    checked = check(path)
    for library, code in libraries.items():
        plain = extract(path, code)
        if plain.code or checked.code not in (0, 1):
            raise RuntimeError(f"{title}: a command ended with exit code {plain.code or checked.code}")
        yield (
            title,
            f"{path.stat().st_size / 1e6:.0f}",
            f"{checked.seconds:.0f}",
            f"{checked.processor:.0f}",
            f"{checked.memory / 1e6:.0f}",
            f"{plain.processor:.1f} ({library})",
            f"{checked.processor / plain.processor:.1f}",
        )
