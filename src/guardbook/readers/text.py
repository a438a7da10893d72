"""Reads plain text, source code and logs in pieces, whatever the encoding and however long the lines."""

import re
from collections.abc import Iterator

from guardbook.content import Part, Source, Text
from guardbook.readers.encoding import HEAD, text_decoder
from guardbook.readers.reading import Reading

PIECE = 1 << 20
"""Characters in a piece."""
NULS = "holds NUL bytes: they were read as spaces"
"""The remark on a text that holds what no text should."""
_NEAR = 8192
"""How far before a piece's end an empty line is looked for, so that an address is not cut in two."""
_SOFTENED = {0: " ", 0x85: "\n"}
_GAP = re.compile(r"[\s,;|\t\0]")


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the text of a source in pieces of about a million characters, cut where lines end when they do."""
    for piece in pieces(source, reading):
        yield Text(piece, source.where)


def pieces(source: Source, reading: Reading) -> Iterator[str]:
    """Yield the decoded text of a source, every character once and in order; NUL becomes a space, NEL a line end."""
    source.file.seek(0)
    head = source.file.read(HEAD)
    decoder, rest, data = text_decoder(head), "", head
    while data:
        reading.spend(0)
        rest += decoder.decode(data)
        while len(rest) > PIECE:
            cut = _cut(rest)
            yield _clean(rest[:cut], reading)
            rest = rest[cut:]
        data = source.file.read(PIECE)
    rest += decoder.decode(b"", True)
    if rest:
        yield _clean(rest, reading)


def _clean(text: str, reading: Reading) -> str:
    if "\0" in text and NULS not in reading.remarks:
        reading.remarks.append(NULS)
    return text.translate(_SOFTENED) if "\0" in text or "\x85" in text else text


def _cut(text: str) -> int:
    """Where to end a piece: after an empty line near its end, else a line, else a space or delimiter, else anywhere."""
    for mark, start in (("\n\n", PIECE - _NEAR), ("\r\n\r\n", PIECE - _NEAR), ("\n", PIECE // 2), ("\r", PIECE // 2)):
        found = text.rfind(mark, start, PIECE)
        if found >= 0:
            return found + len(mark)
    gaps = [gap.end() for gap in _GAP.finditer(text, PIECE - _NEAR, PIECE)]
    return gaps[-1] if gaps else PIECE
