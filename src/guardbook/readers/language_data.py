"""Where Tesseract keeps what it knows of a language: a process that is shut in has to be given leave to read it."""

import os
from pathlib import Path

_DEBIAN = Path("/usr/share/tesseract-ocr")
_OTHERS = Path("/usr/share/tessdata")


def readable_folders() -> list[Path]:
    """Return the folders below which language data may lie: TESSDATA_PREFIX, and where distributions put it."""
    named = os.environ.get("TESSDATA_PREFIX")
    return [*([Path(named).absolute()] if named else []), _DEBIAN, _OTHERS]


def data_folders() -> list[Path]:
    """Return the folders that may hold language data themselves, the one that was named first."""
    *named, debian, others = readable_folders()
    both = [each for folder in named for each in (folder, folder / "tessdata")]
    return [*both, *sorted(debian.glob("*/tessdata"), reverse=True), others]
