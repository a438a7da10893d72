"""The words of vocabulary.toml, read once: kinds of street and house, labels, what marks an organisation."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists of vocabulary.toml; what each means is said there."""

    streets: Words
    weak_streets: Words
    houses: Words
    parts: Words
    labels: Words
    business_labels: Words
    organisations: Words
    premises: Words
    endings: Words
    counted: Words
    no_places: Words
    small: Words


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read at the first call."""
    data = tomli.loads((files("guardbook.detect.addresses") / "vocabulary.toml").read_text("utf-8"))
    return Vocabulary(**{key: frozenset(" ".join(w.split()) for w in text.split(",")) for key, text in data.items()})


def alternatives(words: Words) -> str:
    """Return a regular expression of `words`, the longest first, any blank between their parts."""
    return "|".join(word.replace(".", r"\.").replace(" ", "[ ]") for word in sorted(words, key=lambda w: (-len(w), w)))
