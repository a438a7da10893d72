"""Copies the pictures of a PDF's pages: their samples, and nothing else that was in the file of the picture."""

import io
import zlib
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Array, Dictionary, Name, Stream, StreamDecodeLevel
from PIL import Image

from guardbook.release.clean.pdf.gear import Gear, Unsure, plain
from guardbook.release.clean.picture import QUALITY

Bytes = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
PHOTOGRAPH = "/DCTDecode"
TWO_COLOURS = ("/CCITTFaxDecode", "/JBIG2Decode")
CHANNELS = {"/DeviceGray": 1, "/CalGray": 1, "/Indexed": 1, "/Separation": 1, "/DeviceCMYK": 4}
SAMPLE = 10_000
"""Pixels that are asked what a picture mostly is."""
LARGEST = 100_000_000
"""Bytes of the largest picture that is copied as such."""


@dataclass(slots=True)
class Samples:
    """The samples of a picture as they are written in a PDF (ISO 32000-2, 8.9.5), without any packing."""

    width: int
    height: int
    bits: int
    channels: int
    rows: Bytes
    """Height by the bytes of a row."""
    entries: dict[str, Any]
    """What else is said of them: colours, masks."""
    photograph: bool = False

    @property
    def stencil(self) -> bool:
        """Whether it is a shape through which one colour is painted."""
        return "/ImageMask" in self.entries

    def written(self, gear: Gear) -> Any:
        """Return them as a picture of the new PDF."""
        data = self.rows.tobytes()
        if self.photograph and self.bits == 8 and self.channels in (1, 3):
            file = io.BytesIO()
            mode = "L" if self.channels == 1 else "RGB"
            Image.frombytes(mode, (self.width, self.height), data).save(file, "JPEG", quality=QUALITY)
            data, packing = file.getvalue(), {"/Filter": Name.DCTDecode}
        else:
            data, packing = zlib.compress(data), {"/Filter": Name.FlateDecode}
        entries = {
            "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": self.width, "/Height": self.height,
            "/BitsPerComponent": self.bits, **self.entries, **packing,
        }  # fmt: skip
        return gear.keep(Stream(gear.pdf, data, Dictionary(entries)))

    def without(self, unseen: Mask) -> "Samples":
        """Return them with some pixels empty, as plain as the rest mostly is: what nobody sees of the picture."""
        wide = self.channels * self.bits
        if self.bits >= 8:
            rows = self.rows.copy()
            pixels = rows.reshape(self.height, self.width, wide // 8)
        else:
            rows = np.unpackbits(self.rows, axis=1)
            pixels = rows[:, : self.width * wide].reshape(self.height, self.width, wide)
        pixels[unseen] = self._plain(pixels[~unseen])
        if self.bits < 8:
            rows[:, : self.width * wide] = pixels.reshape(self.height, -1)
            rows = np.packbits(rows, axis=1)
        return replace(self, rows=rows)

    def _plain(self, seen: Bytes) -> Any:
        if self.stencil:  # what is empty paints nothing
            decode = self.entries.get("/Decode")
            return 0 if decode is not None and int(decode[0]) == 1 else 1
        return np.median(seen[:: len(seen) // SAMPLE + 1], axis=0).astype(np.uint8) if len(seen) else 0


def samples_of(stream: Any, gear: Gear, named: Any = None) -> Samples:
    """Return the samples of a picture; `named` are the colour spaces that an inline picture may name.

    Raises `Unsure` for a picture that cannot be copied as it is.
    """
    width, height = _number(stream.get("/Width")), _number(stream.get("/Height"))
    filters = stream.get("/Filter")
    packed = [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)] if filters else []
    if width * height > LARGEST:
        raise Unsure
    entries = {}
    if isinstance(decode := stream.get("/Decode"), Array):
        entries["/Decode"] = plain(decode)
    if stream.get("/Interpolate") is True:
        entries["/Interpolate"] = True
    if stream.get("/ImageMask") is True:
        entries["/ImageMask"] = True
        bits, channels = 1, 1
    elif packed and packed[-1] == "/JPXDecode":
        return _drawn(stream, gear)
    else:
        bits = 1 if packed and packed[-1] in TWO_COLOURS else _number(stream.get("/BitsPerComponent", 8))
        colours = stream.get("/ColorSpace")
        if isinstance(colours, Name) and isinstance(named, Dictionary) and str(colours) in named:
            colours = named[str(colours)]
        entries["/ColorSpace"] = made = gear.copy(colours, "colours")
        channels = _channels(made)
    row = (width * channels * bits + 7) // 8
    if row * height > LARGEST:
        raise Unsure
    data = _two_colours(stream) if packed and packed[-1] in TWO_COLOURS else _unpacked(stream)
    gear.spend(len(data))
    if len(data) < row * height:
        data += bytes(row * height - len(data))
    rows = np.frombuffer(data[: row * height], np.uint8).reshape(height, row)
    samples = Samples(width, height, bits, channels, rows, entries, bool(packed) and packed[-1] == PHOTOGRAPH)
    return _masked(samples, stream, gear)


def _masked(samples: Samples, stream: Any, gear: Gear) -> Samples:
    """Add what says where a picture is see-through, and empty it where nothing of it shows."""
    soft, mask = stream.get("/SMask"), stream.get("/Mask")
    if isinstance(soft, Stream):
        alpha = samples_of(soft, gear)
        matte = soft.get("/Matte")
        if isinstance(matte, Array):
            alpha.entries["/Matte"] = plain(matte)
        elif alpha.bits == 8 and alpha.channels == 1 and samples.bits >= 8 and "/Decode" not in alpha.entries:
            clear = Image.fromarray(alpha.rows == 0).resize((samples.width, samples.height), Image.Resampling.NEAREST)
            samples = samples.without(np.array(clear, bool))
        samples.entries["/SMask"] = alpha.written(gear)
    elif isinstance(mask, Stream):
        samples.entries["/Mask"] = samples_of(mask, gear).written(gear)
    elif isinstance(mask, Array):
        samples.entries["/Mask"] = plain(mask)
    return samples


def _number(value: Any) -> int:
    if isinstance(value, int) and 0 < value < 65_536:
        return value
    raise Unsure


def _channels(colours: Any) -> int:
    family = str(colours[0] if isinstance(colours, Array) else colours)
    if family == "/ICCBased":
        return int(colours[1].get("/N", 3))
    return len(colours[1]) if family == "/DeviceN" else CHANNELS.get(family, 3)


def _unpacked(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes(StreamDecodeLevel.all))
    except pikepdf.PdfError:
        raise Unsure from None


def _two_colours(stream: Any) -> bytes:
    """Return the samples of a fax or a scan in two colours, as PDFium unpacks them."""
    pixels = _by_pdfium(stream, {"/ColorSpace": Name.DeviceGray, "/BitsPerComponent": 1})
    return np.packbits(pixels[:, :, 0] > 127, axis=1).tobytes()


def _drawn(stream: Any, gear: Gear) -> Samples:
    """Return the samples of a JPEG 2000 picture, turned into red, green and blue."""
    if stream.get("/SMaskInData", 0) != 0 or "/Decode" in stream or isinstance(stream.get("/Mask"), Array):
        raise Unsure
    pixels = _by_pdfium(stream, {"/ColorSpace": stream.get("/ColorSpace")})
    height, width = pixels.shape[:2]
    rows = np.ascontiguousarray(pixels[:, :, ::-1]).reshape(height, width * 3)
    samples = Samples(width, height, 8, 3, rows, {"/ColorSpace": Name.DeviceRGB}, photograph=True)
    return _masked(samples, stream, gear)


def _by_pdfium(stream: Any, entries: dict[str, Any]) -> Bytes:
    """Return a picture's pixels in blue, green and red."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    kept = {key: stream.get(key) for key in ("/Width", "/Height", "/Filter", "/DecodeParms")} | entries
    picture = pdf.make_stream(stream.read_raw_bytes())
    for key, value in kept.items():
        if value is not None:
            picture[key] = _borrowed(value, pdf)
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    page = pdf.pages[0].obj
    page.Resources = Dictionary(XObject=Dictionary(I=picture))
    page.Contents = pdf.make_stream(b"100 0 0 100 0 0 cm /I Do")
    file = io.BytesIO()
    pdf.save(file)
    with closing(pypdfium2.PdfDocument(file)) as document, closing(document[0]) as drawn:
        if pdfium.FPDFPage_CountObjects(drawn.raw) != 1:
            raise Unsure
        bitmap = pdfium.FPDFImageObj_GetBitmap(pdfium.FPDFPage_GetObject(drawn.raw, 0))
        if not bitmap:
            raise Unsure
        with closing(pypdfium2.PdfBitmap.from_raw(bitmap)) as found:
            pixels: Bytes = np.array(found.to_pil().convert("RGB"))[:, :, ::-1]
    if pixels.shape[:2] != (int(stream.Height), int(stream.Width)):
        raise Unsure
    return pixels


def _borrowed(value: Any, pdf: Any) -> Any:
    """Return a value of another PDF as one of this."""
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return pdf.copy_foreign(value)
    if isinstance(value, Array):
        return Array([_borrowed(each, pdf) for each in value])
    if isinstance(value, Dictionary):
        return Dictionary({key: _borrowed(each, pdf) for key, each in value.items()})
    return value
