"""Makes a clean copy of a drawing (SVG): known shapes and words that show, with their looks, and nothing else."""

import base64
import binascii
import io
import re
from typing import Any
from urllib.parse import unquote

from lxml import etree

from guardbook.content import Text
from guardbook.readers.markup import local
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.letters import shaped
from guardbook.release.clean.members import clean_member
from guardbook.release.clean.office.settling import Settling
from guardbook.release.clean.svg_styles import Looks
from guardbook.release.clean.xml_tree import as_bytes, parse_xml

LARGEST = 32 * 1024**2
SPACE = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_KEPT = frozenset(
    "svg g defs symbol use rect path circle ellipse line polyline polygon text tspan textPath linearGradient"
    " radialGradient stop clipPath mask pattern marker image".split()
)
_DROPPED = frozenset("metadata script style namedview title desc filter view cursor".split())
_NUMBERS = frozenset(
    "x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height d points transform viewBox preserveAspectRatio offset"
    " gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits"
    " maskUnits maskContentUnits markerWidth markerHeight markerUnits refX refY orient dx dy rotate textLength"
    " lengthAdjust startOffset pathLength".split()
)
_DRAWN = re.compile(
    r"(?:[\s\d.,()%+-]|[eE](?=[\d+-])|[MmZzLlHhVvCcSsQqTtAa](?![A-Za-z])|matrix|translate|scale|rotate|skew[XY]|px|pt|em|mm|cm|in|pc"
    r"|x(?:Min|Mid|Max)Y(?:Min|Mid|Max)|meet|slice|none|userSpaceOnUse|objectBoundingBox|strokeWidth|auto(?:-start-reverse)?"
    r"|pad|reflect|repeat|spacing(?:AndGlyphs)?|deg|rad)*"
)
"""What numbers, paths, movements and the few words beside them are made of."""
_PICTURE = re.compile(r"data:image/(png|jpeg|jpg|gif|webp);base64,", re.I)


def clean(job: Job) -> None:
    """Write the drawing; raises `Refused` for one that moves, holds a page, or looks as only a style sheet knows."""
    root = parse_xml(job, LARGEST)
    if local(root) != "svg":
        raise Refused("it is not a drawing as the standard has it")
    try:
        made = _Copy(job, root).element(None, root)
    except RecursionError:
        raise Refused("its elements lie too deep within one another") from None
    if made is None:
        raise Refused("nothing in it shows")
    job.out.write(as_bytes(made))


class _Copy:
    """One drawing on its way to its copy."""

    def __init__(self, job: Job, root: Any) -> None:
        self._job = job
        self._settling = Settling(job)
        self._looks = Looks(root, self._settling.may_stay)
        self._names = {name: f"part{number}" for number, name in enumerate(_referred(root), 1)}
        self._lines = {
            _letters(line)
            for part in job.visible_parts()
            if isinstance(part, Text) and part.where == job.source.where
            for line in part.text.splitlines()
        }

    def element(self, above: Any, element: Any) -> Any:
        """Return the copy of an element, in `above`; None where it does not stay."""
        name = local(element)
        if name in _DROPPED or (etree.QName(element).namespace not in (SPACE, None) and name not in _KEPT):
            self._describe(above, element, name)
            return None
        if name == "a":
            name = "tspan" if above is not None and local(above) in ("text", "tspan") else "g"
        if name not in _KEPT:
            raise Refused("it holds something that is no simple shape (a page, a movement, a choice)")
        looks = self._looks.of(element, self._names)
        if looks is None or (name == "text" and not self._shows(element)):
            return None
        made = etree.Element(f"{{{SPACE}}}{name}", nsmap={None: SPACE})  # type: ignore[dict-item]
        for key, value in looks.items():
            made.set(key, value)
        self._attributes(made, element, name)
        if name in ("text", "tspan", "textPath"):
            made.text = element.text
        for child in element:
            copy = self.element(made, child)
            if copy is not None:
                made.append(copy)
            if name in ("text", "tspan", "textPath") and child.tail:
                _say(made, child.tail)
        return made

    def _describe(self, above: Any, element: Any, name: str) -> None:
        """Keep the title or description of a shape where nothing personal is in it."""
        if name not in ("title", "desc") or above is None or len(element):
            return
        if text := self._settling.alternative(shaped(element.text or "")):
            etree.SubElement(above, f"{{{SPACE}}}{name}").text = text

    def _attributes(self, made: Any, element: Any, name: str) -> None:
        for key, value in element.items():
            if key in _NUMBERS and _DRAWN.fullmatch(value.strip()):
                made.set(key, value.strip())
            elif key in _NUMBERS:
                raise Refused("a number in it is written in an unusual way")
        if (mark := element.get("id")) in self._names:
            made.set("id", self._names[mark])
        target = (element.get("href") or element.get(_LINK) or "").strip()
        if target.startswith("#") and target[1:] in self._names and name != "a":
            made.set("href", f"#{self._names[target[1:]]}")
        elif name == "image":
            made.set("href", self._picture(target))

    def _picture(self, target: str) -> str:
        found = _PICTURE.match(target)
        if not found:
            raise Refused("it shows a picture that is not in it, or of a kind that cannot be cleaned")
        try:
            data = base64.b64decode(unquote(target[found.end() :]))
        except (binascii.Error, ValueError):
            raise Refused("a picture within it is damaged") from None
        ending = found[1].lower()
        copy = clean_member(self._job, io.BytesIO(data), f"picture.{ending}")
        return f"data:image/{'jpeg' if ending == 'jpg' else ending};base64,{base64.b64encode(copy).decode('ascii')}"

    def _shows(self, element: Any) -> bool:
        """Tell whether all words of a text are among those that show; raise `Refused` where only some are."""
        lines = [letters for line in "".join(element.itertext()).splitlines() if (letters := _letters(line))]
        hidden = [line for line in lines if line not in self._lines]
        if not hidden:
            return True
        if len(element) and (len(hidden) < len(lines) or any(line in hidden[0] for line in self._lines if line)):
            raise Refused("some of the words of a line in it do not show")
        return False


def _referred(root: Any) -> dict[str, None]:
    """Return the marks that something in the drawing refers to, in order."""
    found: dict[str, None] = {}
    for element in root.iter(etree.Element):
        for name, value in element.items():
            if name in ("href", _LINK) and value.startswith("#"):
                found[value[1:]] = None
            found.update(dict.fromkeys(re.findall(r"url\(\s*['\"]?#([^'\")]+)", value)))
        if local(element) == "style":
            found.update(dict.fromkeys(re.findall(r"url\(\s*['\"]?#([^'\")]+)", element.text or "")))
    return found


def _letters(line: str) -> str:
    return "".join(line.split())


def _say(made: Any, text: str) -> None:
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text
