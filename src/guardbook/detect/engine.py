"""Scans text with many recognisers at once: Hyperscan finds anchors, exact rules judge the windows they open."""

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import hyperscan

from guardbook.detect.anchors import Window, windows
from guardbook.detect.database import Expression, compile_database, refused
from guardbook.detect.match import Match
from guardbook.detect.recogniser import Recogniser
from guardbook.detect.rules import CUT, Rule
from guardbook.errors import RecogniserError

BEYOND = 40
"""How many characters more are looked at where context words come in flocks ("Patient's NHS number")."""

_SAME_WIDTH = {"\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-", "\u2012": "-"}
_SAME_WIDTH |= {"\u2013": "-", "\u2212": "-", "\uff1a": ":", "\uff08": "(", "\uff09": ")", "\uff20": "@"}
_SAME_WIDTH |= {chr(0xFF10 + digit): str(digit) for digit in range(10)}


class Engine:
    """Recognisers compiled once; `scan` may be called from several threads at a time."""

    def __init__(self, recognisers: Iterable[Recogniser], cache: Path | None = None) -> None:
        """Compile; `cache` is a private folder for the compiled form. Raises `RecogniserError` naming a bad file."""
        self.recognisers = tuple(recognisers)
        rules = [Rule(recogniser) for recogniser in self.recognisers if recogniser.pattern or recogniser.words]
        opened = windows(rules)
        self._windows = [some for _, some in opened]
        self._database = self._compile([expression for expression, _ in opened], cache) if opened else None
        self._threads = threading.local()

    def scan(self, text: str) -> list[Match]:
        """Return what the recognisers find in a text with a confidence of CUT or more, ordered by place.

        Findings of different recognisers may overlap.
        """
        text = _even(text)
        found: list[Match] = []
        done: dict[int, int] = {}
        length = len(text)
        for number, end in self._candidates(text):
            for window in self._windows[number]:
                first, last = max(end - window.back, done.get(id(window), 0)), min(end + window.ahead, length)
                if first < last:
                    more = min(last + BEYOND, length) if window.ahead else last
                    done[id(window)] = _judge_window(window, text, first, more, found)
        found.sort(key=lambda match: (match.start, match.end))
        return found

    def _candidates(self, text: str) -> list[tuple[int, int]]:
        """Return (number of the expression, offset of the anchor's end) for a text, in order of the ends."""
        hits: list[tuple[int, int]] = []
        if self._database is None or not text:
            return hits
        scratch = getattr(self._threads, "scratch", None)
        if scratch is None:
            scratch = self._threads.scratch = hyperscan.Scratch(self._database)
        add = hits.append

        def take(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            add((number, end - 1))

        self._database.scan(f"\n{text}\n".encode("latin-1", "replace"), match_event_handler=take, scratch=scratch)
        return hits

    def _compile(self, expressions: list[Expression], cache: Path | None) -> Any:
        try:
            return compile_database(expressions, cache)
        except hyperscan.HyperscanError:
            recogniser = self._windows[refused(expressions) or 0][0].rule.recogniser
            raise RecogniserError(
                f"{recogniser.path}: its pattern is not one the native engine takes; give a simpler 'anchor'"
            ) from None


def _judge_window(window: Window, text: str, start: int, end: int, found: list[Match]) -> int:
    """Judge every value of a rule that begins in text[start:end]; return from where to look the next time."""
    rule = window.rule
    search = rule.exact.search
    limit = end + rule.width + 8
    while start < end:
        match = search(text, start, limit)
        if match is None or match.start() >= end:
            return end
        first, last = match.span("value") if rule.named else match.span()
        confidence = rule.judge(text, first, last)
        if confidence < CUT:
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
