"""Runs recognisers on their own examples, counterexamples and look-alikes."""

from collections.abc import Iterator
from dataclasses import dataclass

from guardbook.detect.engine import Engine
from guardbook.detect.match import settle
from guardbook.detect.recogniser import Recogniser

LEAST = 5
"""How many examples, counterexamples and look-alikes each recogniser of running text must have."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One text on which a recogniser does not do what its file says."""

    path: str
    """The recogniser's file."""
    kind: str
    """"example", "counterexample", "look-alike" or "file"."""
    text: str
    """The text, as the file has it (made up by the file's author, never a found value)."""
    reason: str


def check(recogniser: Recogniser, engine: Engine) -> Iterator[Failure]:
    """Yield every failure of a recogniser, judged by an engine that holds it (and the others, as in use)."""
    if not (recogniser.pattern or recogniser.words):
        return
    for kind, texts in _texts(recogniser).items():
        if len(texts) < LEAST:
            yield Failure(recogniser.path, "file", "", f"only {len(texts)} {kind}s; {LEAST} are needed")
        for text in texts:
            reason = _missed(recogniser, text, engine) if kind == "example" else _false(recogniser, text, engine)
            if reason:
                yield Failure(recogniser.path, kind, text, reason)


def _texts(recogniser: Recogniser) -> dict[str, tuple[str, ...]]:
    return {
        "example": recogniser.examples,
        "counterexample": recogniser.counterexamples,
        "look-alike": recogniser.lookalikes,
    }


def _missed(recogniser: Recogniser, marked: str, engine: Engine) -> str:
    text, wanted = unmark(marked)
    if not wanted:
        return "no value is marked with ⟦ and ⟧"
    found = {(m.start, m.end) for m in settle(m for m in engine.scan(text) if m.recogniser == recogniser.name)}
    if found == wanted:
        return ""
    return f"found at {sorted(found)}, marked at {sorted(wanted)}"


def _false(recogniser: Recogniser, text: str, engine: Engine) -> str:
    found = [(m.start, m.end) for m in engine.scan(text) if m.recogniser == recogniser.name]
    return f"found at {found}" if found else ""


def unmark(marked: str) -> tuple[str, set[tuple[int, int]]]:
    """Return a text without its marks ⟦ ⟧ and the places (start, end) that they enclosed.

    >>> unmark("NI ⟦QQ123456A⟧.")
    ('NI QQ123456A.', {(3, 12)})
    """
    text, places = "", set()
    for piece in marked.split("⟦"):
        value, closed, rest = piece.partition("⟧")
        if closed:
            places.add((len(text), len(text) + len(value)))
        text += value + rest
    return text, places
