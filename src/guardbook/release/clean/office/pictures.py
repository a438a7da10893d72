"""Makes pictures of a document anew: their pixels, cropped and turned as they show, and nothing else."""

from io import BytesIO

from PIL import Image

from guardbook.readers.image.crop import WHOLE, Crop
from guardbook.readers.image.document import open_picture
from guardbook.readers.reading import Reading
from guardbook.release.clean.job import Refused
from guardbook.release.clean.office.draft import Picture
from guardbook.release.clean.picture import QUALITY, on_white, pixels

DRAWN = (
    "it shows a picture that cannot be made anew (a drawing such as EMF, WMF or SVG, or a damaged one): save that "
    "picture as PNG and insert it again"
)
LEAST = 1.0
"""Points of the smallest side a picture is shown with."""


def remade(
    data: bytes, width: float, height: float, reading: Reading, crop: Crop = WHOLE, turned: int = 0, flipped: str = ""
) -> Picture:
    """Return a picture as it shows, `width` by `height` points large (0: as large as it is).

    `turned` is in degrees, clockwise; `flipped` holds "h", "v" or both. Raises `Refused` for what is no bitmap.
    """
    try:
        with open_picture(data) as opened:
            if getattr(opened, "is_animated", False):
                raise Refused("it shows a moving picture: replace it by one that stands still")
            reading.spend(4 * opened.width * opened.height)
            form = opened.format
            dots = opened.info.get("dpi", (96, 96))[0]
            shown = _turned(crop.of(pixels(opened)), turned, flipped)
    except Refused:
        raise
    except Exception:  # Pillow raises many kinds; none of their texts may be passed on
        raise Refused(DRAWN) from None
    file = BytesIO()
    if form == "JPEG":
        on_white(shown).save(file, "JPEG", quality=QUALITY)
    else:
        shown.save(file, "PNG")
    scale = 72 / float(dots) if 20 < float(dots) < 2400 else 0.75
    width, height = width or shown.width * scale, height or shown.height * scale
    return Picture(file.getvalue(), "jpg" if form == "JPEG" else "png", max(width, LEAST), max(height, LEAST))


def _turned(picture: Image.Image, turned: int, flipped: str) -> Image.Image:
    if "h" in flipped:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if "v" in flipped:
        picture = picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    return picture.rotate(-turned, expand=True) if turned % 360 else picture
