"""Remembers what a reading has told already, so that an older version is told only where it differs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from guardbook.content import Part, Text
from guardbook.readers.hidden import HIDDEN

_WORD = re.compile(r"\w{2,}")
_GAPS = re.compile(r"\s+")
MOST = 2_000_000_000
"""Letters through which long lines are looked up."""
LONG = 40
"""Letters of a line from which it counts as told wherever a text holds them in the same order."""


@dataclass(slots=True)
class Known:
    """Lines and words that a release sees anyway: what shows, and what is told as concealed."""

    lines: set[int] = field(default_factory=set)
    asides: set[int] = field(default_factory=set)
    """Lines of what honest files have beside what shows, such as properties."""
    words: set[int] = field(default_factory=set)
    looked_up: int = 0
    """Letters through which long lines were looked up."""
    texts: list[str] = field(default_factory=list)
    """The same without gaps: words of two drawings may stand side by side."""

    def learn(self, part: Part) -> Part:
        """Remember a part's lines and give it back."""
        if not isinstance(part, Text):
            return part
        lines = (hash(_plain(line)) for line in part.text.split("\n"))
        if _is_aside(part):
            self.asides.update(lines)
        else:
            self.lines.update(lines)
            self.words.update(map(hash, _WORD.findall(part.text)))
            self.texts.append(_GAPS.sub("", part.text))
        return part

    def without_paragraphs(self, part: Part) -> Part:
        """Take the long lines that were told out of an embedded file's text: pages break them where they end."""
        if not isinstance(part, Text) or part.hidden != "embedded-file" or self.looked_up > MOST:
            return part
        self.looked_up += (part.text.count("\n") + 1) * sum(map(len, self.texts))
        everything = "".join(self.texts)
        lines = [(line, _GAPS.sub("", line)) for line in part.text.split("\n")]
        return replace(part, text="\n".join(line for line, own in lines if len(own) < LONG or own not in everything))

    def new_lines(self, text: str) -> str:
        """Return the lines of a text that were not told."""
        return _without(text, self.lines)

    def of_earlier(self, part: Text, code: str) -> Iterator[Text]:
        """Yield what an earlier version held and was not told: under a code, or as what it is where that is usual."""
        aside = _is_aside(part)
        if text := _without(part.text, self.asides if aside else self.lines):
            yield Text(text, part.where, part.hidden if aside else code)

    def new_words(self, text: str) -> str:
        """Return the lines of a text that hold a word, of at least two letters or digits, that was not told."""
        return "\n".join(line for line in text.split("\n") if any(map(self._is_new, _WORD.findall(line))))

    def _is_new(self, word: str) -> bool:
        return hash(word) not in self.words and not any(word in text for text in self.texts)


def _is_aside(part: Text) -> bool:
    return part.hidden is not None and HIDDEN[part.hidden].kind == "furniture"


def _without(text: str, told: set[int]) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip() and hash(_plain(line)) not in told)


def _plain(line: str) -> str:
    return _GAPS.sub(" ", line).strip()
