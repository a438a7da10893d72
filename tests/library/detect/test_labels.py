"""Names that come from files are shown only when nothing personal is in them."""

import pytest

from guardbook.content import Where
from guardbook.detect import safe_label, safe_path

KEY = b"a key of this test only"


def test_harmless_names_are_shown_and_others_are_numbers() -> None:
    assert safe_label(Where().into("sheet", 2, "Staff costs")) == "sheet 'Staff costs'"
    assert safe_label(Where().into("sheet", 2, "ann.lee@example.org")) == "sheet 2"
    assert safe_label(Where().into("member", 1, "a.zip").into("sheet", 4)) == "member 'a.zip', sheet 4"


@pytest.mark.parametrize("name", ["Margaret Thompson", "Thompson", "QQ123456A", "Mr J Smith", "12 High Street, Leeds"])
def test_names_of_people_and_numbers_are_not_shown(name: str) -> None:
    assert safe_label(Where().into("sheet", 1, name)) == "sheet 1"
    assert name not in safe_label(Where().into("key", None, name))


def test_a_path_without_anything_personal_stays_as_it_is() -> None:
    assert safe_path("finance/2026/budget_final.xlsx", KEY) == "finance/2026/budget_final.xlsx"


@pytest.mark.parametrize(
    ("path", "hidden", "kept"),
    [
        ("hr/John Smith P45.pdf", "Smith", " P45"),
        ("hr/John_Smith_P45.pdf", "Smith", "P45"),
        ("hr/john.smith@example.org.eml", "smith", "hr/"),
        ("cases/QQ123456A/letter.docx", "QQ123456A", "/letter.docx"),
        ("Thompson, Margaret/review.docx", "Margaret", "/review.docx"),
    ],
)
def test_personal_parts_of_a_path_are_masked(path: str, hidden: str, kept: str) -> None:
    shown = safe_path(path, KEY)
    assert hidden.lower() not in shown.lower()
    assert kept in shown
    assert "[" in shown


def test_two_people_stay_two_paths_and_one_stays_one() -> None:
    first, second = (safe_path(f"hr/{name} P45.pdf", KEY) for name in ("John Smith", "Mary Jones"))
    assert first != second
    assert first == safe_path("hr/John Smith P45.pdf", KEY)
    assert first != safe_path("hr/John Smith P45.pdf", b"another key")
    assert (first[-4:], second[-4:]) == (".pdf", ".pdf")
