"""Finds what a picture still holds beneath pixels that are wholly transparent."""

from collections.abc import Iterator

from PIL import Image, ImageChops, ImageStat

from guardbook.content import Part, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.image.words import SMALLEST, flattened, read_words
from guardbook.readers.reading import Reading

SHARE = 0.02
"""Share of a picture that must be transparent before what lies beneath is looked at."""
SPREAD, DETAIL = 24, 4
"""Spread of brightness, and mean step between neighbours, that show a picture and no colour run from an edge."""


def beneath(picture: Image.Image, where: Where, reading: Reading) -> Iterator[Part]:
    """Yield the words beneath transparent pixels that do not show, or a line where a picture lies there."""
    if "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if picture.mode not in ("RGBA", "LA") or min(picture.size) < SMALLEST:
        return
    clear = picture.getchannel("A").point(lambda value: 255 if value == 0 else 0)
    area = clear.histogram()[255]
    if area < SHARE * picture.width * picture.height:
        return
    colours = picture.convert("RGBA").convert("RGB").convert("L")
    if ImageStat.Stat(colours, clear).stddev[0] < 2:
        return  # one colour: nothing is drawn there
    covered = Image.new("L", picture.size, round(ImageStat.Stat(colours, clear).median[0]))
    covered.paste(colours, (0, 0), clear)
    shown = set(read_words(flattened(picture), reading).text.splitlines())
    found = [line for line in _words(covered, reading) if line not in shown]
    if not found and _is_drawn(colours, clear, area):
        found = [f"a picture beneath {area:,} transparent pixels of {picture.width} × {picture.height}"]
    if found:
        yield Text("\n".join(found), where, "transparent-pixels")


def _words(covered: Image.Image, reading: Reading) -> list[str]:
    try:
        return read_words(covered, reading).text.splitlines()
    except Unreadable:  # told already for the picture itself
        return []


def _is_drawn(colours: Image.Image, clear: Image.Image, area: int) -> bool:
    """Tell whether there is detail in a large area, as in a photograph whose ground was made transparent."""
    if area < 10_000 or area * 20 < colours.width * colours.height:
        return False
    shifted = ImageChops.offset(colours, 1, 1)
    step = ImageStat.Stat(ImageChops.difference(colours, shifted), clear).mean[0]
    return ImageStat.Stat(colours, clear).stddev[0] > SPREAD and step > DETAIL
