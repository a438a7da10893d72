"""Reads what is written in characters without a shape: tags, selectors of variants, spaces of no width."""

import re
from collections.abc import Iterator
from dataclasses import replace

from guardbook.content import Text

CODE = "invisible-characters"
_RUN = re.compile(
    "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"  # the flags of England, Scotland and Wales (UTS 51, ED-14a)
    "|(?P<tags>[\U000e0001-\U000e007f]{2,})"
    "|(?P<selectors>[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,})"
    "|(?P<blanks>[\u200b-\u200f\u2060-\u2064\u180e\ufeff]{16,})"
)


def read_shapeless(part: Text) -> Iterator[Text]:
    """Yield what a text holds in characters that cannot be seen, each run as a line; nothing where it has none.

    Tags (Unicode block E0000) stand for ASCII letters, selectors of variants for bytes; of blanks without width only
    that and how many there are can be told: honest texts have a few, never so many in a row.
    """
    if part.text.isascii():
        return
    lines = [line for run in _RUN.finditer(part.text) if run.lastgroup and (line := _line(run[0], run.lastgroup))]
    if lines:
        yield replace(part, text="\n".join(lines), hidden=CODE)


def _line(run: str, kind: str) -> str:
    if kind == "tags":
        return "".join(chr(ord(letter) - 0xE0000) for letter in run if ord(letter) > 0xE001F).strip("\x7f ")
    if kind == "selectors":
        numbers = [ord(letter) - (0xFE00 if ord(letter) < 0xE0000 else 0xE0100 - 16) for letter in run]
        return bytes(numbers).decode("utf-8", "replace")
    return f"{len(run)} characters without width in a row"
