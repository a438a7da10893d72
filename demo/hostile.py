"""Broken and hostile files, as every old share has some: none may stop a scan or pass as read."""

import io
import struct
import zipfile
import zlib
from pathlib import Path


def bomb(megabytes: int) -> bytes:
    """A ZIP file whose one member unpacks to so many megabytes of zeros."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros.csv", "w") as member:
        for _ in range(megabytes):
            member.write(bytes(1024**2))
    return packed.getvalue()


def nested(levels: int) -> bytes:
    """ZIP files within one another, so many levels deep."""
    content = b"the bottom"
    for level in range(levels):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("inner.zip" if level else "bottom.txt", content)
        content = packed.getvalue()
    return content


def laughs() -> bytes:
    """XML whose entities unfold to a billion words."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "laugh">{entities}]><x>&l9;</x>'.encode()


def picture() -> bytes:
    """A small PNG picture: a format that is not read yet."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x1d\x70\xb8" * 8) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def encrypted_zip() -> bytes:
    """A ZIP file whose member says that it is encrypted."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("secret.txt", "not to be read")
    content = bytearray(packed.getvalue())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def write_hostile(folder: Path) -> None:
    """Write one of each kind into a folder."""
    folder.mkdir(parents=True)
    whole = nested(1)
    contents = {
        "bomb.zip": bomb(200),
        "nested.zip": nested(30),
        "laughs.xml": laughs(),
        "truncated.zip": whole[: len(whole) // 2],
        "broken.xlsx": b"PK\x03\x04" + bytes(200),
        "plain text.xlsx": b"This was saved with the wrong ending.\n",
        "locked.zip": encrypted_zip(),
        "scan.png": picture(),
        "damaged.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        "empty.csv": b"",
        "nul bytes.txt": b"Page one" + bytes(5_000) + b"page two\n",
        "unknown.dat": bytes(range(256)) * 20,
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "points nowhere").symlink_to("no such file")
