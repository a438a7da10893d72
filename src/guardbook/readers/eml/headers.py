"""Sorts the headers of an e-mail: what mail programs show, who is addressed, and the route they leave out."""

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from guardbook.content import Part, Text, Where
from guardbook.readers.encoding import decode

MANY = 5
"""Addresses in To and Cc together above which they are told as recipients whom everybody sees."""
_SHOWN = frozenset("from subject date reply-to sender organization organisation resent-from".split())
"""Headers that mail programs show."""
OPEN = frozenset("to cc resent-to resent-cc apparently-to".split())
_BLIND = frozenset("bcc resent-bcc".split())
_IDS = frozenset("message-id in-reply-to references content-id x-ms-exchange-parent-message-id".split())
"""Headers whose values look like addresses and are none."""
_HOPS = frozenset("received received-spf authentication-results arc-authentication-results x-received".split())
"""Headers that relays write."""
_RELAY = re.compile(
    r"\[(?:IPv6:)?[0-9A-Fa-f.:]{4,}\]|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){4,}"
)
_FOLDED = re.compile(r"\r?\n[ \t]+")


def read_headers(message: "Message[str, str]", where: Where) -> Iterator[Part]:
    """Yield the headers that show, then those that address somebody without it being plain, then the route."""
    pairs = [(name, plain(str(value))) for name, value in message.raw_items()]
    addressed = addresses(value for name, value in pairs if name.lower() in OPEN)
    many = len(set(addressed)) > MANY
    shown = [
        f"{name}: {value}"
        for name, value in pairs
        if name.lower() in _SHOWN or (name.lower() in OPEN and not many)
    ]  # fmt: skip
    streams = {
        None: shown,
        "visible-recipients": addressed if many else [],
        "bcc-recipients": addresses(value for name, value in pairs if name.lower() in _BLIND),
        "email-route": [route(name, value) for name, value in pairs if name.lower() not in _SHOWN | OPEN | _BLIND],
    }
    for hidden, lines in streams.items():
        if lines:
            yield Text("\n".join(dict.fromkeys(lines)), where.into("headers"), hidden)


def read_guests(calendar: str, where: Where) -> Iterator[Part]:
    """Yield who is invited to a meeting (RFC 5545, 3.8.4.1) where they are as many as make visible recipients."""
    guests = []
    for line in _FOLDED.sub("", calendar).splitlines():
        if line.upper().startswith("ATTENDEE"):
            name = re.search(r'CN="?([^";:]+)', line, re.I)
            address = line.rpartition(":")[2].strip()
            guests.append(f"{name[1]} <{address}>" if name and name[1] != address else address)
    if len(set(guests)) > MANY:
        yield Text("\n".join(dict.fromkeys(guests)), where, "visible-recipients")


def addresses(values: Iterator[str]) -> list[str]:
    """Return one line for each address, with the name it is shown under."""
    found = []
    for value in values:
        pairs = [pair for pair in getaddresses([value]) if pair[1].strip()]
        if not pairs and ("@" in value or "," in value):  # not as the standard has it: read as it stands
            found += [part.strip() for part in re.split(r"[;,]", value) if part.strip()]
        found += [f"{name} <{address}>" if name else address for name, address in pairs]
    return found


def route(name: str, value: str) -> str:
    """Return a header that does not show as a line; marks that only look like addresses of people are taken out."""
    if name.lower() in _IDS:
        value = value.replace("@", " ")
    elif name.lower() in _HOPS:
        value = _RELAY.sub("", value)
    return f"{name}: {value}"


def plain(value: str) -> str:
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
