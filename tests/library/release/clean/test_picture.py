"""Clean copies of pictures."""

import io
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from guardbook.release.clean import Refused
from tests.library.release.clean.copies import copy_of


def scene(size: tuple[int, int] = (60, 40), colour: str = "seagreen") -> Image.Image:
    made = Image.new("RGB", size, colour)
    made.paste("navy", (0, 0, size[0] // 2, size[1] // 2))
    return made


def saved(picture: Image.Image, form: str, **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def opened(copy: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(copy))
    made.load()
    return made


def test_the_pixels_stay_and_nothing_else() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Gareth Llewellyn")
    copy = copy_of(saved(scene(), "PNG", pnginfo=notes) + b"after the end", "p.png")
    assert opened(copy).tobytes() == scene().tobytes()
    assert b"Llewellyn" not in copy
    assert b"after the end" not in copy


def test_a_photograph_stands_upright_without_its_note_of_how_it_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    copy = opened(copy_of(saved(scene((60, 40)), "JPEG", exif=exif), "p.jpg"))
    assert copy.size == (40, 60)
    assert not copy.getexif()


def test_what_lies_beneath_transparent_parts_goes() -> None:
    picture = Image.new("RGBA", (20, 20), (200, 10, 10, 0))
    copy = opened(copy_of(saved(picture, "PNG"), "p.png"))
    assert copy.convert("RGBA").getpixel((5, 5)) == (255, 255, 255, 0)


def test_a_copy_may_be_of_another_form() -> None:
    assert opened(copy_of(saved(scene(), "PNG"), "p.png", ending="jpg")).format == "JPEG"


def test_every_page_of_a_scan_stays() -> None:
    data = saved(scene(), "TIFF", save_all=True, append_images=[scene(colour="white")])
    copy = opened(copy_of(data, "p.tif"))
    assert copy.n_frames == 2  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="several pages"):
        copy_of(data, "p.tif", ending="jpg")


def test_a_picture_that_moves_still_moves() -> None:
    data = saved(scene(), "GIF", save_all=True, append_images=[scene(colour="white")], duration=[100, 300], loop=0)
    copy = opened(copy_of(data, "p.gif"))
    assert copy.n_frames == 2  # type: ignore[attr-defined]
    assert copy.info["duration"] == 100


def test_a_picture_that_only_old_programs_show_goes() -> None:
    data = saved(
        scene(colour="black"), "PNG", save_all=True, default_image=True,
        append_images=[scene(), scene(colour="white")], duration=100,
    )  # fmt: skip
    copy = opened(copy_of(data, "p.png"))
    assert copy.convert("RGB").getpixel((50, 30)) == (46, 139, 87)


def test_deep_greys_are_shown_in_256() -> None:
    deep = Image.new("I;16", (20, 20), 0x8000)
    assert opened(copy_of(saved(deep, "PNG"), "p.png")).getpixel((3, 3)) == 128


def test_a_torn_picture_is_refused() -> None:
    with pytest.raises(Refused, match="damaged"):
        copy_of(saved(scene((400, 400)), "PNG")[:200], "p.png")
