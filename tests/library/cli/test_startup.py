"""What each command loads before it does anything: large libraries only where they are used."""

import subprocess
import sys
from pathlib import Path

import pytest

LARGE = {"PIL", "hyperscan", "jinja2", "lxml", "numpy", "obstore", "pyarrow", "rich", "sqlalchemy", "tesserocr"}
"""Libraries that take from 20 milliseconds to half a second to load."""
_LOADED = "import sys; {code}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
_PREPARED = """
from dataclasses import asdict
from guardbook.content import Limits
from guardbook.release import worker
worker._prepare({'recognisers': None, 'compiled': None, 'limits': asdict(Limits())})
""".strip().replace("\n", "; ")


def _loaded(code: str, folder: Path) -> set[str]:
    command = [sys.executable, "-c", _LOADED.format(code=code)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, cwd=folder)
    return set(done.stdout.split())


@pytest.mark.parametrize("command", ["check", "clean", "declare", "find", "scan"])
def test_a_command_loads_no_large_library_before_it_knows_what_is_asked(command: str, tmp_path: Path) -> None:
    assert not _loaded(f"import guardbook.cli.{command}", tmp_path) & LARGE


def test_a_process_that_checks_files_loads_what_pictures_and_single_numbers_need_when_it_meets_one(
    tmp_path: Path,
) -> None:
    loaded = _loaded(_PREPARED, tmp_path)
    assert {"hyperscan", "numpy", "pyarrow"} <= loaded
    assert not loaded & {"PIL", "tesserocr", "lxml", "stdnum", "pypdfium2"}
