"""Writing OLE compound files ([MS-CFB]) and what Office keeps in them, which no library at hand writes."""

from dataclasses import dataclass, field
from struct import pack

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    child: int = FREE
    right: int = FREE
    start: int = END
    inside: dict[str, "_Entry"] = field(default_factory=dict)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams; a slash in a name is a storage ("VBA/dir")."""
    root = _Entry("Root Entry", 5)
    for path, content in streams.items():
        at = root
        *folders, name = path.split("/")
        for folder in folders:
            at = at.inside.setdefault(folder, _Entry(folder, 1))
        at.inside[name] = _Entry(name, 2, content)
    entries = [root]
    _number(root, entries)
    return _written(entries)


def _number(parent: _Entry, entries: list[_Entry]) -> None:
    """Number a storage's entries: each is the right neighbour of the one before, in the standard's order."""
    children = sorted(parent.inside.values(), key=lambda entry: (len(entry.name), entry.name.upper()))
    first = len(entries)
    entries.extend(children)
    for place, entry in enumerate(children):
        entry.right = first + place + 1 if place + 1 < len(children) else FREE
    parent.child = first if children else FREE
    for entry in children:
        _number(entry, entries)


def _written(entries: list[_Entry]) -> bytes:
    mini = b""
    minifat: list[int] = []
    sectors: list[bytes] = []
    fat: list[int] = []

    def store(content: bytes) -> int:
        """Store content in sectors of its own; the number of its first."""
        pieces = [content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(content), SECTOR)]
        first = len(sectors)
        sectors.extend(pieces)
        fat.extend([*range(first + 1, first + len(pieces)), END] if pieces else [])
        return first if pieces else END

    for entry in entries[1:]:
        if entry.kind == 2 and len(entry.content) < CUTOFF:
            count = -(-len(entry.content) // MINI)
            entry.start = len(minifat) if count else END
            minifat += [*range(len(minifat) + 1, len(minifat) + count), END] if count else []
            mini += entry.content.ljust(count * MINI, b"\0")
        elif entry.kind == 2:
            entry.start = store(entry.content)
    entries[0].content, entries[0].start = mini, store(mini)
    minifat_start = store(b"".join(pack("<I", number) for number in minifat).ljust(SECTOR, b"\xff"))
    directory = b"".join(map(_directory_entry, entries))
    directory_start = store(directory + _directory_entry(_Entry("", 0)) * (-len(entries) % 4))
    fats = 1
    while (len(fat) + fats) * 4 > fats * SECTOR:
        fats += 1
    table = fat + [FAT] * fats + [FREE] * (fats * SECTOR // 4 - len(fat) - fats)
    header = pack("<8s16xHHHHH6xIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6, 0, fats,
                  directory_start, 0, CUTOFF, minifat_start, -(-len(minifat) * 4 // SECTOR) or 1, END, 0)  # fmt: skip
    where = [*range(len(sectors), len(sectors) + fats)]
    header += b"".join(pack("<I", number) for number in where + [FREE] * (109 - fats))
    return header + b"".join(sectors) + b"".join(pack("<I", number) for number in table)


def _directory_entry(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    length = len(name) + 2 if entry.kind else 0
    links = pack("<III", FREE, entry.right, entry.child)
    size = len(entry.content)
    return pack("<64sHBB", name, length, entry.kind, 1) + links + b"\0" * 36 + pack("<IQ", entry.start % 2**32, size)


def ole_package(name: str, folder: str, content: bytes) -> bytes:
    """The object Office makes of a file dropped onto a page (stream `\\x01Ole10Native`)."""
    path = f"{folder}{name}".encode() + b"\0"
    body = pack("<H", 2) + name.encode() + b"\0" + path + pack("<II", 0x30000, len(path)) + path
    body += pack("<I", len(content)) + content
    return compound({"\x01Ole10Native": pack("<I", len(body)) + body})


def vba_project(code: str) -> bytes:
    """A macro project ([MS-OVBA]) with one module; its code must be shorter than 3,500 bytes."""
    name = b"Module1"
    wide = name.decode().encode("utf-16-le")

    def record(number: int, content: bytes) -> bytes:
        return pack("<HI", number, len(content)) + content

    records = [
        record(1, pack("<I", 1)),
        record(2, pack("<I", 1033)),
        record(20, pack("<I", 1033)),
        record(3, pack("<H", 1252)),
        record(4, b"VBAProject"),
        record(5, b""),
        record(64, b""),
        record(6, b""),
        record(61, b""),
        record(7, pack("<I", 0)),
        record(8, pack("<I", 0)),
        pack("<HIIH", 9, 4, 1, 1),
        record(12, b""),
        record(60, b""),
        record(15, pack("<H", 1)),
        record(19, pack("<H", 65535)),
        record(25, name),
        record(71, wide),
        record(26, name),
        record(50, wide),
        record(28, b""),
        record(72, b""),
        record(49, pack("<I", 0)),
        record(30, pack("<I", 0)),
        record(44, pack("<H", 65535)),
        record(33, b""),
        record(43, b""),
        record(16, b""),
    ]
    directory = b"".join(records)
    source = f'Attribute VB_Name = "Module1"\r\n{code}'.encode("cp1252")
    project = b'ID="{5C1A1A4E-0E1D-4E4B-8F57-4B6D7D3C5A10}"\r\nModule=Module1\r\nName="VBAProject"\r\n'
    streams = {"VBA/_VBA_PROJECT": b"\xcc\x61\xff\xff\0\0\0", "VBA/dir": _packed(directory)}
    return compound({**streams, "VBA/Module1": _packed(source), "PROJECT": project})


def _packed(content: bytes) -> bytes:
    """Content as [MS-OVBA] 2.4.1 wraps it, in one chunk of literals."""
    literals = b"".join(b"\0" + content[at : at + 8] for at in range(0, len(content), 8))
    return b"\x01" + pack("<H", len(literals) - 1 | 0xB000) + literals
