"""Honest pictures: photographs with nothing but the camera in their notes, charts, logos, diagrams."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.leaks import drawing
from tests.leaks.collecting import Files
from tests.leaks.pictures import camera
from tests.leaks.words import OCR

FILES = Files()
HONEST = FILES.listed
DECLARED = 'title = "Pictures for the website"\naudience = "public"\n'


@FILES.case("photo.jpg", "JPEG", "photograph with the camera's model and a thumbnail of itself", DECLARED, needs=OCR)
def photograph(path: Path) -> None:
    exif = camera(Software="darktable 4.2", DateTime="2026:02:14 10:12:31")
    drawing.scenery((1600, 1200)).save(path, "JPEG", quality=88, exif=exif, dpi=(300, 300))


@FILES.case("progressive.jpg", "JPEG", "photograph saved for the web", DECLARED, needs=OCR)
def progressive(path: Path) -> None:
    drawing.scenery().save(path, "JPEG", quality=70, progressive=True, optimize=True)


@FILES.case("infographic.png", "PNG", "infographic with figures", DECLARED, needs=OCR)
def infographic(path: Path) -> None:
    picture = Image.new("RGB", (1200, 800), (29, 112, 184))
    draw = ImageDraw.Draw(picture)
    for number, (figure, label) in enumerate((("1,204", "permits issued"), ("10 days", "to decide"), ("£25", "fee"))):
        top = 60 + number * 240
        draw.rounded_rectangle((60, top, 1140, top + 200), 20, fill="white")
        draw.text((100, top + 40), figure, fill=(29, 112, 184), font=ImageFont.load_default(90))
        draw.text((640, top + 80), label, fill="black", font=ImageFont.load_default(48))
    picture.save(path, "PNG", optimize=True)


@FILES.case("chart.png", "PNG", "bar chart with labels", DECLARED, needs=OCR)
def chart(path: Path) -> None:
    picture = Image.new("RGB", (1000, 600), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(30)
    draw.text((60, 20), "Permits by region, first quarter", fill="black", font=font)
    for number, (region, value) in enumerate((("North", 412), ("South", 633), ("Islands", 159))):
        left = 120 + number * 280
        draw.rectangle((left, 520 - value * 0.6, left + 160, 520), fill=(29, 112, 184))
        draw.text((left + 20, 540), region, fill="black", font=font)
        draw.text((left + 40, 480 - value * 0.6), str(value), fill="black", font=font)
    picture.save(path, "PNG")


@FILES.case("logo.png", "PNG", "logo on a transparent ground", DECLARED, needs=OCR)
def logo(path: Path) -> None:
    picture = Image.new("RGBA", (600, 200), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((20, 20, 180, 180), fill=(0, 48, 120, 255))
    draw.text((220, 70), "Example Affairs", fill=(0, 48, 120, 255), font=ImageFont.load_default(48))
    picture.save(path, "PNG")


@FILES.case("spinner.gif", "GIF", "short animation", DECLARED, needs=OCR)
def spinner(path: Path) -> None:
    frames = [drawing.scenery((160, 120)).rotate(angle).quantize() for angle in (0, 90, 180, 270)]
    frames[0].save(path, "GIF", save_all=True, append_images=frames[1:], duration=120, loop=0)


@FILES.case("banner.webp", "WebP", "banner of a web page", DECLARED, needs=OCR)
def banner(path: Path) -> None:
    drawing.scenery((1280, 320)).save(path, "WEBP", quality=80)


@FILES.case("plan.tif", "TIFF", "plan of a building in black and white", DECLARED, needs=OCR)
def plan(path: Path) -> None:
    picture = Image.new("1", (1200, 900), 1)
    draw = ImageDraw.Draw(picture)
    for box in ((100, 100, 600, 500), (600, 100, 1100, 500), (100, 500, 1100, 800)):
        draw.rectangle(box, outline=0, width=6)
    draw.text((250, 260), "Waiting room", fill=0, font=ImageFont.load_default(40))
    picture.save(path, "TIFF", compression="group4", dpi=(200, 200))
