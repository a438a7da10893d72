"""Makes the pages of a clean copy: with new content, or with a picture of what shows."""

import io
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
FLAT = 256
"""Shades up to which a picture is packed without loss."""


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


def drawn(page: Any, pdf: Any) -> tuple[Any, Image.Image]:
    """Return a new page that is a picture of what another shows, and the picture."""
    canvas = Canvas(page, page.get_bbox(), FINE)
    pixels = np.ascontiguousarray(canvas.draw()[:, :, ::-1])
    picture = Image.fromarray(pixels)
    if (pixels.max(axis=2) - pixels.min(axis=2)).max() < 3:
        picture = picture.convert("L")
    width, height = page.get_size()
    content = f"{width:.4f} 0 0 {height:.4f} 0 0 cm /X0 Do".encode()
    entries = {
        "/Type": Name.Page, "/MediaBox": Array([0, 0, round(width, 4), round(height, 4)]),
        "/Resources": Dictionary(XObject=Dictionary(X0=pdf.make_indirect(_packed(picture, pdf)))),
        "/Contents": pdf.make_stream(content),
    }  # fmt: skip
    return Dictionary(entries), picture


def _packed(picture: Image.Image, pdf: Any) -> Stream:
    entries = {
        "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": picture.width, "/Height": picture.height,
        "/BitsPerComponent": 8, "/ColorSpace": Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB,
    }  # fmt: skip
    if picture.mode == "L" or picture.getcolors(FLAT * 16):
        return Stream(pdf, picture.tobytes(), Dictionary(entries))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=QUALITY)
    return Stream(pdf, file.getvalue(), Dictionary(entries | {"/Filter": Name.DCTDecode}))
