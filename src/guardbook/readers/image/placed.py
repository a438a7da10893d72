"""Reads the pictures of an office document's package: those that show, whole or cropped, and those that do not."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from guardbook.content import Part, Problem, Source
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.image.crop import WHOLE, Crop
from guardbook.readers.markup import attribute, child, local
from guardbook.readers.package import Package, parse_xml
from guardbook.readers.reading import Reading
from guardbook.readers.sniff import tell_format

NOT_READ = "its pictures were not read"
ENDINGS = frozenset("png jpg jpeg jpe jfif gif bmp dib tif tiff emf wmf svg ico wdp emz wmz webp heic avif".split())
SHOWN = ("image", "drawing", "svg", "compressed")
"""Readers of what can be shown as a picture; some drawings are stored compressed."""
_LARGEST = 32 * 1024**2
"""Bytes of a part above which it is not asked how it shows its pictures."""
_TELLING = (b"srcRect", b"crop", b"hidden=", b"vanish", b":del ", b"moveFrom")
_OFF = frozenset({"0", "false", "off"})
_BEHIND = (("/notesSlides/", "speaker-notes"), ("/comments", "comment"), ("/glossary/", "building-block"))
"""Parts of which nothing shows, and the code of each."""


@dataclass(slots=True)
class Placed:
    """One picture of a package: how it is shown in each place that shows it."""

    crops: list[Crop] = field(default_factory=list)
    hidden: set[str | None] = field(default_factory=set)

    @property
    def code(self) -> str | None:
        """The code of why it does not show: None when one place shows it."""
        if not self.hidden:
            return "orphaned-picture"
        return None if None in self.hidden else min(code for code in self.hidden if code)


def is_picture(name: str) -> bool:
    """Tell from a part's name whether it is a picture."""
    return name.rpartition(".")[2].casefold() in ENDINGS


def package_pictures(
    package: Package, source: Source, reading: Reading, hidden_of: Mapping[str, str]
) -> Iterator[Part]:
    """Yield the parts of all pictures of an OOXML package; `hidden_of` gives codes of parts that do not show."""
    names = [name for name in package.names if is_picture(name) and package.size(name)]
    if not names:
        return
    placed: dict[str, Placed] = {}
    for owner in _owners(package):
        for name, crop, hidden in _shown_by(package, owner, hidden_of.get(owner)):
            each = placed.setdefault(name, Placed())
            each.crops.append(crop)
            each.hidden.add(hidden)
    for number, name in enumerate(names, 1):
        yield from read_placed(package, name, number, placed.get(name, Placed()), source, reading)


def read_placed(
    package: Package, name: str, number: int, placed: Placed, source: Source, reading: Reading
) -> Iterator[Part]:
    """Yield the parts of one picture of a package, under the code of why it does not show."""
    base = name.rpartition("/")[2]
    hidden = "document-thumbnail" if name.casefold().startswith(("docprops/", "thumbnails/")) else placed.code
    where = source.where.into("thumbnail" if hidden == "document-thumbnail" else "picture", number, base)
    try:
        data = package.read(name)
        inner = pictured(Source(BytesIO(data), base, where, source.depth + 1, hidden))
        if not reading.pictures and tell_format(inner).module not in SHOWN:
            raise Unreadable(NOT_READ)
    except LimitReached:
        raise
    except Unreadable as error:
        if reading.pictures:
            yield Problem(str(error), where)
        elif NOT_READ not in reading.remarks:
            reading.remarks.append(NOT_READ)
        return
    reading.enter()
    crops = placed.crops or [WHOLE]
    if reading.pictures and WHOLE not in crops:
        from guardbook.readers.image.cropped import read_cropped  # which loads Pillow

        yield from read_cropped(inner, crops, reading)
        return
    for part in reading.read(inner):
        if hidden != "document-thumbnail" or not isinstance(part, Problem):  # too small to be read with certainty
            yield part


def pictured(source: Source) -> Source:
    """Return a source that stands where a picture does; what is no picture does not show there."""
    try:
        shows = tell_format(source).module in SHOWN
    except Unreadable:
        shows = True
    return source if shows or source.hidden else replace(source, hidden="embedded-file")


def _owners(package: Package) -> Iterator[str]:
    """Yield the parts that have arrows to others."""
    for name in package.names:
        folder, base = posixpath.split(name)
        if base.endswith(".rels") and posixpath.basename(folder) == "_rels" and posixpath.dirname(folder):
            yield posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def _shown_by(package: Package, owner: str, hidden: str | None) -> Iterator[tuple[str, Crop, str | None]]:
    """Yield each picture that a part shows, how much of it, and why it does not show all the same."""
    try:
        arrows = [arrow for arrow in package.relationships(owner).values() if not arrow.external]
        names = {arrow.id: name for arrow in arrows if (name := package.find(arrow.target)) and is_picture(name)}
        if not names or owner not in package:
            return
        data = package.read(owner)
        telling = len(data) < _LARGEST and any(word in data for word in _TELLING)
        root = parse_xml(data) if telling else None
    except LimitReached:
        raise
    except Unreadable:  # told by the part's own reader
        return
    for behind, code in _BEHIND:
        hidden = hidden or (code if behind in f"/{owner}" else None)
    if root is not None and local(root) == "sld" and root.get("show", "1") in _OFF:
        hidden = hidden or "hidden-slide"
    for arrow, name in names.items():
        if root is None or not (uses := _uses(root, arrow)):
            if f'"{arrow}"'.encode() in data or f"'{arrow}'".encode() in data:
                yield name, WHOLE, hidden
            continue
        for element in uses:
            yield name, crop_of(element), why_not_shown(element) or hidden


def _uses(root: Any, arrow: str) -> list[Any]:
    """Return the elements that name an arrow."""
    return [each for each in root.iter() if isinstance(each.tag, str) and arrow in each.attrib.values()]


def crop_of(element: Any) -> Crop:
    """Return what shows of a picture: `a:srcRect` beside it (20.1.8.55), or the crop of an old VML picture."""
    if local(element) == "imagedata":
        sides = [_fraction(attribute(element, f"crop{side}")) for side in ("left", "top", "right", "bottom")]
        return Crop(*sides)
    fill = element.getparent()
    rectangle = child(fill, "srcRect") if fill is not None else None
    if rectangle is None:
        return WHOLE
    return Crop(*(_percent(rectangle.get(side, "0")) for side in "ltrb"))


def _percent(text: str) -> float:
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else int(text) / 100_000
    except ValueError:
        return 0.0


def _fraction(text: str) -> float:
    try:
        return float(text[:-1]) / 65536 if text.endswith("f") else float(text or 0)
    except ValueError:
        return 0.0


def why_not_shown(element: Any) -> str | None:
    """Return the code of why a place that shows a picture does not show: hidden, or deleted while tracked."""
    for above in element.iterancestors():
        name = local(above)
        if name in ("del", "moveFrom"):
            return "tracked-change"
        if name == "r" and (mark := child(above, "rPr", "vanish")) is not None and attribute(mark, "val") not in _OFF:
            return "hidden-text"
        if name in ("pic", "sp", "grpSp", "inline", "anchor"):
            for each in (above, *above):
                drawing = child(each, "docPr" if name in ("inline", "anchor") else "cNvPr")
                if drawing is not None and attribute(drawing, "hidden") not in ("", *_OFF):
                    return "hidden-shape"
    return None
