"""`find_names`: the names of people in one text."""

import re

from guardbook.detect.matches import Match

_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Cllr|Sir|Dame)\.? ((?:[A-Z][\w'’-]*\.?)(?: [A-Z][\w'’-]+){0,3})"
)


def find_names(text: str) -> list[Match]:
    """Return the names of people in `text`, by place."""
    return [Match(m.start(1), m.end(1), "person-name", 0.9, "names") for m in _TITLED.finditer(text)]
