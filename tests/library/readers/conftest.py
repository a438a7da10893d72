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


@pytest.fixture(scope="session")
def saved_as(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str, str], bytes]:
    """Give a document as LibreOffice saves it in another format: `saved_as(data, "xlsx", "ods")` are bytes."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed: documents made by LibreOffice were not tried")
    folder = tmp_path_factory.mktemp("saved")
    made: dict[tuple[bytes, str], bytes] = {}

    def save(data: bytes, source: str, target: str) -> bytes:
        if (data, target) not in made:
            path = folder / f"{len(made)}.{source}"
            path.write_bytes(data)
            subprocess.run(
                [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", target,
                 "--outdir", str(folder / "out"), str(path)],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
            made[data, target] = (folder / "out" / path.name).with_suffix(f".{target}").read_bytes()
        return made[data, target]

    return save
