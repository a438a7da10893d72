"""Web pages: what a browser shows as lines and tables, and everything it does not show under its code."""

import time
from base64 import b64encode

import pytest

from tests.library.readers.planted import Seen, read_whole


def page(body: str, head: str = "") -> Seen:
    return read_whole(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "page.html")


def test_words_stay_whole_and_blocks_become_lines() -> None:
    seen = page("<div><p>Dear  <b>Anne</b> Ex<i>ample</i>,<br>12 High\n Street<br>Leeds</p><p>Thank you</p></div>")
    assert seen.visible == "Dear Anne Example,\n12 High Street\nLeeds\n\nThank you"


def test_preformatted_text_keeps_its_lines() -> None:
    assert page("<pre>12 High Street\n  Leeds</pre>").visible == "12 High Street\n  Leeds"


@pytest.mark.parametrize(
    "form",
    [
        "<dl><dt>Name</dt><dd>Anne Example</dd></dl>",
        "<label for=a>Name</label><input id=a value='Anne Example'>",
        "<table><tr><th>Name</th><td>Anne Example</td></tr><tr><th>Town</th><td>Leeds</td></tr></table>",
    ],
)
def test_a_form_keeps_each_label_beside_its_value(form: str) -> None:
    assert "Name: Anne Example" in " ".join(page(form).visible.split())


def test_a_table_of_data_is_a_table_with_its_headings() -> None:
    seen = page("<table><tr><th>Name<th>Town<tr><td>Anne<td>Leeds<tr><td>Bob<td>York</table>")
    assert (seen.headers, seen.visible_rows) == ([("Name", "Town")], [["Anne", "Leeds"], ["Bob", "York"]])


def test_cells_that_span_keep_the_columns_in_place() -> None:
    rows = "<tr><td rowspan=2>Leeds<td>Anne<td>1<tr><td>Bob<td>2<tr><td colspan=2>all<td>3"
    assert page(f"<table>{rows}</table>").visible_rows == [
        ["Leeds", "Anne", "1"],
        [None, "Bob", "2"],
        ["all", None, "3"],
    ]


