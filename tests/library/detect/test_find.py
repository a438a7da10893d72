"""`find` on running text: what is reported once, what beside what, and what never happens whatever the text."""

import json
import random
import string
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from guardbook import Match, find
from guardbook.categories import CATEGORIES
from guardbook.cli import main
from guardbook.detect.in_use import choose, compiled_folder, recognisers_in_use
from guardbook.detect.match import settle
from guardbook.detect.recogniser import built_in
from guardbook.detect.validators import nhs_number, uln


@pytest.fixture(autouse=True)
def _own_recognisers() -> Iterator[None]:
    yield
    if recognisers_in_use() is not built_in() or compiled_folder():
        choose()


def kinds(text: str, *, names: bool = True) -> dict[str, str]:
    return {text[match.start : match.end]: match.category for match in find(text, names=names)}


def test_one_text_with_many_values_gives_each_its_category() -> None:
    text = (
        "NINO QQ 12 34 56 C, NHS No 999 026 0788; born 3 March 1964. Tel 020 7946 0018, jo@example.gov.uk. "
        "Sort code 20-00-00, account no 12345678. Car reg AB51 ABC. Passport 502135326. PNC 2019/3904702E."
    )
    assert kinds(text, names=False) == {
        "QQ 12 34 56 C": "national-insurance-number",
        "999 026 0788": "nhs-number",
        "3 March 1964": "date-of-birth",
        "020 7946 0018": "phone",
        "jo@example.gov.uk": "email",
        "20-00-00": "bank-account",
        "12345678": "bank-account",
        "AB51 ABC": "vehicle-registration",
        "502135326": "passport-number",
        "2019/3904702E": "justice-id",
    }


def test_a_learner_number_is_never_also_an_nhs_number() -> None:
    dice = random.Random(1)
    for _ in range(2000):
        number = str(dice.randrange(10**9, 10**10))
        assert not (uln.check(number) and nhs_number.check(number))


def test_an_iban_is_not_also_a_telephone_or_account_number() -> None:
    assert kinds("Pay account GB33 BUKB 2020 1555 5555 55 now", names=False) == {
        "GB33 BUKB 2020 1555 5555 55": "bank-account"
    }


def test_a_date_of_birth_is_not_also_a_date() -> None:
    assert kinds("DOB 12/03/1964, seen 12/03/2024", names=False) == {
        "12/03/1964": "date-of-birth",
        "12/03/2024": "date",
    }


def test_of_two_matches_of_one_category_the_surer_stays() -> None:
    weak, sure = Match(0, 9, "phone", 0.6), Match(3, 12, "phone", 0.9)
    assert settle([weak, sure]) == [sure]
    assert settle([Match(0, 9, "phone", 0.9), Match(3, 12, "phone", 0.6)]) == [Match(0, 9, "phone", 0.9)]


def test_a_postcode_in_an_address_stays_beside_it_and_a_name_in_it_does_not() -> None:
    address = Match(0, 40, "home-address", 0.7)
    postcode, name = Match(32, 40, "postcode", 0.97), Match(3, 15, "person-name", 0.9)
    assert settle([address, postcode, name]) == [address, postcode]


def test_what_is_below_the_cut_is_left_out() -> None:
    assert settle([Match(0, 5, "phone", 0.49), Match(6, 9, "age", 0.5)]) == [Match(6, 9, "age", 0.5)]


def test_values_in_a_web_address_are_reported_beside_it() -> None:
    found = find("see https://example.com/?mail=jo@example.com now", names=False)
    assert {match.category for match in found} == {"web-address", "email"}


@pytest.mark.parametrize(
    "text",
    [
        "The budget rose by £4300937567 to 9,434,765,919 in 2022-23, or 12.5%.",
        "Upgrade from version 10.20.130.40 to 10.21.0.1.",
        "ISBN 978-0-306-40615-7, order 4101459983, invoice 12345678.",
        "See sections 1.2.3.4 and 12/34A of the Act; form SA100; tables A1 to B12.",
        "for i in range(10): x[i] = 0x7fab123456c0de",
        "",
        "\x00" * 100,
        " " * 10_000,
        "@" * 5_000,
    ],
)
def test_nothing_is_found_in_what_is_not_personal(text: str) -> None:
    assert kinds(text, names=False) == {}


