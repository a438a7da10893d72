"""Plain text: every letter once, in pieces cut where nothing is torn, in bounded time."""

import io
import time

import pytest

from guardbook.content import Source
from guardbook.readers.reading import Reading
from guardbook.readers.text import PIECE, pieces
from tests.library.readers.planted import read_whole


def cut(text: str, encoding: str = "utf-8") -> list[str]:
    return list(pieces(Source(io.BytesIO(text.encode(encoding)), "a.txt"), Reading()))


def test_a_short_text_is_one_piece() -> None:
    assert cut("Dear Ms Example,\n\nthank you.\n") == ["Dear Ms Example,\n\nthank you.\n"]


def test_an_empty_file_has_no_parts_and_no_problem() -> None:
    seen = read_whole(b"", "empty.txt")
    assert (seen.texts, seen.tables, seen.problems) == ([], [], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("unit", ["12 Häuser Lane, Leeds\n", "Häuser ", "a,b;Ä", "Änderungsübergrößenträger"])
def test_pieces_joined_are_the_text(unit: str, encoding: str) -> None:
    text = unit * (3 * PIECE // len(unit))
    found = cut(text, encoding)
    assert "".join(found).removeprefix("\ufeff") == text
    assert max(map(len, found)) <= PIECE


def test_pieces_end_where_an_empty_line_is_near() -> None:
    letter = "Anne Example\n12 High Street\nLeeds\n\n"
    assert all(piece.endswith("\n\n") for piece in cut(letter * (2 * PIECE // len(letter))))


def test_an_endless_line_is_cut_between_words() -> None:
    assert all(piece.endswith(" ") for piece in cut("07700900123 " * (2 * PIECE // 12)))


def test_an_endless_line_of_50_mb_takes_bounded_time() -> None:
    started = time.monotonic()
    seen = read_whole(b"x" * 50_000_000, "line.txt")
    assert sum(len(text) for text, _ in seen.texts) == 50_000_000
    assert time.monotonic() - started < 10


def test_nul_bytes_become_spaces() -> None:
    assert read_whole(b"Anne\0Example\0\n" * 3, "fixed.dat").visible == "Anne Example \n" * 3


def test_logs_and_source_code_are_text() -> None:
    log = "2026-01-02 03:04:05,678 INFO [main] user=anne.example logged in from 192.0.2.7\n" * 20
    code = "def greet(name: str) -> str:\n    return f'Hello, {name}'\n\n\nprint(greet('x'), 1)\n" * 5
    assert read_whole(log.encode(), "app.log").visible == log
    assert read_whole(code.encode(), "greet.py").visible == code


def test_a_text_that_lost_a_page_to_nul_bytes_is_read_with_a_remark() -> None:
    seen = read_whole(b"Page one" + bytes(5000) + b"page two\n", "nul bytes.txt")
    assert (seen.visible.split(), seen.problems) == (["Page", "one", "page", "two"], [])
    assert seen.remarks == ["holds NUL bytes: they were read as spaces"]


def test_nothing_but_nul_bytes_is_not_passed_as_read() -> None:
    assert read_whole(bytes(5000), "lost.txt").problems == ["its format is not one Guardbook knows"]
