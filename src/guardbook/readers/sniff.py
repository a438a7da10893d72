"""Tells a format from content, never from a name alone."""

from typing import BinaryIO

from guardbook.content import Source
from guardbook.errors import Unreadable
from guardbook.readers.containers import has_members, ole_streams, zip_names
from guardbook.readers.encoding import HEAD, head_as_text
from guardbook.readers.formats import FORMATS, TEXT, ZIP, Format
from guardbook.readers.kinds import name_kind, remedy_for

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PADDING = bytes(64)
"""Programs' files have this, texts only where something went wrong."""
_OLD = (
    ("EncryptedPackage", "protected by a password: save a copy without one"),
    ("WordDocument", "an old Word document (DOC), not read yet: save it as DOCX"),
    ("PowerPoint Document", "an old PowerPoint presentation (PPT), not read yet: save it as PPTX"),
    ("__properties_version1.0", "an Outlook message (MSG), not read yet: save it as EML"),
    ("VisioDocument", "an old Visio drawing (VSD), not read yet: save it as PDF"),
)


def tell_format(source: Source) -> Format:
    """Return the format of a source's bytes; raise `Unreadable` with the remedy when none fits."""
    source.file.seek(0)
    head = source.file.read(HEAD)
    try:
        return _told(source.file, head, extension_of(source.name))
    finally:
        source.file.seek(0)


def extension_of(name: str) -> str:
    """Return a name's ending in lower case without the dot, or "" where it has none of up to ten characters."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem and len(ending) <= 10 and ending.isalnum() else ""


def contradiction(form: Format, extension: str) -> str:
    """Return a remark where a known ending promises another kind of file than the bytes are, else "".

    Text named as another kind of text is no contradiction: nobody is misled by a CSV called .txt.
    """
    promised = [other for other in FORMATS if extension in other.extensions]
    if not promised or form in promised or (_is_text(form) and any(map(_is_text, (*promised,)))):
        return ""
    return f"named .{extension} but is {form.called}"


def _is_text(form: Format) -> bool:
    return form.looks is not None or form is TEXT


def _told(file: BinaryIO, head: bytes, extension: str) -> Format:
    if head.startswith(ZIP.magic):
        return _zip_format(file)
    if head.startswith(_OLE):
        return _ole_format(file)
    for form in FORMATS:
        if _has_magic(form, head):
            return form
    text = head_as_text(head)
    kind = name_kind(head, text=text is not None and _PADDING not in head)
    if text is None and kind in ("", "Windows program") and has_members(file):
        return _zip_format(file)
    if kind:
        raise Unreadable(f"its format ({kind}) is not one Guardbook reads yet{remedy_for(kind)}")
    if text is None:
        raise Unreadable(_unknown(extension))
    return next((form for form in FORMATS if form.looks and form.looks(text, extension)), TEXT)


def _has_magic(form: Format, head: bytes) -> bool:
    if form.within:
        return any(magic in head[: form.within] for magic in form.magic)
    return bool(form.magic) and head.startswith(form.magic, form.at)


def _unknown(extension: str) -> str:
    promised = next((form for form in FORMATS if extension in form.extensions), None)
    if promised is None:
        return "its format is not one Guardbook knows"
    return f"named .{extension} but its bytes are not those of a {promised.name}: damaged, or misnamed"


def _zip_format(file: BinaryIO) -> Format:
    names, mimetype = zip_names(file)
    lower = [name.lower() for name in names]
    for form in FORMATS:
        if mimetype and mimetype in form.mimetype:
            return form
        if form.member and any(name.startswith(form.member) for name in lower):
            return form
    return ZIP


def _ole_format(file: BinaryIO) -> Format:
    streams = set(ole_streams(file))
    for name, sentence in _OLD[:1]:
        if name in streams:
            raise Unreadable(sentence)
    for form in FORMATS:
        if streams.intersection(form.streams):
            return form
    for name, sentence in _OLD:
        if name in streams:
            raise Unreadable(sentence)
    raise Unreadable("an OLE file of a kind Guardbook does not know, or damaged")
