"""Clean copies of web pages."""

import base64
import io
from contextlib import suppress
from typing import Any

import pytest
from lxml import html
from PIL import Image

from guardbook.release.clean import Refused
from tests.library.release.clean.copies import copy_of


def page(body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>News</title>{head}</head>'
        f"<body><h1>Works begin</h1>{body}</body></html>"
    )


def cleaned(body: str, declaration: str = "", head: str = "") -> str:
    return copy_of(page(body, head), "page.html", declaration).decode()


def test_what_shows_stays_with_its_structure() -> None:
    body = (
        '<p>Dredging <b>begins</b> in <a href="https://example.gov.uk/march">March</a>.</p><ul><li>One</li>'
        '<li>Two</li></ul><table><tr><th colspan="2">Depth</th></tr><tr><td>4</td><td>9</td></tr></table>'
    )
    assert cleaned(body).replace("\n", "") == (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>News</title></head><body>'
        f"<h1>Works begin</h1>{body}</body></html>"
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- closes in May -->",
        "<script>let plan = 'closes in May'</script>",
        "<template>closes in May</template>",
        "<p hidden>closes in May</p>",
        '<p style="display:none">closes in May</p>',
        '<p style="color:#fff">closes in May</p>',
        '<p style="font-size:0">closes in May</p>',
        '<p data-plan="closes in May">Open.</p>',
        '<p title="closes in May" class="closes" aria-description="closes in May">Open.</p>',
        '<input type="hidden" value="closes in May">',
        '<a href="data:text/plain,closes%20in%20May">Open.</a>',
        '<a href="javascript:closes()">Open.</a>',
        '<p onclick="closes()">Open.</p>',
        '<svg width="1"><metadata/><!-- closes --></svg>',
    ],
)
def test_what_does_not_show_goes(hidden: str) -> None:
    copy = cleaned(f"{hidden}<p>The quay stays open.</p>")
    assert "closes" not in copy
    assert "The quay stays open." in copy


def test_the_head_keeps_the_title_only() -> None:
    head = '<meta name="author" content="Office"><link rel="canonical" href="/news"><base href="/x">'
    assert '<head><meta charset="utf-8"><title>News</title></head>' in cleaned("<p>Open.</p>", head=head)


def test_what_the_page_s_style_sheet_hides_goes() -> None:
    copy = cleaned('<p class="draft">We close in May.</p><p>Open.</p>', head="<style>.draft{display:none}</style>")
    assert "May" not in copy


def test_a_link_to_a_person_goes_and_its_words_stay() -> None:
    copy = cleaned('<p><a href="mailto:gareth.llewellyn@example.gov.uk">Write to us</a></p>')
    assert "Write to us" in copy
    assert "llewellyn" not in copy


def test_links_within_the_page_still_lead_somewhere() -> None:
    copy = cleaned('<p><a href="#costs">Costs</a></p><h2 id="costs">Costs</h2><h2 id="unused">Other</h2>')
    assert 'href="#costs"' in copy
    assert 'id="costs"' in copy
    assert "unused" not in copy


def test_a_description_of_a_picture_stays_unless_it_tells_of_a_person() -> None:
    assert 'alt="A dredger at work"' in cleaned('<p><img src="/dredger.jpg" alt="A dredger at work"></p>')
    assert "Llewellyn" not in cleaned('<p><img src="/d.jpg" alt="Gareth Llewellyn, 07700 900123, off sick"></p>')


def test_a_picture_within_the_page_is_made_anew() -> None:
    picture, exif = io.BytesIO(), Image.Exif()
    exif[315] = "Gareth Llewellyn"
    Image.new("RGB", (40, 20), "navy").save(picture, "JPEG", exif=exif)
    address = "data:image/jpeg;base64," + base64.b64encode(picture.getvalue()).decode()
    tree: Any = html.fromstring(cleaned(f'<p><img src="{address}"></p>'))
    [source] = tree.xpath("//img/@src")
    data = base64.b64decode(source.partition(",")[2])
    assert b"Gareth" not in data
    with Image.open(io.BytesIO(data)) as copy:
        assert copy.size == (40, 20)


TABLE = (
    "<table><thead><tr><th>Rank</th><th>Officers</th><th>Station</th></tr></thead><tbody>"
    "<tr><td>Constable</td><td>4622</td><td>Knock</td></tr><tr><td>Sergeant</td><td>1090</td><td>Maydown</td></tr>"
    "<tr hidden><td>Inspector</td><td>402</td><td>Antrim</td></tr>"
    "<tr><td>Superintendent</td><td>68</td><td>Ladas</td></tr></tbody></table>"
)
COLUMNS = 'columns = ["Rank", "Officers"]\n'


def test_tables_keep_their_declared_columns_and_shown_rows() -> None:
    tree: Any = html.fromstring(cleaned(f"{TABLE}<p>At 31 March.</p>", COLUMNS))
    rows = [[cell.text for cell in row] for row in tree.iter("tr")]
    assert rows == [["Rank", "Officers"], ["Constable", "4622"], ["Sergeant", "1090"], ["Superintendent", "68"]]


def test_a_table_of_which_nothing_was_declared_goes() -> None:
    assert "Knock" not in cleaned(f"{TABLE}<p>At 31 March.</p>", 'columns = ["Honour"]\n')


def test_merged_cells_in_a_table_that_loses_columns_are_refused() -> None:
    table = TABLE.replace("<td>4622</td><td>Knock</td>", '<td colspan="2">4622</td>')
    with pytest.raises(Refused, match="merged"):
        cleaned(table, COLUMNS)


@pytest.mark.parametrize(
    "shown",
    [
        '<iframe src="/map"></iframe>',
        "<object data='x.pdf'></object>",
        '<video src="x.mp4"></video>',
        "<svg><text>Plan</text></svg>",
        '<img src="data:image/svg+xml,%3Csvg/%3E">',
    ],
)
def test_what_shows_something_that_cannot_be_cleaned_is_refused(shown: str) -> None:
    with pytest.raises(Refused):
        cleaned(f"<p>Open.</p>{shown}")


def test_fields_of_forms_stay_as_what_they_show() -> None:
    copy = cleaned(
        '<form action="/send"><label>Town <input name="t" value="Oban"></label><textarea>Two\nlines</textarea>'
        '<select><option>One</option><option selected>Two</option></select><button onclick="x()">Send</button></form>'
    )
    words = " ".join(map(str, html.fromstring(copy).itertext()))
    for shown in ("Oban", "Two\nlines", "Two", "Send"):
        assert shown in words
    assert "<form" not in copy
    assert "One" not in words


def test_old_and_unknown_elements_leave_their_words() -> None:
    copy = cleaned("<center><font color=navy>Open</font></center><x-card><p>Daily</p></x-card><o:p>till six</o:p>")
    for shown in ("Open", "Daily", "till six"):
        assert shown in copy
    assert "x-card" not in copy


def test_a_page_in_another_encoding_comes_out_in_utf_8() -> None:
    data = '<html><head><meta charset="windows-1252"><title>Café</title></head><body><p>£4</p></body></html>'
    copy = copy_of(data.encode("cp1252"), "page.html").decode()
    assert "Café" in copy
    assert "£4" in copy


def test_a_very_deep_page_is_refused_or_copied_without_a_crash() -> None:
    with suppress(Refused):
        assert "deep" in cleaned("<div>" * 5000 + "deep" + "</div>" * 5000)
