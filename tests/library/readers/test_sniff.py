"""Formats: told by content, and contradictions of name and content are said."""

import gzip
import io
import json

import pytest

from guardbook.content import Source
from guardbook.errors import Unreadable
from guardbook.readers.formats import FORMATS
from guardbook.readers.sniff import tell_format
from tests.library.readers.planted import ole_file, read_whole, zipped

RECORDS = [{"name": "Anne Example", "town": "Leeds"}, {"name": "Bob Example", "town": "York"}]
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def told(data: bytes, name: str = "file") -> str:
    return tell_format(Source(io.BytesIO(data), name)).name


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Dear Ms Example,\nthank you for your letter.\n", "text file"),
        (b"name,town\nAnne,Leeds\nBob,York\n", "delimited text file (CSV)"),
        (json.dumps(RECORDS).encode(), "JSON file"),
        (json.dumps(RECORDS).encode("utf-16"), "JSON file"),
        ("\n".join(map(json.dumps, RECORDS)).encode(), "JSON lines file"),
        (b"<?xml version='1.0'?><a/>", "XML file"),
        (b"<staff><name>Anne</name></staff>", "XML file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><text>Anne</text></svg>", "SVG drawing"),
        (b"<!-- made by hand -->\n<!DOCTYPE html><title>x</title>", "web page"),
        (b"<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'/>", "web page"),
        (b"From: a@example.org\nTo: b@example.org\nSubject: x\n\nHello\n", "e-mail message"),
        (b"From a@example.org Thu Jan  1 00:00:00 2026\nFrom: a@example.org\n\nHello\n", "mailbox (MBOX)"),
        (b"{\\rtf1 Hello}", "RTF document"),
        (b"%PDF-1.7\n", "PDF document"),
        (b"rubbish\n%PDF-1.7\n", "PDF document"),
        (gzip.compress(b"x", mtime=0), "gzip file"),
        (zipped({"a.txt": "x"}), "ZIP archive"),
        (zipped({"[Content_Types].xml": "x", "word/document2.xml": "x"}), "Word document"),
        (zipped({"xl/workbook.xml": "x"}), "spreadsheet (XLSX)"),
        (zipped({"mimetype": ODS, "content.xml": "x"}), "OpenDocument spreadsheet (ODS)"),
        (ole_file("Workbook", b"x"), "old spreadsheet (XLS)"),
    ],
)
def test_content_tells_the_format(data: bytes, name: str) -> None:
    assert told(data) == name


@pytest.mark.parametrize(
    "text",
    [
        "<Anne> has anybody seen my keys?\n<Bob> no\n",
        "[2026-01-02 03:04] INFO started\n[2026-01-02 03:05] INFO ended\n",
        "From: the Editor\n\nDear all, this is no e-mail.\n",
        "{{ template }} with { braces }\n",
        "Note: first\nAnother: second\n",
    ],
)
def test_text_that_only_begins_like_a_format_is_text(text: str) -> None:
    assert told(text.encode()) == "text file"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", "Windows program"),
        (b"ID3\x03\x00\x00\x00\x00\x00\x21", "MP3 sound"),
        (b"\0\0\0 ftypisom\0\0\2\0", "MP4 film"),
        (b"7z\xbc\xaf'\x1c\0\4", "7-Zip archive"),
        (b"\0\1\0\0Standard Jet DB\0", "Access database"),
        (b"-----BEGIN PGP MESSAGE-----\n\nabc\n", "encrypted message (PGP)"),
    ],
)
def test_a_known_kind_that_is_not_read_is_named(data: bytes, kind: str) -> None:
    (problem,) = read_whole(data, "file").problems
    assert problem.startswith(f"its format ({kind}) is not one Guardbook reads yet")


@pytest.mark.parametrize(
    ("stream", "remedy"),
    [
        ("EncryptedPackage", "protected by a password"),
        ("WordDocument", "save it as DOCX"),
        ("PowerPoint Document", "save it as PPTX"),
        ("__properties_version1.0", "save it as EML"),
    ],
)
def test_old_and_locked_office_files_come_with_a_remedy(stream: str, remedy: str) -> None:
    with pytest.raises(Unreadable, match=remedy):
        told(ole_file(stream, b"x"))


def test_letters_that_a_program_pads_with_nul_bytes_are_its_file_and_no_text() -> None:
    assert "AutoCAD drawing" in read_whole(b"AC1015" + bytes(5000), "plan.dwg").problems[0]


@pytest.mark.parametrize("data", [b"", b"\n", b"\n\n\n", b"\xef\xbb\xbf"])
def test_an_empty_csv_is_simply_empty(data: bytes) -> None:
    seen = read_whole(data, "empty.csv")
    assert (seen.visible, seen.tables, seen.problems, seen.remarks) == ("", [], [], [])


def test_words_that_begin_like_a_picture_are_text() -> None:
    assert told(b"BM is short for Board Meeting.\n") == "text file"


def test_a_broken_spreadsheet_that_is_neither_zip_nor_text_is_unread() -> None:
    seen = read_whole(bytes(range(256)) * 9, "broken.xlsx")
    assert seen.problems == ["named .xlsx but its bytes are not those of a spreadsheet (XLSX): damaged, or misnamed"]


def test_a_spreadsheet_in_name_only_is_read_as_the_text_it_is() -> None:
    seen = read_whole(b"Dear Ms Example, this is no workbook.", "broken.xlsx")
    assert (seen.visible, seen.remarks) == ("Dear Ms Example, this is no workbook.", ["named .xlsx but is a text file"])


def test_a_spreadsheet_in_name_only_that_is_an_archive_is_read_as_one() -> None:
    seen = read_whole(zipped({"a.txt": "Anne Example"}), "staff.xlsx")
    assert (seen.codes("Anne Example"), seen.remarks) == ({None}, ["named .xlsx but is a ZIP archive"])


def test_text_under_another_name_for_text_is_no_remark() -> None:
    assert read_whole(b"name,town\nAnne,Leeds\nBob,York\n", "people.txt").remarks == []


@pytest.mark.parametrize("cut", [30, 200, -1])
def test_a_zip_cut_short_is_unread_with_the_remedy(cut: int) -> None:
    data = zipped({"xl/workbook.xml": "x" * 500, "b": "y" * 500})[:cut]
    assert any("cut short or damaged" in problem for problem in read_whole(data, "staff.xlsx").problems)


def test_no_two_formats_share_a_name() -> None:
    names = [form.name for form in FORMATS]
    assert len(names) == len(set(names))
