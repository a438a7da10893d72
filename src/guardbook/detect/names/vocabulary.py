"""The words of vocabulary.toml, read once: titles, roles, labels and what is no person."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists of vocabulary.toml; what each means is said there."""

    titles: Words
    weak_titles: Words
    suffixes: Words
    particles: Words
    things: Words
    roles: Words
    verbs: Words
    leads: Words
    nobody: Words
    brands: Words
    surnames_too: Words
    firm_forenames: Words
    kin: Words
    close_leads: Words
    phrases: Words
    place_leads: Words
    stop: Words
    generic: Words
    labels: dict[str, str]
    """From a label to "full", "surname", "forename" or "list"."""
    sign_offs: Words
    greetings: tuple[str, ...]


def _split(text: str) -> list[str]:
    return [" ".join(word.split()) for word in text.split(",") if word.strip()]


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read at the first call."""
    data = tomli.loads((files("guardbook.detect.names") / "vocabulary.toml").read_text("utf-8"))
    marks, labels = data.pop("marks"), data.pop("labels")
    return Vocabulary(
        **{key: frozenset(_split(value)) for key, value in data.items()},
        labels={label: kind for kind in ("full", "list", "surname", "forename") for label in _split(labels[kind])},
        sign_offs=frozenset(_split(marks["sign_offs"])),
        greetings=tuple(_split(marks["greetings"])),
    )
