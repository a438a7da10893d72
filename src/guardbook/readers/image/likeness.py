"""Tells whether a small picture shows the same as a large one, or something that was cut away or covered since."""

from typing import Any

import numpy as np
from PIL import Image, ImageFilter, ImageStat

SIDE = 64
"""Pixels of a side to which both are brought before they are compared."""
STEP = 36.0
"""Difference of brightness, of 255, that saving, scaling and new tones do not make: up to 29 on thirty pictures."""
LIKE = 0.6
"""Correlation below which two pictures have nothing to do with each other."""
FLAT = 6.0
"""Spread of brightness below which a picture has nothing that could correlate."""
DARK = 24


def is_alike(small: Image.Image, large: Image.Image) -> bool:
    """Tell whether two pictures in grey show the same, whichever way they are turned and whatever their size.

    Cameras put black bars around small pictures of another shape: those do not count.
    """
    for way in (small, _without_bars(small)):
        for turn in (None, *Image.Transpose):
            turned = way if turn is None else way.transpose(turn)
            if _same_shape(turned, large) and _shows_same(turned, large):
                return True
    return False


def _same_shape(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures have about the same proportions: a cropped picture has others."""
    ratio = one.width * other.height / (one.height * other.width)
    return abs(ratio - 1) <= 0.02 + 1.5 / min(one.size)


def _shows_same(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether nowhere some pixels side by side differ; other tones and a pixel's shift are forgiven."""
    reduced = other.resize((SIDE, SIDE), Image.Resampling.BOX)
    first, second = _levels(one.resize((SIDE, SIDE), Image.Resampling.BOX)), _levels(reduced)
    if min(first.std(), second.std()) >= FLAT and np.corrcoef(first.ravel(), second.ravel())[0, 1] < LIKE:
        return False
    first = _in_tones_of(second, first)
    high, low = _levels(reduced.filter(ImageFilter.MaxFilter(3))), _levels(reduced.filter(ImageFilter.MinFilter(3)))
    apart = np.maximum(0, first - high) + np.maximum(0, low - first)
    padded = np.pad(apart, 1)
    nine = [padded[row : row + SIDE, column : column + SIDE] for row in range(3) for column in range(3)]
    return bool(np.sort(np.mean(nine, axis=0).ravel())[-4] < STEP)


def _levels(picture: Image.Image) -> Any:
    return np.asarray(picture, dtype=np.float64)


def _in_tones_of(model: Any, levels: Any) -> Any:
    """Return brightness as it is where the model has the same: a picture may have been made lighter since."""
    steps = (levels // 16).astype(int)
    tones = np.array([np.median(model[steps == step]) if (steps == step).sum() >= 8 else np.nan for step in range(16)])
    known = ~np.isnan(tones)
    return np.interp(levels, np.arange(16)[known] * 16 + 8, tones[known])


def _without_bars(picture: Image.Image) -> Image.Image:
    """Return a picture without black bars at two opposite sides."""
    box = picture.point(lambda value: 255 if value > DARK else 0).getbbox()
    if box is None or ImageStat.Stat(picture).mean[0] <= DARK:
        return picture
    left, top, right, bottom = box
    across, down = min(left, picture.width - right), min(top, picture.height - bottom)
    return picture.crop((across, down, picture.width - across, picture.height - down))
