"""Spoils files on purpose, alike for one seed, and finds their words again without any reader of Guardbook."""

import bz2
import contextlib
import io
import lzma
import random
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

import pyarrow as pa
from pyarrow import parquet

Way = Callable[[bytes, random.Random], bytes]

_TAG = re.compile(rb"<[^<>]*>")
_MARKUP = re.compile(rb"<(/?[\w:]+)")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_PDF_TOKEN = re.compile(
    rb"/[A-Za-z]+|\b\d+(?:\.\d+)?\b|\b(?:obj|endobj|stream|endstream|R|BT|ET|Tj|TJ|Tr|cm|re|W|n|q|Q)\b"
)
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_PDF_STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]+)>")
WORD = re.compile(r"[A-Za-z0-9À-ÿ@.']{4,}")
_DEEP = 6


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bits are others."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut_short(data: bytes, chance: random.Random) -> bytes:
    """The end is missing."""
    return data[: chance.randint(1, max(len(data) - 1, 1))]


def swapped(data: bytes, chance: random.Random) -> bytes:
    """Two blocks have changed places."""
    size = min(chance.choice((4, 16, 64, 512, 4096)), max(len(data) // 3, 1))
    one, other = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    if other - one < size:
        return flipped(data, chance)
    return (
        data[:one]
        + data[other : other + size]
        + data[one + size : other]
        + data[one : one + size]
        + data[other + size :]
    )


def doubled(data: bytes, chance: random.Random) -> bytes:
    """A block stands there several times."""
    at, size = chance.randrange(len(data)), chance.choice((1, 8, 100, 1000, 5000))
    return data[:at] + data[at : at + size] * chance.choice((2, 3, 50)) + data[at + size :]


def filled(data: bytes, chance: random.Random) -> bytes:
    """A block is nothing but noughts, ones or chance."""
    at, size = chance.randrange(len(data)), chance.choice((1, 2, 4, 8, 200))
    size = min(size, len(data) - at)
    return data[:at] + chance.choice((bytes(size), b"\xff" * size, chance.randbytes(size))) + data[at + size :]


def retagged(data: bytes, chance: random.Random) -> bytes:
    """An element of a marked-up text is named otherwise, opened twice, never closed, or has an odd attribute."""
    found = list(_MARKUP.finditer(data))
    attributes = list(_ATTRIBUTE.finditer(data))
    if not found:
        return flipped(data, chance)
    if attributes and chance.random() < 0.5:
        one = chance.choice(attributes)
        odd = chance.choice(
            (b"", b"-1", b"99999999999999999999", b"NaN", b"true", b"0", b"A1:XFD1048576", b"\xff", b"&#0;")
        )
        return data[: one.start(2)] + odd + data[one.end(2) :]
    one, other = chance.choice(found), chance.choice(found)
    new = chance.choice((other[1], one[1] + b"x", b"/" + one[1], b"!--", b"![CDATA[", b"?", b""))
    return data[: one.start(1)] + new + data[one.end(1) :]


def retokened(data: bytes, chance: random.Random) -> bytes:
    """Tokens of a PDF stand in for others of their kind."""
    found = list(_PDF_TOKEN.finditer(data))
    if len(found) < 2:
        return flipped(data, chance)
    for _ in range(chance.randint(1, 4)):
        one = chance.choice(found)
        new = chance.choice(found)[0] if chance.random() < 0.8 else chance.choice((b"0", b"-1", b"999999999", b"null"))
        data = data[: one.start()] + new[: len(one[0])].ljust(len(one[0])) + data[one.end() :]
    return data


def with_streams_spoiled(data: bytes, chance: random.Random) -> bytes:
    """What the streams of a PDF unpack to is spoiled, and packed again."""
    streams = [match for match in _PDF_STREAM.finditer(data) if _inflated(match[1])]
    if not streams:
        return retokened(data, chance)
    one = chance.choice(streams)
    spoiled = chance.choice((retokened, flipped, doubled, swapped, cut_short))(_inflated(one[1]), chance)
    return data[: one.start(1)] + zlib.compress(spoiled) + data[one.end(1) :]


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A member of a ZIP is spoiled, lost, doubled or stored under another's name; all checksums are right again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
        return flipped(data, chance)
    full = [number for number, (_, content) in enumerate(members) if content]
    number = chance.choice(full)
    info, content = members[number]
    way = chance.randrange(10)
    if way == 0:
        del members[number]
    elif way == 1:
        members[number] = (info, chance.choice(members)[1])
    else:
        ways = [retagged, retagged, swapped, doubled, cut_short, flipped, filled] if b"<" in content[:200] else BLIND
        members[number] = (info, chance.choice(ways)(content, chance))
    return _zipped(members)


def _zipped(members: list[tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for info, content in members:
            entry = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = info.compress_type if info.compress_type in (0, 8) else 8
            archive.writestr(entry, content)
    return file.getvalue()


BLIND: list[Way] = [flipped, cut_short, swapped, doubled, filled]
"""For bytes of any kind."""


def ways_for(data: bytes) -> list[Way]:
    """The ways to spoil a file so that some get past its outermost checks."""
    if data.startswith(b"PK"):
        return [*BLIND, *[repacked] * 10]
    if data.startswith(b"%PDF"):
        return [*BLIND, *[retokened] * 4, *[with_streams_spoiled] * 4]
    if b"<" in data[:500] and b"\0" not in data[:500]:
        return [*BLIND, *[retagged] * 5]
    return BLIND


def spoiled(data: bytes, seed: str) -> bytes:
    """The file, spoiled as the seed says."""
    chance = random.Random(seed)
    return chance.choice(ways_for(data))(data, chance)


def words_in(data: bytes) -> set[str]:
    """The words of four and more letters that can be found in a file by unpacking whatever unpacks."""
    found: set[str] = set()
    for content in _layers(data, 0):
        for text in (content, _TAG.sub(b"", content), _TAG.sub(b" ", content)):
            for encoding in ("utf-8", "utf-16-le"):
                found.update(WORD.findall(text.decode(encoding, "ignore")))
        found.update(WORD.findall(content[1:].decode("utf-16-le", "ignore")))
    return found


def _layers(data: bytes, depth: int) -> Iterator[bytes]:
    """Yield the bytes, and whatever can be unpacked from them."""
    yield data
    if depth > _DEEP or len(data) > 20_000_000:
        return
    for inner in (*_zip_members(data), *_unpacked(data), *_tar_members(data), *_pdf_streams(data), *_parquet(data)):
        if inner:
            yield from _layers(inner, depth + 1)


def _zip_members(data: bytes) -> Iterator[bytes]:
    """Yield what stands behind every local header, whatever the list of members says (APPNOTE 4.3.7)."""
    at = data.find(b"PK\x03\x04")
    while at >= 0:
        head = data[at : at + 30]
        if len(head) == 30:
            (method,) = struct.unpack_from("<H", head, 8)
            name, extra = struct.unpack_from("<HH", head, 26)
            start = at + 30 + name + extra
            yield _inflated(data[start:], -15) if method == 8 else b""
        at = data.find(b"PK\x03\x04", at + 4)


def _inflated(data: bytes, window: int = 15) -> bytes:
    """What can be inflated, up to a fault."""
    unpacker, whole = zlib.decompressobj(window), bytearray()
    try:
        for at in range(0, len(data), 256):
            whole += unpacker.decompress(data[at : at + 256], 5_000_000)
            if unpacker.eof or len(whole) > 20_000_000:
                break
    except zlib.error:
        pass
    return bytes(whole)


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"\x1f\x8b"):
        yield _inflated(data, 31)
    for magic, opened in ((b"BZh", bz2.BZ2Decompressor), (b"\xfd7zXZ", lzma.LZMADecompressor)):
        if data.startswith(magic):
            with contextlib.suppress(OSError, EOFError, lzma.LZMAError, ValueError):
                yield opened().decompress(data)


def _tar_members(data: bytes) -> Iterator[bytes]:
    if data[257:262] == b"ustar":
        try:
            with tarfile.open(fileobj=io.BytesIO(data)) as archive:
                for member in archive:
                    file = archive.extractfile(member) if member.isfile() else None
                    yield file.read() if file else b""
        except (tarfile.TarError, OSError, ValueError, KeyError):
            pass


def _pdf_streams(data: bytes) -> Iterator[bytes]:
    if b"%PDF" in data[:1024]:
        for match in _PDF_STREAM.finditer(data):
            yield _inflated(match[1])
    elif b"Tj" in data or b"TJ" in data:
        shown = b""
        for match in _PDF_STRING.finditer(data):
            shown += match[1] if match[1] is not None else b""
        yield shown


def _parquet(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"PAR1"):
        try:
            table = parquet.read_table(io.BytesIO(data))
            yield "\n".join(str(value) for column in table.to_pydict().values() for value in column).encode()
        except (pa.ArrowException, OSError, ValueError, UnicodeDecodeError):
            pass
