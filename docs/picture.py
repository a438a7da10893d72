"""Draws docs/scan.svg: the end of a scan of the demonstration share, as a terminal shows it."""

import os
import re
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from demo.department import build_share

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Scan the demonstration share and save what is printed, down to the table of categories."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ |= {"GUARDBOOK_HOME": str(Path(folder) / "home"), "COLUMNS": "92", "FORCE_COLOR": "1"}
        build_share(Path("share"))
        printed = os.popen(f"{sys.executable} -m guardbook scan share 2>/dev/null").read()  # noqa: S605
    shown = printed.partition("Most sensitive objects")[0]
    console = Console(record=True, width=92, file=Path(os.devnull).open("w"))  # noqa: SIM115
    console.print(Text("$ guardbook scan share", style="bold"))
    console.print(Text.from_ansi(shown))
    drawn = console.export_svg(title="guardbook scan")
    plain = re.sub(r"<!--.*?-->|@font-face \{.*?\}", "", drawn, flags=re.DOTALL)  # it asks nobody for a typeface
    (HERE / "scan.svg").write_text(plain, "utf-8")


if __name__ == "__main__":
    main()
