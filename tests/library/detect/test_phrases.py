"""Recognisers of what is said of a person: what leads up to a value, vocabularies, words that follow at once."""

import pytest

from guardbook.detect.engine import Engine
from guardbook.detect.recogniser import read_text
from guardbook.detect.validators import load
from guardbook.errors import RecogniserError

BASE = 'name = "r"\ntitle = "R"\ncategory = "health"\nsources = ["https://example.org"]\n'


def found(toml: str, text: str) -> list[str]:
    engine = Engine([read_text(BASE + toml, "r.toml")])
    return [text[match.start : match.end] for match in engine.scan(text)]


def test_what_leads_up_to_a_value_is_not_part_of_it() -> None:
    toml = "lead = '(?i)cause of death: ?'\npattern = '[a-z]+'\nconfidence = 0.9"
    assert found(toml, "CAUSE OF DEATH: sepsis. Cause: unknown") == ["sepsis"]


def test_any_case_of_a_lead_does_not_spread_to_the_value() -> None:
    toml = "lead = '(?i)score '\npattern = '[A-Z]{2}'\nconfidence = 0.9"
    assert found(toml, "Score AB, score cd") == ["AB"]


def test_the_longest_phrase_of_a_vocabulary_is_found_within_a_pattern() -> None:
    toml = "lead = '(?i)has '\npattern = '{words}'\nwords = ['diabetes', 'type 2 diabetes']\nconfidence = 0.9"
    assert found(toml, "He has Type 2\nDiabetes, she has diabetes.") == ["Type 2\nDiabetes", "diabetes"]


def test_a_vocabulary_in_a_pattern_without_a_lead_is_looked_for_by_its_words() -> None:
    toml = "pattern = '[A-Z][a-z]+ has (?P<value>{words})'\nwords = ['gout', 'asthma']\nconfidence = 0.9"
    assert found(toml, "Maria has asthma, gout is painful") == ["asthma"]


def test_a_word_that_lowers_and_follows_at_once_decides() -> None:
    toml = "words = ['Catholic']\nconfidence = 0.2\ncontext = ['is a']\nagainst = ['school']"
    assert found(toml, "He is a Catholic.") == ["Catholic"]
    assert found(toml, "It is a Catholic school.") == []


def test_abbreviations_count_in_capitals_alone() -> None:
    toml = "words = ['CKD']\nconfidence = 0.2\ncontext = ['hx']\nvalidator = 'capitals'"
    assert found(toml, "Hx CKD") == ["CKD"]
    assert found(toml, "hx ckd") == []


@pytest.mark.parametrize("name", ["nothing", "stdnum:pl.nothing", "../secrets", "os", "stdnum:util"])
def test_a_validator_that_does_not_exist_is_named(name: str) -> None:
    with pytest.raises(RecogniserError, match="validator"):
        load(name)
