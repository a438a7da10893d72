"""The recognisers made ready for judging columns: their headings, and their rules for whole cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from guardbook.detect.fits import Tester
from guardbook.detect.headings import Headings
from guardbook.detect.recogniser import Recogniser
from guardbook.detect.wording import plain_heading


@dataclass(slots=True, eq=False)
class ColumnRule:
    """One recogniser and its rules for whole cells: where a heading speaks for it, and where none does."""

    recogniser: Recogniser
    headed: Tester
    alone: Tester
    against: frozenset[tuple[str, ...]]
    """Phrases of a heading that speak against it where values would be enough."""


class ColumnRules:
    """The rules of a set of recognisers, sorted by when they are asked."""

    def __init__(self, recognisers: Sequence[Recogniser]) -> None:
        """Prepare each recogniser that tells columns at all."""
        self.by_name = {recogniser.name: _make(recogniser) for recogniser in recognisers}
        self.headings = Headings(recognisers)
        rules = tuple(self.by_name.values())
        self.alone = tuple(rule for rule in rules if rule.recogniser.column_alone)
        self.beside = tuple(rule for rule in rules if rule.recogniser.column_beside)
        self.by_rows = tuple(rule for rule in rules if rule.recogniser.column_judge.startswith("rows."))


def _make(recogniser: Recogniser) -> ColumnRule:
    headed, alone = Tester(recogniser, alone=False), Tester(recogniser, alone=True)
    return ColumnRule(recogniser, headed, alone, frozenset(map(plain_heading, recogniser.against)))


_MADE: dict[int, tuple[Sequence[Recogniser], ColumnRules]] = {}


def column_rules(recognisers: Sequence[Recogniser]) -> ColumnRules:
    """Return the rules of a set of recognisers, made once for each set."""
    if (made := _MADE.get(id(recognisers))) is None:
        if len(_MADE) > 8:
            _MADE.clear()
        made = _MADE[id(recognisers)] = (recognisers, ColumnRules(recognisers))
    return made[1]
