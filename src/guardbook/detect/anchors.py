"""What the native engine looks for, so that the exact rules need to look at little: shapes, words, context words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import hyperscan

from guardbook.detect.context import BEHIND, Phrase
from guardbook.detect.database import Expression
from guardbook.detect.recogniser import Recogniser
from guardbook.detect.rules import Rule

SLACK = 8
"""How many characters beyond the end of a value its anchor may reach."""

SHORT = 4
"""The most letters of a word that is looked for as a whole word rather than as letters."""
MOST = 5
"""How many whole words one native expression may hold: more are slower to scan for, fewer slower to compile."""

_BEFORE = _BEHIND = b"[^0-9A-Za-z]"
"""What stands beside a whole word: the engine puts a line end before and behind each text, so that something does."""
_BETWEEN = ("[^0-9A-Za-z]{0,4}",)
_BETWEEN_FEW = ("", " ", "_", "-", "/", "&", r"\.", r"\. ")
"""What may stand between the words of a phrase; of a phrase of few letters ("a/c") each way is spelt out, since a class
of characters between single letters makes the native engine stop at every letter."""
_LOOSE = hyperscan.HS_FLAG_PREFILTER | hyperscan.HS_FLAG_MULTILINE
_WORD = hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_MULTILINE


@dataclass(frozen=True)
class Window:
    """Where values of a rule may begin, seen from the end of an anchor that was found."""

    rule: Rule
    ahead: int = 0
    """How many characters behind it; none where the anchor is the value's own shape or word."""

    @cached_property
    def back(self) -> int:
        """How many characters before it."""
        return SLACK + (self.rule.width + BEHIND if self.ahead else self.rule.reach)


def windows(rules: Iterable[Rule]) -> list[tuple[Expression, tuple[Window, ...]]]:
    """Return the native expressions of rules, each with the windows it opens.

    Rules with the same anchor share its expression, and context words that open the same windows are alternatives of
    one expression: both make compiling and scanning quicker.
    """
    shared: dict[Expression, list[Window]] = {}
    for rule in rules:
        for expression, window in _anchors(rule):
            shared.setdefault(expression, []).append(window)
    alternatives: dict[tuple[int, ...], list[Expression]] = {}
    for (pattern, flags), some in shared.items():
        of = (flags, *map(id, some)) if pattern.startswith(_BEFORE) else (-1, len(alternatives))
        alternatives.setdefault(of, []).append((pattern, flags))
    groups = (some[at : at + MOST] for some in alternatives.values() for at in range(0, len(some), MOST))
    return [(_either(group), tuple(shared[group[0]])) for group in groups]


def _either(group: list[Expression]) -> Expression:
    if len(group) == 1:
        return group[0]
    inside = b"|".join(pattern.removeprefix(_BEFORE).removesuffix(_BEHIND) for pattern, _ in group)
    return _BEFORE + b"(?:" + inside + b")" + _BEHIND, group[0][1]


def _anchors(rule: Rule) -> Iterator[tuple[Expression, Window]]:
    """Yield a rule's anchors: its words, or its own shape; or its context words where it counts only near them."""
    recogniser = rule.recogniser
    if not recogniser.pattern or ("{words}" in recogniser.pattern and not recogniser.lead):
        window = Window(rule)
        yield from ((expression, window) for expression in _native_vocabulary(recogniser.words))
    elif rule.needs_context and recogniser.seek == "context" and not recogniser.lead:
        window = Window(rule, max(1, recogniser.near))
        for words in _least(recogniser.context):
            few = len(words) > 1 and len("".join(words)) <= SHORT
            yield from ((_bounded(words, between), window) for between in (_BETWEEN_FEW if few else _BETWEEN))
    else:
        yield (_native(_shape(recogniser)), _LOOSE), Window(rule)


def _least(phrases: Iterable[str]) -> list[Phrase]:
    """Return the phrases, as words, that hold no other: where "passport" is sought, "passportNo" is met as well."""
    known = {tuple(re.findall(r"[^\W_]+", phrase.lower())) for phrase in phrases} - {()}
    plain = {phrase for phrase in known if len("".join(phrase)) > SHORT}
    return sorted(phrase for phrase in known if not any(part in plain for part in _parts(phrase)))


def _parts(phrase: Phrase) -> Iterator[Phrase]:
    """Yield every run of words within a phrase, the whole left out."""
    ends = range(1, len(phrase) + 1)
    return (phrase[start:end] for end in ends for start in range(end) if end - start < len(phrase))


def _shape(recogniser: Recogniser) -> str:
    """Return the native pattern: as given, or the exact one between edges (Hyperscan drops what it cannot express)."""
    if recogniser.anchor:
        return recogniser.anchor
    inside = recogniser.lead or recogniser.pattern
    if recogniser.edges == "open":
        return inside
    case = "(?i)" if inside.startswith("(?i)") else ""
    behind = "" if recogniser.lead else _BEHIND.decode()
    return f"{case}{_BEFORE.decode()}(?:{inside.removeprefix('(?i)')}){behind}"


def _native(pattern: str) -> bytes:
    """Return a pattern in the text's own encoding: one byte a character, "?" for what Latin-1 has not."""
    return "".join(character if ord(character) < 256 else r"\?" for character in pattern).encode("latin-1")


def _bounded(words: Sequence[str], between: str) -> Expression:
    """Return the native expression of a phrase in any case: plain letters, or where they are few, whole words.

    Plain letters compile a hundred times quicker than whole words, and only short ones often stand in other words.
    """
    body = between.join(map(_native_word, words)).encode("latin-1")
    return body if len("".join(words)) > SHORT else _BEFORE + body + _BEHIND, _WORD


def _native_vocabulary(words: Iterable[str]) -> Iterator[Expression]:
    """Yield expressions that meet a part of every one of these words.

    A phrase in which another one stands ("type 2 diabetes") is met by that.
    """
    taken: set[str] = set()
    for word in sorted({word.lower() for word in words}, key=lambda word: (len(word), word)):
        if word.isalnum() or not any(part in taken for part in _words_within(word)):
            taken.add(word)
            yield _bounded(word.split(), r"\s+")


def _words_within(phrase: str) -> Iterator[str]:
    """Yield every part of a phrase that no letter or digit touches."""
    gaps = [gap.start() for gap in re.finditer(r"\W", phrase)]
    for start in (0, *(gap + 1 for gap in gaps)):
        yield from (phrase[start:end] for end in (*gaps, len(phrase)) if start < end)


def _native_word(word: str) -> str:
    return re.escape(word) if word.isascii() else "".join(map(_native_letter, word))


def _native_letter(letter: str) -> str:
    """Return a class of the bytes that a letter may be in a text: Hyperscan folds the case of ASCII alone."""
    if ord(letter) < 128:
        return re.escape(letter)
    spelt = {form if ord(form) < 256 else "?" for form in (letter, letter.lower(), letter.upper()) if len(form) == 1}
    return f"[{''.join(sorted(spelt))}]"
