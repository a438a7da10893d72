"""Leaks in RTF, written as Word and LibreOffice write it: groups that a reader skips, hidden and deleted text."""

import io
from pathlib import Path

import openpyxl

from tests.leaks import documents_odf, words
from tests.leaks.collecting import Leaks
from tests.leaks.words import NOTICE

RTF = Leaks("RTF", ".rtf")
LEAKS = RTF.listed
OPENING = r"\par Offices keep their opening hours. "


def escaped(text: str) -> str:
    """Return text as RTF spells it in the Windows code page."""
    plain = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(letter if ord(letter) < 128 else f"\\'{letter.encode('cp1252').hex()}" for letter in plain)


def circular(body: str = "", *, info: str = "", header: str = "") -> str:
    """Return a notice as Word writes RTF; `body` follows its text."""
    lines = "\n".join(rf"\par {escaped(line)}" for line in (*words.PARAGRAPHS, words.CONTACT))
    return (
        r"{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\deff0\deflang2057{\fonttbl{\f0\froman\fcharset0 Times New Roman;}"
        r"{\f1\fswiss\fcharset0 Arial;}}{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red0\green0\blue255;}"
        r"{\stylesheet{\ql\f1\fs22\lang2057 \snext0 Normal;}}" + header + r"{\info{\title " + escaped(words.TITLE) + "}"
        rf"{info}{{\*\company Department for Example Affairs}}}}\paperw11906\paperh16838\margl1440\margr1440 "
        rf"\pard\plain\f1\fs32\b {escaped(words.TITLE)}\b0\fs22 {lines} {body}\par }}"
    )


def rtf(path: Path, text: str) -> None:
    """Write RTF, whose letters are all ASCII."""
    path.write_text(text, "ascii")


@RTF.case("hidden-text", "text with the font effect Hidden", "hidden-text", NOTICE)
def hidden_text(path: Path, leak: bool) -> None:
    rtf(path, circular(OPENING + (rf"{{\v {escaped(words.CLOSURE)}}}" if leak else "")))


REVISIONS = r"{\*\revtbl {Unknown;}{Author;}}"


@RTF.case("deleted-text", "text deleted with changes tracked", "tracked-change", NOTICE)
def deleted_text(path: Path, leak: bool) -> None:
    gone = rf"{{\deleted\revauthdel1\revdttmdel-1903189872 {escaped(words.CLOSURE)}}}"
    rtf(path, circular(OPENING + gone, header=REVISIONS) if leak else circular(OPENING))


@RTF.case("comment", "comment", "comment", NOTICE)
def comment(path: Path, leak: bool) -> None:
    note = (
        r"{\*\atnid A}{\*\atnauthor Author}\chatn {\*\annotation{\*\atndate -1903189872}\pard\plain\chatn "
        rf"{escaped(words.COMPLAINT)}}}"
    )
    rtf(path, circular(OPENING + (note if leak else "")))


@RTF.case("author", "author's name in the properties", "document-properties", NOTICE)
def author(path: Path, leak: bool) -> None:
    names = rf"{{\author {words.EMPLOYEE}}}{{\operator {words.EMPLOYEE}}}"
    rtf(path, circular(info=names if leak else ""))


@RTF.case("document-variable", "document variable", "document-variable", NOTICE)
def document_variable(path: Path, leak: bool) -> None:
    rtf(path, circular(header=rf"{{\*\docvar {{CaseSubject}}{{{escaped(words.NUMBERS)}}}}}" if leak else ""))


@RTF.case("user-property", "property that a program added", "custom-properties document-properties", NOTICE)
def user_property(path: Path, leak: bool) -> None:
    group = rf"{{\*\userprops {{\propname Complainant}}\proptype30{{\staticval {escaped(words.HOME)}}}}}"
    rtf(path, circular(header=group if leak else ""))


@RTF.case("template-path", "path of the template, with a person's folder", "template-path", NOTICE)
def template_path(path: Path, leak: bool) -> None:
    template = r"{\*\template C:\\Users\\jane.whitfield\\AppData\\Roaming\\Microsoft\\Templates\\Press notice.dotx}"
    rtf(path, circular(header=template if leak else ""))


@RTF.case("embedded-object", "workbook embedded as an object", "embedded-file", NOTICE)
def embedded_object(path: Path, leak: bool) -> None:
    workbook, stream = openpyxl.Workbook(), io.BytesIO()
    for row in words.STAFF_ROWS:
        workbook.active.append(row)
    workbook.save(stream)
    data = stream.getvalue()
    name = b"Package\x00"
    head = (0x501).to_bytes(4, "little") + (2).to_bytes(4, "little") + len(name).to_bytes(4, "little") + name
    native = b"\x02\x00staff.xlsx\x00C:\\staff.xlsx\x00\x00\x00\x03\x00" + (14).to_bytes(4, "little")
    native += b"C:\\staff.xlsx\x00" + len(data).to_bytes(4, "little") + data
    whole = head + bytes(8) + len(native).to_bytes(4, "little") + native
    group = rf"{{\object\objemb\objw800\objh800{{\*\objclass Package}}{{\*\objdata {whole.hex()}}}{{\result Annex}}}}"
    rtf(path, circular(OPENING + (group if leak else "Annex")))


@RTF.case("white-text", "white text on white paper", "unseen-text", NOTICE)
def white_text(path: Path, leak: bool) -> None:
    rtf(path, circular(OPENING + (rf"{{\cf2 {escaped(words.HOME)}}}" if leak else "")))


@RTF.case("tiny-text", "text of one point", "unseen-text", NOTICE)
def tiny_text(path: Path, leak: bool) -> None:
    rtf(path, circular(OPENING + (rf"{{\fs2 {escaped(words.NUMBERS)}}}" if leak else "")))


@RTF.case("data-after-end", "text after the last brace", "data-after-end", NOTICE)
def data_after_end(path: Path, leak: bool) -> None:
    rest = "\n".join(", ".join(row).replace("£", "GBP ") for row in words.STAFF_ROWS)
    rtf(path, circular() + (f"\n{rest}\n" if leak else "\n"))


@RTF.case("ignored-group", "group that readers must skip", "other-part hidden-text", NOTICE)
def ignored_group(path: Path, leak: bool) -> None:
    rtf(path, circular(OPENING + (rf"{{\*\caseref {escaped(words.HOME)}}}" if leak else "")))


@RTF.case("libreoffice-comment", "comment in a file of LibreOffice", "comment", NOTICE, needs=("soffice",))
def libreoffice_comment(path: Path, leak: bool) -> None:
    note = documents_odf.ANNOTATION.format(words.DISMISSAL) if leak else ""
    documents_odf.written(documents_odf.flat_text(documents_odf.OPENING.format(note)), path)
