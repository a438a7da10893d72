"""Tells a format from content, never from a name alone."""

from guardbook.content import Source
from guardbook.errors import Unreadable
from guardbook.readers.formats import FORMATS, Format

HEAD = 65536


def tell_format(source: Source) -> Format:
    """Return the format of a source's bytes; raise `Unreadable` with the remedy when none fits."""
    source.file.seek(0)
    head = source.file.read(HEAD)
    source.file.seek(0)
    for form in FORMATS:
        if form.magic and head.startswith(form.magic):
            return form
    raise Unreadable("its format is not one Guardbook reads")
