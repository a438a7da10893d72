"""Pictures with words in them, as a scanner, a camera or a drawing program makes them."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import ExifTags, Image, ImageDraw, ImageFont

LETTER = ("Margaret Okafor", "14 Larch Close, Ilkley, LS29 9AX", "National Insurance number AB 12 34 56 C")
"""What stands in a letter that nobody meant to show, in letters that character recognition reads."""


def page(lines: Sequence[str], size: tuple[int, int] = (1240, 900), letters: int = 34) -> Image.Image:
    """Return a white picture with lines of text, sharp enough for a person and for character recognition."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(letters)
    for number, line in enumerate(lines):
        draw.text((80, 80 + number * letters * 1.8), line, fill="black", font=font)
    return picture


def scenery(size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Return a picture without words: sky, a hill and a sun, in soft gradients like a photograph's."""
    sky = Image.linear_gradient("L").resize(size)
    picture = Image.merge(
        "RGB", (sky.point(lambda v: 90 + v // 3), sky.point(lambda v: 140 + v // 4), sky.point(lambda v: 230 - v // 5))
    )
    draw = ImageDraw.Draw(picture)
    width, height = size
    draw.ellipse((width * 0.7, height * 0.1, width * 0.82, height * 0.26), fill=(250, 240, 190))
    draw.ellipse((-width * 0.3, height * 0.6, width * 0.8, height * 1.8), fill=(70, 120, 60))
    draw.ellipse((width * 0.3, height * 0.7, width * 1.5, height * 2), fill=(90, 140, 70))
    return picture


def as_bytes(picture: Image.Image, form: str, **options: object) -> bytes:
    """Return a picture as a file of a form ("PNG", "JPEG" …)."""
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def saved(picture: Image.Image, path: Path, form: str = "", **options: object) -> None:
    """Write a picture; its form follows the path's ending unless it is given."""
    picture.save(path, form or None, **options)


def exif_with_place() -> bytes:
    """Return EXIF data as a telephone's camera writes it, with the place of a house."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Samsung", "SM-G991B"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSVersionID: bytes((2, 3, 0, 0)),
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: (53.0, 55.0, 28.31),
            ExifTags.GPS.GPSLongitudeRef: "W",
            ExifTags.GPS.GPSLongitude: (1.0, 49.0, 22.04),
        }
    )
    return exif.tobytes()
