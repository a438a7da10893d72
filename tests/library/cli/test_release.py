"""The commands of the release check: what they print, where they write, and how they end."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from guardbook.cli import main
from guardbook.release.declaration import parse_declaration

CLEAR = "Area,Visits\nLeeds,120\nYork,80\nHull,75\n"
LEAK = "Name,Email\nAnn Smith,ann.smith@example.org\nOmar Khan,omar.khan@example.org\nMary Jones,mary@example.org\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")  # a reason is one line
    Path("clear.csv").write_text(CLEAR)
    Path("leak.csv").write_text(LEAK)
    Path("names.toml").write_text('columns = ["Name"]\nallow = ["person-name"]\n')


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_clear_file_ends_with_0_and_says_so() -> None:
    ended = run("check", "clear.csv")
    assert (ended.exit_code, ended.output) == (0, "Clear: nothing in it goes beyond what was declared.\n")


def test_a_leak_ends_with_1_and_the_first_line_says_what_to_do() -> None:
    ended = run("check", "leak.csv")
    first, *rest = ended.output.splitlines()
    assert ended.exit_code == 1
    assert first == "Blocked: do not release it. 2 things must go, or be declared."
    assert len(rest) == 2 and all("[undeclared-category]" in line for line in rest)


def test_json_is_one_object_for_one_file() -> None:
    verdict = json.loads(run("check", "leak.csv", "--json").output)
    assert list(verdict) == ["file", "sha256", "verdict", "reasons"]
    assert list(verdict["reasons"][0]) == ["code", "severity", "location", "category", "count", "message"]
    assert (verdict["file"], verdict["verdict"]) == ("leak.csv", "blocked")
    assert re.fullmatch("[0-9a-f]{64}", verdict["sha256"])


def test_json_is_one_line_for_each_of_several_and_the_worst_counts() -> None:
    Path("broken.xlsx").write_bytes(b"PK\x03\x04")
    ended = run("check", "clear.csv", "leak.csv", "broken.xlsx", "gone.csv", "--json")
    assert [json.loads(line)["verdict"] for line in ended.output.splitlines()] == [
        "clear", "blocked", "unreadable", "unreadable",
    ]  # fmt: skip
    assert ended.exit_code == 2
    assert run("check", "clear.csv", "leak.csv").exit_code == 1


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    ended = run("check", str(tmp_path))
    assert ended.exit_code == 2
    assert "name the files themselves" in ended.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--allow", "emial"), "did you mean email?"),
        (("--allow", "email", "--declaration", "names.toml"), "give --declaration or --allow, not both"),
        (("--declaration", "gone.toml"), "does not exist"),
    ],
)
def test_bad_usage_ends_with_2_and_the_remedy(arguments: tuple[str, ...], told: str) -> None:
    ended = run("check", "leak.csv", *arguments)
    assert ended.exit_code == 2
    assert told in ended.output


def test_what_is_allowed_may_appear() -> None:
    assert run("check", "leak.csv", "--allow", "email,person-name").exit_code == 0
    assert run("check", "leak.csv", "--allow", "email").exit_code == 1


def test_a_declaration_beside_a_file_is_its_own() -> None:
    Path("leak.csv.toml").write_text('columns = ["Name", "Email"]\nallow = ["person-name", "email"]\n')
    assert run("check", "leak.csv", "clear.csv", "--beside").exit_code == 0
    assert run("check", "leak.csv").exit_code == 1


def test_a_proposed_declaration_clears_what_shows_and_names_what_is_hidden() -> None:
    proposed = run("declare", "leak.csv")
    assert proposed.exit_code == 0
    declaration = parse_declaration(proposed.output)
    assert declaration.columns == ("Name", "Email")
    assert declaration.allow == {"person-name", "email"}
    assert "Ann" not in proposed.output and "example.org" not in proposed.output
    assert run("declare", "leak.csv", "-o", "d.toml").exit_code == 0
    assert run("check", "leak.csv", "--declaration", "d.toml").exit_code == 0
    again = run("declare", "leak.csv", "-o", "d.toml")
    assert (again.exit_code, "exists already" in again.output) == (2, True)


def test_a_clean_copy_has_what_was_declared_and_nothing_else() -> None:
    ended = run("clean", "leak.csv", "-o", "copy.csv", "--declaration", "names.toml")
    assert (ended.exit_code, ended.output) == (0, "copy.csv is written and clear.\n")
    assert Path("copy.csv").read_text("utf-8") == "Name\nAnn Smith\nOmar Khan\nMary Jones\n"
    assert Path("leak.csv").read_text() == LEAK


def test_what_would_still_be_blocked_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    ended = run("clean", "leak.csv", "-o", "copy.csv")
    assert ended.exit_code == 1
    assert ended.output.startswith("Refused: what would be left is still not clear")
    assert sorted(tmp_path.iterdir()) == before


def test_a_copy_replaces_nothing_unasked() -> None:
    Path("copy.csv").write_text("mine")
    ended = run("clean", "leak.csv", "-o", "copy.csv", "--declaration", "names.toml")
    assert (ended.exit_code, Path("copy.csv").read_text()) == (2, "mine")
    assert "exists already" in ended.output
    assert run("clean", "leak.csv", "-o", "copy.csv", "--declaration", "names.toml", "--force").exit_code == 0
    itself = run("clean", "leak.csv", "-o", "leak.csv", "--declaration", "names.toml", "--force")
    assert (itself.exit_code, Path("leak.csv").read_text()) == (2, LEAK)


def test_what_cannot_be_read_cannot_be_cleaned() -> None:
    Path("broken.xlsx").write_bytes(b"PK\x03\x04")
    ended = run("clean", "broken.xlsx", "-o", "copy.xlsx")
    assert ended.exit_code in (1, 2)
    assert not Path("copy.xlsx").exists()


@pytest.fixture
def keys() -> None:
    for name in ("ann", "ben"):
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", f"{name}.pem"], check=True)
        subprocess.run(["openssl", "pkey", "-in", f"{name}.pem", "-pubout", "-out", f"{name}.pub"], check=True)


def _certify(file: str, *more: str) -> Result:
    return run("certify", file, "--declaration", "names.toml", *more)


@pytest.mark.usefixtures("keys")
def test_two_people_sign_and_one_changed_byte_undoes_it() -> None:
    Path("names.csv").write_text("Name\nAnn Smith\nOmar Khan\nMary Jones\n")
    assert _certify("names.csv", "--key", "ann.pem", "--signer", "Ann, press office", "-o", "one.json").exit_code == 0
    assert _certify("names.csv", "--key", "ben.pem", "--also", "one.json", "-o", "two.json").exit_code == 0
    Path("both.pub").write_text(Path("ann.pub").read_text() + Path("ben.pub").read_text())
    both = run("verify", "names.csv", "two.json", "--trust", "both.pub", "--signers", "2")
    assert both.exit_code == 0
    assert "signed by Ann, press office" in both.output
    assert run("verify", "names.csv", "two.json", "--trust", "ann.pub", "--signers", "2").exit_code == 1
    assert run("verify", "names.csv", "two.json").exit_code == 1
    Path("names.csv").write_text("Name\nAnn Smith\nOmar Khan\nMary Jonas\n")
    ended = run("verify", "names.csv", "two.json", "--trust", "both.pub", "--json")
    assert ended.exit_code == 1
    assert json.loads(ended.output)["why_not"] == [
        "the file is not the one that was certified: at least one byte differs"
    ]


@pytest.mark.usefixtures("keys")
def test_a_name_claimed_with_an_unknown_key_is_not_repeated() -> None:
    Path("names.csv").write_text("Name\nAnn Smith\nOmar Khan\nMary Jones\n")
    assert _certify("names.csv", "--key", "ann.pem", "-o", "one.json").exit_code == 0
    assert _certify("names.csv", "--key", "ben.pem", "--signer", "The minister", "--also", "one.json", "-o", "two.json")
    ended = run("verify", "names.csv", "two.json", "--trust", "ann.pub")
    assert ended.exit_code == 0
    assert "minister" not in ended.output


@pytest.mark.usefixtures("keys")
def test_a_blocked_file_is_not_certified() -> None:
    ended = _certify("leak.csv", "--key", "ann.pem", "-o", "one.json")
    assert ended.exit_code == 1
    assert ended.output.startswith("Not signed. Blocked")
    assert not Path("one.json").exists()


@pytest.mark.usefixtures("keys")
def test_a_second_signature_is_for_the_same_file_and_declaration() -> None:
    Path("names.csv").write_text("Name\nAnn Smith\nOmar Khan\nMary Jones\n")
    Path("more.csv").write_text("Name\nAnn Smith\nOmar Khan\nMary Walker\n")
    assert _certify("names.csv", "--key", "ann.pem", "-o", "one.json").exit_code == 0
    ended = _certify("more.csv", "--key", "ben.pem", "--also", "one.json", "-o", "two.json")
    assert (ended.exit_code, "is on another file" in ended.output) == (2, True)


def test_verify_needs_files_that_are_there() -> None:
    ended = run("verify", "clear.csv", "gone.json")
    assert (ended.exit_code, "gone.json cannot be read" in ended.output) == (2, True)
    ended = run("verify", "clear.csv", "leak.csv")
    assert (ended.exit_code, "leak.csv: it is no certificate" in ended.output) == (2, True)


def test_verdicts_come_in_the_order_of_the_files_however_many_at_a_time() -> None:
    names = [f"list{number}.csv" for number in range(6)]
    for number, name in enumerate(names):
        Path(name).write_text(LEAK if number % 2 else CLEAR)
    for jobs in ("1", "3"):
        told = [json.loads(line) for line in run("check", *names, "--jobs", jobs, "--json").output.splitlines()]
        assert [each["file"] for each in told] == names
        assert [each["verdict"] for each in told] == ["clear", "blocked"] * 3
