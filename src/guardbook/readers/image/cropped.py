"""Reads pictures of which a document shows only a part: the rest is still in the file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PIL import Image, ImageOps

from guardbook.content import Part, Problem, Source, Text
from guardbook.errors import LimitReached, Unreadable
from guardbook.readers.image.crop import Crop
from guardbook.readers.image.document import DAMAGED, open_picture
from guardbook.readers.image.words import SMALLEST, UNSURE, read_words
from guardbook.readers.reading import Reading


def read_cropped(source: Source, crops: Sequence[Crop], reading: Reading) -> Iterator[Part]:
    """Yield a picture's parts: the words within its crops as what shows, all others as "cropped-picture".

    A picture that is already hidden, or that one of its places shows (nearly) whole, is read as any other.
    """
    if source.hidden or any(crop.trims for crop in crops):
        yield from reading.read(source)
        return
    shown: dict[str, None] = {}
    for part in reading.read(source):
        if not isinstance(part, Text) or part.hidden is not None:
            yield part
            continue
        if not shown:
            yield from _shown(source, crops, reading, shown)
        said = set(shown)
        if lines := [line for line in part.text.splitlines() if line not in said]:
            yield replace(part, text="\n".join(lines), hidden="cropped-picture")
    yield from _size(source, crops)


def _shown(source: Source, crops: Sequence[Crop], reading: Reading, shown: dict[str, None]) -> Iterator[Part]:
    try:
        picture = ImageOps.exif_transpose(_opened(source))
        for crop in dict.fromkeys(crops):
            words = read_words(crop.of(picture), reading)
            shown.update(dict.fromkeys(words.text.splitlines()))
            if words.unsure:
                yield Problem(UNSURE, source.where)
    except LimitReached:
        raise
    except Unreadable:  # told by reading it
        return
    if shown:
        yield Text("\n".join(shown), source.where)


def _size(source: Source, crops: Sequence[Crop]) -> Iterator[Part]:
    """Say how much of a picture shows, which blocks even where no word is to be read in the rest."""
    try:
        picture = ImageOps.exif_transpose(_opened(source))
    except Unreadable:
        return
    if min(picture.size) < SMALLEST:
        return
    largest = max((crop.of(picture).size for crop in crops), key=lambda size: size[0] * size[1])
    sizes = f"{picture.width} × {picture.height}, of which {largest[0]} × {largest[1]} show"
    yield Text(f"the picture is {sizes}", source.where, "cropped-picture")


def _opened(source: Source) -> Image.Image:
    source.file.seek(0)
    picture = open_picture(source.file.read())
    try:
        picture.load()
    except Exception as error:  # Pillow raises many kinds
        raise Unreadable(DAMAGED) from error
    return picture
