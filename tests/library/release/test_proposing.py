"""A proposed declaration is what a person would write who believed the file."""

from io import BytesIO

from guardbook.content import Limits
from guardbook.release.checking import check_open
from guardbook.release.declaration import Declaration, parse_declaration
from guardbook.release.proposing import propose


def _proposed(data: bytes, name: str) -> tuple[str, Declaration]:
    toml = propose(BytesIO(data), name, Limits())
    return toml, parse_declaration(toml)


def test_a_file_is_clear_under_what_was_proposed_for_it() -> None:
    data = b"Name,Email\nAnn Smith,ann@example.org\nOmar Khan,omar@example.org\nMary Jones,mary@example.org\n"
    _, declaration = _proposed(data, "list.csv")
    assert check_open(BytesIO(data), "list.csv", declaration, Limits()).verdict == "clear"
    assert check_open(BytesIO(data), "list.csv", Declaration(), Limits()).verdict == "blocked"


def test_headings_are_not_asked_of_tables_that_have_none() -> None:
    toml, declaration = _proposed(b'{"points": [[1.5, 2.5], [3.5, 4.5], [5.5, 6.5]]}', "points.json")
    assert declaration.columns is None
    assert "since tables have none: key 'points'" in toml


def test_a_document_without_tables_may_have_none() -> None:
    assert _proposed(b"Nothing but a line of text.\n", "note.txt")[1].columns == ()


def test_a_heading_that_may_be_a_value_is_not_repeated() -> None:
    data = b"Ann Smith,OBE\nOmar Khan,MBE\nMary Jones,CBE\n"
    toml, _ = _proposed(data, "list.csv")
    assert "Smith" not in toml
