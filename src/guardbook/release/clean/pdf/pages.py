"""Makes the pages of a clean copy: with new content, or with a picture of what shows."""

import io
import zlib
from typing import Any

import numpy as np
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from guardbook.readers.pdf.paint import overlap
from guardbook.readers.pdf.render import Canvas
from guardbook.release.clean.pdf.gear import Gear, plain
from guardbook.release.clean.picture import QUALITY

FINE = 200 / 72
"""Pixels for each point of a page that is drawn as a picture."""
TURNS = (90, 180, 270)
SHADES = 4096
"""Colours up to which a picture is packed without loss."""
GREY = 3
"""Difference between colours, of 255, below which a picture is grey."""


def blank(source: Any, gear: Gear) -> Any:
    """Return a new page as large as what shows of another, and turned like it."""
    media, crop = ([float(edge) for edge in box] for box in (source.mediabox, source.cropbox))
    box = overlap(_ordered(media), _ordered(crop))
    edges = Array([round(edge, 4) for edge in box])
    entries: dict[str, Any] = {"/Type": Name.Page, "/MediaBox": edges, "/Resources": Dictionary()}
    turned = source.obj.get("/Rotate", 0)
    if isinstance(turned, int) and turned % 360 in TURNS:
        entries["/Rotate"] = turned % 360
    if (unit := plain(source.obj.get("/UserUnit"))) is not None:
        entries["/UserUnit"] = unit
    if isinstance(group := source.obj.get("/Group"), Dictionary):
        entries["/Group"] = gear.copy(group, "group")
    return Dictionary(entries)


def _ordered(box: list[float]) -> tuple[float, float, float, float]:
    return (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))


def picture_of(page: Any) -> Image.Image:
    """Return what a page shows."""
    pixels = np.ascontiguousarray(Canvas(page, page.get_bbox(), FINE).draw()[:, :, ::-1])
    picture = Image.fromarray(pixels)
    return picture.convert("L") if (pixels.max(axis=2) - pixels.min(axis=2)).max() < GREY else picture


def pictured(picture: Image.Image, size: tuple[float, float], pdf: Any) -> Any:
    """Return a new page of a size that is a picture."""
    width, height = (round(edge, 4) for edge in size)
    content = pdf.make_stream(f"{width} 0 0 {height} 0 0 cm /X0 Do".encode())
    things = Dictionary(XObject=Dictionary(X0=_packed(picture, pdf)))
    return Dictionary(Type=Name.Page, MediaBox=Array([0, 0, width, height]), Resources=things, Contents=content)


def _packed(picture: Image.Image, pdf: Any) -> Stream:
    entries = {
        "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": picture.width, "/Height": picture.height,
        "/BitsPerComponent": 8, "/ColorSpace": Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB,
    }  # fmt: skip
    if picture.mode == "L" or picture.getcolors(SHADES):
        return Stream(pdf, zlib.compress(picture.tobytes()), Dictionary(entries | {"/Filter": Name.FlateDecode}))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=QUALITY)
    return Stream(pdf, file.getvalue(), Dictionary(entries | {"/Filter": Name.DCTDecode}))
