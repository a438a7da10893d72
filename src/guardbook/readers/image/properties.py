"""Reads XMP packets, IPTC records and Photoshop's image resources: who made a picture, what and where it shows."""

import base64
import binascii
import re
from typing import Any

from lxml import etree

from guardbook.errors import Unreadable
from guardbook.readers.image.contents import Contents, decoded, printable
from guardbook.readers.image.exif import read_exif, read_profile
from guardbook.readers.markup import local
from guardbook.readers.package import parse_xml

_TAG = re.compile(r"<[^>]*>")
_LISTS = ("li", "Alt", "Seq", "Bag", "Description")
_DULL = re.compile(r"(?:uuid:|xmp\.[di]id:|adobe:docid:|https?://(?:ns\.adobe|www\.w3|purl)\.|[\dA-Fa-f-]{16,}$)")
_SETTINGS = ("http://ns.adobe.com/camera-raw-settings/", "http://www.w3.org/")
"""Namespaces of properties that are settings of programs, or only make the packet."""
_DEGREES = re.compile(r"(\d+),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?([NSEW])$")
IPTC_LABELS = {
    5: "Title", 25: "Keywords", 40: "Instructions", 80: "Author", 85: "Job title", 90: "City", 92: "Place",
    95: "County", 101: "Country", 105: "Headline", 110: "Credit", 115: "Source", 116: "Copyright", 118: "Contact",
    120: "Caption", 122: "Caption writer",
}  # fmt: skip
"""Datasets of the application record (IPTC-IIM 4.2, chapter 6) and what to call them."""


def read_xmp(data: bytes, contents: Contents) -> None:
    """Note each property of an XMP packet (ISO 16684-1), places and small pictures apart."""
    start, end = data.find(b"<"), data.rfind(b">")
    try:
        root = parse_xml(data[start : end + 1])
    except (Unreadable, ValueError):  # loosely written packets are common: what stands in them is text all the same
        for text in _TAG.split(decoded(data)):
            contents.note("", text)
        return
    degrees: dict[str, float] = {}
    for each in root.iter(etree.Element):
        owner = _owner(each)
        _property(local(owner), etree.QName(owner).namespace or "", each.text or "", contents, degrees)
        for key, value in each.attrib.items():
            space, _, name = key.rpartition("}")
            _property(name, space.lstrip("{"), value, contents, degrees)
    if len(degrees) == 2:
        contents.places[f"{degrees['GPSLatitude']:.5f}, {degrees['GPSLongitude']:.5f}"] = None


def _owner(element: Any) -> Any:
    """Return the property that an item of a list belongs to."""
    while local(element) in _LISTS and element.getparent() is not None:
        element = element.getparent()
    return element


def _property(name: str, space: str, value: str, contents: Contents, degrees: dict[str, float]) -> None:
    value = value.strip()
    if not value or space.startswith(_SETTINGS):
        return
    if name in ("GPSLatitude", "GPSLongitude") and (found := _DEGREES.match(value)):
        size = int(found[1]) + float(found[2]) / 60 + float(found[3] or 0) / 3600
        degrees[name] = -size if found[4] in "SW" else size
    elif name == "image" and len(value) > 100:
        try:
            contents.thumbnails.append(base64.b64decode(value))
        except (binascii.Error, ValueError):
            contents.problems.append("a small picture in its properties is damaged: it was not read")
    elif not _DULL.match(value):
        contents.note(name, value)


def read_iptc(data: bytes, contents: Contents) -> None:
    """Note each dataset with words (IPTC-IIM 4.2, 1.5: marker, record, dataset, length, value)."""
    at = data.find(b"\x1c")
    while 0 <= at < len(data) - 5 and data[at] == 0x1C:
        record, number = data[at + 1], data[at + 2]
        size = int.from_bytes(data[at + 3 : at + 5], "big")
        at += 5
        if size & 0x8000:
            width = size & 0x7FFF
            size = int.from_bytes(data[at : at + width], "big")
            at += width
        value = data[at : at + size]
        at += size
        if record == 2 and number in (200, 201, 202):
            contents.unknown(value)
        elif record != 1 or number not in (90, 0):
            contents.note(IPTC_LABELS.get(number, "note") if record == 2 else "note", decoded(value))


def read_photoshop(data: bytes, contents: Contents) -> None:
    """Note each image resource by its number (Adobe Photoshop File Formats, "Image Resources Section")."""
    at = data.find(b"8BIM")
    while at >= 0 and data[at : at + 4] in (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR"):
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        name = data[at + 7 : at + 7 + data[at + 6]]
        at += 6 + (data[at + 6] + 2 & ~1)
        size = int.from_bytes(data[at : at + 4], "big")
        value = data[at + 4 : at + 4 + size]
        at += 4 + (size + 1 & ~1)
        contents.note("Name", decoded(name))
        _resource(number, value, contents)


def _resource(number: int, value: bytes, contents: Contents) -> None:
    if number == 0x0404:
        contents.iptc.append(value)
    elif number in (0x0409, 0x040C):
        contents.thumbnails.append(value[28:])
    elif number in (0x0422, 0x0423):
        read_exif(value, contents)
    elif number == 0x0424:
        contents.xmp.append(value)
    elif number == 0x040F:
        read_profile(value, contents)
    elif number not in _LAYOUT and number < 4000:
        for text in printable(value) + printable(value[1::2] if value[:1] == b"\0" else b""):
            contents.note("note", text)


_LAYOUT = frozenset(
    (0x03E9, 0x03ED, 0x03F3, 0x03F5, 0x03F8, 0x0408, 0x040D, 0x0411, 0x0414, 0x0419, 0x0421, 0x0425, 0x0426, 0x0428,
     0x043A, 0x043B, 0x2710)
)  # fmt: skip
"""Settings of printing, screen and guides."""
