"""JSON documents and JSON lines: lists of records become tables, everything else lines, and depth does no harm."""

import json
from io import BytesIO

import pytest

from guardbook.content import Source
from guardbook.readers import Reading, json_text
from tests.library.readers.planted import read_whole

PERSON = {"name": "Anne Example", "address": {"town": "Leeds", "lines": ["Flat 1", "2 Example Street"]}, "age": 41}


@pytest.fixture(params=["at once", "in a stream"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read documents both ways: small ones are parsed at once, large ones in a stream."""
    if request.param == "in a stream":
        monkeypatch.setattr(json_text, "SMALL", 0)


pytestmark = pytest.mark.usefixtures("way")


def document(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def test_a_list_of_records_is_a_table_with_dotted_keys_as_headings() -> None:
    seen = read_whole(document([PERSON] * 4), "people.json")
    assert seen.headers == [("name", "address.town", "address.lines", "age")]
    assert seen.visible_rows == [["Anne Example", "Leeds", "Flat 1; 2 Example Street", "41"]] * 4


def test_records_within_records_are_a_table_of_their_own() -> None:
    seen = read_whole(document([{"name": "Anne", "children": [{"child": "CHILD-MARK"}] * 2}] * 3), "families.json")
    assert ("child",) in seen.headers
    assert ([["CHILD-MARK"]] * 6, None) in seen.tables


def test_a_list_below_a_key_is_a_table() -> None:
    seen = read_whole(document({"count": 3, "results": [{"email": f"n{n}@example.org"} for n in range(3)]}), "api.json")
    assert seen.headers == [("email",)]
    assert seen.codes("count: 3") == {None}


def test_a_single_object_is_lines_of_key_and_value() -> None:
    seen = read_whole(document({"person": {"forename": "Anne", "email": {"value": "a@example.org"}}}), "one.json")
    assert "forename: Anne" in seen.visible
    assert "email value: a@example.org" in seen.visible


def test_keys_that_are_data_become_a_column() -> None:
    people = {f"n{n}@example.org": {"town": "Leeds"} for n in range(4)}
    seen = read_whole(document(people), "keyed.json")
    assert seen.visible_rows[0] == ["n0@example.org", "Leeds"]


def test_lists_of_lists_are_rows_without_headings() -> None:
    seen = read_whole(document([["Name", "Town"], ["Anne", "Leeds"], ["Bob", "York"]]), "rows.json")
    assert seen.visible_rows[1] == ["Anne", "Leeds"]
    assert seen.headers == [None]


@pytest.mark.parametrize("value", [True, None, [], {}, "text", 5, [None], [[]], {"a": []}])
def test_any_value_is_read_without_a_problem(value: object) -> None:
    assert not read_whole(document([value, value]), "v.json").problems


def test_numbers_keep_the_digits_they_are_written_with() -> None:
    seen = read_whole(
        b'[{"n": 4111111111111111, "x": 1.50}, {"n": 12345678901234567890, "x": 2}, {"n": 3, "x": 1}]', "n.json"
    )
    assert seen.visible_rows[0][0] == "4111111111111111"
    assert seen.visible_rows[1][0] == "12345678901234567890"


@pytest.mark.parametrize("pair", [("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
def test_deep_nesting_is_read_and_does_not_crash(pair: tuple[str, str]) -> None:
    data = f'{pair[0] * 50_000}"DEEP-MARK"{pair[1] * 50_000}'.encode()
    parts = list(json_text.read(Source(BytesIO(data), "deep.json"), Reading()))
    assert any("DEEP-MARK" in getattr(part, "text", "") for part in parts)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_any_encoding_is_read(encoding: str) -> None:
    data = json.dumps([{"name": "Zoë"}] * 3, ensure_ascii=False).encode(encoding)
    assert read_whole(data, "e.json").visible_rows == [["Zoë"]] * 3


def test_a_document_cut_off_is_a_problem_and_all_of_it_is_read() -> None:
    data = document([PERSON] * 2000 + [{"name": "LAST-MARK"}])[:-2]
    seen = read_whole(data, "cut.json")
    assert seen.codes("LAST-MARK") == {None}


def test_json_lines_are_a_table_and_a_broken_line_is_read_as_text() -> None:
    lines = [json.dumps(PERSON)] * 5 + ["{broken BROKEN-MARK"] + [json.dumps({"other": "OTHER-MARK"})]
    seen = read_whole("\n".join(lines).encode(), "people.jsonl")
    assert seen.codes("BROKEN-MARK") == seen.codes("OTHER-MARK") == {None}
    assert len(seen.visible_rows) == 6
    assert seen.problems == ["1 line is not sound JSON: read as text"]


def test_many_json_lines_are_read_in_pieces_of_bounded_size() -> None:
    lines = "\n".join(json.dumps({"number": number}) for number in range(50_000))
    seen = read_whole(lines.encode(), "many.jsonl")
    assert len(seen.tables) == 3
    assert len(seen.visible_rows) == 50_000


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_key_that_comes_again_hides_no_value(name: str) -> None:
    line = '{"name": "MARK", "town": "Leeds", "name": "shown"}\n'
    seen = read_whole((line if name == "a.json" else line * 2).encode(), name)
    streamed = name == "a.json" and not json_text.SMALL
    assert (seen.codes("MARK"), seen.codes("shown")) == ({None if streamed else "shadowed-key"}, {None})


def test_a_key_that_comes_again_in_a_large_document_hides_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "SMALL", 10)
    seen = read_whole(b'{"list": [{"name": "MARK", "name": "shown"}, {"name": "x"}, {"name": "y"}]}', "a.json")
    assert seen.codes("MARK") == seen.codes("shown") == {None}
    assert ("name", "name 2") in seen.headers


def test_keywords_of_linked_data_are_no_names_on_social_media() -> None:
    seen = read_whole(document({"@id": "https://example.org/1", "@khan_writes": 3}), "linked.json")
    assert seen.visible.splitlines() == ["id: https://example.org/1", "@khan_writes: 3"]