def test_a_table_that_only_lays_out_is_text() -> None:
    seen = page(
        "<table><tr><td><table><tr><td>Anne<td>Example<tr><td>Bob<td>York</table><td>menu<tr><td>a<td>b</table>"
    )
    assert "Anne" in str(seen.visible_rows)
    assert "menu" in seen.visible


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<!-- MARK -->", "html-comment"),
        ("<p hidden>MARK</p>", "html-hidden-element"),
        ("<p style='color:red; DISPLAY : none'><b>MARK</b></p>", "html-hidden-element"),
        ("<template>MARK</template>", "html-hidden-element"),
        ("<p style='visibility:hidden'>MARK</p>", "html-hidden-element"),
        ("<p style='opacity:0'>MARK</p>", "html-hidden-element"),
        ("<p style='position:absolute;left:-9999px'>MARK</p>", "html-styled-away"),
        (f"<p style='position:absolute;left:-9999px'>MARK {'and more ' * 9}</p>", "html-hidden-element"),
        ("<p style='display:none'>MARK</p><script src=a.js></script>", "html-styled-away"),
        ("<p style='display:none'>MARK</p><script type='application/ld+json'>{}</script>", "html-hidden-element"),
        (f"<p style='display:none'>MARK {'and more ' * 9}</p><script src=a.js></script>", "html-hidden-element"),
        ("<table><tr><td>a<td>b<tr style='display:none'><td>MARK<td>c</table><script></script>", "html-hidden-element"),
        ("x</body></html>\n<!-- end -->\nMARK", None),
        ("<p style='height:0;overflow:hidden'>MARK</p>", "html-hidden-element"),
        ("<table hidden><tr><td>a<td>b<tr><td>MARK<td>c</table>", "html-hidden-element"),
        ("<p style='font-size:0'>MARK</p>", "unseen-text"),
        ("<p style='font-size:1px'>MARK</p>", "unseen-text"),
        ("<p style='color:#fff'>MARK</p>", "unseen-text"),
        ("<p>x <font color=white>MARK</font></p>", "unseen-text"),
        ("<p style='color:transparent'>MARK</p>", "unseen-text"),
        ("<div style='background:#003078'><p style='color: rgb(0, 48, 120)'>MARK</p></div>", "unseen-text"),
        ("<div style='background:#003078'><p style='color:white'>MARK</p></div>", None),
        ("<td bgcolor=black><font color=white>MARK</font></td>", None),
        ("<p class=button style='color:white'>MARK</p>", None),
        ("<div style='font-size:0'><p style='font-size:16px'>MARK</p></div>", None),
        ("<p style='opacity:0.9;font-size:0.9em;font-size:12px'>MARK</p>", None),
        ("<details><summary>More</summary>MARK</details>", None),
        ("<noscript>MARK</noscript>", "html-styled-away"),
        ("<div class='gem-c-cookie-banner' hidden><p>MARK</p></div>", "html-styled-away"),
        ("<nav><ul hidden><li>MARK</ul></nav>", "html-styled-away"),
        ("<button aria-controls=m>Open</button><div id=m hidden>MARK</div>", "html-styled-away"),
        ("<a class='govuk-skip-link' style='position:absolute;left:-9999px'>MARK</a>", "html-styled-away"),
        ("<span style='display:none;font-size:1px;color:#fff;max-height:0'>MARK</span>", "html-styled-away"),
        ("<div role=dialog style='display:none'>MARK</div>", "html-styled-away"),
        ("<iframe srcdoc='<p>MARK</p>'></iframe>", None),
        ("<iframe srcdoc='<p hidden>MARK</p>'></iframe>", "html-hidden-element"),
        ("<object data='data:text/plain,MARK'></object>", "embedded-file"),
        ("<p class='a away'>MARK</p>", "html-styled-away"),
        ("<input type=hidden name=x value=MARK>", "html-hidden-field"),
        ("<p data-person=MARK>x</p>", "html-attribute"),
        ("<p title=MARK>x</p>", "html-attribute"),
        ("<img src=x.png alt=MARK>", "alt-text"),
        ("<a href='mailto:MARK'>x</a>", "link-target"),
        ("<script>var person = 'MARK';</script>", "html-script"),
        ("<p onclick=\"show('MARK')\">x</p>", "html-script"),
        ("<meta name=author content=MARK>", "html-metadata"),
        ("<table><tr><td>a<td>b<tr hidden><td>MARK<td>c<tr><td>d<td>e</table>", "html-hidden-element"),
        ("<table><tr><td>a<td>b<tr><td>c<td><!--MARK-->d</table>", "html-comment"),
        ("<table><!-- MARK --><tr><td>a<td>b<tr><td>c<td>d</table>", "html-comment"),
        ("<p>MARK</p>", None),
        ("<textarea>MARK</textarea>", None),
        ("<select><option>MARK</select>", None),
        ("<p class=print>MARK</p>", None),
    ],
)
def test_what_is_planted_is_found_under_its_code(body: str, code: str | None) -> None:
    styles = "<style>.away { display: none } @media print { .print { display: none } }</style>"
    assert page(body, styles).codes("MARK") == {code}


