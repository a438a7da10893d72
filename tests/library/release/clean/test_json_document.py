"""Clean copies of JSON, JSON lines and GeoJSON."""

import json
from typing import Any

import pytest

from guardbook.release.clean import Refused
from tests.library.release.clean.copies import copy_of

COLUMNS = 'columns = ["name", "town"]\n'
OFFICES: list[dict[str, Any]] = [
    {"name": "Falmouth office", "town": "Falmouth", "head": "Dr Priya Raghunathan"},
    {"name": "Hexham office", "town": "Hexham"},
    {"name": "Oban office", "town": "Oban", "rent": None},
]


def test_undeclared_keys_of_records_go() -> None:
    copy = json.loads(copy_of(json.dumps(OFFICES), "offices.json", COLUMNS))
    assert copy == [{"name": each["name"], "town": each["town"]} for each in OFFICES]


def test_what_stands_beside_the_records_stays() -> None:
    document = {"title": "Offices", "meta": {"licence": "OGL"}, "items": OFFICES}
    copy = json.loads(copy_of(json.dumps(document), "offices.json", COLUMNS))
    assert (copy["title"], copy["meta"], len(copy["items"])) == ("Offices", {"licence": "OGL"}, 3)
    assert "head" not in copy["items"][0]


def test_keys_within_keys_are_declared_with_a_dot() -> None:
    records = [{"name": f"Quay {n}", "at": {"town": "Oban", "street": "Shore Street"}} for n in "ABC"]
    copy = json.loads(copy_of(json.dumps(records), "q.json", 'columns = ["name", "at.town"]\n'))
    assert copy[0] == {"name": "Quay A", "at": {"town": "Oban"}}


def test_records_within_records_lose_their_undeclared_keys_too() -> None:
    records = [{"name": f"Quay {n}", "staff": [{"town": "Oban", "born": "1971-02-03"}]} for n in "ABC"]
    copy = json.loads(copy_of(json.dumps(records), "q.json", COLUMNS))
    assert copy[0] == {"name": "Quay A", "staff": [{"town": "Oban"}]}


def test_the_last_of_several_values_under_one_key_stays() -> None:
    assert json.loads(copy_of('{"name": "closes in May", "name": "Oban office"}', "o.json")) == {"name": "Oban office"}


def test_numbers_stay_as_they_were_written() -> None:
    text = '{"a": 1.50, "b": 1e400, "c": 12345678901234567890123, "d": -0.0}\n'
    assert copy_of(text, "n.json").decode() == text


def test_a_document_of_many_lines_stays_one_of_many_lines() -> None:
    text = json.dumps(OFFICES[1:], indent=2) + "\n"
    assert copy_of(text, "o.json").decode() == text


def test_two_documents_in_one_file_are_refused() -> None:
    with pytest.raises(Refused, match="more than one"):
        copy_of('{"name": "Oban office"} {"name": "Hexham office"}', "o.json")


@pytest.mark.parametrize("text", ['{"name": "Oban', '[{"name": 1}] // remark', "{'name': 1}"])
def test_what_is_no_sound_json_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        copy_of(text, "o.json")


def test_lists_in_lists_are_refused_where_columns_are_declared() -> None:
    with pytest.raises(Refused, match="without keys"):
        copy_of('[["a", "b"], ["c", "d"], ["e", "f"]]', "o.json", COLUMNS)


def test_values_within_thousands_of_lists_are_refused() -> None:
    with pytest.raises(Refused):
        copy_of("[" * 20_000 + "]" * 20_000, "o.json")


def test_json_lines_lose_their_undeclared_keys_line_by_line() -> None:
    text = "".join(json.dumps(each) + "\n" for each in OFFICES)
    copy = copy_of(text, "offices.jsonl", COLUMNS).decode().splitlines()
    assert [json.loads(line) for line in copy] == [{"name": each["name"], "town": each["town"]} for each in OFFICES]


def test_a_line_that_is_no_json_is_refused() -> None:
    text = "".join(json.dumps(each) + "\n" for each in OFFICES) + "{broken\n"
    with pytest.raises(Refused, match="lines"):
        copy_of(text, "offices.jsonl", COLUMNS)


def test_places_on_a_map_keep_where_they_are_and_their_declared_properties() -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [-3.98, 56.58]},
        "properties": {"town": "Kenmore", "owner": "Alasdair Kinnaird"},
    }
    document = {"type": "FeatureCollection", "features": [feature]}
    copy = json.loads(copy_of(json.dumps(document), "map.geojson", COLUMNS))
    assert copy["features"] == [feature | {"properties": {"town": "Kenmore"}}]
