"""Pictures: what they say of themselves, what their files hold beside what shows, and their words."""

import io
import json
import random
import shutil
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont, ImageOps, PngImagePlugin

from guardbook.readers.image.words import _engine
from guardbook.readers.language_data import data_folders
from tests.library.readers.planted import Seen, read_whole, zipped

WORDS = "Daniel Marsh, 14 Acacia Avenue"
TRAILER = b"Nadia Rahman 07700 900123"


@pytest.fixture(scope="module", autouse=True)
def tesseract() -> None:
    if not any((folder / "eng.traineddata").is_file() for folder in data_folders()):
        pytest.skip("Tesseract's language data is not installed (Debian: tesseract-ocr): no picture was read")


@pytest.fixture(scope="module")
def exiftool() -> str:
    found = shutil.which("exiftool")
    if found is None:
        pytest.skip("exiftool is not installed: pictures with properties written by a real program were not tried")
    return found


def lettered(*lines: str, size: tuple[int, int] = (900, 300), ink: Any = "black", paper: Any = "white") -> Image.Image:
    picture = Image.new("RGB", size, paper)
    font = ImageFont.load_default(32)
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((40, 40 + 60 * number), line, fill=ink, font=font)
    return picture


def scene(seed: int = 1, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Return a picture like a photograph: soft shapes of many tones, and no letter."""
    tones = random.Random(seed).randbytes(48)
    noise = Image.frombytes("L", (8, 6), tones).resize(size, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(noise)
    for step in range(6):
        at = (37 * seed * (step + 3)) % 500
        draw.ellipse((at, at // 2, at + 120, at // 2 + 90), fill=(40 * (step + seed)) % 255)
    return ImageOps.colorize(noise, "navy", "wheat")


def saved(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    held = io.BytesIO()
    picture.save(held, kind, **options)
    return held.getvalue()


def checked(data: bytes, name: str = "picture") -> Seen:
    return read_whole(data, name, pictures=True)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP", "AVIF"])
def test_words_of_each_format_are_read(kind: str) -> None:
    seen = checked(saved(lettered(WORDS), kind))
    assert seen.codes(WORDS) == {None}
    assert seen.problems == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP", "AVIF"])
def test_what_stands_behind_the_end_of_a_picture_is_read(kind: str) -> None:
    data = saved(scene(), kind)
    assert checked(data).texts == []
    assert checked(data + TRAILER).codes(TRAILER.decode()) == {"data-after-end"}


def test_an_archive_behind_a_picture_is_read_as_one() -> None:
    seen = checked(saved(scene(), "JPEG") + zipped({"staff.txt": TRAILER}))
    assert (seen.codes(TRAILER.decode()), seen.problems) == ({"data-after-end"}, [])


def test_a_scan_reads_no_words_and_says_so() -> None:
    seen = read_whole(saved(lettered(WORDS)))
    assert (seen.texts, seen.problems) == ([], ["a picture: its words were not read"])


def test_every_page_of_a_tiff_shows() -> None:
    pages = [lettered(WORDS), lettered("Second page of the letter")]
    seen = checked(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert seen.codes(WORDS) == seen.codes("Second page") == {None}


def test_a_picture_before_a_moving_one_is_a_frame_that_players_leave_out() -> None:
    data = saved(
        lettered(WORDS), save_all=True, default_image=True, append_images=[scene(1, (900, 300)), scene(2, (900, 300))]
    )
    assert checked(data).codes(WORDS) == {"picture-frame"}


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180])
def test_a_page_on_its_side_is_read(turn: Image.Transpose) -> None:
    page = lettered(*[f"{WORDS}, paragraph {number}" for number in range(12)], size=(1000, 1400))
    assert checked(saved(page.transpose(turn))).codes(WORDS) == {None}


def test_light_letters_on_a_dark_ground_are_read() -> None:
    assert checked(saved(lettered(WORDS, ink="white", paper="#14284b"))).codes(WORDS) == {None}


@pytest.mark.parametrize("picture", [scene(1), scene(3), Image.new("RGB", (800, 600), "red"), Image.new("L", (9, 9))])
def test_pictures_without_words_are_no_problem(picture: Image.Image) -> None:
    seen = checked(saved(picture))
    assert (seen.texts, seen.problems) == ([], [])


def test_a_process_that_is_shut_in_reads_pictures_with_and_without_words(tmp_path: Path) -> None:
    (tmp_path / "words.png").write_bytes(saved(lettered(WORDS)))
    (tmp_path / "none.png").write_bytes(saved(scene(3)))
    command = [sys.executable, "-m", "guardbook", "check", "--json", "words.png", "none.png"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == ["blocked", "clear"]
    assert done.stderr == ""


def test_blurred_writing_is_told_as_not_read_with_certainty() -> None:
    from PIL import ImageFilter

    page = lettered(*[f"{WORDS}, paragraph {number}" for number in range(12)], size=(1400, 1800))
    problems = checked(saved(page.filter(ImageFilter.GaussianBlur(5)))).problems
    assert [problem for problem in problems if "could not be read with certainty" in problem]


def test_without_tesseract_a_check_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("guardbook.readers.image.words.data_folders", lambda: [tmp_path])
    _engine.cache_clear()
    try:
        (problem,) = checked(saved(lettered(WORDS))).problems
    finally:
        _engine.cache_clear()
    assert problem.endswith("install Tesseract (Debian: tesseract-ocr) and guardbook[ocr]")


PROPERTIES = {
    "-Artist=Jane Smith": "Jane Smith",
    "-XPAuthor=Priya Natarajan": "Priya Natarajan",
    "-UserComment=Passport of Ana Šarić": "Passport of Ana Šarić",
    "-OwnerName=Robert Okafor": "Robert Okafor",
    "-SerialNumber=BD0123456": "BD0123456",
    "-IPTC:By-line=Lena Fischer": "Lena Fischer",
    "-IPTC:Caption-Abstract=Visit of Tom Byrne": "Visit of Tom Byrne",
    "-XMP:Creator=Aisha Khan": "Aisha Khan",
    "-XMP:PersonInImage=Olu Adeyemi": "Olu Adeyemi",
    "-Comment=for Mary Whitfield": "for Mary Whitfield",
    "-Photoshop:URL=https://example.gov.uk/tom": "example.gov.uk/tom",
}


def written(exiftool: str, folder: Path, data: bytes, ending: str, *options: str) -> bytes:
    path = folder / f"picture.{ending}"
    path.write_bytes(data)
    subprocess.run([exiftool, "-q", "-overwrite_original", *options, str(path)], check=True, timeout=60)
    return path.read_bytes()


def test_each_property_of_a_jpeg_is_furniture(exiftool: str, tmp_path: Path) -> None:
    seen = read_whole(written(exiftool, tmp_path, saved(scene(), "JPEG"), "jpg", *PROPERTIES))
    assert {value: seen.codes(value) for value in PROPERTIES.values()} == {
        value: {"picture-metadata"} for value in PROPERTIES.values()
    }


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("TIFF", "tif"), ("WEBP", "webp")])
def test_the_place_of_a_picture_is_told(exiftool: str, tmp_path: Path, kind: str, ending: str) -> None:
    place = ("-GPSLatitude=51.50142", "-GPSLatitudeRef=N", "-GPSLongitude=0.14189", "-GPSLongitudeRef=W")
    data = written(exiftool, tmp_path, saved(scene(), kind), ending, *place, "-Artist=Jane Smith")
    seen = read_whole(data)
    assert ("51.50142, -0.14189", "picture-location") in seen.texts
    assert seen.codes("Artist: Jane Smith") == {"picture-metadata"}


def test_settings_of_a_camera_are_left_out(exiftool: str, tmp_path: Path) -> None:
    settings = ("-ExposureTime=1/200", "-FNumber=5.6", "-ISO=400", "-DateTimeOriginal=2026:03:01 10:00:00", "-Flash=0")
    assert read_whole(written(exiftool, tmp_path, saved(scene(), "JPEG"), "jpg", *settings)).texts == []


def noted() -> PngImagePlugin.PngInfo:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Jane Smith")
    notes.add_text("Comment", "Ring Nadia", zip=True)
    notes.add_itxt("Title", "Draft for Zoë", zip=True)
    return notes


@pytest.mark.parametrize("text", ["Author: Jane Smith", "Comment: Ring Nadia", "Title: Draft for Zoë"])
def test_text_chunks_of_a_png_are_read(text: str) -> None:
    assert read_whole(saved(scene(), pnginfo=noted())).codes(text) == {"picture-metadata"}


def test_a_note_that_is_a_bomb_is_a_problem() -> None:
    body = b"Comment\0\0" + zlib.compress(bytes(20 * 1024**2))
    chunk = len(body).to_bytes(4, "big") + b"zTXt" + body + zlib.crc32(b"zTXt" + body).to_bytes(4, "big")
    data = saved(scene())
    assert any("unpacks to more" in each for each in read_whole(data[:-12] + chunk + data[-12:]).problems)


def test_comments_of_a_gif_are_read() -> None:
    assert read_whole(saved(scene(), "GIF", comment=b"by Jane Smith")).codes("by Jane Smith") == {"picture-metadata"}


def with_thumbnail(exiftool: str, folder: Path, picture: Image.Image, thumbnail: Image.Image) -> bytes:
    (folder / "thumbnail.jpg").write_bytes(saved(thumbnail.resize((160, 120)), "JPEG"))
    option = f"-ThumbnailImage<={folder / 'thumbnail.jpg'}"
    return written(exiftool, folder, saved(picture, "JPEG"), "jpg", option)


def test_a_thumbnail_of_the_picture_itself_is_nothing_hidden(exiftool: str, tmp_path: Path) -> None:
    lighter = scene().point(lambda value: min(255, value * 6 // 5))
    for picture in (scene(), scene().transpose(Image.Transpose.ROTATE_90), lighter):
        assert checked(with_thumbnail(exiftool, tmp_path, picture, scene())).texts == []


def test_a_thumbnail_that_shows_what_the_picture_no_longer_shows_is_told(exiftool: str, tmp_path: Path) -> None:
    covered = scene()
    ImageDraw.Draw(covered).rectangle((200, 200, 400, 260), fill="black")
    for picture in (covered, scene().crop((0, 0, 640, 300)), scene(5)):
        seen = checked(with_thumbnail(exiftool, tmp_path, picture, scene()))
        assert seen.codes("a small picture of 160 × 120") == {"picture-thumbnail"}


def test_a_second_picture_behind_the_first_is_told_and_read() -> None:
    seen = checked(saved(scene(), "JPEG") + saved(lettered(WORDS), "JPEG"))
    assert seen.codes(WORDS) == seen.codes("a second picture of 900 × 300") == {"data-after-end"}


def test_a_preview_and_padding_behind_a_picture_are_nothing_hidden() -> None:
    seen = checked(saved(scene(), "JPEG") + saved(scene().resize((320, 240)), "JPEG") + bytes(2000))
    assert (seen.texts, seen.problems) == ([], [])


def test_a_film_behind_a_picture_is_a_problem() -> None:
    film = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 4
    assert checked(saved(scene(), "JPEG") + film).problems


def transparent(hidden: Image.Image) -> bytes:
    picture = hidden.convert("RGBA")
    picture.putalpha(ImageOps.invert(Image.new("L", picture.size, 255)))
    ImageDraw.Draw(picture).rectangle((0, 0, 200, picture.height), fill=(10, 90, 60, 255))
    return saved(picture)


def test_words_beneath_transparent_pixels_are_read() -> None:
    words = Image.new("RGB", (1200, 300), "white")
    words.paste(lettered(WORDS), (250, 0))
    assert checked(transparent(words)).codes(WORDS) == {"transparent-pixels"}


def test_one_colour_beneath_transparent_pixels_is_nothing_hidden() -> None:
    assert checked(transparent(Image.new("RGB", (900, 300), "white"))).texts == []


def test_a_picture_with_too_many_pixels_is_a_problem_and_not_unpacked() -> None:
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    data = b"\x89PNG\r\n\x1a\n\0\0\0\x0d" + header + zlib.crc32(header).to_bytes(4, "big") + saved(scene())[33:]
    (problem,) = checked(data).problems
    assert "pixels: save it smaller" in problem


def test_a_picture_cut_short_is_a_problem() -> None:
    data = saved(lettered(WORDS), "JPEG")
    assert checked(data[: len(data) // 2]).problems


def test_equal_pictures_in_one_file_are_read_once() -> None:
    data = saved(lettered(WORDS))
    seen = checked(zipped({"a.png": data, "b.png": data}), "a.zip")
    assert [text for text, _ in seen.texts].count(WORDS) == 1


def test_properties_in_a_makers_own_block_are_read(exiftool: str, tmp_path: Path) -> None:
    block = b"Exif\0\0" + _exif(0x927C, 7, b"MAKER\0\0\0Owner Jane Smith\0\x01\x02\x03")
    data = saved(scene(), "JPEG")
    segment = b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block
    assert read_whole(data[:2] + segment + data[2:]).codes("Owner Jane Smith") == {"picture-metadata"}


def _exif(tag: int, kind: int, value: bytes) -> bytes:
    """Return an EXIF block whose EXIF directory has one value."""
    first = (1).to_bytes(2, "little") + b"\x69\x87\x04\0\1\0\0\0" + (26).to_bytes(4, "little") + bytes(4)
    entry = tag.to_bytes(2, "little") + kind.to_bytes(2, "little") + len(value).to_bytes(4, "little")
    second = (1).to_bytes(2, "little") + entry + (44).to_bytes(4, "little") + bytes(4)
    return b"II*\0\x08\0\0\0" + first + second + value


def test_properties_that_lead_back_to_themselves_are_told() -> None:
    loop = _exif(0x8769, 4, bytes(4)).replace((26).to_bytes(4, "little"), (8).to_bytes(4, "little"), 1)
    data = saved(scene(), "JPEG")
    block = b"Exif\0\0" + loop
    seen = checked(data[:2] + b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block + data[2:])
    assert any("is damaged and was not read in full" in problem for problem in seen.problems)
