"""RTF documents: what shows is read as it stands, what does not show under the code of why."""

from collections.abc import Callable

import pytest

from tests.library.readers.planted import ole_file, read_whole
from tests.library.readers.test_docx import PLANTED


def rtf(inner: str, end: str = "") -> bytes:
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fcharset0 Arial;}}}}{inner}}}{end}".encode("latin-1")


def test_a_letter_of_libreoffice_keeps_its_lines_and_yields_everything_planted(
    converted: Callable[[str, str], bytes],
) -> None:
    seen = read_whole(converted("letter.fodt", "rtf"), "letter.rtf")
    assert seen.format == "RTF document"
    assert seen.visible.startswith("Ms Ada Example\nFlat 2, The Old Mill\n12 High Street\nAnytown\nDear Ms Example,\n")
    assert "Name:\tAda Example\n" in seen.visible
    assert "Yours sincerely,\n\nBo Sample" in seen.visible
    assert seen.visible_rows == [["Telephone", "07700 900123"], ["Address", "12 High Street\nAnytown"]]
    planted = PLANTED | {"LINK": "field-code"}
    assert {mark: seen.codes(f"MARK-{mark}") for mark in planted} == {mark: {code} for mark, code in planted.items()}
    assert seen.problems == []


LETTERS = {
    "bytes of the code page": (r"caf\'e9", "café"),
    "bytes of a font's code page": (r"{\fonttbl{\f1\fcharset204 X;}}\f1\'c0\'eb\'ed\'e0", "Ална"),
    "two bytes for a letter": (r"{\fonttbl{\f1\fcharset128 X;}}\f1\'82\'a0", "あ"),
    "a letter as a number, with a stand-in": (r"\u321?ukasz", "Łukasz"),
    "a negative number": (r"\u-3913?x", "\uf0b7x"),
    "a pair of numbers": (r"\u-10179?\u-8704?", "\U0001f600"),
    "two stand-ins": (r"\uc2\u321\'3f\'3fukasz", "Łukasz"),
    "no stand-in": (r"\uc0\u321 ukasz", "Łukasz"),
    "lines, tabs and dashes": (r"a\tab b\line c\par d\endash e", "a\tb\nc\nd–e"),
    "escaped signs": (r"\{a\}\\b\~c\_d", "{a}\\b\u00a0c-d"),
    "words in several groups": (r"{\b Exa}{\i mple}", "Example"),
    "line ends of the file": ("Exa\r\nmple", "Example"),
}


@pytest.mark.parametrize("inner,text", LETTERS.values(), ids=LETTERS)
def test_letters_are_read_whatever_way_they_are_written(inner: str, text: str) -> None:
    assert read_whole(rtf(inner)).visible == text


HIDING = {
    "hidden text": (r"a {\v MARK}b", "hidden-text"),
    "hidden text that is switched off": (r"a \v MARK\v0 b", "hidden-text"),
    "hidden text in a cell": (r"\trowd\intbl a{\v MARK}\cell\row\pard b", "hidden-text"),
    "a deletion": (r"a {\deleted MARK}b", "tracked-change"),
    "a header": (r"{\header MARK}a", "header-footer"),
    "a comment": (r"a{\*\annotation MARK}", "comment"),
    "a comment's author": (r"a{\*\atnauthor MARK}", "comment-person"),
    "who revised": (r"{\*\revtbl{Unknown;}{MARK;}}a", "comment-person"),
    "who wrote it": (r"{\info{\author MARK}}a", "document-properties"),
    "a property of one's own": (r"{\*\userprops{\propname n}{\staticval MARK}}a", "custom-properties"),
    "a variable": (r"{\*\docvar{n}{MARK}}a", "document-variable"),
    "a field's instruction": (r"{\field{\*\fldinst HYPERLINK MARK}{\fldrslt a}}", "field-code"),
    "a template": (r"{\*\template C:\\MARK.dot}a", "template-path"),
    "a bookmark": (r"a{\*\bkmkstart MARK}", "structure"),
    "a shape's description": (r"{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv MARK}}}}a", "alt-text"),
    "a group no program knows": (r"{\*\privatenote MARK}a", "other-part"),
    "a mail merge's query": (r"{\*\mailmerge{\mmquery MARK}}a", "connection"),
}


