"""Scans running text with many recognisers at once: Hyperscan finds candidates, exact rules judge the windows."""

import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hyperscan

from guardbook.detect.context import Surroundings
from guardbook.detect.database import Expression, compile_database, refused
from guardbook.detect.matches import Match
from guardbook.detect.recogniser import EDGES, Recogniser
from guardbook.detect.validators import load
from guardbook.errors import RecogniserError

FAR = 256
"""The most characters of a value that are looked at on either side of its anchor, where its pattern has no bound."""
SLACK = 8
"""How many characters beyond the end of a value its anchor may reach."""
CUT = 0.5

_LOOSE = hyperscan.HS_FLAG_PREFILTER | hyperscan.HS_FLAG_MULTILINE
_WORD = hyperscan.HS_FLAG_CASELESS
_SAME_WIDTH = {"\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-", "\u2012": "-"}
_SAME_WIDTH |= {"\u2013": "-", "\u2212": "-", "\uff20": "@", **{chr(0xFF10 + digit): str(digit) for digit in range(10)}}


@dataclass(frozen=True, slots=True)
class Rule:
    """A recogniser made ready to judge candidates."""

    recogniser: Recogniser
    exact: re.Pattern[str]
    named: bool
    """Whether the pattern has a group `value`."""
    width: int
    """The most characters its pattern can take, at most FAR."""
    reach: int
    """The most characters from a value's start to its anchor's end, at most FAR."""
    check: Callable[[str], bool] | None
    surroundings: Surroundings
    test: re.Pattern[str] | None

    def judge(self, text: str, start: int, end: int) -> float:
        """Return how sure it is that text[start:end], which fits the pattern, is a value; 0 for no."""
        recogniser = self.recogniser
        if recogniser.confidence >= CUT and self.check and not self.check(text[start:end]):
            return 0.0
        said = self.surroundings.weigh(text, start, end)
        if said < 0:
            return 0.0
        if recogniser.confidence < CUT and (said == 0 or (self.check and not self.check(text[start:end]))):
            return recogniser.confidence if said == 0 else 0.0
        return max(recogniser.with_context, recogniser.confidence) if said else recogniser.confidence


def make_rule(recogniser: Recogniser) -> Rule:
    """Return the rule of a recogniser that has a pattern or words."""
    before, behind = EDGES[recogniser.edges]
    exact = re.compile(f"{before}{_source(recogniser)}{behind}")
    width = _width(exact.pattern)
    check = load(recogniser.validator) if recogniser.validator else None
    return Rule(
        recogniser=recogniser,
        exact=exact,
        named="value" in exact.groupindex,
        width=width,
        reach=_width(recogniser.lead) if recogniser.lead else width,
        check=check,
        surroundings=Surroundings.of(recogniser.context, recogniser.against, recogniser.near),
        test=re.compile(recogniser.test_values) if recogniser.test_values else None,
    )


def _source(recogniser: Recogniser) -> str:
    """Return the whole pattern: its lead, its vocabulary put in, each part meeting any case where it says so."""
    pattern = recogniser.pattern
    if recogniser.words:
        longest_first = sorted(recogniser.words, key=len, reverse=True)
        pattern = pattern.replace("{words}", f"(?i:{'|'.join(map(re.escape, longest_first))})")
    pattern = _scoped(pattern)
    if recogniser.lead and "(?P<value>" not in pattern:
        pattern = f"(?P<value>{pattern})"
    return _scoped(recogniser.lead) + pattern


def _scoped(pattern: str) -> str:
    """Return a pattern as a group, so that "(?i)" in front of it reaches no further than its end."""
    return f"(?i:{pattern.removeprefix('(?i)')})" if pattern.startswith("(?i)") else f"(?:{pattern})"


def _width(pattern: str) -> int:
    """Return the most characters a pattern can take; the compiled pattern does not tell, only re's own parser does."""
    parser: Any = getattr(re, "_parser")  # noqa: B009
    return min(FAR, int(parser.parse(pattern).getwidth()[1]))


def _anchor(recogniser: Recogniser) -> str:
    """Return the native pattern: as given, or the exact one between edges (Hyperscan drops what it cannot express)."""
    if recogniser.anchor:
        return recogniser.anchor
    inside = recogniser.lead or recogniser.pattern
    if recogniser.edges == "open":
        return inside
    case = "(?i)" if inside.startswith("(?i)") else ""
    if recogniser.lead:
        return f"{case}(?:^|[^0-9A-Za-z])(?:{inside.removeprefix('(?i)')})"
    return f"{case}(?:^|[^0-9A-Za-z])(?:{inside.removeprefix('(?i)')})(?:[^0-9A-Za-z]|$)"


def _native(pattern: str) -> bytes:
    """Return a pattern in the text's own encoding: one byte a character, "?" for what Latin-1 has not."""
    return "".join(character if ord(character) < 256 else r"\?" for character in pattern).encode("latin-1")


def _native_word(word: str) -> bytes:
    """Return the native pattern of a word or phrase: any case, any white space between its words."""
    body = r"\s+".join("".join(map(_native_letter, part)) for part in word.split())
    return f"(?:^|[^0-9A-Za-z]){body}(?:[^0-9A-Za-z]|$)".encode("latin-1")


