"""XML: repeated elements as tables, the rest as labelled lines, no entity ever multiplied."""

import time

import pytest

from tests.library.readers.planted import Seen, read_whole

PEOPLE = "".join(
    f"<person id='{number}'><name><first>Anne</first><last>Example{number}</last></name><born>1990</born></person>"
    for number in range(4)
)


def xml(text: str) -> Seen:
    return read_whole(f"<?xml version='1.0'?>{text}".encode(), "data.xml")


def test_repeated_elements_are_rows_headed_by_their_tags() -> None:
    seen = xml(f"<staff><title>All staff</title>{PEOPLE}</staff>")
    assert seen.headers == [("id", "first", "last", "born")]
    assert seen.visible_rows == [[str(number), "Anne", f"Example{number}", "1990"] for number in range(4)]
    assert seen.visible == "title: All staff"


def test_records_of_several_groups_make_one_table() -> None:
    groups = "".join(
        f"<team><name>T{number}</name><code>{number}</code><people>{PEOPLE}</people></team>" for number in range(3)
    )
    seen = xml(f"<staff>{groups}</staff>")
    assert sorted(len(rows) for rows, _ in seen.tables) == [3, 12]


def test_rows_of_equal_cells_keep_their_order_as_columns() -> None:
    row = "<Row><Cell><Data Type='String'>{}</Data></Cell><Cell><Data Type='Number'>{}</Data></Cell></Row>"
    rows = [[f"Anne {number}", str(number)] for number in range(5)]
    assert xml("<Table>" + "".join(row.format(*cells) for cells in rows) + "</Table>").visible_rows == rows


def test_single_values_are_lines_labelled_by_their_tags() -> None:
    seen = xml("<c:case xmlns:c='u'><c:name>Anne Example</c:name><c:town code='7'>Leeds</c:town></c:case>")
    assert seen.visible.splitlines() == ["name: Anne Example", "code: 7", "town: Leeds"]


def test_prose_stays_one_line_with_the_elements_in_it() -> None:
    seen = xml("<letter><p>Dear <b>Anne</b> Ex<i ref='MARK'>ample</i>,</p></letter>")
    assert "p: Dear Anne Example," in seen.visible
    assert seen.codes("MARK") == {None}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<a><!-- MARK --></a>", "xml-comment"),
        ("<a><?note MARK?></a>", "xml-instruction"),
        ("<!DOCTYPE a [<!ENTITY x 'MARK'>]><a>&x;</a>", "xml-instruction"),
        ("<a><b>1</b>MARK</a>", None),
        ("<a>MARK<b><c>1</c><d>2</d></b></a>", None),
        ("<a>text <b><c>MARK</c><d>2</d></b></a>", None),
        ("<a>text <b x='MARK'>1</b></a>", None),
        ("<a><b/>MARK</a>", None),
        ("<a><![CDATA[MARK]]></a>", None),
        ("<a>" + "<b>" * 50 + "MARK" + "</b>" * 50 + "</a>", None),
        ("<a>" + "<b>1</b>" * 5000 + "<b>MARK</b></a>", None),
        ("<a>" + "<b>x</b> y " * 9000 + "<c>MARK</c></a>", None),
        ("<a>" + "".join(f"<b{n}>1</b{n}>" for n in range(5000)) + "<c>MARK</c></a>", None),
    ],
)
def test_what_is_planted_is_found_under_its_code(text: str, code: str | None) -> None:
    assert xml(text).codes("MARK") == {code}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-5", "windows-1251"])
def test_the_declared_encoding_is_used(encoding: str) -> None:
    data = f"<?xml version='1.0' encoding='{encoding}'?><name>Иван</name>".encode(encoding)
    assert read_whole(data, "name.xml").visible == "name: Иван"


@pytest.mark.parametrize(
    "fault",
    ["Anne & MARK", "<b x='MARK' x='2'/>", "</c>MARK", "<b MARK>", "MARK"],
)
def test_from_a_fault_on_the_rest_is_plain_text(fault: str) -> None:
    seen = xml(f"<a><name>Bob</name>{fault}")
    assert len(seen.problems) == 1
    assert seen.codes("MARK") == {None}
    assert "Bob" in seen.visible


def test_control_characters_do_not_stop_the_parser() -> None:
    assert xml("<name>Anne\x01Example\x00</name>").visible == "name: Anne Example"


@pytest.mark.parametrize(
    "bomb",
    [
        "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
            f"<!ENTITY a{n} '{'&a;' * 10 if not n else f'&a{n - 1};' * 10}'>" for n in range(9)
        ) + "]><a>&a8;</a>",
    ],
)  # fmt: skip
def test_entities_of_entities_are_refused(bomb: str) -> None:
    started = time.monotonic()
    assert xml(bomb).problems == ["it defines entities by other entities, as only a bomb does"]
    assert time.monotonic() - started < 1


def test_an_entity_from_a_file_is_not_fetched() -> None:
    seen = xml("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>")
    assert seen.visible == "a: &x;"


def test_a_long_entity_in_attributes_does_not_multiply() -> None:
    started = time.monotonic()
    seen = xml(f"<!DOCTYPE a [<!ENTITY x '{'A' * 50_000}'>]><a b='{'&x;' * 50_000}'/>")
    assert seen.problems
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("text", ["<a>" * 300_000, "<a>" + "<b>x" * 100_000, "<a>" + "<b>x</b>" * 100_000])
def test_deep_and_endless_files_take_bounded_time(text: str) -> None:
    started = time.monotonic()
    assert xml(text).problems
    assert time.monotonic() - started < 10


def test_a_timed_track_is_told_from_places() -> None:
    points = "".join(
        f"<trkpt lat='52.0{number}' lon='-2.1'>{{}}<ele>3</ele></trkpt>".format(f"<time>07:0{number}</time>")
        for number in range(5)
    )
    track = f"<trk><name>Walk</name><trkseg>{points}</trkseg></trk>"
    seen = xml(f"<gpx><wpt lat='52.1' lon='-2.2'><name>Quay</name></wpt>{track}</gpx>")
    assert (seen.headers, seen.visible_rows[0]) == ([("geolocation", "time", "ele")], ["52.00, -2.1", "07:00", "3"])
    assert {"wpt: Quay", "lat: 52.1", "trk: Walk"} <= set(seen.visible.splitlines())


def test_a_path_without_times_has_the_columns_of_its_file() -> None:
    points = "".join(f"<trkpt lat='52.0{number}' lon='-2.1'/>" for number in range(5))
    assert xml(f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>").headers == [("lat", "lon")]


def test_a_timed_track_of_a_map_is_told() -> None:
    track = "".join(
        f"<when>2025-01-01T07:0{number}:00Z</when><gx:coord>-2.1 52.{number} 0</gx:coord>" for number in range(5)
    )
    assert "geolocation: -2.1 52.1 0" in xml(f"<kml><gx:Track>{track}</gx:Track></kml>").visible


@pytest.mark.parametrize(
    ("root", "better"),
    [
        (
            "<?mso-application progid='Excel.Sheet'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
            "XLSX",
        ),
        ('<Workbook xmlns:office="u" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">', "ODS"),
    ],
)
def test_a_workbook_in_one_xml_file_is_read_and_its_hidden_parts_are_a_problem(root: str, better: str) -> None:
    seen = xml(f"{root}<Row><Cell>MARK</Cell></Row></Workbook>")
    assert seen.codes("MARK") == {None}
    assert seen.problems == [f"what is hidden in it cannot be told from what shows: save it as {better}"]
