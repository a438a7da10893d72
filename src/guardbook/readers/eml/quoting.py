"""Tells what an e-mail's writer wrote from the earlier messages quoted in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from guardbook.content import Part, Problem, Text

CODE = "quoted-thread"
_ABOVE = re.compile(
    r"\s*(?:[-_*=]{2,}\s*(?:original message|original appointment|forwarded (?:message|by)|reply message)\b.*"
    r"|begin forwarded message:?|[>\s]*on\b.{6,300}\bwrote:)\s*",
    re.I | re.S,
)
_FROM = re.compile(r"\s*\*?from:", re.I)
_BELOW = re.compile(r"\s*\*?(?:sent|date|to|cc|subject):", re.I)
_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M)


def split_quoted(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts of a body; what stands in it as an earlier message gets the code for quoted threads.

    After a line such as "-----Original Message-----" all that follows is quoted, tables too; elsewhere the lines
    that begin with ">".
    """
    quoted = False
    for part in parts:
        if isinstance(part, Problem) or part.hidden is not None:
            yield part
        elif quoted or not isinstance(part, Text):
            yield replace(part, hidden=CODE) if quoted else part
        else:
            own, earlier, quoted = _split(part.text)
            if own.strip():
                yield replace(part, text=own)
            if earlier.strip():
                yield replace(part, text=_MARKS.sub("", earlier), hidden=CODE)


def _split(text: str) -> tuple[str, str, bool]:
    """Return the writer's own lines, the quoted ones, and whether all that follows is quoted too."""
    lines = text.splitlines(keepends=True)
    own: list[str] = []
    earlier: list[str] = []
    for number, line in enumerate(lines):
        if line.lstrip().startswith(">"):
            earlier.append(line)
        elif _begins(lines, number):
            rest = [other for other in lines[number + 1 :] if other.strip()]
            if not (rest and rest[0].lstrip().startswith(">")):
                return "".join(own), "".join((*earlier, *lines[number:])), True
            earlier.append(line)
        else:
            own.append(line)
    return "".join(own), "".join(earlier), False


def _begins(lines: list[str], number: int) -> bool:
    """Tell whether an earlier message begins with a line: its announcement, or its headers as Outlook writes them."""
    line = lines[number]
    if _ABOVE.fullmatch(line) or (
        line.lstrip()[:3].lower() == "on " and _ABOVE.fullmatch("".join(lines[number : number + 2]))
    ):
        return True
    if not _FROM.match(line):
        return False
    below = [other for other in lines[number + 1 : number + 8] if other.strip()]
    return sum(bool(_BELOW.match(other)) for other in below[:4]) >= 2
