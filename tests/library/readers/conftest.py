"""Documents made by LibreOffice, each target format once in a session."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SOURCES = Path(__file__).parent / "sources"


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], bytes]:
    """Give a source as LibreOffice saves it in another format: `converted("letter.fodt", "docx")` are bytes."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed: documents made by LibreOffice were not tried")
    folder = tmp_path_factory.mktemp("office")
    made: dict[tuple[str, str], bytes] = {}

    def convert(source: str, target: str) -> bytes:
        if (source, target) not in made:
            subprocess.run(
                [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", target,
                 "--outdir", str(folder), str(SOURCES / source)],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
            made[source, target] = (folder / source).with_suffix(f".{target}").read_bytes()
        return made[source, target]

    return convert
