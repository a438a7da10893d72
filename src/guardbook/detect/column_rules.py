"""The recognisers made ready for judging columns: their headings, and their rules for whole cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from guardbook.detect.fits import Tester
from guardbook.detect.headings import Headings
from guardbook.detect.recogniser import Recogniser
from guardbook.detect.wording import plain_heading


@dataclass(eq=False)
class ColumnRule:
    """One recogniser and its rules for whole cells, each made at its first use, since most tables need few."""

    recogniser: Recogniser

    @cached_property
    def headed(self) -> Tester:
        """Its rule where a heading speaks for it."""
        return Tester(self.recogniser, alone=False)

    @cached_property
    def alone(self) -> Tester:
        """Its rule where no heading does."""
        return Tester(self.recogniser, alone=True)

    @cached_property
    def against(self) -> frozenset[tuple[str, ...]]:
        """Phrases of a heading that speak against it where values would be enough."""
        return frozenset(map(plain_heading, self.recogniser.against))


class ColumnRules:
    """The rules of a set of recognisers, sorted by when they are asked."""

    def __init__(self, recognisers: Sequence[Recogniser]) -> None:
        """Take the recognisers whose headings and values count."""
        self.by_name = {recogniser.name: ColumnRule(recogniser) for recogniser in recognisers}
        self.headings = Headings(recognisers)
        rules = tuple(self.by_name.values())
        self.alone = tuple(rule for rule in rules if rule.recogniser.column_alone)
        self.beside = tuple(rule for rule in rules if rule.recogniser.column_beside)
        self.by_rows = tuple(rule for rule in rules if rule.recogniser.column_judge.startswith("rows."))


_MADE: dict[int, tuple[Sequence[Recogniser], ColumnRules]] = {}


def column_rules(recognisers: Sequence[Recogniser]) -> ColumnRules:
    """Return the rules of a set of recognisers, made once for each set."""
    if (made := _MADE.get(id(recognisers))) is None:
        if len(_MADE) > 8:
            _MADE.clear()
        made = _MADE[id(recognisers)] = (recognisers, ColumnRules(recognisers))
    return made[1]
