"""Draws docs/scan.svg and docs/check.svg: what a scan and a check print, as a terminal shows them."""

import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from rich.console import Console
from rich.text import Text

from demo.department import build_share

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Run each command in a folder of its own and save what is printed."""
    for draw in (scan, check):
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            os.environ |= {"GUARDBOOK_HOME": str(Path(folder) / "home"), "COLUMNS": "92", "FORCE_COLOR": "1"}
            draw()
            os.chdir(HERE)


def scan() -> None:
    """A scan of the demonstration share, down to the table of categories."""
    build_share(Path("share"))
    _save("scan", ["scan share"], lambda printed: printed.partition("Most sensitive objects")[0])


def check() -> None:
    """A workbook whose column of addresses was hidden, as checked and as its clean copy is made and checked."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Honours"
    sheet.append(["Name", "Award", "County", "Home address"])
    for number, name in enumerate(("Ann Smith", "Priya Patel", "Omar Khan", "Mary Jones"), 11):
        sheet.append([name, "OBE", "Kent", f"{number} Oak Road, Leeds, LS7 4AB"])
    sheet.column_dimensions["D"].hidden = True
    book.save("list.xlsx")
    Path("list.toml").write_text('columns = ["Name", "Award", "County"]\nallow = ["person-name"]\n')
    options = "--declaration list.toml"
    _save(
        "check",
        [
            f"check list.xlsx {options}",
            f"clean list.xlsx -o clean.xlsx {options}",
            f"check clean.xlsx {options}",
        ],
    )


def _save(name: str, commands: list[str], shown: Callable[[str], str] = str) -> None:
    console = Console(record=True, width=92, file=Path(os.devnull).open("w"))  # noqa: SIM115
    for command in commands:
        printed = os.popen(f"{sys.executable} -m guardbook {command} 2>/dev/null").read()  # noqa: S605
        console.print(Text(f"$ guardbook {command}", style="bold"))
        console.print(Text.from_ansi(shown(printed)))
    drawn = console.export_svg(title=f"guardbook {name}")
    plain = re.sub(r"<!--.*?-->|@font-face \{.*?\}", "", drawn, flags=re.DOTALL)  # it asks nobody for a typeface
    (HERE / f"{name}.svg").write_text(plain, "utf-8")


if __name__ == "__main__":
    main()