@pytest.mark.parametrize(
    ("sheet", "body", "code"),
    [
        (".c1{color:#ffffff}", "<p class=c1>MARK</p>", "unseen-text"),
        ("body{background-color:#fff} .c1{color:#fefefe}", "<p><span class=c1>MARK</span></p>", "unseen-text"),
        ("@import url(https://example.org/css?family=fonts); .c1{color:white}", "<p class=c1>MARK</p>", "unseen-text"),
        (".c1{color:#fff} .c2{color:#000}", "<p class=c1><span class=c2>MARK</span></p>", None),
        (".c1{color:#fff} .c2{background:#1d70b8}", "<div class=c2><p class=c1>MARK</p></div>", None),
        (".c1{color:#fff;background:#1d70b8}", "<p class=c1>MARK</p>", None),
        (".c1{color:#fff} nav .c1{background:#1d70b8}", "<nav><p class=c1>MARK</p></nav>", None),
        (".c1{color:#fff} .hero{background:url(a.jpg)}", "<div class=hero><p class=c1>MARK</p></div>", None),
        (".c1{color:#fff;background-image:linear-gradient(#000,#333)}", "<p class=c1>MARK</p>", None),
        (".c1{color:#fff} .over{position:absolute}", "<p class=c1>MARK</p>", None),
        (".c1{color:#fff}", "<link rel=stylesheet href=a.css><p class=c1>MARK</p>", None),
        (".c1{color:#fff}", "<script src=a.js></script><p class=c1>MARK</p>", None),
    ],
)
def test_letters_in_the_colour_of_the_page_by_a_class_are_told_where_the_page_says_all(
    sheet: str, body: str, code: str | None
) -> None:
    assert page(body, f"<style>{sheet}</style>").codes("MARK") == {code}


def test_the_title_shows() -> None:
    assert page("x", "<title>Staff of MARK</title>").codes("MARK") == {None}


def test_a_file_within_an_address_is_read() -> None:
    seen = page("<a href='data:text/plain;base64,TUFSSw=='>x</a><img src='data:image/png;base64,AAAA'>")
    assert (seen.codes("MARK"), seen.problems) == ({"embedded-file"}, [])


def test_the_words_of_an_address_are_told_as_words() -> None:
    assert page("<a href='mailto:a@example.org?subject=Anne%20Example'>x</a>").codes("Anne Example") == {"link-target"}


def test_a_large_picture_within_a_page_is_told() -> None:
    assert len(page(f"<img src='data:image/png;base64,{'A' * 9000}'>").problems) == 1


@pytest.mark.parametrize(
    "data",
    [
        "<html><head><meta charset=iso-8859-1></head><body>René".encode("cp1252"),
        "<html><head><meta charset=windows-1251></head><body>Иван Иванович".encode("cp1251"),
        "<html><head><meta charset=utf-8></head><body>René".encode(),
        "<html><body>René".encode("utf-16"),
        "<html><body>René".encode(),
    ],
)
def test_the_encoding_is_the_declared_one_unless_the_bytes_say_better(data: bytes) -> None:
    assert read_whole(data, "page.html").visible in ("René", "Иван Иванович")


@pytest.mark.parametrize(
    "data",
    [
        b"<html><p>x<a title='MARK> no end",
        b"<html><p>x<a title='MARK></a></p></html>",
        b"<html>" + b"<div>" * 3000 + b"MARK",
        b"<html><p>x</p><!-- MARK",
        b"<html><p>x<script>MARK",
    ],
)
def test_nothing_is_lost_that_a_parser_would_leave_out(data: bytes) -> None:
    assert read_whole(data, "page.html").codes("MARK")


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" + b"<table><tr><td>" * 20_000,
        b"<html><table>" + b"<tr><td colspan=9999 rowspan=9999>a<td>b" * 1000,
        b"<html>" + b"<!--" * 200_000,
        b"<html><style>" + b"a{" * 200_000,
        b"<html>" + b"<b>" * 2000 + b"<i></i>" * 20_000,
    ],
)
def test_hostile_pages_take_bounded_time(data: bytes) -> None:
    started = time.monotonic()
    read_whole(data, "page.html")
    assert time.monotonic() - started < 10


def test_files_in_a_style_sheet_are_read_and_fonts_are_bulk() -> None:
    picture = b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'><text>MARK</text></svg>").decode()
    sheet = (
        f"<style>a{{background:url(data:image/svg+xml;base64,{picture})}} @font-face{{src:url('data:font/woff2;base64,"
    )
    seen = page("x", f"{sheet}{'A' * 9000}')}}</style>")
    assert {None} <= seen.codes("MARK")
    assert seen.problems == []
