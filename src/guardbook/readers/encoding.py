"""Tells how the bytes of a text stand for its letters."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_head(head: bytes) -> str:
    """Return the codec name of a text from its first bytes: its mark, UTF-16 without one, UTF-8, or else cp1252."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head[1:400:2].count(0) > len(head[1:400:2]) * 0.7:
        return "utf-16-le"
    if head[0:400:2].count(0) > len(head[0:400:2]) * 0.7:
        return "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
