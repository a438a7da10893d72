"""Names in letters and e-mail: behind "Dear", under "Yours sincerely", before an address in angle brackets."""

import re
from collections.abc import Iterator

from guardbook.detect.match import Match
from guardbook.detect.names.shapes import CAPITAL_WORD
from guardbook.detect.names.value import name_at
from guardbook.detect.names.vocabulary import vocabulary

_BEFORE_ADDRESS = re.compile(
    rf"(?:(?<=[\n:,;\"'(>])|(?<=^)|(?<=[a-z] ))((?:{CAPITAL_WORD}\.?,?[ ]){{1,4}}(?:\((?:[^()\n]{{1,40}})\) ?)?)"
    r"[\"']?[ ]?[<(\[]?$"
)
_SIGNED = re.compile(r"[\s>]*([A-Za-z ]{2,24}),[ ]+(?=[A-Z])")


def signed(text: str, place: int, line: str) -> Match | None:
    """Return the name in a line such as "Regards, Jane", which begins at `place`."""
    found = _SIGNED.match(line)
    if not found or len(line) > 60 or found.group(1).strip().lower() not in vocabulary().sign_offs:
        return None
    match = name_at(text, place + found.end(), "forename")
    return match if match and not text[match.end :].split("\n", 1)[0].strip(" .!\r") else None


def signature(text: str, place: int) -> Iterator[Match]:
    """Yield the name under a sign-off: on one of the next lines, with room for a hand-written one between."""
    lines = re.compile(r"(?:[ \t>]*\r?\n){1,7}").match(text, place)
    if not lines:
        return
    for _ in range(2):
        start = lines.end()
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        match = name_at(text, start, "full" if len(line.split()) > 1 else "forename")
        if match and len(line) < 90 and _fills(line, match.end - start):
            yield match
            return
        lines = re.compile(r"[ \t>]*\r?\n").match(text, start + len(line))
        if not lines:
            return


def _fills(line: str, end: int) -> bool:
    """Whether a name that ends at `end` fills its line, but for what follows a comma, a bracket or a dash."""
    return not line[end:].strip() or line[end:].lstrip()[:1] in ",.(|–-/<:" or line[end : end + 1] in " \t"


def greeted(text: str, start: int, line: str) -> Iterator[Match]:
    """Yield the names behind "Dear": one, or two joined by "and"."""
    match = name_at(text, start, "forename")
    if match is None or len(line) > 400:
        return
    behind = text[match.end : match.end + 1]
    if behind and behind not in ",\n\r:;!.–- ":
        return
    following = text[match.end : match.end + 12]
    goes_on = following.startswith(" ") and not re.match(r" (?:and|&|[-–]|\r?\n|,)", following)
    if goes_on and not line.lstrip(" >").lower().startswith("dear"):
        return
    yield match
    joined = re.compile(r" (?:and|&) ").match(text, match.end)
    if joined:
        second = name_at(text, joined.end(), "forename")
        if second:
            yield second


def beside_email(text: str) -> Iterator[Match]:
    """Yield the names before e-mail addresses: Jane Smith <jane.smith@example.org>."""
    place = text.find("@")
    while place != -1:
        start = place
        while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "._+-'"):
            start -= 1
        found = _BEFORE_ADDRESS.search(text, max(0, start - 70), start)
        if found and start < place:
            yield from _owner(text, found.start(1), text[start:place].lower(), bracket=text[start - 1] in "<([")
        place = text.find("@", place + 1)


def _owner(text: str, start: int, local: str, *, bracket: bool) -> Iterator[Match]:
    match = name_at(text, start, "full", generic=True)
    if match is None:
        return
    parts = [part.lower() for part in re.findall(r"[^\W\d_]+", text[match.start : match.end]) if len(part) > 2]
    if any(part in local for part in parts) or bracket:
        yield match
