"""Reads calendars and contact cards (RFC 5545, RFC 6350): lines put together again, files within them taken out."""

import binascii
import io
import quopri
import re
from base64 import b64decode
from collections.abc import Iterator

from guardbook.content import Part, Problem, Source, Text
from guardbook.readers.encoding import open_text
from guardbook.readers.reading import Reading

PIECE = 1 << 18
"""Characters of text after which it is given out."""
PROPERTY = re.compile(r"([\w.-]+)((?:;(?:[^\";:]|\"[^\"]*\")*)*):(.*)", re.S)
_BASE64 = re.compile(r"ENCODING=B(?:ASE64)?\b|VALUE=BINARY|;BASE64\b", re.I)
_DATA = re.compile(r"data:[^,]*;base64,", re.I)
_IDENTIFIER = re.compile(r"[^@\s]*\d[^@\s]*@[\w.-]+")
"""What programs make an event's number of: a number and the host that gave it (RFC 5545, 3.8.4.7)."""
_ESCAPED = re.compile(r"\\([\\;,nN])")


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the properties as lines, as they stand but for escapes; pictures and attachments as files of their own."""
    lines: list[str] = []
    size = number = 0
    for line in unfolded(source, reading):
        found = PROPERTY.fullmatch(line)
        inner = _file(found) if found else None
        if inner is not None:
            number += 1
            reading.enter()
            where = source.where.into("embedded", number)
            if inner:
                yield from reading.read(Source(io.BytesIO(inner), "", where, source.depth + 1))
            else:
                yield Problem("a file within it is damaged: it was not read", where)
            continue
        lines.append(_shown(line, found))
        size += len(line)
        if size > PIECE:
            yield Text("\n".join(lines), source.where)
            lines, size = [], 0
    if lines:
        yield Text("\n".join(lines), source.where)


def unfolded(source: Source, reading: Reading) -> Iterator[str]:
    """Yield the lines of a source, each with those that go on with it (3.1; in older cards, after an equals sign)."""
    held: list[str] = []
    size, soft = 0, False
    with open_text(source) as stream:
        while line := stream.readline(PIECE):
            reading.spend(0)
            plain = line.rstrip("\r\n")
            if held and size < reading.limits.held // 4 and (soft or plain[:1] in (" ", "\t")):
                held.append(plain if soft else plain[1:])
            else:
                if held:
                    yield "".join(held)
                held, size = [plain], 0
            size += len(plain)
            soft = plain.endswith("=") and "QUOTED-PRINTABLE" in held[0].upper()
            held[-1] = held[-1].removesuffix("=") if soft else held[-1]
    if held:
        yield "".join(held)


def _file(found: re.Match[str]) -> bytes | None:
    """Return the bytes of a file that a property holds, none where they are damaged; None where it holds no file."""
    value = found[3]
    if data := _DATA.match(value):
        value = value[data.end() :]
    elif not _BASE64.search(found[2]):
        return None
    try:
        return b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _shown(line: str, found: re.Match[str] | None) -> str:
    if not found:
        return line
    name, parameters, value = found.groups()
    if "QUOTED-PRINTABLE" in parameters.upper():
        value = quopri.decodestring(value.encode("utf-8", "replace")).decode("utf-8", "replace")
    if name.upper() == "UID" and _IDENTIFIER.fullmatch(value):
        value = value.replace("@", " ")
    value = _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], value)
    return f"{name}{parameters}: {value}"
