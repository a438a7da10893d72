"""Asks whether a file is larger than what is read in it explains, and names the largest parts."""

from collections.abc import Iterator

from guardbook.detect.labels import safe_label
from guardbook.readers.reading import Reading
from guardbook.release.sentences import capital
from guardbook.release.verdict import Reason

EXPLAINED = ("a font", "a picture")
"""What may be of any size: what it is for shows."""
SMALL = 128 * 1024
"""Bytes up to which settings, padding and the like are what honest files have."""
NAMED = 3


def size_reasons(reading: Reading) -> Iterator[Reason]:
    """Yield a reason when bytes that nobody can read are more than honest files have."""
    unexplained = [bulk for bulk in reading.bulk if not bulk.what.startswith(EXPLAINED)]
    total = sum(bulk.size for bulk in unexplained)
    if total <= SMALL:
        return
    largest = sorted(unexplained, key=lambda bulk: -bulk.size)[:NAMED]
    parts = [f"{safe_label(bulk.where) or 'the file'}, {bulk.what}: {_size(bulk.size)}" for bulk in largest]
    message = (
        f"{_size(total)} of it are nothing that can be read or seen ({'; '.join(parts)}). "
        "Save it anew from the program that made it, and check the copy."
    )
    yield Reason("unexplained-size", "block", "", None, total, capital(message))


def _size(count: int) -> str:
    return f"{count / 1024**2:.1f} MB" if count >= 1024**2 else f"{count / 1024:.0f} KB"
