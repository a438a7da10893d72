"""Makes a clean copy of an e-mail: the headers that show, the body that shows, and clean copies of what is attached."""

import io
import re
from dataclasses import dataclass, field
from email import message_from_binary_file, message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.policy import SMTP
from email.utils import format_datetime, parsedate_to_datetime
from typing import TypeAlias

from guardbook.readers.eml.headers import MANY, OPEN, addresses, plain
from guardbook.readers.eml.message import ENDINGS, SIGNATURES, is_attached, name_of, text_of, why_sealed
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.letters import shaped
from guardbook.release.clean.members import clean_member

_Mail: TypeAlias = "Message[str, str]"
_POLICY = SMTP.clone(cte_type="7bit")
_HEADERS = ("From", "Reply-To", "To", "Cc", "Subject", "Date")
NOBODY = "undisclosed-recipients:;"
"""Recipients who do not see each other (RFC 5322, appendix A.1.3)."""
_KINDS = {
    "csv": "text/csv",
    "txt": "text/plain",
    "html": "text/html",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_HIDDEN_KEY = re.compile(r"[^\w.@$-]")


def clean(job: Job) -> None:
    """Write the message; of many recipients who see each other none stays, of versions of the text the one that shows.

    Raises `Refused` for what is encrypted, for invitations, and for attachments that cannot be cleaned.
    """
    size = job.source.file.seek(0, 2)
    if size > job.reading.limits.held:
        raise Refused(f"it is larger than {job.reading.limits.held:,} bytes, too large for a message")
    job.source.file.seek(0)
    message = message_from_binary_file(job.source.file)
    try:
        made = _Letter(job).copied(message)
        data = made.as_bytes()
    except (MessageError, LookupError, ValueError, TypeError, AttributeError):  # what the parser makes of a torn header
        raise Refused("its headers or its parts are not as the standard has them") from None
    job.out.write(data)


@dataclass(slots=True)
class _Letter:
    """One message on its way to its copy."""

    job: Job
    bodies: list[tuple[str, str]] = field(default_factory=list)
    """Kinds ("plain", "html") and texts of what shows at once, in order."""
    pictures: dict[str, _Mail] = field(default_factory=dict)
    """By the name under which a body shows them."""
    attached: list[_Mail] = field(default_factory=list)

    def copied(self, message: _Mail) -> EmailMessage:
        """Return the copy of a message."""
        self._gather(message)
        made = EmailMessage(policy=_POLICY)
        self._headers(message, made)
        kind, text = self.bodies[0] if self.bodies else ("plain", "")
        shown = self._with_pictures(text) if kind == "html" else {}
        for number, key in enumerate(shown, 1):
            text = text.replace(f'src="cid:{key}"', f'src="cid:picture{number}"')
        made.set_content(text, subtype=kind, charset="utf-8", cte="quoted-printable")
        for number, data in enumerate(shown.values(), 1):
            made.add_related(data[1], "image", data[0], cid=f"<picture{number}>")
        for kind, text in self.bodies[1:]:
            made.add_attachment(text, subtype=kind, charset="utf-8", cte="quoted-printable", disposition="inline")
        for part in self.attached:
            self._attach(part, made)
        for number, part in enumerate(part for part in made.walk() if part.get_content_maintype() == "multipart"):
            part.set_boundary(f"=_{self.job.source.depth}_{number}")  # never within quoted-printable or base64
        return made

    def _headers(self, message: _Mail, made: EmailMessage) -> None:
        pairs = {name.lower(): plain(str(value)) for name, value in reversed([*message.raw_items()])}
        addressed = addresses(plain(str(value)) for name, value in message.raw_items() if name.lower() in OPEN)
        many = len(set(addressed)) > MANY and not self.job.shows("visible-recipients")
        for name in _HEADERS:
            value = " ".join(shaped(pairs.get(name.lower(), "")).split())
            if name == "Date":
                value = _date(value)
            elif many and name in ("To", "Cc"):
                value = NOBODY if name == "To" else ""
            if value:
                made[name] = value

    def _gather(self, part: _Mail) -> None:
        """Sort the parts of a message into what shows at once, the pictures in it, and what is attached."""
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart":
            inner = [each for each in part.get_payload() if isinstance(each, Message)] if part.is_multipart() else []
            for each in [_shown(inner)] if kind == "multipart/alternative" else inner:
                self._gather(each)
        elif kind == "message/rfc822" or is_attached(part):
            self._keep_attached(part)
        elif kind in ("text/plain", "text/html"):
            self.bodies.append((kind.partition("/")[2], self._text(part)))
        elif kind not in SIGNATURES:
            self._keep_attached(part)

    def _keep_attached(self, part: _Mail) -> None:
        key = str(part.get("Content-ID", "")).strip(" <>\r\n\t")
        if part.get_content_maintype() == "image" and key:
            self.pictures[key] = part
        elif part.get_content_type() not in SIGNATURES:
            self.attached.append(part)

    def _text(self, part: _Mail) -> str:
        text = text_of(part, self._data(part))
        if part.get_content_subtype() == "html":
            page = io.BytesIO(text.encode("utf-8", "replace"))
            return clean_member(self.job, page, "body.html", "html").decode("utf-8")
        return shaped(text).replace("\r\n", "\n")

    def _data(self, part: _Mail) -> bytes:
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            raise Refused("one of its parts is of a kind that cannot be cleaned")
        self.job.reading.spend(len(data))
        if why := why_sealed(part.get_content_type(), data):
            raise Refused(f"one of its parts is {why}")
        return data

    def _with_pictures(self, text: str) -> dict[str, tuple[str, bytes]]:
        """Return the pictures that a page shows, cleaned, with their kinds; the others become attachments."""
        shown = {}
        for key, part in self.pictures.items():
            ending = part.get_content_subtype()
            if f'src="cid:{key}"' in text and not _HIDDEN_KEY.search(key):
                shown[key] = (ending, clean_member(self.job, io.BytesIO(self._data(part)), f"picture.{ending}"))
            else:
                self.attached.append(part)
        return shown

    def _attach(self, part: _Mail, made: EmailMessage) -> None:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if not isinstance(inner, list) or len(inner) != 1 or not isinstance(inner[0], Message):
                raise Refused("a message within it is damaged")
            data = clean_member(self.job, io.BytesIO(inner[0].as_bytes()), "message.eml", "eml")
            made.add_attachment(message_from_bytes(data, policy=_POLICY))
            return
        data, name = self._data(part), " ".join(shaped(name_of(part)).split())
        if part.get_content_maintype() == "text":
            data = text_of(part, data).encode("utf-8", "replace")
        ending = ENDINGS.get(part.get_content_type(), part.get_content_subtype())
        copy = clean_member(self.job, io.BytesIO(data), name or f"attachment.{ending}") if data else b""
        if not copy:
            self.job.notes.append("Attachments that are empty, or of which nothing was declared, were left out.")
            return
        kind = _KINDS.get(name.rpartition(".")[2].lower(), "application/octet-stream")
        main, _, sub = kind.partition("/")
        made.add_attachment(copy, main, sub, filename=name or f"attachment.{ending}", cte="base64")


def _shown(inner: list[_Mail]) -> _Mail:
    """Return the one of several versions (RFC 2046, 5.1.4) that programs show; `Refused` where that is none we know."""
    kinds = [{each.get_content_type() for each in part.walk()} for part in inner]
    for wanted in ("text/html", "text/plain"):
        for part, within in zip(inner, kinds, strict=True):
            if wanted in within and "text/calendar" not in within:
                others = set().union(*kinds) - {"text/html", "text/plain", "multipart/related", "multipart/mixed"}
                if not any(kind.startswith(("text/calendar", "application/", "message/")) for kind in others):
                    return part
    raise Refused("it holds an invitation, or a version of its text of an unusual kind")


def _date(value: str) -> str:
    try:
        return format_datetime(parsedate_to_datetime(value))
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
