"""Makes a clean copy of a picture: its pixels, and nothing else."""

from PIL import Image, ImageOps

from guardbook.release.clean.job import Job, Refused

FORMS = {
    "png": "PNG",
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "tif": "TIFF",
    "tiff": "TIFF",
    "webp": "WEBP",
    "gif": "GIF",
    "bmp": "BMP",
}
QUALITY = 92


def clean(job: Job) -> None:
    """Write the picture as it shows: turned upright, flattened, without metadata; of several frames all that show.

    Raises `Refused` for a picture that moves.
    """
    job.source.file.seek(0)
    try:
        with Image.open(job.source.file) as picture:
            if getattr(picture, "is_animated", False):
                raise Refused("it is a moving picture: make the copy with the program that made it")
            job.reading.spend(4 * picture.width * picture.height)
            shown = pixels(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # Pillow's texts may hold values
        raise Refused("it is damaged, too large, or not what it seems") from None
    form = FORMS[job.ending]
    if form in ("JPEG", "BMP"):
        shown = on_white(shown)
    more = {"quality": QUALITY} if form in ("JPEG", "WEBP") else {}
    shown.save(job.out, form, **more)


def pixels(picture: Image.Image) -> Image.Image:
    """Return a picture as it shows, in a new one that knows nothing else; what is see-through has no colour."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("1", "L", "RGB"):
        plain = upright.convert(upright.mode)
    elif "A" in upright.getbands() or "transparency" in upright.info:
        seen = upright.convert("RGBA")
        plain = Image.composite(
            seen, Image.new("RGBA", seen.size, (255, 255, 255, 0)), seen.getchannel("A").point(_seen)
        )
    else:
        plain = upright.convert("RGB")
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def on_white(picture: Image.Image) -> Image.Image:
    """Return a picture without see-through places: they show the paper."""
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _seen(alpha: int) -> int:
    return 255 if alpha else 0
