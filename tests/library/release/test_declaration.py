"""What a declaration says, and what is refused with the remedy."""

from pathlib import Path

import pytest

from guardbook.errors import UsageError
from guardbook.readers.hidden import HIDDEN
from guardbook.release.declaration import AUDIENCES, Declaration, Disclosure, parse_declaration, read_declaration

WHOLE = """
title = "New Year honours"
audience = "foi"
columns = ["Name", "Award"]
allow = ["person-name"]
hidden = ["header-footer"]
[sheets."Late additions"]
columns = ["Name", "Award", "Reason"]
[disclosure]
threshold = 10
k = 3
quasi_identifiers = ["Age band", "Town"]
block = true
"""


def test_every_key_is_read() -> None:
    declaration = parse_declaration(WHOLE)
    assert declaration == Declaration(
        title="New Year honours",
        audience="foi",
        columns=("Name", "Award"),
        sheets={"Late additions": ("Name", "Award", "Reason")},
        allow=frozenset({"person-name"}),
        hidden=frozenset({"header-footer"}),
        disclosure=Disclosure(10, 3, ("Age band", "Town"), block=True),
    )


def test_what_is_written_is_read_back_the_same() -> None:
    declaration = parse_declaration(WHOLE)
    assert parse_declaration(declaration.to_toml()) == declaration
    odd = Declaration(title='A "quoted"\ttitle\\', columns=("Größe\n(m²)", "x" * 90), sheets={'a"b': ("ä",)})
    assert parse_declaration(odd.to_toml()) == odd


def test_an_empty_list_of_columns_is_not_the_same_as_none() -> None:
    assert parse_declaration("").columns is None
    assert parse_declaration("columns = []").columns == ()


def test_sheets_are_found_whatever_their_case_and_blanks() -> None:
    assert parse_declaration(WHOLE).columns_of(" late  Additions") == ("Name", "Award", "Reason")
    assert parse_declaration(WHOLE).columns_of("List") == ("Name", "Award")


def test_an_audience_changes_defaults_only() -> None:
    assert parse_declaration('audience = "internal"').disclosure.threshold == 0
    assert parse_declaration('audience = "internal"\n[disclosure]\nthreshold = 7').disclosure.threshold == 7
    assert "document-properties" in parse_declaration('audience = "internal"').hidden
    assert parse_declaration('audience = "public"').hidden == frozenset()


def test_audiences_allow_only_hidden_content_that_exists() -> None:
    assert {code for audience in AUDIENCES.values() for code in audience.hidden} <= set(HIDDEN)


@pytest.mark.parametrize(
    ("toml", "remedy"),
    [
        ('allow = ["person-nam"]', "did you mean person-name?"),
        ('hidden = ["hidden-sheets"]', "did you mean hidden-sheet?"),
        ('audience = "everybody"', "no audience is called “everybody”: known are foi, internal, partner, public"),
        ('colums = ["a"]', "did you mean columns?"),
        ('columns = "Name"', "columns must be a list of headings in quotes"),
        ('columns = ["Name", " NAME "]', "columns names the heading “name” twice: strike one out"),
        ("allow = [1]", "allow must be a list of codes in quotes"),
        ("title = 5", "title must be text in quotes"),
        ('[sheets.A]\nallow = ["email"]', "needs columns = [...]"),
        ("[disclosure]\nk = -1", "k in [disclosure] must be a whole number from 0 to 1000"),
        ("[disclosure]\nblock = 1", "block in [disclosure] must be true or false"),
        ("columns = [", "not TOML"),
    ],
)
def test_a_mistake_is_told_with_what_to_do(toml: str, remedy: str) -> None:
    with pytest.raises(UsageError) as told:
        parse_declaration(toml)
    assert remedy in str(told.value)


def test_a_file_that_is_no_declaration_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=r"d\.toml is not UTF-8 text: save it as UTF-8"):
        read_declaration(path)
    with pytest.raises(UsageError, match=r"gone\.toml cannot be read \(No such file or directory\)"):
        read_declaration(tmp_path / "gone.toml")
