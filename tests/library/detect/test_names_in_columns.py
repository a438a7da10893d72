"""How much a column looks like names of people."""

import pytest

from guardbook.detect.names import NameShares, judge_names

COLUMNS = {
    "forename": ["James", "Oluwaseun", "Priya", "Siân", "Wei", "Tomasz", "GRACE", "mark", "Anne Marie", "Niamh"],
    "surname": [
        "Smith",
        "Adeyemi",
        "Patel",
        "BROWN",
        "O'Neill",
        "Wójcik",
        "Zhang",
        "MacDonald",
        "van der Berg",
        "Ward",
    ],
    "full": [
        "Jane Smith",
        "Dr A. Patel",
        "SMITH, John",
        "Mr J O'Neill",
        "Wei Zhang",
        "zbigniew kowalski",
        "Smith J. A.",
        "ANNE MARIE JONES",
        "Kwame Owusu-Ansah MBE",
        "Mrs Thornbury",
    ],
    "initials": ["J", "JA", "A.B.", "R. K.", "P"],
    "title": ["Mr", "Mrs", "Dr.", "Ms", "Miss", "Prof"],
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_column_of_names_is_known_by_its_values(kind: str) -> None:
    shares = judge_names(COLUMNS[kind])
    assert getattr(shares, kind) >= 0.9


NO_NAMES = {
    "towns": ["London", "Leeds", "Bradford", "Preston", "Lincoln", "Ashford", "York", "Derby"],
    "colours": ["Red", "Green", "Blue", "Black", "White", "Brown", "Grey", "Gold"],
    "departments": ["Home Office", "Ministry of Justice", "Cabinet Office", "HM Treasury"],
    "products": ["Mountain Bike", "Table Lamp", "Office Chair", "Gold Ring"],
    "statuses": ["Open", "Closed", "Pending", "Active", "Rejected"],
    "posts": ["Head Teacher", "Policy Adviser", "Director", "Senior Economist"],
    "months": ["January", "February", "March", "April", "May", "June", "August"],
    "codes": ["AB12", "CD34", "J-17", "12/05"],
    "nothing": ["", " "],
}


@pytest.mark.parametrize("values", NO_NAMES.values(), ids=list(NO_NAMES))
def test_a_column_of_something_else_has_next_to_no_share_of_names(values: list[str]) -> None:
    shares = judge_names(values)
    assert max(shares.forename, shares.surname, shares.full) <= 0.3


def test_shares_are_of_distinct_values_that_are_not_empty() -> None:
    assert judge_names(["Jane Smith", "Jane Smith", "", "Table Lamp"]).full == 0.5
    assert judge_names([]) == NameShares()
