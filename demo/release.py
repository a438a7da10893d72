"""The release check in the demonstration: the honours list that is ready for the press, and is not."""

import subprocess
import sys
from pathlib import Path

DECLARED = """\
title = "Honours list (fictional)"
audience = "public"
columns = ["Name", "Award", "For services to"]
allow = ["person-name"]
"""


def check_honours(workbook: Path) -> bool:
    """Check the list, make a clean copy and check that; return whether the three went as they should."""
    Path("honours.toml").write_text(DECLARED, "utf-8")
    commands = (
        (1, ["check", str(workbook)]),
        (0, ["clean", str(workbook), "-o", "honours-clean.xlsx"]),
        (0, ["check", "honours-clean.xlsx"]),
    )
    ended = [_run(arguments) for _, arguments in commands]
    return ended == [expected for expected, _ in commands]


def _run(arguments: list[str]) -> int:
    arguments = [*arguments, "--declaration", "honours.toml"]
    print(f"\ndemo: guardbook {' '.join(arguments)}", flush=True)
    return subprocess.run([sys.executable, "-m", "guardbook", *arguments], check=False).returncode
