"""What workers say of a file, and what the parent makes of it."""

import pytest

from guardbook.scan.units import REASONS, Outcome, Tally, shorten


def test_an_outcome_survives_its_way_through_json() -> None:
    tally = Tally(3, 1, {"comment": 1}, 0.9, "A•C", "0f", 2, b"\x00\xff" * 8, {"page 1": 3}, 4)
    outcome = Outcome("partly", "x/y.txt", "text file", 12, 0.5, ["why"], ["what"], {"email": tally})
    assert Outcome.from_json(outcome.to_json()) == outcome


@pytest.mark.parametrize(
    "data", [{}, {"found": {}}, {"found": {"email": {"count": 1}}}, {"ended": "read", "found": {}, "more": 1}]
)
def test_what_is_no_outcome_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((TypeError, KeyError, ValueError)):
        Outcome.from_json(data)


def test_many_reasons_are_cut_short_and_the_rest_counted() -> None:
    reasons = [f"reason {number}" for number in range(REASONS + 5)]
    assert shorten(reasons + reasons)[-1] == "and 5 more like these"
    assert shorten(["same"] * 100) == ["same"]
