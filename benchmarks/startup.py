"""How long commands take on ordinary files, from the shell and back, beside a Python that does nothing."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx
import openpyxl
import pptx
from reportlab.pdfgen.canvas import Canvas

from benchmarks.show import show

ROUNDS = 5
LINES = 40
"""Of a page."""
_SENTENCE = "The committee met in room {} and agreed the minutes of its last meeting."
_NOTHING = "`python -c pass`"


def _write_files(folder: Path) -> list[Path]:
    """Write one file of each common kind, in which nothing is personal; return them.

    20 pages of DOCX, 10 of PDF, 15 slides and 200 rows are what departments publish most.
    """
    rows: list[list[object]] = [["Region", "Year", "Visits"]]
    rows += [["North West", 2000 + number % 20, 100 + number] for number in range(200)]
    (folder / "visits.csv").write_text("".join(",".join(map(str, row)) + "\n" for row in rows))
    (folder / "minutes.txt").write_text("\n".join(_SENTENCE.format(n) for n in range(40)))
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Visits", 0)
    for row in rows:
        sheet.append(row)
    book.save(folder / "visits.xlsx")
    letter = docx.Document()
    for number in range(20 * LINES):
        letter.add_paragraph(_SENTENCE.format(number))
    letter.save(str(folder / "minutes.docx"))
    page = Canvas(str(folder / "minutes.pdf"))
    for number in range(10 * LINES):
        page.drawString(60, 800 - 18 * (number % LINES), _SENTENCE.format(number))
        if number % LINES == LINES - 1:
            page.showPage()
    page.save()
    slides = pptx.Presentation()
    for number in range(15):
        slide = slides.slides.add_slide(slides.slide_layouts[1])
        slide.shapes.title.text = f"Topic {number + 1}"
        slide.placeholders[1].text = "\n".join(_SENTENCE.format(line) for line in range(5))
    slides.save(str(folder / "topics.pptx"))
    return sorted(folder.iterdir())


def _commands(files: list[Path]) -> dict[str, list[str]]:
    guardbook = str(Path(sys.executable).with_name("guardbook"))
    commands = {_NOTHING: [sys.executable, "-c", "pass"], "`guardbook --version`": [guardbook, "--version"]}
    commands["`guardbook find`, one line"] = [guardbook, "find", "Telephone 07700 900123"]
    for verb in ("scan", "check"):
        for file in files:
            commands[f"`guardbook {verb}`, {file.suffix[1:].upper()}"] = [guardbook, verb, str(file)]
    return commands


def _seconds(command: list[str], home: Path) -> float:
    environment = {**os.environ, "GUARDBOOK_HOME": str(home)}
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # a check that blocks is as good a measure as one that clears
        raise RuntimeError(f"{' '.join(command[:2])} ended with exit code {done.returncode}: {done.stderr}")
    return time.perf_counter() - started


def run() -> None:
    """Print the median of each command's seconds, and how many empty Pythons that is; then its very first start."""
    with tempfile.TemporaryDirectory() as folder:
        home, data = Path(folder) / "home", Path(folder) / "data"
        data.mkdir()
        commands = _commands(_write_files(data))
        first = _seconds(commands["`guardbook find`, one line"], home)
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):  # in turn, so that a moment in which the machine is busy falls on all
            for name, command in commands.items():
                taken[name].append(_seconds(command, home))
    medians = {name: statistics.median(each) for name, each in taken.items()}
    medians["`guardbook find`, the first time (recognisers are compiled)"] = first
    rows = [(name, f"{each:.2f}", f"{each / medians[_NOTHING]:.0f}") for name, each in medians.items()]
    show(f"Start-up (median of {ROUNDS})", ("command", "seconds", "times an empty Python"), rows)
