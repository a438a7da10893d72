"""Cuts RTF into tokens (Rich Text Format Specification 1.9.1, "Contents of an RTF file")."""

import re
from collections.abc import Iterator

TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?"  # control word, its number
    r"|\\'([0-9a-fA-F]{2})"  # a byte
    r"|\\(.)"  # control symbol
    r"|([{}])"
    r"|[\r\n\0]+"
    r"|([^\\{}\r\n\0]+)",
    re.DOTALL,
)
Token = tuple[str, str, int | None]
"""Kind ("word", "byte", "symbol", "brace", "text"), value, and a control word's number."""


def tokens(data: str) -> Iterator[Token]:
    """Yield the tokens of an RTF file given as Latin-1 text; what follows the last brace comes as ("rest", …)."""
    at, depth, end = 0, 0, len(data)
    while at < end:
        found = TOKEN.match(data, at)
        if found is None:  # a lone backslash at the very end
            return
        at = found.end()
        word, number, byte, symbol, brace, text = found.groups()
        if word:
            value = int(number) if number else None
            if word == "bin" and value and value > 0:
                yield "binary", data[at : at + value], None
                at += value
            else:
                yield "word", word, value
        elif text:
            yield "text", text, None
        elif byte:
            yield "byte", chr(int(byte, 16)), None
        elif brace:
            depth += 1 if brace == "{" else -1
            yield "brace", brace, None
            if depth <= 0:
                yield "rest", data[at:], None
                return
        elif symbol:
            yield "symbol", symbol, None
    yield "cut", "", None
