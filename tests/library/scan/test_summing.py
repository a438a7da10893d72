"""What a journal adds up to."""

from pathlib import Path

import numpy as np
import pytest

from guardbook.findings import Distinct, hashes
from guardbook.scan.journal import Journal
from guardbook.scan.summary import Summary
from guardbook.scan.summing import not_read, summarise
from guardbook.scan.units import Outcome, Tally, Unit


def _tally(count: int, values: range, hidden: int = 0, test: int = 0) -> Tally:
    sketch = Distinct()
    sketch.add(hashes([f"value {value}" for value in values], b"k"))
    codes = {"comment": hidden} if hidden else {}
    return Tally(count, test, codes, 0.9, distinct=sketch.estimate(), sketch=sketch.smallest.tobytes())


def _record(journal: Journal, name: str, ended: str = "read", **found: Tally) -> None:
    unit = Unit(0, name, "data", name, False, 100, "v1")
    tallies = {category.replace("_", "-"): tally for category, tally in found.items()}
    reasons = [] if ended == "read" else ["a reason"]
    journal.record(unit, Outcome(ended, f"data/{name}", "text file", 100, 0.5, reasons, [], tallies))  # type: ignore[arg-type]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    made = Journal(tmp_path / "journal.sqlite", "m", "l")
    _record(made, "top.txt", email=_tally(5, range(5)))
    _record(made, "hr/staff/2025/a.csv", email=_tally(10, range(3, 13), hidden=4), health=_tally(2, range(2)))
    _record(made, "hr/staff/2026/b.csv", nhs_number=_tally(1000, range(900), test=3))
    _record(made, "hr/empty.txt")
    _record(made, "it/keys.txt", "partly", credential=_tally(1, range(1)), date=_tally(50, range(50)))
    _record(made, "it/broken.zip", "unread")
    made.record(Unit(9, "whole", "s3://gone", "", False, None, ""), Outcome("unread", "s3://gone", reasons=["away"]))
    return made


@pytest.fixture
def summary(journal: Journal) -> Summary:
    return summarise(journal, ("data", "s3://gone"))


def test_totals_count_objects_bytes_and_how_they_ended(summary: Summary) -> None:
    assert (summary.objects, summary.bytes, summary.seconds) == (6, 600, 3.0)
    assert summary.ended == {"read": 4, "partly": 1, "unread": 1}
    assert summary.formats == {"text file": 6}


def test_categories_stand_by_harm_and_count_a_value_in_two_objects_once(summary: Summary) -> None:
    assert [found.category for found in summary.categories] == ["credential", "health", "nhs-number", "email", "date"]
    email = summary.categories[3]
    assert (email.count, email.objects, email.distinct, email.hidden) == (15, 2, 13, 4)
    assert summary.categories[2].test == 3


def test_distinct_values_of_many_objects_are_estimated_within_a_few_percent(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite", "m", "l")
    for number in range(600):
        _record(journal, f"{number}.txt", email=_tally(50, range(number * 25, number * 25 + 50)))
    (email,) = summarise(journal, ("data",)).categories
    assert abs(email.distinct - 15_025) < 15_025 * 0.1
    assert email.count == 30_000


def test_places_are_the_first_two_folders_below_a_location(summary: Summary) -> None:
    places = {place.name: place for place in summary.places}
    assert set(places) == {"data", "data/hr/staff", "data/it"}
    staff = places["data/hr/staff"]
    assert (staff.objects, staff.size) == (2, 200)
    assert {found.category: found.count for found in staff.found} == {"health": 2, "nhs-number": 1000, "email": 10}


def test_objects_and_places_stand_by_weight_and_size_of_what_they_hold(summary: Summary) -> None:
    assert [ranked.name for ranked in summary.ranked] == [
        "data/hr/staff/2026/b.csv",
        "data/hr/staff/2025/a.csv",
        "data/top.txt",
        "data/it/keys.txt",
    ]
    assert summary.places[0].name == "data/hr/staff"
    assert summary.ranked[0].score == pytest.approx(8 * np.log(1001))


def test_what_is_hidden_stands_apart_with_its_codes(summary: Summary) -> None:
    (hidden,) = summary.hidden
    assert hidden.name == "data/hr/staff/2025/a.csv"
    (found,) = hidden.found
    assert (found.category, found.hidden, found.hidden_codes) == ("email", 4, ("comment",))


def test_what_was_not_read_stands_with_its_reason_locations_first(journal: Journal, summary: Summary) -> None:
    assert [(each.name, each.ended, each.reason) for each in not_read(journal.db)] == [
        ("s3://gone", "unread", "away"),
        ("data/it/broken.zip", "unread", "a reason"),
        ("data/it/keys.txt", "partly", "a reason"),
    ]
    assert len(summary.not_read) == 3


def test_what_is_pressing_is_counted_by_object(summary: Summary) -> None:
    pressing = summary.pressing
    assert (pressing.credentials, pressing.special, pressing.criminal, pressing.hidden) == (1, 1, 0, 1)
    assert pressing.personal == 4 and pressing.remarked == 0


def test_an_empty_journal_adds_up_to_nothing(tmp_path: Path) -> None:
    empty = summarise(Journal(tmp_path / "journal.sqlite", "m", "l"), ("data",))
    assert (empty.objects, empty.bytes, empty.categories, empty.places) == (0, 0, (), ())
