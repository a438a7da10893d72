"""Remembers what a reading has told already, so that an older version is told only where it differs."""

import re
from dataclasses import dataclass, field

from guardbook.content import Part, Text
from guardbook.readers.hidden import HIDDEN

_WORD = re.compile(r"\w{2,}")
_GAPS = re.compile(r"\s+")


@dataclass(slots=True)
class Known:
    """Lines and words that a release sees anyway: what shows, and what is told as concealed."""

    lines: set[int] = field(default_factory=set)
    words: set[int] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    """The same without gaps: words of two drawings may stand side by side."""

    def learn(self, part: Part) -> Part:
        """Remember a part's lines and give it back."""
        if isinstance(part, Text) and (part.hidden is None or HIDDEN[part.hidden].kind == "concealment"):
            self.lines.update(hash(_plain(line)) for line in part.text.split("\n"))
            self.words.update(map(hash, _WORD.findall(part.text)))
            self.texts.append(_GAPS.sub("", part.text))
        return part

    def new_lines(self, text: str) -> str:
        """Return the lines of a text that were not told."""
        return "\n".join(line for line in text.split("\n") if line.strip() and hash(_plain(line)) not in self.lines)

    def new_words(self, text: str) -> str:
        """Return the lines of a text that hold a word, of at least two letters or digits, that was not told."""
        return "\n".join(line for line in text.split("\n") if any(map(self._is_new, _WORD.findall(line))))

    def _is_new(self, word: str) -> bool:
        return hash(word) not in self.words and not any(word in text for text in self.texts)


def _plain(line: str) -> str:
    return _GAPS.sub(" ", line).strip()
