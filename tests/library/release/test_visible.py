"""What is hidden counts only where it is nowhere to be seen."""

import pyarrow as pa
import pytest

from guardbook.release.visible import Concealed, Visible


def _unseen(shown: list[str], hidden: list[str]) -> int:
    visible, held = Visible(b"key" * 8), Concealed()
    visible.conceal(held, pa.array(hidden, pa.string()))
    visible.add_cells(pa.array(shown, pa.string()))
    return visible.unseen(held)


def test_what_shows_elsewhere_is_not_hidden() -> None:
    assert _unseen(["Leeds", "York"], ["York", "Leeds", "Leeds"]) == 0
    assert _unseen(["Leeds"], ["York", "Leeds", "York"]) == 2


def test_case_blanks_and_punctuation_do_not_matter() -> None:
    assert _unseen(["Oak Road, 12"], ["oak road 12", "OAK ROAD; 12"]) == 0


def test_what_has_no_letter_or_digit_holds_nothing() -> None:
    assert _unseen([], ["", " ", "--", "…"]) == 0


@pytest.mark.parametrize(
    ("shown", "stored"),
    [
        ("£1,234.50", "1234.5"),
        ("12%", "0.12"),
        ("12.3%", "0.12345678"),
        ("1,235", "1234.5678"),
        ("05/01/2024", "2024-01-05"),
        ("5 January 2024", "2024-01-05T00:00:00"),
        ("Jan-24", "2024-01-05"),
        ("1.5", "1500000"),
    ],
)
def test_stored_numbers_and_dates_are_known_by_how_they_are_shown(shown: str, stored: str) -> None:
    assert _unseen([shown], [stored]) == 0


def test_another_number_is_not() -> None:
    assert _unseen(["1234.5"], ["1234.6", "999"]) == 2


def test_lines_of_text_are_compared_one_by_one() -> None:
    visible, held = Visible(b"key" * 8), Concealed()
    visible.add_text("First line\nName\tAward")
    visible.conceal_text(held, "first line.\naward\n\nNobody saw this")
    assert visible.unseen(held) == 1


def test_a_row_of_cells_read_as_one_line_is_known_in_pieces() -> None:
    visible = Visible(b"key" * 8)
    visible.add_cells(pa.array(["Falmouth", "Custom House Quay", "41"], pa.string()))
    assert visible.shows_in_pieces("Falmouth Custom House Quay 41")
    assert not visible.shows_in_pieces("Falmouth Custom House")
