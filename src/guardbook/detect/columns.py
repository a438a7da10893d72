"""Judges the columns of a table: what kind of personal data each holds, if any."""

from collections.abc import Sequence
from dataclasses import dataclass

from guardbook.detect.fits import tester
from guardbook.detect.headings import EXACT, Headings
from guardbook.detect.recogniser import Recogniser, built_in

LEAST_BITS = 10.0


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """What a column holds."""

    name: str
    """The heading as given."""
    category: str | None
    """A code of `guardbook.categories`, or None when it holds nothing personal."""
    confidence: float
    """0 to 1; 0.5 and more means "report it"."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one column was judged to be."""

    category: str | None = None
    confidence: float = 0.0
    recogniser: Recogniser | None = None
    """The rule whose values it holds, where one tells them."""


def profile(header: list[str], rows: list[list[str]]) -> list[ColumnProfile]:
    """Return what each column of a table holds, in order; tables of fewer than three rows are judged by headings alone.

    `header` gives one name a column ("" where there is none); rows may be shorter or longer than it.
    """
    columns = [[row[number] for row in rows if number < len(row)] for number in range(len(header))]
    judged = judge_columns(header, columns)
    return [ColumnProfile(name, j.category, j.confidence) for name, j in zip(header, judged, strict=True)]


def judge_columns(
    headings: Sequence[str], columns: Sequence[Sequence[str]], recognisers: tuple[Recogniser, ...] | None = None
) -> list[Judgement]:
    """Return what each column holds, judged by its heading, its values and its neighbours."""
    known = built_in() if recognisers is None else recognisers
    read = Headings(known)
    return [_judge(read.read(heading), column, known) for heading, column in zip(headings, columns, strict=True)]


def _judge(said: dict[str, float], column: Sequence[str], known: tuple[Recogniser, ...]) -> Judgement:
    values = list(dict.fromkeys(value for cell in column if (value := cell.strip())))
    best = Judgement()
    for recogniser in known:
        heard = said.get(recogniser.name, 0.0)
        if not heard and not recogniser.column_alone:
            continue
        rule = tester(recogniser)
        if rule.pattern is None and not rule.words:
            confidence = 0.8 if heard == EXACT else 0.0
        else:
            fit = rule.fit(values)
            enough = fit.share >= recogniser.column_pass and (rule.check is None or fit.bits >= LEAST_BITS or heard > 0)
            confidence = (0.95 if heard else 0.8) if enough else 0.0
        if confidence > best.confidence:
            best = Judgement(recogniser.category, confidence, recogniser)
    return best
