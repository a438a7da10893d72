"""Weighs for one column what its heading, its values and the columns beside it say about each recogniser."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from guardbook.detect.fits import Fit, tester
from guardbook.detect.headings import EXACT
from guardbook.detect.judges import JUDGES, Beside, Column
from guardbook.detect.matches import CUT
from guardbook.detect.recogniser import Recogniser
from guardbook.detect.wording import plain_heading

LEAST_BITS = 10.0
"""Evidence that a check must give against chance where no heading speaks: three values passing one in eleven."""
SURE_BITS = 30.0
FORMAL = 0.6
"""A check that chance passes this often only looks at the form, as a pattern does: its bits are not asked for."""
NEAR = 2
"""How many columns away a column that belongs with another may stand."""
BESIDE = 0.6
"""The share of a recogniser's `column_pass` that is enough beside a column that belongs with it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one column was judged to be."""

    category: str | None = None
    confidence: float = 0.0
    recogniser: Recogniser | None = None
    """The rule that spoke for it."""
    evidence: float = 0.0
    """What decides between two of the same confidence."""


NOTHING = Judgement()


def judge_alone(column: Column, said: dict[str, float], known: tuple[Recogniser, ...]) -> Judgement:
    """Return the likeliest kind of a column by its heading and its values.

    `said` tells how strongly the heading speaks for recognisers, by name.
    """
    found = [NOTHING]
    for recogniser in known:
        heard = said.get(recogniser.name, 0.0)
        if heard:
            found.append(_with_heading(column, recogniser, heard))
        elif recogniser.column_alone:
            found.append(_by_values(column, recogniser))
    return max(found, key=_rank)


def judge_beside(
    table: Sequence[Column], judged: Sequence[Judgement], beside: Beside, known: tuple[Recogniser, ...]
) -> list[Judgement]:
    """Return the judgements with those added that stand only beside other columns: an account number by a sort code."""
    result = list(judged)
    for recogniser in known:
        if recogniser.column_beside:
            _place_beside(table, result, beside, recogniser)
        elif recogniser.column_judge.startswith("rows."):
            _place_by_rows(table, result, beside, recogniser)
    return result


def _place_by_rows(table: Sequence[Column], result: list[Judgement], beside: Beside, recogniser: Recogniser) -> None:
    """Of the untyped columns that agree with others row by row take the one that agrees best; two alike are none."""
    if any(judgement.recogniser is recogniser for judgement in result):
        return
    found = [
        (judgement.evidence, column.number, judgement)
        for column in table
        if result[column.number].confidence < CUT
        and (judgement := _by_values(column, recogniser, beside)).confidence >= CUT
    ]
    found.sort(key=lambda item: item[:2], reverse=True)
    if found and (len(found) == 1 or found[0][0] > found[1][0]):
        result[found[0][1]] = found[0][2]


def _place_beside(table: Sequence[Column], result: list[Judgement], beside: Beside, recogniser: Recogniser) -> None:
    """Of the columns whose values would do, take for each anchor the nearest one."""
    anchors = [column.number for name in recogniser.column_beside for column in beside.of(name)]
    if not anchors or any(judgement.recogniser is recogniser for judgement in result):
        return
    fitting = [
        column
        for column in table
        if column.number not in anchors
        and result[column.number].confidence < CUT
        and _share(column, recogniser, beside) >= BESIDE * recogniser.column_pass
    ]
    for anchor in anchors:
        nearest = min(fitting, key=lambda column: (abs(column.number - anchor), column.number < anchor), default=None)
        if nearest is not None and (abs(nearest.number - anchor) <= NEAR or len(fitting) == 1):
            result[nearest.number] = Judgement(recogniser.category, 0.65, recogniser)


def _share(column: Column, recogniser: Recogniser, beside: Beside) -> float:
    """Return the share of values that fit, by the measure where there is one."""
    if not column.values:
        return 0.0
    if recogniser.column_judge:
        return JUDGES[recogniser.column_judge](column, beside)
    return tester(recogniser, alone=True).fit(column.values).share


def _with_heading(column: Column, recogniser: Recogniser, heard: float) -> Judgement:
    """Judge a column whose heading speaks for a recogniser: its values may not contradict it."""
    rule = tester(recogniser)
    if not column.values:
        return NOTHING
    if rule.tells:
        confidence, evidence = _heading_and_fit(rule.fit(column.values, patient=True), recogniser, heard)
    elif recogniser.column_judge:
        if heard < EXACT and not _is_varied_enough(column, recogniser):
            return NOTHING
        evidence = JUDGES[recogniser.column_judge](column, Beside())
        enough = evidence >= (0.5 if heard == EXACT else 1.0) * recogniser.column_pass
        confidence = (0.95 if heard == EXACT else 0.85) if enough else 0.0
    else:
        confidence, evidence = (0.8 if heard == EXACT else 0.0), 0.0
    return Judgement(recogniser.category, confidence, recogniser, evidence + heard)


def _heading_and_fit(fit: Fit, recogniser: Recogniser, heard: float) -> tuple[float, float]:
    if fit.share >= recogniser.column_pass:
        return (0.97 if heard == EXACT else 0.85), fit.share
    if heard == EXACT and (fit.share >= 0.5 * recogniser.column_pass or recogniser.words):
        return 0.8, fit.share
    if heard == EXACT and fit.shape >= recogniser.column_pass:
        return 0.75, fit.share
    if recogniser.words and fit.share >= 0.3:
        return 0.7, fit.share
    return 0.0, 0.0


def _by_values(column: Column, recogniser: Recogniser, beside: Beside | None = None) -> Judgement:
    """Judge a column whose heading says nothing: its values must speak, and more clearly than chance would."""
    rule = tester(recogniser, alone=True)
    if _speaks_against(column.heading, recogniser) or not _is_varied_enough(column, recogniser):
        return NOTHING
    if len(column.values) < (3 if rule.words else 2) or column.filled < 3:
        return NOTHING
    fit = rule.fit(column.values)
    if rule.tells and (fit.share < recogniser.column_pass or (fit.chance < FORMAL and fit.bits < LEAST_BITS)):
        return NOTHING
    if recogniser.column_judge:
        share = JUDGES[recogniser.column_judge](column, beside or Beside())
        if share < recogniser.column_pass:
            return NOTHING
        return Judgement(recogniser.category, 0.9 if rule.tells else 0.75, recogniser, fit.bits + share)
    if not rule.tells:
        return NOTHING
    return Judgement(recogniser.category, 0.9 if fit.bits >= SURE_BITS else 0.8, recogniser, fit.bits)


def _is_varied_enough(column: Column, recogniser: Recogniser) -> bool:
    return column.varied or not recogniser.column_judge.startswith("names.")


def _speaks_against(heading: str, recogniser: Recogniser) -> bool:
    """Whether a heading holds one of the words that lower the recogniser's confidence in running text."""
    words = plain_heading(heading)
    phrases = _against(recogniser)
    return any(words[at:end] in phrases for at in range(len(words)) for end in range(at + 1, len(words) + 1))


@cache
def _against(recogniser: Recogniser) -> frozenset[tuple[str, ...]]:
    return frozenset(map(plain_heading, recogniser.against))


def _rank(judgement: Judgement) -> tuple[float, float]:
    return judgement.confidence, judgement.evidence
