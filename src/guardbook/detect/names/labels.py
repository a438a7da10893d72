"""Names that their place in a text gives away: labels of forms, salutations, signatures, headers, lists of people."""

import re
from collections.abc import Iterator
from functools import cache

from guardbook.detect.match import Match
from guardbook.detect.names.letters import beside_email, greeted, signature, signed
from guardbook.detect.names.value import name_at
from guardbook.detect.names.vocabulary import vocabulary

_LABEL = re.compile(r"[^\n\t|;,.>{}=\"!?<\[\]]{2,44}$")
_CLEAN = re.compile(r"^[\W\d_]*(?:[a-z]\)\s+)?|[\s*_]+$")
_OWNERS = ("", "your ", "the ", "my ", "his ", "her ", "their ", "applicant's ", "applicant ", "patient ", "claimant ")
_BULLET = re.compile(r"[ \t>]*(?:[-*•·–▪‣o]|\(?\d{1,2}[.)]|\(?[a-z][.)])?[ \t]*")
_CELLS = 12
"""Cells of a line that are looked at."""
_SPACES = re.compile(r"\t+|[ ]{2,}|[ ]*\|[ ]*")
_BETWEEN = re.compile(
    r"(?:[ ]?\([^()\n]{1,60}\)|[ ]?<[^<>\n]{1,80}>|[ ][–-][ ][^,;\n]{1,60}"
    r"|,?[ ](?:MP|MSP|MBE|OBE|CBE|QC|KC)\b|[\"'])*"
    r"(?:[ ]?[,;/&|][ ]?(?:and[ ])?|[ ]and[ ]|,?[ ]*\n[ \t]*)"
)


def labelled(text: str) -> Iterator[Match]:
    """Yield the names whose place in the text says that they are names."""
    yield from _behind_colons(text)
    yield from _on_lines(text)
    yield from beside_email(text)


def label_kind(words: str) -> tuple[str, bool] | None:
    """Return what kind of name a label announces and whether it also announces other things; None for no label."""
    label = _CLEAN.sub("", " ".join(words.lower().replace("’", "'").split()))
    labels = vocabulary().labels
    for owner in _OWNERS:
        if label.startswith(owner) and label[len(owner) :] in labels:
            label = label[len(owner) :]
            return labels[label], label in vocabulary().generic
    return _made_of(label, labels)


_NAME_OF = re.compile(r"(?:(?:full |first |last )?names? of (?:the |your |my )?(.+)|(.+?)(?:'s|s')? (?:full )?name)")


def _made_of(label: str, labels: dict[str, str]) -> tuple[str, bool] | None:
    """Read "name of the second witness" and "second witness's full name" where a person is meant."""
    found = _NAME_OF.fullmatch(label)
    whose = (found.group(1) or found.group(2)).removesuffix("'s").split() if found else []
    people = vocabulary().roles
    if 0 < len(whose) < 5 and (whose[-1] in people or labels.get(whose[-1]) == "full"):
        return "full", False
    return None


def _behind_colons(text: str) -> Iterator[Match]:
    last = _last_words()
    place = text.find(":")
    while place != -1:
        word = text[max(0, place - 18) : place].rstrip(" *_\t").rpartition(" ")[2].lower()
        if word.rpartition("\n")[2].rpartition("\t")[2].rpartition("/")[2].strip('(>*_"-•|') not in last:
            place = text.find(":", place + 1)
            continue
        found = _LABEL.search(text, max(0, place - 44), place)
        kind = label_kind(found.group().rpartition("  ")[2]) if found else None
        if kind:
            yield from _value(text, place + 1, *kind)
        place = text.find(":", place + 1)


@cache
def _last_words() -> frozenset[str]:
    words = {label.split(" ")[-1].split("/")[-1].strip("(") for label in vocabulary().labels}
    return frozenset(words | {word.rstrip(")") for word in words} | vocabulary().roles | {"name", "names"})


