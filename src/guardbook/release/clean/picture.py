"""Makes a clean copy of a picture: its pixels, and nothing else."""

from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageOps, ImageSequence

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
_SEVERAL = ("PNG", "TIFF", "WEBP", "GIF")
"""Formats that hold several pages or frames."""


def clean(job: Job) -> None:
    """Write the picture as it shows: turned upright, flattened, without metadata; of several pages or frames all."""
    job.source.file.seek(0)
    try:
        with Image.open(job.source.file) as picture:
            frames = list(_frames(picture, job))
            times = [frame.info.get("duration", 0) for frame in frames]
            again = picture.info.get("loop")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # Pillow's texts may hold values
        raise Refused("it is damaged, too large, or not what it seems") from None
    form = FORMS[job.ending]
    shown = [on_white(pixels(frame)) if form in ("JPEG", "BMP") else pixels(frame) for frame in frames]
    more: dict[str, Any] = {"quality": QUALITY} if form in ("JPEG", "WEBP") else {}
    if len(shown) > 1:
        if form not in _SEVERAL:
            raise Refused(f"it has several pages or frames, of which a {form} shows one")
        more |= {"save_all": True, "append_images": shown[1:]}
        if form != "TIFF":
            more |= {"duration": times} | ({} if again is None else {"loop": again})
    shown[0].save(job.out, form, **more)


def _frames(picture: Image.Image, job: Job) -> Iterator[Image.Image]:
    """Yield the pages or frames that show; one that programs which play the others leave out is none of them."""
    held = 0
    for number, frame in enumerate(ImageSequence.Iterator(picture)):
        held += 4 * frame.width * frame.height
        job.reading.spend(4 * frame.width * frame.height)
        if held > job.reading.limits.held * 2:
            raise Refused("it has too many or too large pages or frames")
        if number or not getattr(picture, "default_image", False):
            yield frame.copy()
        if picture.format == "MPO":  # what follows is for programs that know of depth or brightness
            return


def pixels(picture: Image.Image) -> Image.Image:
    """Return a picture as it shows, in a new one that knows nothing else; what is see-through has no colour."""
    upright = _of_8_bits(ImageOps.exif_transpose(picture))
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


def _of_8_bits(picture: Image.Image) -> Image.Image:
    """Return a picture of deeper greys in 256 of them, as screens show it."""
    if picture.mode == "F":
        raise Refused("its pixels are measurements, not colours")
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _seen(alpha: int) -> int:
    return 255 if alpha else 0
