"""Kinds of file that Guardbook knows by their first bytes but does not read yet: plain names for the report."""

_KINDS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"BM", "BMP picture"),
    (0, b"8BPS", "Photoshop picture"),
    (0, b"\0\0\0\x0cjP  ", "JPEG 2000 picture"),
    (8, b"WAVE", "WAV sound"),
    (0, b"ID3", "MP3 sound"),
    (0, b"\xff\xfb", "MP3 sound"),
    (0, b"OggS", "Ogg sound"),
    (0, b"fLaC", "FLAC sound"),
    (0, b"#!AMR", "AMR sound"),
    (4, b"ftyp", "MP4 film"),
    (8, b"AVI ", "AVI film"),
    (0, b"\x1aE\xdf\xa3", "Matroska or WebM film"),
    (0, b"0&\xb2u\x8ef\xcf\x11", "Windows Media film"),
    (0, b"\0\0\1\xba", "MPEG film"),
    (0, b"MZ", "Windows program"),
    (0, b"\x7fELF", "Linux program"),
    (0, b"\xcf\xfa\xed\xfe", "macOS program"),
    (0, b"\xca\xfe\xba\xbe", "Java class or macOS program"),
    (0, b"\0asm", "WebAssembly program"),
    (0, b"!<arch>\n", "library or Debian package"),
    (0, b"\xed\xab\xee\xdb", "RPM package"),
    (0, b"7z\xbc\xaf'\x1c", "7-Zip archive"),
    (0, b"Rar!\x1a\x07", "RAR archive"),
    (0, b"MSCF", "Cabinet archive"),
    (0, b"\x1f\x9d", "compress file"),
    (32769, b"CD001", "disc image"),
    (0, b"wOFF", "web font"),
    (0, b"wOF2", "web font"),
    (0, b"\0\1\0\0\0", "TrueType font"),
    (0, b"OTTO", "OpenType font"),
    (0, b"!BDN", "Outlook mailbox (PST)"),
    (0, b"\0\1\0\0Standard Jet DB", "Access database"),
    (0, b"\0\1\0\0Standard ACE DB", "Access database"),
    (0, b"Obj\x01", "Avro file"),
    (0, b"ORC", "ORC file"),
    (0, b"\x89HDF\r\n\x1a\n", "HDF5 file"),
    (0, b"$FL2", "SPSS file"),
    (0, b"\x93NUMPY", "NumPy array"),
    (0, b"%!PS", "PostScript file"),
    (0, b"AC10", "AutoCAD drawing"),
    (0, b"\x78\x9f\x3e\x22", "Outlook's winmail.dat (TNEF)"),
    (0, b"\x80\x04\x95", "Python pickle"),
    (0, b"\xd4\xc3\xb2\xa1", "network capture"),
    (0, b"\n\r\r\n", "network capture"),
    (0, b"bplist00", "Apple property list"),
    (0, b"\x30\x82", "certificate or signed message"),
    (0, b"LUKS\xba\xbe", "encrypted disc"),
    (0, b"Salted__", "encrypted file (OpenSSL)"),
    (0, b"-----BEGIN PGP MESSAGE", "encrypted message (PGP)"),
    (0, b"age-encryption.org/", "encrypted file (age)"),
)
_REMEDIES = {
    "archive": "save it as ZIP",
    "package": "save its files as ZIP",
    "compress file": "save it as ZIP",
    "disc image": "save its files as ZIP",
    "winmail.dat": "send the message as HTML or plain text",
    "mailbox (PST)": "save the messages as EML",
    "Access": "save its tables as CSV",
    "Avro": "save it as Parquet or CSV",
    "ORC": "save it as Parquet or CSV",
    "HDF5": "save its tables as Parquet or CSV",
    "SPSS": "save it as CSV",
    "NumPy": "save it as CSV",
    "PostScript": "save it as PDF",
    "encrypted": "save a copy without encryption",
}
"""What to do, by a word of the kind's name."""
_TEXT_KINDS = ("PostScript file", "encrypted message (PGP)", "encrypted file (age)")


def name_kind(head: bytes, *, text: bool = False) -> str:
    """Return the plain name of what begins with these bytes, or "".

    `text` says that the bytes may be text too: then a sign that a text could begin with is not believed.
    """
    for at, magic, name in _KINDS:
        if head.startswith(magic, at) and not (text and _could_be_text(magic) and name not in _TEXT_KINDS):
            return name
    return ""


def _could_be_text(magic: bytes) -> bool:
    return magic.isascii() and magic.decode("ascii").isprintable()


def remedy_for(kind: str) -> str:
    """Return what to do about a file of a kind that is not read, to follow after its name; "" where it is plain."""
    return next((f": {remedy}" for word, remedy in _REMEDIES.items() if word in kind), "")
