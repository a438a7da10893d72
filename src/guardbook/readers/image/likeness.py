"""Tells whether a small picture shows the same as a large one, or something that was cut away or covered since."""

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

SIDE = 48
"""Pixels of a side to which both are brought before they are compared."""
STEP = 44
"""Difference of brightness, of 255, that no way of saving makes."""
SHARE = 0.012
"""Share of the pixels that must differ so much; a name covered by a bar is about as large."""
DARK = 24


def is_alike(small: Image.Image, large: Image.Image) -> bool:
    """Tell whether two pictures in grey show the same, whichever way they are turned and whatever their size.

    Cameras put black bars around small pictures of another shape: those do not count.
    """
    ways = [small, _without_bars(small)]
    for way in ways:
        for turn in (None, *Image.Transpose):
            turned = way if turn is None else way.transpose(turn)
            if _same_shape(turned, large) and _difference(turned, large) <= SHARE:
                return True
    return False


def _same_shape(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures have about the same proportions: a cropped picture has others."""
    ratio = one.width * other.height / (one.height * other.width)
    rounding = 1.5 / min(one.size)
    return abs(ratio - 1) <= 0.02 + rounding


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that differ, once brightness is evened out and a pixel's shift is forgiven."""
    first, second = (_reduced(picture) for picture in (one, other))
    lighter = ImageChops.subtract(first, second.filter(ImageFilter.MaxFilter(3)))
    darker = ImageChops.subtract(second.filter(ImageFilter.MinFilter(3)), first)
    apart = ImageChops.add(lighter, darker)
    return sum(apart.histogram()[STEP:]) / (SIDE * SIDE)


def _reduced(picture: Image.Image) -> Image.Image:
    small = picture.resize((SIDE, SIDE), Image.Resampling.BOX).filter(ImageFilter.BoxBlur(0.5))
    return ImageOps.autocontrast(small, cutoff=1)


def _without_bars(picture: Image.Image) -> Image.Image:
    """Return a picture without black bars at two opposite sides."""
    box = picture.point(lambda value: 255 if value > DARK else 0).getbbox()
    if box is None or ImageStat.Stat(picture).mean[0] <= DARK:
        return picture
    left, top, right, bottom = box
    across, down = min(left, picture.width - right), min(top, picture.height - bottom)
    return picture.crop((across, down, picture.width - across, picture.height - down))
