"""Reads the words of boxes and shapes in an old workbook, those that can be seen apart from the others."""

import struct
from collections.abc import Callable, Sequence

from guardbook.readers.colours import WHITE, Colour

PROPERTIES = b"\x0b\xf0"
"""The kind of record that says how a shape looks."""
_FILL_KIND, _FILL_COLOUR, _FILL_FLAGS = 0x180, 0x181, 0x1BF
_WINDOW = 0x08000041

IsUnseen = Callable[[int, Colour], bool]
"""Whether a font, by its number, cannot be seen on paper of a colour."""


def paper_of(drawing: bytes) -> Colour | None:
    """Return the background of the last shape in a drawing's records ([MS-ODRAW] 2.3.7), None where it is not known."""
    at = drawing.rfind(PROPERTIES)
    if at < 2 or at + 6 > len(drawing):
        return None
    count = struct.unpack_from("<H", drawing, at - 2)[0] >> 4
    end = min(len(drawing), at + 6 + 6 * count)
    properties = {
        kind & 0x3FFF: value for kind, value in struct.iter_unpack("<HI", drawing[at + 6 : end - (end - at) % 6])
    }
    flags = properties.get(_FILL_FLAGS, 0)
    if flags & 0x100000 and not flags & 0x10:
        return WHITE
    colour = properties.get(_FILL_COLOUR, 0xFFFFFF)
    if properties.get(_FILL_KIND) or (colour > 0xFFFFFF and colour != _WINDOW):
        return None
    return WHITE if colour == _WINDOW else (colour & 255, colour >> 8 & 255, colour >> 16)


def words_of_box(body: bytes, following: Sequence[bytes], paper: Colour | None, is_unseen: IsUnseen) -> tuple[str, str]:
    """Return what shows of a box's text and what does not; `following` are the records that go on with it (2.4.329)."""
    count, size = struct.unpack_from("<HH", body, 10)
    text = ""
    rest = list(following)
    while rest and len(text) < count:
        piece = rest.pop(0)
        text += piece[1:].decode("utf-16-le" if piece[:1] == b"\1" else "cp1252", "replace")
    text = text[:count]
    raw = b"".join(rest)[:size]
    starts = [(begin, font) for begin, font, _ in struct.iter_unpack("<HHI", raw[: len(raw) // 8 * 8])]
    if paper is None or not starts:
        return text, ""
    shown, unseen = text[: starts[0][0]], []
    for (begin, font), (end, _) in zip(starts, [*starts[1:], (count, 0)], strict=True):
        if is_unseen(font, paper) and text[begin:end].strip():
            unseen.append(text[begin:end].strip())
        else:
            shown += text[begin:end]
    return shown, "\n".join(unseen)
