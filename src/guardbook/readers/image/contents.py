"""What a picture's file holds beside the picture: gathered by the reader of each format, judged afterwards."""

import re
from dataclasses import dataclass, field

_RUN = re.compile(rb"(?:[\x20-\x7e]|[\xc3-\xc9][\x80-\xbf]|\xe2\x80[\x80-\xbf]){5,}")
"""Letters of Latin scripts, and marks; bytes that happen to be other letters are too many."""
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){5,}")
_WORDY = re.compile(r"[^\W\d_]{3,}")
_MEASURE = re.compile(r"-?(?:[1-9]\d*(?:/\d+)?|\d*\.\d+|0)|\d{4}[-:]\d\d[-:]\d\d.*|[\d.,:/+ -]{0,7}|[\d.]+(?: [\d.]+)+")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_CALM = re.compile(r"(?<![A-Za-z])[A-Z]?[a-z]{3,}|[A-Z]{4,}")
_NUMBER = re.compile(r"\+?\d[\d -]{6,}\d")
JPEG = b"\xff\xd8\xff"


@dataclass(slots=True)
class Contents:
    """The pieces of one picture's file by what they are; all of them raw."""

    exif: list[bytes] = field(default_factory=list)
    """Blocks that begin as a TIFF file does (EXIF 2.32, 4.5.2)."""
    xmp: list[bytes] = field(default_factory=list)
    iptc: list[bytes] = field(default_factory=list)
    photoshop: list[bytes] = field(default_factory=list)
    """Lists of Photoshop's image resources ("8BIM")."""
    notes: dict[str, None] = field(default_factory=dict)
    """Lines with their labels that are no picture: comments, names, descriptions."""
    places: dict[str, None] = field(default_factory=dict)
    """Where pictures were taken: latitude and longitude."""
    thumbnails: list[bytes] = field(default_factory=list)
    """Small pictures within, each a file of its own."""
    behind: list[bytes] = field(default_factory=list)
    """What stands after the end of the picture, or where nothing of the picture is."""
    problems: list[str] = field(default_factory=list)

    def note(self, label: str, text: str, *, number: bool = False) -> None:
        """Keep a text under its label, when it has a word in it, or is a number of a person's or a thing's.

        `number` says that a plain number is no measure.
        """
        text = " ".join(text.replace("\0", " ").split())
        numbered = sum(map(str.isalnum, text)) >= 5 and (number or not _MEASURE.fullmatch(text))
        if _WORDY.search(text) or numbered:
            self.notes[f"{label}: {text}" if label else text] = None

    def unknown(self, data: bytes) -> None:
        """Keep what may be words, or a small picture, in bytes of a kind that nobody documents."""
        for text in printable(data):
            self.note("", text)
        if (at := data.find(JPEG)) >= 0:
            self.thumbnails.append(data[at:])


def printable(data: bytes) -> list[str]:
    """Return what reads like words in bytes of any kind, in the letters of today (UTF-8) or of Windows (UTF-16)."""
    found = [run.group().decode("utf-8", "ignore") for run in _RUN.finditer(data)]
    found += [run.group().decode("utf-16-le") for run in _WIDE.finditer(data)]
    return [text.strip() for text in found if _reads(text)]


def _reads(text: str) -> bool:
    """Tell words from bytes that happen to be letters: these have few vowels, many signs, and change case anywhere."""
    letters = sum(map(str.isalpha, text))
    if _NUMBER.search(text):
        return True
    if letters < 4 or not _CALM.search(text) or len(_VOWEL.findall(text)) * 6 < letters:
        return False
    plain = sum(char.isalnum() or char in " .,:;@/_-'()" for char in text)
    turns = len(re.findall(r"[a-z][A-Z]|[A-Z]{2}[a-z]|\d[a-zA-Z]\d", text))
    return plain >= 0.9 * len(text) and turns * 4 <= letters


def decoded(data: bytes) -> str:
    """Return bytes as text in UTF-8, else in Latin-1, as writers of pictures have it."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