@pytest.mark.parametrize("inner,code", HIDING.values(), ids=HIDING)
def test_what_the_page_does_not_show_is_found_under_its_code(inner: str, code: str) -> None:
    seen = read_whole(rtf(inner))
    assert seen.codes("MARK") == {code}
    assert "a" in seen.visible or seen.visible_rows
    assert seen.problems == []


TABLES = r"{\colortbl;\red255\green255\blue255;\red0\green0\blue0;\red255\green0\blue0;}"
TABLES += r"{\stylesheet{Normal;}{\s15\v Secret;}{\*\cs16\v Note;}}"
UNSEEN = {
    "white letters": (r"a {\cf1 MARK}b", "unseen-text"),
    "letters of one point": (r"a {\fs2 MARK}b", "unseen-text"),
    "one per cent of the width": (r"a {\charscalex1 MARK}b", "unseen-text"),
    "letters on top of each other": (r"a {\expndtw-400 MARK}b", "unseen-text"),
    "black on a black mark": (r"a {\highlight2 MARK}b", "unseen-text"),
    "red on red": (r"a {\cf3\chcbpat3 MARK}b", "unseen-text"),
    "red in a red cell": (r"\trowd\clcbpat3\cellx5000\intbl {\cf3 MARK}\cell\row\pard a", "unseen-text"),
    "white letters in a header": (r"{\header {\cf1 MARK}}a", "unseen-text"),
    "a line without height": (r"a\par\pard\sl-1\slmult0 MARK\par\pard b", "unseen-text"),
    "an indentation off the page": (r"a\par\pard\li20000 MARK\par\pard b", "unseen-text"),
    "a text box beside the page": (
        r"a{\shp{\*\shpinst\shpleft-9000\shptop0\shpright-5000\shpbottom900{\shptxt MARK\par}}}",
        "unseen-text",
    ),
    "a text box switched off": (
        r"a{\shp{\*\shpinst{\sp{\sn fHidden}{\sv 1}}{\shptxt MARK\par}}}",
        "unseen-text",
    ),
    "a paragraph of a hidden style": (r"a\par\pard\s15 MARK\par\pard b", "hidden-text"),
    "letters of a hidden style": (r"a {\cs16 MARK}b", "hidden-text"),
    "what was moved away": (r"a {\mvf MARK}b", "tracked-change"),
    "the header of a first page that is not switched on": (r"{\headerf MARK}a", "hidden-text"),
    "the footer of left pages that are not switched on": (r"{\footerl MARK}a", "hidden-text"),
    "the header of a first page": (r"\titlepg{\headerf MARK}a", "header-footer"),
    "the header of left pages": (r"\facingp{\headerl MARK}a", "header-footer"),
    "a picture's description": (r"{\pict{\*\picprop{\sp{\sn wzDescription}{\sv MARK}}}}a", "alt-text"),
    "a file of a master document": (r"{\*\filetbl{\file\fid0 C:\\MARK.doc;}}a", "link-target"),
    "an object's name": (r"{\object{\*\objname MARK}{\result a}}", "structure"),
}


@pytest.mark.parametrize("inner,code", UNSEEN.values(), ids=UNSEEN)
def test_letters_that_nobody_can_see_are_told(inner: str, code: str) -> None:
    seen = read_whole(rtf(TABLES + inner))
    assert seen.codes("MARK") == {code}
    assert "a" in seen.visible


SEEN = {
    "red letters": r"{\cf3 MARK}",
    "white letters on a black mark": r"{\cf1\highlight2 MARK}",
    "white letters on shading": r"{\cf1\chcbpat3 MARK}",
    "white letters in a dark cell": r"\trowd\clcbpat2\cellx5000\intbl {\cf1 MARK}\cell\row\pard",
    "white letters set back": r"{\cf1\plain MARK}",
    "a hidden style switched off": r"\s15\v0 MARK",
    "an ordinary style": r"\s0 MARK",
    "a page number of a table of contents": r"{\webhidden MARK}",
}


