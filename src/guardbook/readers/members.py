"""Tells which members of an archive a person does not see in its folder, and reads those kept by programs."""

import re
import zlib
from collections.abc import Callable, Iterator

from guardbook.content import Part, Problem, Source, Text, Where
from guardbook.readers.printable import printable_runs
from guardbook.readers.reading import Reading
from guardbook.readers.unpacked import CHUNK, Stream, read_member

_VERSIONS = frozenset((".git", ".svn", ".hg", ".bzr", "cvs", "_darcs", ".fossil"))
_ORDINARY = re.compile(
    r"\.(?:git(?:ignore|attributes|keep|modules|hub|lab-ci\.ya?ml)|keep|editorconfig|\w+ignore|\w+rc(?:\.\w+)?|flake8|nojekyll"
    r"|pre-commit-\w+\.yaml|pylintrc|python-version|nvmrc|tool-versions|travis\.ya?ml|readthedocs\.ya?ml|circleci|azure"
    r"|rels|well-known|htaccess|localized|gitlab|devcontainer|husky|storybook|mvn|bumpversion\.cfg|ruby-version"
    r"|rubocop\.ya?ml|yarn|config|zenodo\.json|sr-only|Rbuildignore|lintr|buildinfo)",
    re.I,
)
"""Names with a dot that belong to what is published: settings of programs that build or show it."""
_TRACES = re.compile(r"\.(?:bash|zsh|python|psql|mysql|sqlite|lftp|node_repl)?_?(?:history|rc_local)|\.rhistory", re.I)
_LOOSE = re.compile(r"(?:^|/)\.git/.*objects/[0-9a-f]{2}/[0-9a-f]{38,62}$")
_PACKED = re.compile(r"(?:^|/)\.git/.*objects/pack/[^/]*\.pack$")
_MAPS = re.compile(r"(?:^|/)\.git/(?:index|.*objects/(?:pack/[^/]*\.(?:idx|rev|bitmap|mtimes)|info/[^/]*))$")
_APPLE = (b"\0\5\x16\7", b"\0\5\x16\0")
"""The first bytes of AppleDouble and AppleSingle files (RFC 1740)."""
_FOLDER = b"\0\0\0\x01Bud1"
_HELD = 16 * 1024**2


def member_code(name: str) -> str | None:
    """Return the code of why a person would not see a member of an archive, by its name; None when they would."""
    steps = [step for step in name.replace("\\", "/").split("/") if step not in ("", ".", "..")]
    if any(step.lower() in _VERSIONS for step in steps):
        return "version-control"
    if not steps:
        return None
    if steps[0] == "__MACOSX" or steps[-1].startswith("._") or steps[-1] == ".DS_Store":
        return "resource-fork"
    if steps[-1].startswith("~$"):
        return "dot-file"
    dotted = [
        step for step in steps if step.startswith(".") and (_TRACES.fullmatch(step) or not _ORDINARY.fullmatch(step))
    ]
    return "dot-file" if dotted else None


def read_named(
    reopen: Callable[[], Stream],
    source: Source,
    name: str,
    where: Where,
    reading: Reading,
    packed: int,
    hidden: str | None,
) -> Iterator[Part]:
    """Yield the parts of a member as `read_member` does, with what its name says of it; see there for the arguments.

    `hidden` is a code known otherwise. What programs keep for themselves is read for its words: a Mac's notes, the
    lock that Word leaves. Objects of Git are unpacked; its packs cannot be.
    """
    code = hidden or member_code(name)
    if code is None:
        yield from read_member(reopen, source, name, where, reading, packed)
    elif _PACKED.search(name):
        yield Problem("a pack of earlier versions (Git), not read: remove the folder .git from the archive", where)
    elif _LOOSE.search(name):
        yield from read_member(lambda: _Object(reopen()), source, "", where, reading, packed, code)
    elif code == "resource-fork" or _MAPS.search(name) or name.rpartition("/")[2].startswith("~$"):
        yield from _words(reopen, source, name, where, reading, packed, code)
    else:
        yield from read_member(reopen, source, name, where, reading, packed, code)


def _words(
    reopen: Callable[[], Stream], source: Source, name: str, where: Where, reading: Reading, packed: int, code: str
) -> Iterator[Part]:
    """The words of a small file of a program's own; one that is something else is read as what it is."""
    head = bytearray()
    stream = reopen()
    while len(head) <= _HELD and (data := stream.read(1 << 16)):
        reading.spend(len(data))
        head += data
    own = code != "resource-fork" or bytes(head).startswith((*_APPLE, _FOLDER))
    if len(head) > _HELD or not own:
        yield from read_member(reopen, source, name, where, reading, packed, code)
    elif lines := printable_runs(bytes(head)):
        yield Text("\n".join(lines), where, code)


class _Object:
    """An object of Git as a stream, without the line that says what it is; a folder is read for the names in it."""

    def __init__(self, packed: Stream) -> None:
        self._packed = packed
        self._engine = zlib.decompressobj()
        first = self._inflate(CHUNK)
        kind, _, self._rest = first.partition(b"\0")
        if not re.fullmatch(rb"(?:blob|commit|tag|tree) \d+", kind):
            raise zlib.error
        if kind.startswith(b"tree"):
            names = re.findall(rb"[1-7]\d{4,5} ([^\0]+)\0", self._rest)
            self._rest = b"\n".join(names)

    def read(self, size: int, /) -> bytes:
        """Return some of the next bytes, b"" at the end."""
        if self._rest:
            out, self._rest = self._rest[:size], self._rest[size:]
            return out
        return self._inflate(size)

    def _inflate(self, size: int) -> bytes:
        while not self._engine.eof:
            data = self._engine.unconsumed_tail or self._packed.read(CHUNK)
            out = self._engine.decompress(data, size)
            if out:
                return out
            if not data:
                raise EOFError
        return b""
