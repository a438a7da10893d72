"""Every code that a reason can have is explained."""

import re
from pathlib import Path

from guardbook import release
from guardbook.readers.hidden import HIDDEN
from guardbook.release.codes import REASONS

SOURCE = "\n".join(path.read_text("utf-8") for path in Path(release.__file__).parent.rglob("*.py"))


def test_every_code_the_check_gives_is_explained() -> None:
    given = set(re.findall(r'Reason\(\s*"([a-z-]+)"', SOURCE)) | set(re.findall(r'NOT_READ = "([a-z-]+)"', SOURCE))
    assert len(given) > 5
    assert given <= set(REASONS)


def test_no_code_means_two_things() -> None:
    assert not set(REASONS) & set(HIDDEN)
