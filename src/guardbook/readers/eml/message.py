"""Walks an e-mail message (RFC 5322, MIME): headers, bodies, attachments, messages within messages."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_binary_file
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import Message
from typing import TypeAlias

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.eml.headers import plain, read_guests, read_headers, route
from guardbook.readers.eml.quoting import split_quoted
from guardbook.readers.eml.versions import Shown
from guardbook.readers.encoding import HEAD, declared_encoding, decode
from guardbook.readers.reading import Reading

_PRINTABLE = re.compile(rb"[\x20-\x7e]{5,}")
SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature")
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_OUTLOOK = ("application/ms-tnef", "application/vnd.ms-tnef")
_ARMOUR = re.compile(rb"^-----BEGIN PGP MESSAGE-----", re.M)
ENDINGS = {"text/plain": "txt", "text/html": "html", "text/calendar": "ics", "text/csv": "csv"}

_Mail: TypeAlias = "Message[str, str]"


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of a message: its headers, then each body and attachment in the order of the message.

    Of two versions of a body the one that shows comes first.
    """
    size = source.file.seek(0, 2)
    if size > reading.limits.held:
        raise Unreadable(f"larger than {reading.limits.held:,} bytes, too large for a message")
    source.file.seek(0)
    message = message_from_binary_file(source.file)
    reading.spend(0)
    yield from _Letter(message, source.where, source.depth, reading).parts()


@dataclass(slots=True)
class _Letter:
    """One message on its way to parts."""

    message: _Mail
    where: Where
    depth: int
    reading: Reading
    versions: dict[int, Shown] = field(default_factory=dict)
    """By the identity of a body: what the version of it that shows holds."""

    def parts(self) -> Iterator[Part]:
        if self.depth > self.reading.limits.depth:
            yield Problem(f"more than {self.reading.limits.depth} messages within one another", self.where)
            return
        yield from read_headers(self.message, self.where)
        waiting = [self.message]
        names: list[str] = []
        notes: list[str] = []
        number = 0
        while waiting:
            part = waiting.pop()
            yield from _outside(part, self.where)
            if part is not self.message:
                notes += [route(name, plain(str(value))) for name, value in part.raw_items()]
                names += [name] if (name := name_of(part)) else []
            if part.get_content_maintype() == "multipart" and part.is_multipart():
                waiting += reversed(self._inner(part))
                continue
            number += 1
            self.reading.enter()
            yield from self._leaf(part, number)
        if names:
            yield Text("\n".join(names), self.where.into("names"))
        if notes:
            yield Text("\n".join(notes), self.where.into("headers"), "email-route")

    def _inner(self, part: _Mail) -> list[_Mail]:
        """Return the parts of several; of alternatives (RFC 2046, 5.1.4) the plain one last, to be compared."""
        inner = _inner(part)
        if part.get_content_subtype() != "alternative":
            return inner
        pages = [each for above in inner for each in above.walk() if each.get_content_type() == "text/html"]
        texts = [each for each in inner if each.get_content_type() == "text/plain" and not is_attached(each)]
        if pages and texts:
            shown = Shown()
            self.versions.update((id(each), shown) for each in (*pages, *texts))
            inner.sort(key=lambda each: each in texts)
        return inner

    def _leaf(self, part: _Mail, number: int) -> Iterator[Part]:
        """A body, an attachment or a message within the message."""
        name, attached = name_of(part), is_attached(part)
        inside = self.where.into("attachment" if attached else "body", number, name or None)
        if part.is_multipart():
            for inner in _inner(part):
                yield from _Letter(inner, inside, self.depth + 1, self.reading).parts()
            return
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            return
        self.reading.spend(len(data))
        kind = part.get_content_type()
        if kind in SIGNATURES:
            yield Text("\n".join(run.decode("ascii") for run in _PRINTABLE.findall(data)), inside, "email-route")
            return
        if why := why_sealed(kind, data):
            yield Problem(why, inside)
            if part.get_content_maintype() != "text":
                return
        if part.get_content_maintype() == "text":
            data = text_of(part, data).encode("utf-8", "replace")
        if kind == "text/calendar":
            yield from read_guests(data.decode("utf-8"), inside)
        source = Source(io.BytesIO(data), name or f"body.{ENDINGS.get(kind, '')}", inside, self.depth + 1)
        if attached or kind == "text/calendar":
            yield from self.reading.read(source)
        else:
            yield from split_quoted(self._body(part, source, kind))

    def _body(self, part: _Mail, source: Source, kind: str) -> Iterator[Part]:
        shown = self.versions.get(id(part))
        if shown is None:
            yield from self.reading.read(source)
        elif kind == "text/html":
            yield from shown.watch(self.reading.read(source))
        else:
            yield from shown.compare(Text(source.file.read().decode("utf-8"), source.where))


def text_of(part: _Mail, data: bytes) -> str:
    """Return the `data` of a part of text as text: in the encoding that the part declares where the bytes fit it."""
    return decode(data, declared_encoding(data[:HEAD], str(part.get_content_charset() or "")))


def is_attached(part: _Mail) -> bool:
    return bool(name_of(part)) or part.get_content_disposition() == "attachment"


def name_of(part: _Mail) -> str:
    return plain(part.get_filename() or "")


def _inner(part: _Mail) -> list[_Mail]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def why_sealed(kind: str, data: bytes) -> str:
    """Return why a part cannot be read, with the remedy; "" when it can."""
    if kind in _SEALED:
        return "encrypted or sealed (S/MIME): save a copy of the message without encryption"
    if kind in _OUTLOOK or data.startswith(b"\x78\x9f\x3e\x22"):
        return "packed by Outlook (winmail.dat): send the message as HTML or plain text, or take its files out"
    if _ARMOUR.search(data):
        return "encrypted (PGP): save a copy of the message without encryption"
    return ""


def _outside(part: _Mail, where: Where) -> Iterator[Part]:
    """What stands before the first and after the last of several parts."""
    left = [text for text in (part.preamble, part.epilogue) if text and text.strip()]
    if left:
        yield Text(plain("\n".join(left)), where, "email-leftover")
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in part.defects):
        yield Problem("cut short: its last part has no end", where)
    if any(isinstance(defect, StartBoundaryNotFoundDefect) for defect in part.defects):
        yield Problem("damaged: where its first part begins is not said, and what is behind the last is lost", where)