def _value(text: str, start: int, kind: str, generic: bool) -> Iterator[Match]:
    """Yield the name, or for a list the names, that stand at `start` or on the line below."""
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    if not text[start:line_end].strip(" \t*_"):
        start, below = _next_line(text, line_end), True
    else:
        below = False
    if kind == "list":
        yield from _list(text, start, lines=below)
        return
    match = name_at(text, start, kind, generic=generic)
    if match:
        yield match


def _next_line(text: str, place: int) -> int:
    """Return where the next line that holds something begins, at most two empty ones on."""
    found = re.compile(r"(?:[ \t]*\r?\n){0,3}").match(text, place)
    return found.end() if found else place


def _list(text: str, start: int, *, lines: bool) -> Iterator[Match]:
    """Yield the names of a list, parted by commas, semicolons, "and" or line ends; what is no name is passed over."""
    place, failures = start, 0
    for _ in range(120):
        bullet = _BULLET.match(text, place)
        match = name_at(text, bullet.end() if bullet else place, "full", generic=True)
        if match is None:
            failures += 1
            other = _OTHER.match(text, place)
            if failures > 3 or other is None or (other.group(1) == "\n" and not lines) or place == start:
                return
            place = other.end()
            continue
        yield match
        failures = 0
        gap = _BETWEEN.match(text, match.end)
        if gap is None:
            end = text.find("\n", match.end)
            if end < 0 or not (lines and end - match.end < 80):
                return
            place = end + 1
            continue
        if (
            "\n" in gap.group()
            and not lines
            and "," not in gap.group()
            and not text[gap.end() :].startswith(("and ", "  "))
        ):
            return
        place = gap.end()


_OTHER = re.compile(r"[^,;\n]{1,60}([,;\n])[ \t]*")


def _on_lines(text: str) -> Iterator[Match]:
    """Yield names beside or below a label without a colon, behind "Dear" and under "Yours sincerely"."""
    terms, first = vocabulary(), _first_words()
    place = 0
    for line in text.split("\n"):
        start = line.lstrip()[:1]
        if not start or start.islower():
            place += len(line) + 1
            continue
        head = line[:48].strip(" \t>|*•-#\r").lower()
        word = head.split(" ", 1)[0].split("\t", 1)[0].rstrip(",:;|")
        if word in first or ("  " in head and len(line) < 160):
            yield from _line(text, place, line, head, terms.sign_offs)
        place += len(line) + 1


@cache
def _first_words() -> frozenset[str]:
    terms = vocabulary()
    return frozenset(phrase.split(" ", 1)[0] for phrase in (*terms.labels, *terms.sign_offs, *terms.greetings))


def _line(text: str, place: int, line: str, head: str, sign_offs: frozenset[str]) -> Iterator[Match]:
    if len(line) < 48 and head.rstrip(" ,.!:") in sign_offs:
        yield from signature(text, place + len(line))
        return
    match = signed(text, place, line)
    if match:
        yield match
        return
    greeting = next((g for g in vocabulary().greetings if g != "to" and head.startswith(g + " ")), None)
    if greeting:
        yield from greeted(text, place + line.lower().index(greeting) + len(greeting), line)
        return
    if len(line) < 160:
        yield from _beside(text, place, line)


def _beside(text: str, place: int, line: str) -> Iterator[Match]:
    """Yield the names in the cells of a line that stand behind a cell with a label, or below a line that is one."""
    stripped = line.strip(" \t>|*#\r")
    kind = label_kind(stripped) if len(stripped) < 44 else None
    if kind:
        if stripped[:1].isupper():
            yield from _value(text, place + len(line), kind[0], True)
        return
    start = len(line) - len(line.lstrip(" \t>|*#"))
    for _ in range(_CELLS):
        gap = _SPACES.search(line, start)
        if gap is None:
            return
        cell = line[start : gap.start()]
        if len(cell) < 44 and (kind := label_kind(cell)):
            yield from _value(text, place + gap.end(), *kind)
        start = gap.end()
