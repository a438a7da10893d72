"""Clean copies of plain text."""

import pytest

from guardbook.release.clean import Refused
from guardbook.release.clean.letters import shaped
from tests.library.release.clean.copies import copy_of


def test_every_word_and_line_stays() -> None:
    text = "The harbour works\n\n  begin in March.\nThey cost £4.2 million.\n"
    assert copy_of(text, "news.txt").decode() == text


def test_words_in_characters_without_a_shape_go() -> None:
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in "Closes in May")
    selectors = "".join(chr(0xE0100 + byte) for byte in b"Closes in May")
    copy = copy_of(f"The harbour{tags} works{selectors} begin{chr(0x200B) * 40}.\n", "news.txt")
    assert copy == b"The harbour works begin.\n"


@pytest.mark.parametrize(
    "text",
    [
        "Wales \U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
        "family \U0001f469\u200d\U0001f469\u200d\U0001f467",
        "heart \u2764\ufe0f",
        "keycap 1\ufe0f\u20e3",
        "می\u200cخواهم",
        "क्\u200dष",
        "naïve café – “quoted” 5\u00a0km",
    ],
)
def test_flags_signs_and_scripts_that_need_joiners_stay(text: str) -> None:
    assert shaped(text) == text


def test_a_text_of_another_name_is_refused() -> None:
    with pytest.raises(Refused, match="named"):
        copy_of("The harbour works begin in March.\n", "news.pdf")


def test_words_that_were_not_declared_are_for_a_person_to_take_out() -> None:
    assert b"07700 900123" in copy_of("Ring Gareth Llewellyn on 07700 900123.\n", "n.txt", clear=False)
