"""Tells the encoding of text from its bytes and opens it as text; no byte is ever an error."""

import codecs
import io
import re

from guardbook.content import Source

HEAD = 65536
"""Bytes looked at to tell an encoding or a format."""

FALLBACK = "guardbook-western"
"""Error handler: bytes that are no UTF-8 are read as Windows-1252, so that a file of two minds is still read."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_INVALID = re.compile("[\udc80-\udcff]")
_WIDE = re.compile("[\u0080-\ud7ff\ue000-\U0010ffff]")
_WINDOWS_LATIN2 = re.compile(rb"[A-Za-z][\x9c\x9f\xb3\xb9\xbf][a-z]")
_ISO_LATIN2 = re.compile(rb"[A-Za-z][\xb1\xb3\xb6\xbc\xbf][a-z]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_UNPRINTABLE = re.compile("[\x01-\x07\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff\ue000-\uf8ff]")
_NULS = re.compile("\0{64,}")
_FOREIGN = ("shift_jis", "cp932", "euc_jp", "gb18030", "gbk", "gb2312", "big5", "euc_kr", "cp949")
_SINGLE = ("cp1250", "cp1251", "cp1253", "cp1255", "cp1256", "iso8859_2", "iso8859_5", "iso8859_7", "koi8_r")


def _read_as_western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(bytes((byte,)).decode("cp1252", "replace") for byte in wrong), error.end


codecs.register_error(FALLBACK, _read_as_western)


def tell_encoding(head: bytes) -> str:
    """Return the codec name for a text that begins with `head` (up to `HEAD` bytes); always some codec.

    Byte order marks first, then UTF-32 and UTF-16 by their zeros, UTF-8 where it fits, EBCDIC and East Asian
    encodings where they clearly do, else Windows-1252, or Latin-1 where that has no such bytes.
    """
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    return _by_zeros(head) or _by_utf8(head) or _by_escapes(head) or _ebcdic(head) or _eight_bit(head)


def _by_zeros(head: bytes) -> str:
    if b"\0" not in head or len(head) < 4:
        return ""
    quads, pairs = len(head) // 4, len(head) // 2
    zeros = [head[start::4][:quads].count(0) / quads for start in range(4)]
    if min(zeros[2], zeros[3]) > 0.9 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[0], zeros[1]) > 0.9 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = head[0::2][:pairs].count(0) / pairs, head[1::2][:pairs].count(0) / pairs
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.05 else ""


def _by_utf8(head: bytes) -> str:
    if head.isascii():
        return "" if b"\x1b$" in head or b"\x1b(" in head else "utf-8"
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    text = decoder.decode(head, final=len(head) < HEAD)
    return "utf-8" if len(_WIDE.findall(text)) > len(_INVALID.findall(text)) else ""


def _by_escapes(head: bytes) -> str:
    if b"\x1b$B" in head or b"\x1b$@" in head:
        return "iso2022_jp"
    return "utf-8" if head.isascii() else ""


def _ebcdic(head: bytes) -> str:
    """Mainframe text: its spaces are 0x40, and ASCII's spaces, letters and line ends hardly occur."""
    if head.count(0x40) < len(head) / 50 or head.count(0x20) + head.count(0x0A) > len(head) / 200:
        return ""
    text = head.decode("cp037")
    plain = sum(character.isascii() and (character.isalnum() or character in " .,-/'\n\x85") for character in text)
    return "cp037" if plain > 0.9 * len(text) else ""


def _eight_bit(head: bytes) -> str:
    runs = [len(run) for run in _HIGH_RUN.findall(head)]
    if sum(run for run in runs if run > 2) > sum(runs) / 2:
        foreign = _ask_normalizer(head)
        if foreign:
            return foreign
    windows, iso = len(_WINDOWS_LATIN2.findall(head)), len(_ISO_LATIN2.findall(head))
    if max(windows, iso) > sum(runs) / 20:  # superscripts and signs within words: Polish read as Western
        return "cp1250" if windows >= iso else "iso8859_2"
    return "latin-1" if re.search(rb"[\x81\x8d\x8f\x90\x9d]", head) else "cp1252"


def _ask_normalizer(head: bytes) -> str:
    """East Asian, Cyrillic, Greek and the like: only where most high bytes come in runs, unlike in Western text."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:  # pragma: no cover
        return ""
    best = from_bytes(head[:8192], cp_isolation=[*_FOREIGN, *_SINGLE], steps=5, chunk_size=512).best()
    return best.encoding if best is not None else ""


def head_as_text(head: bytes) -> str | None:
    """Return the beginning of a text, or None where the bytes are no text in any usual encoding.

    A run of NULs, as a crash or an old disc leaves in the middle of a text, counts as one; nothing but NULs is no text.
    """
    decoder = codecs.getincrementaldecoder(tell_encoding(head))("replace")
    text = decoder.decode(head)
    if "\0" in text:
        text = _NULS.sub("\0", text)
        if not text.strip("\0"):
            return None
    unprintable = len(_UNPRINTABLE.findall(text))
    return None if unprintable > 1 + len(text) / 50 or text.count("\0") > len(text) / 4 else text


def declared_encoding(head: bytes, declared: str) -> str:
    """Return the codec for a text that declares an encoding, which is believed where the bytes do not say better."""
    told = tell_encoding(head)
    if told.startswith("utf") and not head.isascii():
        return told
    try:
        codec = codecs.lookup(declared)
    except (LookupError, ValueError):
        return told
    known = codec._is_text_encoding and not codec.name.startswith(("utf-16", "utf-32"))
    return ("cp1252" if codec.name == "iso8859-1" else codec.name) if known else told


def decode(data: bytes, encoding: str) -> str:
    """Return a whole text decoded; what cannot be is replaced."""
    return data.decode(encoding, _errors_for(encoding))


def _errors_for(encoding: str) -> str:
    return FALLBACK if encoding.startswith("utf-8") else "replace"


class _Lent(io.TextIOWrapper):
    """A text stream that leaves its file open: the file is the source's."""

    def close(self) -> None:
        if not self.closed:
            self.detach()


def open_text(source: Source, newline: str | None = "", encoding: str = "") -> io.TextIOWrapper:
    """Return a source as a text stream from its beginning; what cannot be decoded is replaced, never raised.

    `newline` is that of `open`, `encoding` is told from the bytes where it is not given; the source's file stays open
    when the stream is closed.
    """
    source.file.seek(0)
    encoding = encoding or tell_encoding(source.file.read(HEAD))
    source.file.seek(0)
    return _Lent(source.file, encoding, _errors_for(encoding), newline)


def text_decoder(head: bytes) -> codecs.IncrementalDecoder:
    """Return a decoder for pieces of a text that begins with `head`; it replaces and never raises."""
    encoding = tell_encoding(head)
    return codecs.getincrementaldecoder(encoding)(_errors_for(encoding))
