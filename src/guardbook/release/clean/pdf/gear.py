"""Copies what pages are drawn with - fonts, colours, patterns - into a new PDF, entry by known entry."""

import hashlib
import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from guardbook.readers.pdf.objects import Objects
from guardbook.readers.reading import Reading


class Unsure(Exception):
    """A page cannot be written anew with certainty: it has to be drawn as a picture."""


KINDS: dict[str, dict[str, str]] = {
    "font": {
        **dict.fromkeys("Type Subtype BaseFont FirstChar LastChar Widths DW W DW2 W2 FontBBox FontMatrix".split(), ""),
        "Encoding": "encoding", "FontDescriptor": "descriptor", "DescendantFonts": "font",
        "CIDSystemInfo": "system", "CIDToGIDMap": "data",
    },
    "descriptor": {
        **dict.fromkeys(
            "Type FontName Flags FontBBox ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth "
            "MaxWidth MissingWidth FontStretch FontWeight".split(), ""
        ),
        "FontFile": "data", "FontFile2": "data", "FontFile3": "data",
    },
    "data": dict.fromkeys("Length1 Length2 Length3 Subtype".split(), ""),
    "encoding": {
        **dict.fromkeys("Type BaseEncoding Differences CMapName WMode".split(), ""),
        "CIDSystemInfo": "system", "UseCMap": "encoding",
    },
    "system": {"Registry": "string", "Ordering": "string", "Supplement": ""},
    "state": {
        **dict.fromkeys("Type LW LC LJ ML D RI OP op OPM FL SM SA CA ca AIS TK BM".split(), ""),
    },
    "function": {
        **dict.fromkeys(
            "FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds".split(), ""
        ),
        "Functions": "function",
    },
    "shading": {
        **dict.fromkeys(
            "ShadingType Background BBox AntiAlias Domain Matrix Coords Extend BitsPerCoordinate BitsPerComponent "
            "BitsPerFlag Decode VerticesPerRow".split(), ""
        ),
        "ColorSpace": "colours", "Function": "function",
    },
    "pattern": {**dict.fromkeys("Type PatternType Matrix".split(), ""), "Shading": "shading", "ExtGState": "state"},
    "group": {**dict.fromkeys("Type S I K".split(), ""), "CS": "colours"},
    "profile": dict.fromkeys("N Range".split(), ""),
    "measures": dict.fromkeys("WhitePoint BlackPoint Gamma Matrix Range".split(), ""),
}  # fmt: skip
"""The entries that stay of each kind of dictionary, and of what kind they are; "": numbers, names, lists of these."""
FAMILIES: dict[str, tuple[str, ...]] = {
    "/CalGray": ("measures",), "/CalRGB": ("measures",), "/Lab": ("measures",), "/ICCBased": ("profile",),
    "/Indexed": ("colours", "", "lookup"), "/Separation": ("", "colours", "function"),
    "/DeviceN": ("", "colours", "function"), "/Pattern": ("colours",),
}  # fmt: skip
"""The kinds of colour spaces that are lists, and of what kind the rest of the list is (ISO 32000-2, table 61)."""
DEVICE = ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern")
DEEPEST = 20
LOOKUP = 256 * 32
"""Bytes of the longest list of colours."""
_COMMENT = re.compile(rb"%[^\r\n]*")


class Gear:
    """Copies of one document's fonts, colours and patterns, each made once."""

    def __init__(self, pdf: Any, source: Any, reading: Reading) -> None:
        self.pdf, self._objects, self._reading = pdf, Objects(source), reading
        self._made: dict[tuple[tuple[int, int], str], Any] = {}
        self._kept: dict[bytes, Any] = {}

    def spend(self, count: int) -> None:
        """Count bytes that were unpacked."""
        self._reading.spend(count)

    def keep(self, stream: Any) -> Any:
        """Return a new stream, or one that was made before and says the same."""
        data = stream.stream_dict.unparse(resolved=False) + stream.read_raw_bytes()
        return self._kept.setdefault(hashlib.sha256(data).digest(), stream)

    def unpacked(self, stream: Any) -> bytes:
        """Return a stream's bytes within the limits."""
        return self._objects.unpacked(stream, self._reading)

    def copy(self, thing: Any, kind: str, depth: int = 0) -> Any:
        """Return the copy of a thing of a kind; None for what does not belong there."""
        if depth > DEEPEST:
            raise Unsure
        key = (thing.objgen, kind) if isinstance(thing, pikepdf.Object) else ((0, 0), kind)
        if key in self._made:
            return self._made[key]
        made = self._copy(thing, kind, depth + 1)
        if key[0] != (0, 0):
            self._made[key] = made = self.pdf.make_indirect(made) if isinstance(made, pikepdf.Object) else made
        return made

    def _copy(self, thing: Any, kind: str, depth: int) -> Any:
        if kind == "":
            return plain(thing)
        if kind == "string":
            return pikepdf.String(bytes(thing)) if isinstance(thing, pikepdf.String) else None
        if kind == "colours":
            return self._colours(thing, depth)
        if kind == "lookup":
            return self._lookup(thing)
        if isinstance(thing, Array):
            return Array([made for each in thing if (made := self.copy(each, kind, depth)) is not None])
        if isinstance(thing, Stream):
            stream = self.pdf.make_stream(self._data(thing, kind))
            for name, made in self._entries(thing, kind, depth):
                stream[name] = made
            return stream
        if isinstance(thing, Dictionary):
            return Dictionary(dict(self._entries(thing, kind, depth)))
        return plain(thing) if isinstance(thing, Name) else None

    def _entries(self, thing: Any, kind: str, depth: int) -> Any:
        for key, inner in KINDS[kind].items():
            value = thing.get(f"/{key}")
            if value is not None and (made := self.copy(value, inner, depth)) is not None:
                yield f"/{key}", made

    def _data(self, stream: Any, kind: str) -> bytes:
        data = self.unpacked(stream)
        return _COMMENT.sub(b"", data) if kind == "encoding" else data

    def _colours(self, thing: Any, depth: int) -> Any:
        if isinstance(thing, Name):
            if str(thing) in DEVICE:
                return plain(thing)
            raise Unsure
        family = str(thing[0]) if isinstance(thing, Array) and len(thing) else ""
        if family in DEVICE and len(thing) == 1:
            return Name(family)
        if family not in FAMILIES or len(thing) <= 1:
            raise Unsure
        kinds = zip(list(thing)[1:], FAMILIES[family], strict=False)
        return Array([Name(family), *(self.copy(each, kind, depth) for each, kind in kinds)])

    def _lookup(self, thing: Any) -> Any:
        data = self.unpacked(thing) if isinstance(thing, Stream) else bytes(thing)
        return pikepdf.String(data[:LOOKUP])


def plain(thing: Any) -> Any:
    """Return a number, a name, a truth value or a list of such; None for everything else."""
    if isinstance(thing, Name):
        return Name(str(thing))
    if isinstance(thing, Array):
        return Array([made for each in thing if (made := plain(each)) is not None])
    return None if isinstance(thing, (pikepdf.Object, str, bytes)) else thing
