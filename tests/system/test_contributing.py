"""What CONTRIBUTING says of adding a recogniser is so."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_its_recogniser_is_one_file_that_passes_the_check_and_finds_its_value(tmp_path: Path) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    made = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert made is not None
    (tmp_path / "pass-card.toml").write_text(made[1], "utf-8")
    guardbook = [sys.executable, "-m", "guardbook"]
    checked = [*guardbook, "recognisers", "check", "--folder", str(tmp_path)]
    assert subprocess.run(checked, check=False).returncode == 0
    found = [*guardbook, "find", "--recognisers", str(tmp_path), "Her building pass is BP-20411."]
    printed = subprocess.run(found, check=True, capture_output=True, text=True).stdout
    assert '"category": "staff-number"' in printed
