"""Names that their place in a sentence, a list, a form or a field tells of, known to a list or not."""

import pytest

from guardbook.detect.names import find_names


def found_in(text: str) -> list[str]:
    return [text[match.start : match.end] for match in find_names(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cllrs Craig, Wqyemba and Thornbury sent apologies.", ["Craig", "Wqyemba", "Thornbury"]),
        ("<person><first>Ayo</first><last>Bell</last></person>", ["Ayo", "Bell"]),
        ('{"forename": "Zarna", "surname": "Bell"}', ["Zarna", "Bell"]),
        ("[10:41] Dietrich: can you send it", ["Dietrich"]),
        ("my ref is 12 and my name is hannah whitfield", ["hannah whitfield"]),
        ("Name on card: HELGA WQYEMBA", ["HELGA WQYEMBA"]),
        ("Carer strain. Thornbury admits to low mood.", ["Thornbury"]),
        ("Review of the Wqyemba household at 3 Elm Road", ["Wqyemba"]),
        (
            "Class 2\n1. Hammond, Ioana\n2. Wqyemba, Tqonko\n3. Price, Owen",
            ["Hammond, Ioana", "Wqyemba, Tqonko", "Price, Owen"],
        ),
        ("As Wqyemba Tqonko explained, the form was late.", ["Wqyemba Tqonko"]),
    ],
)
def test_a_place_that_only_a_person_takes_carries_the_name(text: str, names: list[str]) -> None:
    assert found_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The new household survey; the Council household waste team has moved.",
        "[10:41] Error: disk full\n[10:42] Server: restarted",
        '{"name": "Annual Report", "surname": ""}',
        "1. Leeds, Bradford\n2. York, Hull\n3. Kent, Surrey",
        "my name is on the list and i'm very sorry",
    ],
)
def test_the_same_places_with_things_in_them_are_nobody(text: str) -> None:
    assert found_in(text) == []
