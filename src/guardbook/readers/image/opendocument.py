"""Reads the pictures of an OpenDocument package: how much of each is shown, and those that nothing shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from guardbook.content import Part, Source
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.image.crop import WHOLE, Crop
from guardbook.readers.image.document import open_picture
from guardbook.readers.image.placed import Placed, is_picture, read_placed
from guardbook.readers.markup import attribute, local
from guardbook.readers.package import Package
from guardbook.readers.reading import Reading
from guardbook.readers.sniff import tell_format

_LENGTH = re.compile(r"(-?[\d.]+)(cm|mm|in|pt|pc|px)")
_INCHES = {"cm": 1 / 2.54, "mm": 1 / 25.4, "in": 1.0, "pt": 1 / 72, "pc": 1 / 6, "px": 1 / 96}
_DOTS = 96.0
"""Dots an inch of a picture that does not say."""
_UNCLIPPED = (0.0, 0.0, 0.0, 0.0)
_REPLACEMENT = "ObjectReplacements/"


@dataclass(slots=True)
class _Uses:
    """How the content shows its pictures: bytes of the parts that may name them, and lengths cut from each."""

    parts: list[bytes] = field(default_factory=list)
    clips: dict[str, list[tuple[float, ...]]] = field(default_factory=dict)
    """Inches cut from the top, right, bottom and left, in each place that shows a picture."""


def opendocument_pictures(package: Package, source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the parts of all pictures of a package; a stored look of an embedded object only where it is a picture."""
    names = [name for name in package.names if is_picture(name) or name.startswith(_REPLACEMENT)]
    names = [name for name in names if package.size(name)]
    if not names:
        return
    uses = _uses(package)
    for number, name in enumerate(names, 1):
        if name.startswith(_REPLACEMENT) and not _is_readable(package, name):
            where = source.where.into("picture", number, name.rpartition("/")[2])
            reading.add_bulk(
                where, package.size(name), "the look of an embedded object, in a form of the program's own"
            )
            continue
        yield from read_placed(package, name, number, _placed(package, name, uses), source, reading)


def _is_readable(package: Package, name: str) -> bool:
    try:
        return tell_format(Source(BytesIO(package.read(name)), "")).module in ("image", "drawing")
    except LimitReached:
        raise
    except Unreadable:
        return False


def _uses(package: Package) -> _Uses:
    uses = _Uses()
    styles: dict[str, tuple[float, ...]] = {}
    for name in package.names:
        if name.rpartition("/")[2] not in ("styles.xml", "content.xml"):
            continue
        try:
            data = package.read(name)
            uses.parts.append(data)
            if b":clip=" in data and name in ("styles.xml", "content.xml"):
                _clips(package.xml(name), styles, uses)
        except LimitReached:
            raise
        except Unreadable:  # told by the part's own reader
            continue
    return uses


def _clips(root: Any, styles: dict[str, tuple[float, ...]], uses: _Uses) -> None:
    """Note which styles clip and which pictures frames of those styles show."""
    for each in root.iter():
        if clip := attribute(each, "clip"):
            styles[attribute(each.getparent(), "name")] = lengths_of(clip)
    for each in root.iter():
        if local(each) == "image" and (name := attribute(each, "href").removeprefix("./")):
            frame = each.getparent()
            style = "" if frame is None else attribute(frame, "style-name")
            uses.clips.setdefault(name, []).append(styles.get(style, _UNCLIPPED))


def _placed(package: Package, name: str, uses: _Uses) -> Placed:
    base = name.rpartition("/")[2].encode()
    if not name.startswith(_REPLACEMENT) and not any(base in part for part in uses.parts):
        return Placed()
    clips = uses.clips.get(name, [])
    if not any(map(any, clips)):
        return Placed([], {None})
    try:
        data = package.read(name)
        crops = [crop_of(data, clip) for clip in clips]
    except LimitReached:
        raise
    except Unreadable:
        return Placed([], {None})
    return Placed(crops, {None})


def lengths_of(clip: str) -> tuple[float, ...]:
    """Return what a clip (fo:clip, ODF 1.3, 20.183) cuts from the top, right, bottom and left, in inches."""
    lengths = tuple(float(found[1]) * _INCHES[found[2]] for found in _LENGTH.finditer(clip))
    return lengths if len(lengths) == 4 else _UNCLIPPED


def crop_of(data: bytes, lengths: tuple[float, ...]) -> Crop:
    """Return what a clip in inches cuts from a picture's sides; raise `Unreadable` for what is no picture."""
    with open_picture(data) as picture:
        dots = picture.info.get("dpi", (_DOTS, _DOTS))
        try:
            wide, high = (side / (float(dot) or _DOTS) for side, dot in zip(picture.size, dots, strict=True))
        except (TypeError, ValueError):
            return WHOLE
    top, right, bottom, left = lengths
    return Crop(left / wide, top / high, right / wide, bottom / high)
