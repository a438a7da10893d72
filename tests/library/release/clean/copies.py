"""Makes the clean copy of bytes, and holds it to be clear, as the command does."""

import io

from guardbook.content import Limits, Source
from guardbook.readers.reading import Reading
from guardbook.release.checking import reasons_for
from guardbook.release.clean import Job, clean_copy
from guardbook.release.declaration import parse_declaration


def copy_of(data: bytes | str, name: str, declaration: str = "", *, ending: str = "", clear: bool = True) -> bytes:
    """The clean copy of a file; one that is not clear fails the test unless `clear` is false.

    `ending` is that of the copy, by default the file's own.
    """
    content = data.encode() if isinstance(data, str) else data
    ending = ending or name.rpartition(".")[2]
    declared, out = parse_declaration(declaration), io.BytesIO()
    clean_copy(Job(Source(io.BytesIO(content), name), out, ending, declared, Reading(Limits(), pictures=True)))
    if clear:
        reasons = reasons_for(io.BytesIO(out.getvalue()), f"copy.{ending}", declared, Limits())
        assert [reason.message for reason in reasons if reason.severity == "block"] == []
    return out.getvalue()