PIECES = st.sampled_from(
    [
        "QQ123456A",
        "NHS no ",
        "999 026 0788",
        "dob ",
        "1/2/1970",
        "jo@example.com",
        "\n",
        "\r\n",
        ",",
        "\t",
        "|",
        '"',
        "\x00",
        "é",
        "ż",
        "日本",
        "😀",
        "\ud800",
        "\u00a0",
        "SW1A 2AA",
        "Tel ",
        "020 7946 0018",
        "https://",
        "@joe",
        "::",
        "0" * 30,
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30).map("".join))
def test_places_are_in_the_text_and_matches_of_one_category_never_overlap(text: str) -> None:
    found = find(text, names=False)
    assert all(0 <= match.start < match.end <= len(text) for match in found)
    assert all(match.category in CATEGORIES and 0.5 <= match.confidence <= 1 for match in found)
    for category in {match.category for match in found}:
        ends = [(match.start, match.end) for match in found if match.category == category]
        assert all(left[1] <= right[0] for left, right in pairwise(ends))


def test_a_long_line_without_spaces_is_done_in_a_moment() -> None:
    dice = random.Random(3)
    text = "".join(dice.choice(string.ascii_letters + string.digits + "@.-") for _ in range(200_000))
    assert isinstance(find(text, names=False), list)


def test_the_command_prints_places_and_never_values() -> None:
    result = CliRunner().invoke(main, ["find", "--no-names", "NINO QQ123456A."])
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"start": 5, "end": 14, "category": "national-insurance-number", "confidence": 0.98}
    ]
    assert "QQ" not in result.output


def test_the_command_reads_standard_input() -> None:
    result = CliRunner().invoke(main, ["find", "-", "--no-names"], input="\ufeffé jo@example.com".encode())
    assert json.loads(result.stdout) == {"start": 2, "end": 16, "category": "email", "confidence": 0.95}


def test_the_command_uses_a_folder_of_more_recognisers(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("more")
    text = (
        'name = "visitor-pass"\ntitle = "Pass"\ncategory = "staff-number"\nsources = ["x"]\npattern = "VP-[0-9]{5}"\n'
    )
    (folder / "visitor-pass.toml").write_text(text, "utf-8")
    result = CliRunner().invoke(main, ["find", "--no-names", "--recognisers", str(folder), "pass VP-12345"])
    assert [json.loads(line)["category"] for line in result.stdout.splitlines()] == ["staff-number"]


def test_a_bad_folder_of_recognisers_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("name = 1", "utf-8")
    result = CliRunner().invoke(main, ["find", "--recognisers", str(tmp_path), "QQ123456A"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'name' must be a text" in result.stderr
    assert kinds("QQ123456A", names=False) == {"QQ123456A": "national-insurance-number"}


def test_the_command_keeps_what_it_compiled_for_its_user_and_never_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = tmp_path / "work" / ".guardbook" / "compiled"
    planted.mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.delenv("GUARDBOOK_HOME", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert CliRunner().invoke(main, ["find", "--no-names", "NINO QQ123456A."]).exit_code == 0
    assert list(planted.iterdir()) == []
    assert [path.suffix for path in (tmp_path / "cache" / "guardbook" / "compiled").iterdir()] == [".hsdb"]
    (tmp_path / "file").touch()
    unusable = CliRunner(env={"GUARDBOOK_HOME": str(tmp_path / "file")})
    assert '"national-insurance-number"' in unusable.invoke(main, ["find", "--no-names", "NINO QQ123456A."]).stdout


def test_a_look_at_one_line_starts_without_the_libraries_of_tables() -> None:
    program = "import sys, guardbook, guardbook.detect.engine as e; guardbook.find('Jo Smith, 1 High Street', engine="
    program += "e.Engine([])); sys.exit(' '.join({'numpy', 'pyarrow', 'hyperscan'} & sys.modules.keys()))"
    ended = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert ended.stderr.split() == ["hyperscan"]
