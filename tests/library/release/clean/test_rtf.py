"""Clean copies of RTF documents."""

import re

import pytest

from guardbook.release.clean import Refused
from tests.library.release.clean.copies import copy_of

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fswiss Arial;}{\f3\froman\fcharset2 Symbol;}}"
    r"{\colortbl;\red200\green0\blue0;\red255\green255\blue255;}{\info{\author Jane Whitfield}}"
)


def cleaned(body: str, declaration: str = "") -> str:
    return copy_of(f"{HEAD}{body}}}", "notice.rtf", declaration).decode("ascii")


def words(copy: str) -> str:
    body = copy[copy.index(r"\sectd") :]
    return " ".join(re.sub(r"\\[a-z]+-?\d* ?|[{}]|\n", " ", body).split())


def test_words_stay_and_properties_go() -> None:
    copy = cleaned(r"\pard Apply from 3 June: \'a325, caf\u233?.\par", 'title = "Permits"')
    assert r"Apply from 3 June: \u163?25, caf\u233?." in copy
    assert r"{\info{\title Permits}}" in copy
    assert "Whitfield" not in copy


def test_what_is_deleted_hidden_or_white_goes() -> None:
    copy = cleaned(r"\pard Open.{\deleted  Closed.}{\v  Hidden.}{\cf2  White.}\par")
    assert words(copy) == "Open."


def test_letters_keep_their_looks() -> None:
    copy = cleaned(r"\pard {\b\i\fs32\cf1 Important}\par")
    assert r"\fs32\b\i\cf1 Important" in copy
    assert r"\red200\green0\blue0" in copy


ROW = r"\trowd\cellx2000\cellx4000\cellx6000 \pard\intbl {}\cell {}\cell {}\cell\row"


def test_columns_that_were_not_declared_go() -> None:
    rows = ("Rank", "Station", "Officers"), ("Constable", "Knock", "4622"), ("Sergeant", "Maydown", "1090")
    copy = cleaned("".join(ROW.format(*row) for row in rows), 'columns = ["Rank", "Officers"]')
    assert words(copy) == "Rank Officers Constable 4622 Sergeant 1090"
    assert copy.count(r"\cellx") == 6


def test_a_wider_cell_reaches_over_the_columns_below() -> None:
    copy = cleaned(r"\trowd\cellx4000\cellx6000 \pard\intbl Both\cell One\cell\row" + ROW.format("a", "b", "c"))
    assert re.findall(r"\\cellx(\d+)", copy) == ["4000", "6000", "2000", "4000", "6000"]


def test_a_note_and_the_number_of_a_page_stay() -> None:
    copy = cleaned(
        r"{\footer\pard Page {\field{\*\fldinst PAGE}{\fldrslt 7}}\par}\pard By law{\super\chftn}{\footnote\pard"
        r" {\super\chftn} Harbours Act.}\par"
    )
    assert r"{\footer " in copy
    assert r"{\field{\*\fldinst PAGE}" in copy
    assert re.search(r"\\footnote .*Harbours Act", copy)


def test_the_mark_of_a_point_of_a_list_stays() -> None:
    copy = cleaned(r"\pard{\listtext\pard\plain\f3 \'b7\tab}\ls1 First point\par")
    assert "\\u8226?\\tab" in copy
    assert "First point" in copy


def test_a_link_stays_unless_its_address_tells_of_a_person() -> None:
    link = r'{{\field{{\*\fldinst HYPERLINK "{}"}}{{\fldrslt Read more}}}}'
    copy = cleaned(r"\pard " + link.format("https://example.gov.uk/permits") + r"\par")
    assert 'HYPERLINK "https://example.gov.uk/permits"' in copy
    copy = cleaned(r"\pard " + link.format("mailto:priya.raman71@example.org") + r"\par")
    assert "HYPERLINK" not in copy
    assert words(copy) == "Read more"


def test_a_picture_that_is_no_bitmap_is_refused() -> None:
    with pytest.raises(Refused):
        cleaned(r"\pard Look: {\pict\wmetafile8\picwgoal500\pichgoal500 " + "010009000003" * 8 + r"}\par")


def test_what_cannot_be_the_mark_of_a_point_goes() -> None:
    copy = cleaned(r"\pard{\listtext\pard\plain We will close the Falmouth office\tab}\ls1 First point\par")
    assert words(copy) == "First point"