@pytest.mark.parametrize("inner", SEEN.values(), ids=SEEN)
def test_letters_that_show_are_visible(inner: str) -> None:
    assert read_whole(rtf(TABLES + inner)).codes("MARK") == {None}


def test_a_variable_s_value_is_told_without_its_name() -> None:
    assert ("07700 900123", "document-variable") in read_whole(rtf(r"{\*\docvar {Case}{07700 900123}}a")).texts


def test_the_custom_xml_of_a_data_store_is_read() -> None:
    store = ole_file("Item", b"<case><person nino='MARK'/></case>")
    name = b"Msxml2.SAXXMLReader.6.0\0"
    data = b"\1\5\0\0\2\0\0\0" + len(name).to_bytes(4, "little") + name + bytes(8)
    seen = read_whole(rtf(rf"{{\*\datastore {(data + len(store).to_bytes(4, 'little') + store).hex()}}}a"))
    assert seen.codes("MARK") == {"custom-xml"}
    assert (seen.visible, seen.problems) == ("a", [])


def test_text_boxes_and_footnotes_show_after_the_paragraph_they_hang_on() -> None:
    seen = read_whole(rtf(r"one{\footnote NOTE}{\shp{\*\shpinst{\shptxt BOX\par}}} two\par three"))
    assert seen.visible == "one two\nNOTE\nBOX\nthree"


def test_cells_of_several_lines_stay_cells_and_text_around_a_table_stays_apart() -> None:
    seen = read_whole(rtf(r"a\par\trowd\intbl Address\cell 12 High Street\par Anytown\cell\row\pard b\par"))
    assert seen.visible_rows == [["Address", "12 High Street\nAnytown"]]
    assert [text for text, code in seen.texts if code is None] == ["a", "b"]


def test_a_file_dragged_into_the_document_is_read() -> None:
    native = b"note.txt\0C:\\note.txt\0\0\0\3\0" + (4).to_bytes(4, "little") + b"tmp\0"
    content = b"MARK in a text file"
    native = b"\2\0" + native + len(content).to_bytes(4, "little") + content
    name = b"Package\0"
    ole = b"\1\5\0\0\2\0\0\0" + len(name).to_bytes(4, "little") + name + bytes(8) + len(native).to_bytes(4, "little")
    seen = read_whole(rtf(rf"a{{\object\objemb{{\*\objdata {(ole + native).hex()}}}{{\result b}}}}"))
    assert seen.codes("MARK") == {"embedded-file"}
    assert seen.visible == "ab"


def test_an_embedded_object_that_is_no_object_is_a_problem() -> None:
    seen = read_whole(rtf(r"a{\object{\*\objdata 0105000002000000ffffffff}}"))
    assert seen.problems == ["an embedded object is damaged: it was not read"]


def test_data_after_the_end_is_found() -> None:
    assert read_whole(rtf("a", end="\r\nMARK")).codes("MARK") == {"data-after-end"}
    assert read_whole(rtf("a", end="\r\n\0")).texts == [("a", None)]


def test_a_file_cut_short_yields_what_is_there_and_says_so() -> None:
    seen = read_whole(rtf("MARK and so on")[:-4])
    assert seen.codes("MARK") == {None}
    assert seen.problems == ["cut short: it ends in the middle"]


def test_groups_without_end_are_refused_in_no_time() -> None:
    seen = read_whole(b"{\\rtf1 " + b"{" * 1_000_000)
    assert seen.problems == ["damaged: more than 2000 groups within one another"]


def test_raw_bytes_are_passed_over() -> None:
    assert read_whole(rtf(r"a{\pict\bin3 }\}b}c")).visible == "ac"


def test_an_author_within_a_damaged_list_of_fonts_is_read() -> None:
    data = rb"{\rtf1{\fonttbl{\f0 Arial{\info{\author MARK}}}}Shown}"
    assert read_whole(data, "a.rtf").codes("MARK") == {"document-properties"}


def test_words_within_the_list_of_colours_are_told() -> None:
    data = rb"{\rtf1{\colortbl;\red0\green0\blue0; MARK lives here;}Shown}"
    assert read_whole(data, "a.rtf").codes("MARK") == {"other-part"}
