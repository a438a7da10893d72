"""Recognisers as data: every one that comes with Guardbook does what its file says, and a bad file is refused."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from guardbook.categories import CATEGORIES
from guardbook.cli import main
from guardbook.detect.check import Failure, check, unmark
from guardbook.detect.engine import Engine
from guardbook.detect.recogniser import OWN, Recogniser, built_in, read_folder, read_text
from guardbook.errors import RecogniserError

GOOD = """
name = "visitor-pass"
title = "Visitor pass"
category = "staff-number"
sources = ["Facilities handbook"]
pattern = 'VP-[0-9]{5}'
confidence = 0.8
examples = ["pass ⟦VP-12345⟧", "⟦VP-00001⟧.", "a ⟦VP-22222⟧ b", "(⟦VP-33333⟧)", "⟦VP-44444⟧"]
counterexamples = ["VP-1", "VP", "XVP-12345", "VP-123456", "vp-12345"]
lookalikes = ["VP-12-34", "VP 12345", "VPX-12345", "VP_12345", "MVP-12345"]
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(built_in())


@pytest.mark.parametrize("recogniser", built_in(), ids=lambda recogniser: recogniser.name)
def test_a_recogniser_finds_its_examples_and_nothing_in_its_counterexamples_and_lookalikes(
    recogniser: Recogniser, engine: Engine
) -> None:
    assert list(check(recogniser, engine)) == []


@pytest.mark.parametrize("recogniser", built_in(), ids=lambda recogniser: recogniser.name)
def test_a_recogniser_is_named_as_its_file_and_says_where_its_rule_comes_from(recogniser: Recogniser) -> None:
    assert Path(recogniser.path).stem == recogniser.name
    assert recogniser.category in CATEGORIES
    assert all(recogniser.sources)


def test_what_comes_with_guardbook_passes_the_checks_of_a_persons_own() -> None:
    assert read_folder(OWN) == built_in()


def test_every_number_of_the_united_kingdom_has_a_recogniser() -> None:
    known = {recogniser.name for recogniser in built_in()}
    assert known >= {
        "national-insurance-number",
        "nhs-number",
        "chi-number",
        "learner-number",
        "pupil-number",
        "taxpayer-reference",
        "vat-number",
        "pnc-number",
        "cro-number",
        "prison-number",
        "probation-case-number",
        "sort-code",
        "account-number",
        "driving-licence-number",
        "passport-number",
        "passport-mrz",
        "vehicle-registration",
        "postcode",
        "uprn",
        "phone",
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("name =", "nam ="), "unknown key 'nam'"),
        (('title = "Visitor pass"', ""), "'title' is missing"),
        (('"staff-number"', '"pass"'), "category 'pass' is not one Guardbook knows"),
        (("VP-[0-9]{5}", "VP-[0-9"), "pattern is not a regular expression"),
        (("confidence = 0.8", "confidence = 8"), "'confidence' must be between 0 and 1"),
        (("confidence = 0.8", 'confidence = "high"'), "'confidence' must be a number"),
        (("confidence = 0.8", "near = true"), "'near' must be a whole number"),
        (("confidence = 0.8", "column_alone = 1"), "'column_alone' must be true or false"),
        (("confidence = 0.8", 'context = "pass"'), "'context' must be a list of texts"),
        (("confidence = 0.8", 'edges = "round"'), "'edges' must be one of"),
        (("confidence = 0.8", 'validator = "os"'), "validator 'os'"),
        (("confidence = 0.8", 'validator = "../../os"'), "validator '../../os'"),
        (('title = "', "title = "), "is not valid TOML"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_what_is_wrong(change: tuple[str, str], said: str) -> None:
    with pytest.raises(RecogniserError, match=r"^pass\.toml") as refusal:
        read_text(GOOD.replace(*change), "pass.toml")
    assert said in str(refusal.value)


def test_two_recognisers_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, "utf-8")
    (tmp_path / "b.toml").write_text(GOOD, "utf-8")
    with pytest.raises(RecogniserError, match=r"b\.toml: the name 'visitor-pass' is taken by .*a\.toml"):
        read_folder(tmp_path)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(GOOD.encode("utf-16"))
    with pytest.raises(RecogniserError, match="UTF-8"):
        read_folder(tmp_path)


def test_a_pattern_the_native_engine_does_not_take_is_refused_with_its_file() -> None:
    recogniser = read_text(GOOD.replace("confidence", "anchor = 'x*'\nconfidence"), "pass.toml")
    with pytest.raises(RecogniserError, match=r"pass\.toml.*anchor"):
        Engine([recogniser])


def test_a_broken_example_counterexample_and_too_few_texts_are_failures() -> None:
    broken = GOOD.replace('"⟦VP-44444⟧"', '"⟦VP-4444⟧", "none"').replace('"vp-12345"', '"VP-12345"')
    recogniser = read_text(broken.replace('"VP-12-34", ', ""), "pass.toml")
    failures = list(check(recogniser, Engine([recogniser])))
    assert [(failure.kind, failure.text) for failure in failures] == [
        ("example", "⟦VP-4444⟧"),
        ("example", "none"),
        ("counterexample", "VP-12345"),
        ("file", ""),
    ]
    assert isinstance(failures[0], Failure)
    assert "only 4 look-alikes" in failures[-1].reason


def test_marks_are_taken_out_and_the_places_between_them_kept() -> None:
    assert unmark("a ⟦bc⟧ d⟦e⟧") == ("a bc de", {(2, 4), (6, 7)})


def test_the_command_lists_every_recogniser_as_json_without_its_examples() -> None:
    result = CliRunner().invoke(main, ["recognisers", "--json"])
    listed = [json.loads(line) for line in result.stdout.splitlines()]
    assert {line["name"] for line in listed} == {recogniser.name for recogniser in built_in()}
    assert all("examples" not in line and line["sources"] for line in listed)


def test_the_command_lists_recognisers_as_a_table() -> None:
    result = CliRunner().invoke(main, ["recognisers"], env={"COLUMNS": "140"})
    assert result.exit_code == 0
    assert "national-insurance-number" in result.stdout


def test_the_command_runs_a_folder_and_exits_1_when_an_example_fails(tmp_path: Path) -> None:
    (tmp_path / "visitor-pass.toml").write_text(GOOD, "utf-8")
    good = CliRunner().invoke(main, ["recognisers", "check", "--folder", str(tmp_path)])
    assert (good.exit_code, good.stdout) == (0, "1 recognisers, 0 failures\n")
    (tmp_path / "visitor-pass.toml").write_text(GOOD.replace("⟦VP-44444⟧", "⟦VP-444⟧"), "utf-8")
    bad = CliRunner().invoke(main, ["recognisers", "check", "--folder", str(tmp_path)])
    assert bad.exit_code == 1
    assert "visitor-pass.toml: example: '⟦VP-444⟧'" in bad.stdout


def test_the_command_refuses_a_bad_folder_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("name = 1", "utf-8")
    result = CliRunner().invoke(main, ["recognisers", "check", "--folder", str(tmp_path)])
    assert result.exit_code == 2
    assert "'name' must be a text" in result.stderr
