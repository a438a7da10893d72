"""Sentences and short texts with their personal values marked: templates filled from `values`.

The templates are text files, one for each kind of text, separated by lines of three hyphens. `{kind}` stands for a
value; `[[category:words]]` marks words as they are. The templates under `development` may be read by those who
improve detection. Those under `held-back` may not: they were set apart before anything was scored (every other one of
those written for it) and are filled from another seed. Older templates were known by then, so all of those are in
`development/plain.txt`. But the held-back figures were seen again and again while detection was tuned. Therefore those
under `examination` were written afterwards, by somebody who had seen neither detection nor the other templates, and
are scored once: only their figures count.

Marked `unscored`, so neither a hit nor a false alarm whatever is said of it: the names of cited cases and authors,
medicines and symptoms without a diagnosis, private and reserved IP addresses, demonyms of documents, refunds, savings
and petty sums. An office's telephone number, e-mail address and postcode are of their category like a person's, but
its address is not a home. A title is not part of a name, but scoring forgives it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from benchmarks.corpus import UNSCORED
from benchmarks.corpus.values import CATEGORY, Values

PARTS = {"examination": 4391, "held-back": 2077, "development": 2020}
"""Part → its seed."""
_MARK = re.compile(r"\{(\w+)\}|\[\[([\w-]+):([^\]]+)\]\]")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$", re.IGNORECASE)

Span = tuple[int, int, str]


@dataclass
class Filled:
    """A text, the kind of template it is from, its marked places, and for names the list each came from."""

    text: str = ""
    kind: str = ""
    negative: bool = False
    """Whether the template has nothing personal."""
    spans: list[Span] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    """Beside each span: the origin of a name, or nothing."""

    def add(self, value: str, category: str | None, origin: str = "") -> None:
        """Append words, marked when they are of a category."""
        if category:
            self.mark(0, value, category, origin)
        self.text += value

    def mark(self, skip: int, value: str, category: str, origin: str = "") -> None:
        """Mark a value that is about to be appended, without its first `skip` characters."""
        self.spans.append((len(self.text) + skip, len(self.text) + len(value), category))
        self.origins.append(origin)


def templates(part: str) -> list[tuple[str, str]]:
    """Return kind and text of each template of a part."""
    folder = Path(__file__).with_name("templates") / part
    files = sorted(folder.glob("*.txt"))
    return [(file.stem, text.strip("\n")) for file in files for text in file.read_text("utf-8").split("\n---\n")]


def fill(kind: str, template: str, values: Values) -> Filled:
    """Return a text made from a template."""
    filled, last = Filled(kind=kind), 0
    for match in _MARK.finditer(template):
        filled.text += template[last : match.start()]
        if match[1]:
            _fill_value(match[1], filled, values)
        else:
            filled.add(match[3], match[2])
        last = match.end()
    filled.text += template[last:]
    filled.negative = all(category == UNSCORED for _, _, category in filled.spans)
    check(filled)
    return filled


def _fill_value(kind: str, filled: Filled, values: Values) -> None:
    values.origin = ""
    value, category = values.make(kind).strip(), CATEGORY.get(kind)
    code = _POSTCODE.search(value) if category == "home-address" else None
    if code:  # a postcode in an address is found as both
        filled.mark(code.start(), value, "postcode")
    filled.add(value, category, values.origin if category == "person-name" else "")


def check(filled: Filled) -> None:
    """Assert that each marked place holds a whole value and that none of one category overlap."""
    assert not re.search(r"\[\[[\w-]+:|\{[a-z]\w*\}", filled.text), filled.text
    for start, end, _ in filled.spans:
        value = filled.text[start:end]
        assert value and value == value.strip(), (filled.text, value)
    ordered = sorted(filled.spans, key=lambda span: (span[2], span[0]))
    for one, other in pairwise(ordered):
        assert one[2] != other[2] or one[1] <= other[0], (filled.text, one, other)


def sentences(part: str, rounds: int) -> Iterator[Filled]:
    """Yield the texts of a part: every template in turn, `rounds` times."""
    values, among = Values(PARTS[part]), templates(part)
    for _ in range(rounds):
        for kind, template in among:
            yield fill(kind, template, values)
