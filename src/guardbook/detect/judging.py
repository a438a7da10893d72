"""Weighs for one column what its heading, its values and the columns beside it say about each recogniser."""

from collections.abc import Sequence
from dataclasses import dataclass

from guardbook.detect.column_rules import ColumnRule, ColumnRules
from guardbook.detect.fits import Tester
from guardbook.detect.headings import EXACT
from guardbook.detect.judges import JUDGES, Beside, Column
from guardbook.detect.match import CUT
from guardbook.detect.numbering import are_barcodes
from guardbook.detect.wording import plain_heading

LEAST_BITS = 9.0
"""Evidence against chance that values must give where no heading speaks: three that pass a check of one in eleven."""
SURE_BITS = 30.0
MOST = 0.9
"""The confidence that values without a heading can give at most."""
FORMAL = 0.85
"""A rule that chance meets this often only looks at the form, as for e-mail addresses: no bits are asked of it."""
FEWEST_KNOWN = 0.5
"""The share of different words that must be known before their number of cells counts."""
NEAR = 2
"""How many columns away a column that belongs with another may stand."""
BESIDE = 0.6
"""The share of a recogniser's `column_pass` that is enough beside a column that belongs with it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one column was judged to be."""

    category: str | None = None
    confidence: float = 0.0
    rule: ColumnRule | None = None
    """The rule that spoke for it."""
    evidence: float = 0.0
    """What decides between two of the same confidence."""


NOTHING = Judgement()


def judge_alone(column: Column, rules: ColumnRules) -> Judgement:
    """Return the likeliest kind of a column by its heading and its values."""
    said = rules.headings.read(column.heading) if column.heading else {}
    found = [_with_heading(column, rules.by_name[name], heard) for name, heard in said.items()]
    if not any(judgement.confidence > MOST for judgement in found) and not are_barcodes(column.values):
        lengths = [len(value) for value in column.values]
        least, most = min(lengths, default=0), max(lengths, default=0)
        rivals = (rule for rule in rules.alone if rule.alone.takes(least, most) and rule.recogniser.name not in said)
        found += [_by_values(column, rule) for rule in rivals]
    return max(found, key=_rank, default=NOTHING)


def judge_beside(
    table: Sequence[Column], judged: Sequence[Judgement], beside: Beside, rules: ColumnRules
) -> list[Judgement]:
    """Return the judgements with those added that stand only beside other columns: an account number by a sort code."""
    result = list(judged)
    for rule in rules.by_rows:
        _place_by_rows(table, result, beside, rule)
    for rule in rules.beside:
        _place_beside(table, result, beside, rule)
    return result


def _place_by_rows(table: Sequence[Column], result: list[Judgement], beside: Beside, rule: ColumnRule) -> None:
    """Of the untyped columns that agree with others row by row take the one that agrees best; two alike are none."""
    if any(judgement.rule is rule for judgement in result):
        return
    found = [
        (judgement.evidence, column.number, judgement)
        for column in table
        if result[column.number].confidence < CUT and (judgement := _by_values(column, rule, beside)).confidence >= CUT
    ]
    found.sort(key=lambda item: item[:2], reverse=True)
    if found and (len(found) == 1 or found[0][0] > found[1][0]):
        result[found[0][1]] = found[0][2]


def _place_beside(table: Sequence[Column], result: list[Judgement], beside: Beside, rule: ColumnRule) -> None:
    """Of the columns whose values would do, take for each anchor the nearest one."""
    recogniser = rule.recogniser
    anchors = [column.number for name in recogniser.column_beside for column in beside.of(name)]
    if not anchors or any(judgement.rule is rule for judgement in result):
        return
    fitting = [
        column
        for column in table
        if column.number not in anchors
        and result[column.number].confidence < CUT
        and _share(column, rule, beside) >= BESIDE * recogniser.column_pass
    ]
    for anchor in anchors:
        nearest = min(fitting, key=lambda column: (abs(column.number - anchor), column.number < anchor), default=None)
        if nearest is not None and (abs(nearest.number - anchor) <= NEAR or len(fitting) == 1):
            result[nearest.number] = Judgement(recogniser.category, 0.65, rule)