def _native_letter(letter: str) -> str:
    """Return a class of the bytes that a letter may be in a text: Hyperscan folds the case of ASCII alone."""
    if ord(letter) < 128:
        return re.escape(letter)
    spelt = {form if ord(form) < 256 else "?" for form in (letter, letter.lower(), letter.upper()) if len(form) == 1}
    return f"[{''.join(sorted(spelt))}]"


class Engine:
    """Recognisers compiled once; `scan` may be called from several threads at a time."""

    def __init__(self, recognisers: Iterable[Recogniser], cache: Path | None = None) -> None:
        """Compile; `cache` is a private folder for the compiled form. Raises `RecogniserError` naming a bad file."""
        self.rules = tuple(make_rule(r) for r in recognisers if r.pattern or r.words)
        shared: dict[str, list[Rule]] = {}
        for rule in self.rules:
            if rule.recogniser.pattern:
                shared.setdefault(_anchor(rule.recogniser), []).append(rule)
        expressions: list[Expression] = [(_native(anchor), _LOOSE) for anchor in shared]
        self._rules_of = [tuple(rules) for rules in shared.values()]
        self._words: list[tuple[Rule, re.Pattern[str]]] = []
        for rule in self.rules:
            for word in () if rule.recogniser.pattern else rule.recogniser.words:
                expressions.append((_native_word(word), _WORD | hyperscan.HS_FLAG_MULTILINE))
                self._words.append((rule, _exact_word(word)))
        self._database = self._compile(expressions, cache) if expressions else None
        self._threads = threading.local()

    def scan(self, text: str, cut: float = CUT) -> list[Match]:
        """Return what the recognisers find in a text, ordered by place, with a confidence of `cut` or more.

        Findings of different recognisers may overlap; those of one recogniser do not.
        """
        text = _even(text)
        found: list[Match] = []
        done: dict[int, int] = {}
        patterns = len(self._rules_of)
        for number, end in self._candidates(text):
            if number >= patterns:
                self._judge_word(text, number - patterns, end, cut, found)
                continue
            for rule in self._rules_of[number]:
                start = max(end - rule.reach - SLACK, done.get(id(rule), 0))
                if start < end:
                    done[id(rule)] = _judge_window(rule, text, start, end, cut, found)
        found.sort(key=lambda match: (match.start, match.end))
        return found

    def _candidates(self, text: str) -> list[tuple[int, int]]:
        """Return (number of the expression, offset of the candidate's end) for a text, in order of the ends."""
        hits: list[tuple[int, int]] = []
        if self._database is None or not text:
            return hits
        scratch = getattr(self._threads, "scratch", None)
        if scratch is None:
            scratch = self._threads.scratch = hyperscan.Scratch(self._database)
        add = hits.append

        def take(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            add((number, end))

        self._database.scan(text.encode("latin-1", "replace"), match_event_handler=take, scratch=scratch)
        return hits

    def _judge_word(self, text: str, number: int, end: int, cut: float, found: list[Match]) -> None:
        rule, exact = self._words[number]
        match = exact.search(text, max(0, end - _reach(exact)), min(len(text), end + 1))
        if match is None:
            return
        confidence = rule.judge(text, match.start(), match.end())
        if confidence >= cut:
            category, name = rule.recogniser.category, rule.recogniser.name
            found.append(Match(match.start(), match.end(), category, confidence, name))

    def _compile(self, expressions: list[Expression], cache: Path | None) -> Any:
        try:
            return compile_database(expressions, cache)
        except hyperscan.HyperscanError:
            number = refused(expressions) or 0
            if number >= len(self._rules_of):
                recogniser, key = self._words[number - len(self._rules_of)][0].recogniser, "words"
            else:
                recogniser, key = self._rules_of[number][0].recogniser, "anchor"
            raise RecogniserError(
                f"{recogniser.path}: {key!r} is not one the native engine takes; give a simpler 'anchor'"
            ) from None


def _exact_word(word: str) -> re.Pattern[str]:
    body = r"\s+".join(re.escape(part) for part in word.split())
    return re.compile(rf"(?<![^\W_]){body}(?![^\W_])", re.IGNORECASE)


def _reach(exact: re.Pattern[str]) -> int:
    """Return how far before a candidate's end a word may begin: its length, and room for white space."""
    return len(exact.pattern) + 8


def _judge_window(rule: Rule, text: str, start: int, end: int, cut: float, found: list[Match]) -> int:
    """Judge every value of a rule that begins in text[start:end]; return from where to look the next time."""
    limit = min(len(text), end + rule.width + 8)
    while start < end:
        match = rule.exact.search(text, start, limit)
        if match is None or match.start() >= end:
            return end
        first, last = match.span("value") if rule.named else match.span()
        confidence = rule.judge(text, first, last)
        if confidence < cut:
            start = match.start() + 1
            continue
        test = rule.test is not None and rule.test.fullmatch(text[first:last]) is not None
        found.append(Match(first, last, rule.recogniser.category, confidence, rule.recogniser.name, test))
        start = max(match.end(), match.start() + 1)
    return start


def _even(text: str) -> str:
    """Return the text with unusual spaces, hyphens and digits made usual, each one character as before."""
    if not text.isascii():
        for unusual, usual in _SAME_WIDTH.items():
            if unusual in text:
                text = text.replace(unusual, usual)
    return text
