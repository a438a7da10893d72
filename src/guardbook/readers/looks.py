"""Tells text formats from how a text begins: each function takes the decoded beginning and the extension."""

import json
import re

from guardbook.dialect import tell_dialect
from guardbook.readers.encoding import HEAD

_LONG = HEAD // 8
"""A text at least this long may have been cut: what is missing at its end says nothing."""
_PROLOG = r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
_HTML = re.compile(
    _PROLOG
    + r"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|h1|ul|ol|font|span|center|form|br|a\s+href)\b",
    re.I | re.S,
)
_XHTML = re.compile(_PROLOG + r"<(?:!doctype\s+html|html)\b", re.I | re.S)
_SVG = re.compile(
    _PROLOG + r"(?:<!doctype\s+svg(?:[^>\[]|\[[^\]]*\])*>\s*(?:<!--.*?-->\s*)*)?<(?:svg:)?svg[\s>]", re.I | re.S
)
_XML = re.compile(
    r"\s*(?:<\?xml\s|" + _PROLOG + r"<(?:!DOCTYPE\s+\w|[A-Za-z_][\w.:-]*(?:\s+[\w.:-]+\s*=|\s*/?>)))", re.S
)
_HEADERS = re.compile(
    r"^(From|To|Cc|Subject|Date|Received|Message-ID|MIME-Version|Return-Path|Delivered-To|Reply-To|Sender"
    r"|Content-Type|X-[\w-]+):\s",
    re.I | re.M,
)
_FIRST_HEADER = re.compile(r"\s*[A-Za-z][A-Za-z0-9-]*:[ \t]")
_ENVELOPE = re.compile(r"From \S+ .*\d{4}[^\n]*\n[A-Za-z][A-Za-z0-9-]*:[ \t]")
_BLANK = re.compile(r"\r?\n\r?\n|\r\r")


def is_html(text: str, _extension: str) -> bool:
    """A document type or element of HTML stands first, comments and an XML declaration apart."""
    declared = text.lstrip().startswith("<?xml")
    return (_XHTML if declared else _HTML).match(text) is not None


def is_svg(text: str, _extension: str) -> bool:
    """The element of a drawing stands first, comments, an XML declaration and a document type apart."""
    return _SVG.match(text) is not None


def is_xml(text: str, _extension: str) -> bool:
    """An XML declaration, or an element that is closed somewhere."""
    return _XML.match(text) is not None and ("</" in text or "/>" in text or text.lstrip().startswith("<?xml"))


def is_calendar(text: str, _extension: str) -> bool:
    """The first line of a calendar (RFC 5545, 3.4)."""
    return text.lstrip("\ufeff \t\r\n")[:15].upper() == "BEGIN:VCALENDAR"


def is_contact(text: str, _extension: str) -> bool:
    """The first line of a contact card (RFC 6350, 6.1.1)."""
    return text.lstrip("\ufeff \t\r\n")[:11].upper() == "BEGIN:VCARD"


def is_email(text: str, extension: str) -> bool:
    """Header lines of Internet mail (RFC 5322) before the first empty line: three kinds, or one where named so."""
    if not _FIRST_HEADER.match(text):
        return False
    top = _BLANK.split(text.lstrip(), maxsplit=1)[0]
    kinds = {kind.lower() for kind in _HEADERS.findall(top)}
    return len(kinds) >= (1 if extension in ("eml", "mht", "mhtml") else 3)


def is_mailbox(text: str, _extension: str) -> bool:
    """A line "From sender date" as mailboxes have before each message (RFC 4155), then a header."""
    return _ENVELOPE.match(text) is not None


def is_json(text: str, _extension: str) -> bool:
    """One JSON object or array (RFC 8259); a text cut at the end of what was read counts when sound so far."""
    body = text.lstrip("\ufeff \t\r\n")
    if body[:1] not in ("{", "["):
        return False
    try:
        _, end = json.JSONDecoder(parse_int=float).raw_decode(body)
    except json.JSONDecodeError as error:
        return len(body) >= _LONG and error.pos > len(body) - _LONG
    except RecursionError:
        return True
    return not body[end:].strip()


def is_delimited(text: str, extension: str) -> bool:
    """Rows of cells between delimiters; where named so, any text."""
    return extension in ("csv", "tsv", "tab", "psv") or tell_dialect(text) is not None


def is_json_lines(text: str, extension: str) -> bool:
    """At least two lines (one, where named so) that are each a JSON object or array."""
    if text.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return False
    lines = [line for line in text.lstrip("\ufeff").split("\n") if line.strip()]
    if len(lines) > 2 and len(text) >= _LONG:
        lines.pop()
    return len(lines) >= (1 if extension in ("jsonl", "ndjson") else 2) and all(map(_is_record, lines[:5]))


def _is_record(line: str) -> bool:
    if line.lstrip()[:1] not in ("{", "["):
        return False
    try:
        json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return False
    return True
