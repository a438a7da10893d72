"""What a table as a whole says of its columns: whether it speaks of people, of figures, or of organisations."""

from collections.abc import Sequence
from dataclasses import replace

from guardbook.categories import CATEGORIES
from guardbook.detect.judges import Column
from guardbook.detect.judging import NOTHING, Judgement
from guardbook.detect.match import CUT
from guardbook.detect.wording import is_area_code, speaks_of_a_body, speaks_of_figures

_BEARING = {"credential", "date-of-birth"}
"""Categories of small sets that are personal in any table."""
_OF_NOBODY = {"postcode", "web-address", "place", "date", "business-address", "home-address"}
"""Categories that a table of areas or organisations has as well."""
_NUMBERED = 0.2
"""Share of streets with a number below which they are streets and no addresses."""
_OF_A_BODY = {"phone", "email"}
"""Categories that a table of organisations has as well, and one of areas has not."""


def settle_table(table: Sequence[Column], judged: Sequence[Judgement]) -> list[Judgement]:
    """Return the judgements of columns with those changed that the rest of the table belies.

    In official statistics (areas or figures, and nobody named) groups of age, ethnic origin or belief are no personal
    data; in a list of organisations, and of no people, addresses are those of organisations.
    """
    found = {judgement.category for judgement in judged if judgement.category and judgement.confidence >= CUT}
    bodies = any(speaks_of_a_body(column.heading) for column in table)
    found -= _OF_NOBODY | (_OF_A_BODY if bodies else set())
    if found & _BEARING or any(not CATEGORIES[category].small for category in found):
        return list(judged)
    if any(speaks_of_figures(column.heading) or _are_areas(column) for column in table):
        judged = [NOTHING if _is_of_groups(judgement) else judgement for judgement in judged]
    return [
        _of_an_organisation(judgement) if bodies or _are_streets(column) else judgement
        for column, judgement in zip(table, judged, strict=True)
    ]


def _are_areas(column: Column) -> bool:
    return bool(column.values) and sum(map(is_area_code, column.values)) >= 0.9 * len(column.values)


def _are_streets(column: Column) -> bool:
    """Tell whether addresses are streets without the number of a house, where nobody in particular lives."""
    return sum(any(map(str.isdigit, value)) for value in column.values) < _NUMBERED * len(column.values)


def _is_of_groups(judgement: Judgement) -> bool:
    return judgement.category is not None and CATEGORIES[judgement.category].small


def _of_an_organisation(judgement: Judgement) -> Judgement:
    return replace(judgement, category="business-address") if judgement.category == "home-address" else judgement
