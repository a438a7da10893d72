"""Compares the plain version of an e-mail's body with the one in HTML, of which programs show only the latter."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from guardbook.content import Part, Table, Text

_WORD = re.compile(r"\w+")
_ADDRESSES = re.compile(r"<?(?:https?://|mailto:|www\.|cid:)[^\s>)\]]*>?|\[(?:image|cid):[^\]]*\]", re.I)
_FILLER = re.compile(
    r"\b(?:view|read|open|see) (?:this|it|the|in|online|web)\b|browser|unsubscribe|opt out|preferences|forward to|"
    r"html|e-?mail (?:client|program)|images?\b|click|privacy|copyright|all rights|registered|follow us|download|"
    r"sent from my|get outlook",
    re.I,
)
"""What mailing programs put into plain versions alone."""
_WORDS = 3


class Shown:
    """The words of the version that shows."""

    def __init__(self) -> None:
        self._text = " "
        self._new: list[str] = []
        self._words: set[str] = set()

    def watch(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Yield the parts of the version that shows, and keep their words, those of tables and links too."""
        for part in parts:
            if isinstance(part, Text) and _shows(part.hidden):
                self._keep(part.text)
            elif isinstance(part, Table):
                part = replace(part, batches=self._watch_cells(part.batches))
                self._keep(" ".join(part.header or ()))
            yield part

    def _watch_cells(self, batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            for row in batch.to_pylist():
                self._keep(" ".join(cell for cell in row.values() if cell))
            yield batch

    def _keep(self, text: str) -> None:
        words = _words(text)
        self._new += words
        self._words.update(words)

    def compare(self, part: Text) -> Iterator[Part]:
        """Yield a text of the plain version: the lines that the other has too, those that it has not, odd ones."""
        if not self._words:  # it shows nothing but pictures
            yield part
            return
        if self._new:
            self._text += " ".join((*self._new, ""))
            self._new = []
        same: list[str] = []
        other: list[str] = []
        odd: list[str] = []
        for line in part.text.splitlines():
            (same if self._has(line) else other if self._is_other(line) else odd).append(line)
        for lines, hidden in ((same, part.hidden), (other, "alternate-body"), (odd, "alternate-wording")):
            text = "\n".join(lines)
            if text.strip():
                yield replace(part, text=text, hidden=hidden if part.hidden is None else part.hidden)

    def _has(self, line: str) -> bool:
        words = _words(_ADDRESSES.sub(" ", line))
        return not words or f" {' '.join(words)} " in self._text

    def _is_other(self, line: str) -> bool:
        """Tell whether a line says something else: most of its words, or its long numbers, stand nowhere."""
        words = _words(_ADDRESSES.sub(" ", line))
        if _FILLER.search(line) or len(words) < 2:
            return False
        missing = [word for word in words if word not in self._words]
        digits = sum(len(word) for word in missing if word.isdigit())
        return (len(words) >= _WORDS and 2 * len(missing) > len(words)) or digits >= 5 or len(missing) == len(words)


def _shows(hidden: str | None) -> bool:
    """Whether words under a code are known to who reads the message: what shows, and what stands for a picture."""
    return hidden in (None, "alt-text", "link-target", "html-attribute", "html-styled-away", "quoted-thread")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
