"""How much a column looks like postal addresses or parts of them."""

import pytest

from guardbook.detect.addresses import AddressShares, judge_addresses

COLUMNS = {
    "full": [
        "12 High Street, Ashford, Kent, TN24 8XX",
        "Flat 2, 3 Mill Rd, Leeds LS1 4AB",
        "ROSE COTTAGE, MILL LANE, BAMPTON",
        "7 acacia avenue, derby",
        "1F2, 23 Marchmont Road\nEdinburgh EH9 1HY",
    ],
    "street": [
        "12 High Street",
        "4A Mill Lane",
        "1 The Green",
        "77 heol y parc",
        "15 CHURCH ROAD",
        "High Street",
        "PO Box 123",
    ],
    "building": ["Flat 3", "Rose Cottage", "The Old Rectory", "Apartment 14", "Glebe Barn", "Top Floor Flat"],
    "locality": ["Leeds", "ASHFORD", "Hebden Bridge", "penzance", "Bury St Edmunds", "Stoke-on-Trent"],
    "county": ["Kent", "West Yorkshire", "Powys", "Co. Tyrone", "LANCS", "Fife"],
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_column_of_addresses_is_known_by_its_values(kind: str) -> None:
    assert getattr(judge_addresses(COLUMNS[kind]), kind) >= 0.9


@pytest.mark.parametrize(
    "values",
    [
        ["12 kg", "3 boxes", "500 ml", "10 Units"],
        ["Head Teacher", "Policy Adviser", "Chief Nurse"],
        ["Red", "Green", "Hill", "Field", "Park"],
        ["jane@example.org", "https://example.gov.uk/a/b"],
        ["1200", "13 000", "7"],
        ["Jane Smith", "Oluwaseun Adeyemi", "Wei Zhang"],
        ["", ""],
    ],
)
def test_a_column_of_something_else_has_no_share_of_addresses(values: list[str]) -> None:
    assert judge_addresses(values) == AddressShares()


def test_shares_are_of_distinct_values_that_are_not_empty() -> None:
    assert judge_addresses(["Leeds", "Leeds", "", "Table Lamp"]).locality == 0.5