def _share(column: Column, rule: ColumnRule, beside: Beside) -> float:
    """Return the share of values that fit: by the measure, unless it compares rows, where the pattern is enough."""
    if not column.values:
        return 0.0
    if rule.recogniser.column_judge and not rule.recogniser.column_judge.startswith("rows."):
        return JUDGES[rule.recogniser.column_judge](column, beside)
    return rule.alone.share(column.values, patient=False)


def _with_heading(column: Column, rule: ColumnRule, heard: float) -> Judgement:
    """Judge a column whose heading speaks for a recogniser: its values may not contradict it."""
    recogniser = rule.recogniser
    if not column.values:
        return NOTHING
    if rule.headed.tells:
        confidence, evidence = _heading_and_values(column, rule, heard)
    elif recogniser.column_judge:
        if heard < EXACT and not _is_varied_enough(column, rule):
            return NOTHING
        evidence = JUDGES[recogniser.column_judge](column, Beside())
        enough = evidence >= (0.5 if heard == EXACT else 1.0) * recogniser.column_pass
        confidence = (0.95 if heard == EXACT else 0.85) if enough else 0.0
    else:
        confidence, evidence = (0.8 if heard == EXACT else 0.0), 0.0
    return Judgement(recogniser.category, confidence, rule, evidence + heard)


def _heading_and_values(column: Column, rule: ColumnRule, heard: float) -> tuple[float, float]:
    recogniser = rule.recogniser
    share = rule.headed.share(column.values)
    if share >= recogniser.column_pass:
        return (0.97 if heard == EXACT else 0.85), share
    if heard == EXACT and (share >= 0.5 * recogniser.column_pass or recogniser.words):
        return 0.8, share
    if heard == EXACT and rule.headed.shape_share(column.values) >= recogniser.column_pass:
        return 0.75, share
    if recogniser.words and share >= 0.3:
        return 0.7, share
    return 0.0, 0.0


def _by_values(column: Column, rule: ColumnRule, beside: Beside | None = None) -> Judgement:
    """Judge a column whose heading says nothing: its values must speak, and more clearly than chance would."""
    recogniser, tester, values = rule.recogniser, rule.alone, column.values
    if len(values) < (3 if tester.words else 2) or column.filled < 3:
        return NOTHING
    share = tester.share(values, patient=False)
    if tester.words and FEWEST_KNOWN <= share < recogniser.column_pass:
        share = _share_of_cells(column, tester)
    if tester.tells and share < recogniser.column_pass:
        return NOTHING
    if _speaks_against(column.heading, rule) or not _is_varied_enough(column, rule):
        return NOTHING
    bits = tester.bits(values, share) if tester.tells else 0.0
    if tester.tells and bits < LEAST_BITS and tester.chance(values) < FORMAL:
        return NOTHING
    if recogniser.column_judge:
        judged = JUDGES[recogniser.column_judge](column, beside or Beside())
        if judged < recogniser.column_pass:
            return NOTHING
        return Judgement(recogniser.category, MOST if tester.tells else 0.75, rule, bits + judged)
    if not tester.tells:
        return NOTHING
    return Judgement(recogniser.category, MOST if bits >= SURE_BITS else 0.8, rule, bits)


def _share_of_cells(column: Column, tester: Tester) -> float:
    """Return the share of cells that fit: a word is mistyped in many ways, each of them rare."""
    times = [(column.times[value], tester.fits(value)) for value in column.values]
    return sum(count for count, fits in times if fits) / sum(count for count, _ in times)


def _is_varied_enough(column: Column, rule: ColumnRule) -> bool:
    return column.varied or not rule.recogniser.column_judge.startswith("names.")


def _speaks_against(heading: str, rule: ColumnRule) -> bool:
    """Whether a heading holds one of the words that lower the recogniser's confidence in running text."""
    words = plain_heading(heading)
    return any(words[at:end] in rule.against for at in range(len(words)) for end in range(at + 1, len(words) + 1))


def _rank(judgement: Judgement) -> tuple[float, float]:
    return judgement.confidence, judgement.evidence
