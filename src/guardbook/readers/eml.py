"""Reads e-mail messages (RFC 5322, MIME): headers, bodies, attachments, messages within messages."""

import io
import re
from collections.abc import Iterator
from email import message_from_binary_file
from email.errors import CloseBoundaryNotFoundDefect, HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from typing import TypeAlias

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.encoding import HEAD, declared_encoding, decode
from guardbook.readers.reading import Reading

_SHOWN = frozenset(
    "from to cc bcc subject date reply-to sender organization organisation resent-from resent-to".split()
)
"""Headers that mail programs show; Bcc is there in sent and drafted messages."""
_FOLDED = re.compile(r"\r?\n[ \t]+")
_PRINTABLE = re.compile(rb"[\x20-\x7e]{5,}")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature")
_ENDINGS = {"text/plain": "txt", "text/html": "html", "text/calendar": "ics", "text/csv": "csv"}

_Mail: TypeAlias = "Message[str, str]"


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of a message: its headers, then each body and attachment in the order of the message."""
    size = source.file.seek(0, 2)
    if size > reading.limits.held:
        raise Unreadable(f"larger than {reading.limits.held:,} bytes, too large for a message")
    source.file.seek(0)
    message = message_from_binary_file(source.file)
    reading.spend(0)
    yield from _message(message, source.where, source.depth, reading)


def _message(message: _Mail, where: Where, depth: int, reading: Reading) -> Iterator[Part]:
    if depth > reading.limits.depth:
        yield Problem(f"more than {reading.limits.depth} messages within one another", where)
        return
    yield from _headers(message, where)
    waiting = [message]
    names: list[str] = []
    notes: list[str] = []
    number = 0
    while waiting:
        part = waiting.pop()
        yield from _outside(part, where)
        if part is not message:
            notes += [f"{name}: {_plain(str(value))}" for name, value in part.raw_items()]
            names += [name] if (name := _name(part)) else []
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed(_inner(part))
            continue
        number += 1
        reading.enter()
        yield from _leaf(part, where, number, depth, reading)
    if names:
        yield Text("\n".join(names), where.into("names"))
    if notes:
        yield Text("\n".join(notes), where.into("headers"), "email-route")


def _name(part: _Mail) -> str:
    return _plain(part.get_filename() or "")


def _inner(part: _Mail) -> list[_Mail]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _leaf(part: _Mail, where: Where, number: int, depth: int, reading: Reading) -> Iterator[Part]:
    """A body, an attachment or a message within the message."""
    name = _name(part)
    attached = name or part.get_content_disposition() == "attachment"
    inside = where.into("attachment" if attached else "body", number, name or None)
    if part.is_multipart():
        for inner in _inner(part):
            yield from _message(inner, inside, depth + 1, reading)
        return
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return
    reading.spend(len(data))
    kind = part.get_content_type()
    if kind in _SIGNATURES:
        yield Text("\n".join(run.decode("ascii") for run in _PRINTABLE.findall(data)), inside, "email-route")
        return
    if part.get_content_maintype() == "text":
        encoding = declared_encoding(data[:HEAD], str(part.get_content_charset() or ""))
        data = decode(data, encoding).encode("utf-8", "replace")
    source = Source(io.BytesIO(data), name or f"body.{_ENDINGS.get(kind, '')}", inside, depth + 1)
    yield from reading.read(source)


def _headers(message: _Mail, where: Where) -> Iterator[Part]:
    shown: list[str] = []
    route: list[str] = []
    for name, value in message.raw_items():
        line = f"{name}: {_plain(str(value))}"
        (shown if name.lower() in _SHOWN else route).append(line)
    if shown:
        yield Text("\n".join(shown), where.into("headers"))
    if route:
        yield Text("\n".join(route), where.into("headers"), "email-route")


def _outside(part: _Mail, where: Where) -> Iterator[Part]:
    """What stands before the first and after the last of several parts, and the headers of each part."""
    left = [text for text in (part.preamble, part.epilogue) if text and text.strip()]
    if left:
        yield Text(_plain("\n".join(left)), where, "email-leftover")
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in part.defects):
        yield Problem("cut short: its last part has no end", where)


def _plain(value: str) -> str:
    """A header's value unfolded, its encoded words (RFC 2047) decoded, raw bytes read as UTF-8 or Western."""
    value = _FOLDED.sub(" ", value)
    if "=?" in value:
        try:
            return str(make_header(decode_header(value)))
        except (HeaderParseError, LookupError, ValueError, TypeError):
            return value
    if not value.isascii():
        data = value.encode("utf-8", "surrogateescape")
        return decode(data, "utf-8")
    return value
