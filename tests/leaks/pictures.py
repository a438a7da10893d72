"""Leaks in pictures (JPEG, PNG, TIFF, GIF, WebP): places, owners, thumbnails, remarks, data after the end, words."""

import io
import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

from PIL import ExifTags, Image, PngImagePlugin, TiffImagePlugin

from tests.leaks import drawing, words
from tests.leaks.collecting import Build, Leaks
from tests.leaks.fiction import Paper

PHOTO = Paper("A hill in summer", "", [], 'title = "A hill in summer"\naudience = "public"\n', ())
JPEG, PNG, TIFF = Leaks("JPEG", ".jpg"), Leaks("PNG", ".png"), Leaks("TIFF", ".tif")
GIF, WEBP = Leaks("GIF", ".gif"), Leaks("WebP", ".webp")
DATA = "picture-metadata file-metadata document-properties"
PLACE = f"{DATA} picture-location"
OCR = ("tesseract",)
"""A picture of pixels is read by character recognition, even if it holds no words."""
EXIFTOOL = (*OCR, "exiftool")


def camera(**more: object) -> Image.Exif:
    """Return what a camera notes that nobody minds: its model and its settings."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Canon", "Canon EOS 80D"
    for name, value in more.items():
        exif[ExifTags.Base[name]] = value
    return exif


def tagged(*tags: str) -> Build:
    """A JPEG photograph that ExifTool gives some tags."""

    def build(path: Path, leak: bool) -> None:
        drawing.scenery().save(path, "JPEG", quality=85, exif=camera())
        if leak:
            subprocess.run(["exiftool", "-q", "-overwrite_original", *tags, str(path)], check=True, capture_output=True)

    return build


def appended(form: str, data: Callable[[], bytes]) -> Build:
    """A picture with bytes behind its end."""

    def build(path: Path, leak: bool) -> None:
        drawing.scenery().save(path, form)
        if leak:
            path.write_bytes(path.read_bytes() + data())

    return build


def _rows() -> bytes:
    return "\n".join(", ".join(row) for row in words.STAFF_ROWS).encode()


def _archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("staff.csv", _rows())
    return stream.getvalue()


@JPEG.case("gps", "place where it was taken, in EXIF", PLACE, PHOTO, needs=OCR)
def gps(path: Path, leak: bool) -> None:
    exif = {"exif": drawing.exif_with_place()} if leak else {"exif": camera()}
    drawing.scenery().save(path, "JPEG", quality=85, **exif)


JPEG.case("artist", "photographer in EXIF", DATA, PHOTO, needs=EXIFTOOL)(tagged("-EXIF:Artist=Jane Whitfield"))
JPEG.case("xmp-creator", "creator in XMP", DATA, PHOTO, needs=EXIFTOOL)(
    tagged("-XMP-dc:Creator=Jane Whitfield", "-XMP-iptcCore:CreatorWorkEmail=jane.whitfield@dea.example.gov.uk")
)
JPEG.case("iptc-byline", "by-line in IPTC", DATA, PHOTO, needs=EXIFTOOL)(tagged("-IPTC:By-line=Jane Whitfield"))
JPEG.case("iptc-caption", "caption in IPTC that names who is at home here", DATA, PHOTO, needs=EXIFTOOL)(
    tagged(f"-IPTC:Caption-Abstract=The garden of {words.HOME}")
)
JPEG.case("owner-name", "owner of the camera", DATA, PHOTO, needs=EXIFTOOL)(tagged("-ExifIFD:OwnerName=Jane Whitfield"))
JPEG.case("user-comment", "remark in EXIF", DATA, PHOTO, needs=EXIFTOOL)(
    tagged(f"-ExifIFD:UserComment={words.COMPLAINT}")
)
JPEG.case("xmp-location", "place in XMP", PLACE, PHOTO, needs=EXIFTOOL)(
    tagged("-XMP-exif:GPSLatitude=53.924531", "-XMP-exif:GPSLongitude=-1.822789")
)
JPEG.case("face-region", "name of a face in XMP regions", DATA, PHOTO, needs=EXIFTOOL)(
    tagged(
        "-XMP-mwg-rs:RegionInfo={AppliedToDimensions={W=640,H=480,Unit=pixel},RegionList=[{Area={X=0.5,Y=0.5,W=0.1,"
        "H=0.1,Unit=normalized},Name=Margaret Okafor,Type=Face}]}"
    )
)


@JPEG.case("maker-note", "owner's name in the maker's notes", DATA, PHOTO, needs=OCR)
def maker_note(path: Path, leak: bool) -> None:
    owner = b"Jane Whitfield".ljust(32, b"\0")
    entry = struct.pack("<HHHI", 1, 0x0009, 2, len(owner))
    exif = camera()
    if leak:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = entry + bytes(8) + owner
    data = exif.tobytes()
    if leak:
        where = struct.pack("<I", data.index(owner) - len("Exif00"))
        data = data.replace(entry + bytes(4), entry + where)
    drawing.scenery().save(path, "JPEG", quality=85, exif=data)


@JPEG.case("thumbnail", "thumbnail of the picture before it was cropped", "picture-thumbnail", PHOTO, needs=EXIFTOOL)
def thumbnail(path: Path, leak: bool) -> None:
    whole = drawing.scenery((640, 960))
    whole.paste(drawing.page(drawing.LETTER, (640, 480), 24), (0, 480))
    shown = whole.crop((0, 0, 640, 480))
    shown.save(path, "JPEG", quality=85, exif=camera())
    small = (whole if leak else shown).copy()
    small.thumbnail((640, 640) if leak else (160, 120))
    preview = path.with_name(f"{path.name}.preview.jpg")
    small.save(preview, "JPEG", quality=60)
    command = ["exiftool", "-q", "-overwrite_original", f"-ThumbnailImage<={preview}", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    preview.unlink()


@JPEG.case("comment", "comment of the file", f"{DATA} comment", PHOTO, needs=OCR)
def comment(path: Path, leak: bool) -> None:
    drawing.scenery().save(path, "JPEG", quality=85, comment=words.COMPLAINT if leak else "")


JPEG.case("archive-after-end", "archive behind the end", "data-after-end embedded-file", PHOTO, needs=OCR)(
    appended("JPEG", _archive)
)
JPEG.case("text-after-end", "text behind the end", "data-after-end", PHOTO, needs=OCR)(
    appended("JPEG", lambda: words.CLOSURE.encode())
)
JPEG.case("picture-after-end", "second picture behind the end", "data-after-end embedded-file", PHOTO, needs=OCR)(
    appended("JPEG", lambda: drawing.as_bytes(drawing.page(drawing.LETTER), "JPEG"))
)


@JPEG.case(
    "letter",
    "photographed letter with an address",
    "undeclared-category",
    PHOTO,
    needs=OCR,
    cleanable=False,
)
def letter(path: Path, leak: bool) -> None:
    lines = (
        "To whom it may concern",
        "I write about the permit office.",
        *(drawing.LETTER if leak else ()),
        "Yours faithfully",
    )
    picture = drawing.page(lines)
    picture = picture.rotate(0.6, fillcolor="white").point(lambda value: 20 + value * 0.88)
    picture.save(path, "JPEG", quality=80, exif=camera())


def _png_text(path: Path, leak: bool, **texts: str) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Software", "GIMP 2.10")
    for key, value in texts.items() if leak else ():
        info.add_text(key, value)
    drawing.scenery().save(path, "PNG", pnginfo=info)


@PNG.case("text-chunk", "remark in a text chunk", DATA, PHOTO, needs=OCR)
def text_chunk(path: Path, leak: bool) -> None:
    _png_text(path, leak, Author=words.EMPLOYEE, Comment=words.COMPLAINT)


@PNG.case("compressed-text", "remark in a compressed text chunk", DATA, PHOTO, needs=OCR)
def compressed_text(path: Path, leak: bool) -> None:
    info = PngImagePlugin.PngInfo()
    if leak:
        info.add_itxt("Description", f"The garden of {words.HOME}", zip=True)
    drawing.scenery().save(path, "PNG", pnginfo=info)


@PNG.case("exif-place", "place where it was taken, in EXIF", PLACE, PHOTO, needs=OCR)
def png_place(path: Path, leak: bool) -> None:
    drawing.scenery().save(path, "PNG", exif=drawing.exif_with_place() if leak else camera().tobytes())


PNG.case("text-after-end", "text behind the end", "data-after-end", PHOTO, needs=OCR)(appended("PNG", _rows))
PNG.case(
    "cropped-screenshot",
    "rest of the picture before it was cropped, behind the end",
    "data-after-end",
    PHOTO,
    needs=OCR,
)(appended("PNG", lambda: drawing.as_bytes(drawing.page(drawing.LETTER), "PNG")[2000:]))


@PNG.case(
    "transparent-letters",
    "letters that are wholly transparent",
    "transparent-pixels",
    PHOTO,
    needs=OCR,
)
def transparent_letters(path: Path, leak: bool) -> None:
    picture = (
        drawing.page(drawing.LETTER, (1240, 500)).convert("RGBA") if leak else Image.new("RGBA", (1240, 500), "white")
    )
    picture.putalpha(0)
    scenery = drawing.scenery((1240, 500)).convert("RGBA")
    picture.paste(scenery.crop((0, 400, 1240, 500)), (0, 400))
    picture.save(path, "PNG")


@TIFF.case("artist", "artist among the tags", DATA, PHOTO, needs=OCR)
def artist(path: Path, leak: bool) -> None:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[305] = "Scan 4.1"
    if leak:
        tags[315], tags[270] = words.EMPLOYEE, f"Passport of {words.HOME}"
    drawing.scenery().save(path, "TIFF", tiffinfo=tags, compression="tiff_lzw")


@TIFF.case(
    "second-page",
    "second page that most viewers do not show",
    "undeclared-category picture-frame",
    PHOTO,
    needs=OCR,
    cleanable=False,  # a page like the first: only a person can say which of them may stay
)
def second_page(path: Path, leak: bool) -> None:
    more = [drawing.page(drawing.LETTER)] if leak else []
    drawing.scenery().save(path, "TIFF", save_all=True, append_images=more, compression="tiff_lzw")


@GIF.case("comment", "comment of the file", f"{DATA} comment", PHOTO, needs=OCR)
def gif_comment(path: Path, leak: bool) -> None:
    drawing.scenery().quantize().save(path, "GIF", **({"comment": words.HOME.encode()} if leak else {}))


@GIF.case(
    "short-frame",
    "frame that shows for an instant",
    "undeclared-category picture-frame",
    PHOTO,
    needs=OCR,
    cleanable=False,
)
def short_frame(path: Path, leak: bool) -> None:
    frames = [drawing.scenery((1240, 500)), drawing.scenery((1240, 500)).transpose(Image.Transpose.FLIP_LEFT_RIGHT)]
    if leak:
        frames.insert(1, drawing.page(drawing.LETTER, (1240, 500)))
    frames[0].save(path, "GIF", save_all=True, append_images=frames[1:], duration=[2000, 10, 2000][: len(frames)])


GIF.case("text-after-end", "text behind the end", "data-after-end", PHOTO, needs=OCR)(appended("GIF", _rows))


@WEBP.case("place", "place where it was taken, in EXIF", PLACE, PHOTO, needs=OCR)
def webp_place(path: Path, leak: bool) -> None:
    drawing.scenery().save(path, "WEBP", exif=drawing.exif_with_place() if leak else camera().tobytes())


@WEBP.case("xmp", "creator in XMP", DATA, PHOTO, needs=OCR)
def webp_xmp(path: Path, leak: bool) -> None:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about=""><dc:creator><rdf:Seq><rdf:li>'
        f"{words.EMPLOYEE}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    drawing.scenery().save(path, "WEBP", **({"xmp": packet.encode()} if leak else {}))


LEAKS = JPEG.listed + PNG.listed + TIFF.listed + GIF.listed + WEBP.listed
