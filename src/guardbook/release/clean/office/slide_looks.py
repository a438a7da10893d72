"""How letters and paragraphs on a slide of a PPTX look: by themselves, and by the lists of looks behind them."""

from collections.abc import Iterator, Sequence
from typing import Any

from guardbook.readers.colours import Colour, drawing_colour
from guardbook.readers.markup import OFF, attribute, child, local
from guardbook.release.clean.office.draft import NUMBERED, Letters, Level, Shape
from guardbook.release.clean.office.word_looks import BULLETS, SIGNS

ALIGN = {"l": "left", "ctr": "center", "r": "right", "just": "justify"}
COUNTING = {
    "arabic": "decimal",
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
}
AROUND = {"ParenBoth": "(%1)", "ParenR": "%1)", "Period": "%1.", "Plain": "%1"}
EMU = 12_700
TITLES = ("title", "ctrTitle")
FILLS = ("solidFill", "noFill", "gradFill", "pattFill", "blipFill")


class SlideLooks:
    """What decides of the looks of the words in one shape."""

    def __init__(self, element: Any, models: Sequence[Any], roots: Sequence[Any], theme: dict[str, Colour]) -> None:
        """`models` are the shapes that it takes over from, `roots` those of slide, layout and master."""
        self.theme = theme
        self._lists = [found for each in (element, *models) if (found := child(each, "txBody", "lstStyle")) is not None]
        kind = role_of(element)
        name = "titleStyle" if kind == "title" else "bodyStyle" if kind == "body" else "otherStyle"
        for root in roots[-1:]:
            if (found := child(root, "txStyles", name)) is not None:
                self._lists.append(found)
        body = [found for each in (element, *models) if (found := child(each, "txBody", "bodyPr")) is not None]
        self.middle = next(({"t": "top", "ctr": "middle", "b": "bottom"}[at] for each in body
                            if (at := attribute(each, "anchor")) in ("t", "ctr", "b")), "top")  # fmt: skip
        shrunk = child(body[0], "normAutofit") if body else None
        share = "" if shrunk is None else attribute(shrunk, "fontScale").removesuffix("%")
        self.scale = int(share) / 100_000 if share.isdigit() and 20_000 < int(share) <= 100_000 else 1.0
        reference = child(element, "style", "fontRef")
        self.usual = None if reference is None else drawing_colour(reference, theme)[0]

    def letters(self, paragraph: Any, run: Any) -> Letters:
        """Return how a run's letters look; `run` are its properties, or None."""
        steps = [*([run] if run is not None else []), *self._defaults(paragraph)]
        size = _first(steps, "sz")
        colour = self._colour(steps)
        baseline = _first(steps, "baseline").removesuffix("%")
        raised = (
            "" if not baseline.lstrip("-").isdigit() or not int(baseline) else "sub" if baseline[0] == "-" else "super"
        )
        face = next((attribute(found, "typeface") for each in steps if (found := child(each, "latin")) is not None), "")
        return Letters(
            bold=_on(_first(steps, "b")),
            italic=_on(_first(steps, "i")),
            underline=_first(steps, "u") not in ("", "none"),
            strike=_first(steps, "strike") not in ("", "noStrike"),
            raised=raised,  # type: ignore[arg-type]
            caps=_first(steps, "cap") == "all",
            size=round(int(size) / 100 * self.scale, 1) if size.isdigit() and 200 < int(size) <= 40_000 else 18.0,
            colour=colour,
            symbols=face if face in SIGNS else "",
        )

    def _colour(self, steps: list[Any]) -> Colour | None:
        for at, step in enumerate(steps):
            for each in step:
                if local(each) in FILLS:
                    return drawing_colour(each, self.theme)[0] if local(each) == "solidFill" else None
            if at == 0 and self.usual is not None and not any(local(each) in FILLS for each in step):
                own = [each for later in steps[1:2] for each in later if local(each) in FILLS]
                if not own:
                    return self.usual
        return self.theme.get("dk1")

    def shape(self, paragraph: Any) -> Shape:
        """Return how a paragraph stands."""
        steps = list(self._levels(paragraph))
        shape = Shape(align=ALIGN.get(_first(steps, "algn"), ""))  # type: ignore[arg-type]
        shape.left, shape.first = (_points(_first(steps, name)) for name in ("marL", "indent"))
        size = self.letters(paragraph, None).size
        shape.before, shape.after = (_space(steps, name, size) for name in ("spcBef", "spcAft"))
        line = next((found for each in steps if (found := child(each, "lnSpc", "spcPct")) is not None), None)
        share = "" if line is None else attribute(line, "val").removesuffix("%")
        shape.line = max(0.8, min(int(share) / 100_000, 3.0)) if share.isdigit() and int(share) > 1000 else 1.0
        return shape

    def mark(self, paragraph: Any) -> tuple[str, Level] | None:
        """Return what marks a paragraph as a point: a name for the list, and the mark."""
        for step in self._levels(paragraph):
            for each in step:
                name = local(each)
                if name == "buNone":
                    return None
                if name == "buChar":
                    sign = attribute(each, "char")[:1]
                    plain = not sign or "\ue000" <= sign <= "\uf8ff" or sign.isalnum() or sign in "§ü"
                    sign = BULLETS.get(sign, "•") if plain else sign
                    return f"bullet {sign}", Level("bullet", sign)
                if name == "buBlip":
                    return "bullet •", Level("bullet", "•")
                if name == "buAutoNum":
                    return _counted(each)
        return None

    def _levels(self, paragraph: Any) -> Iterator[Any]:
        """Yield what is said of a paragraph: by itself, then by its level in each list of looks."""
        own = child(paragraph, "pPr")
        level = "0" if own is None else attribute(own, "lvl") or "0"
        if own is not None:
            yield own
        name = f"lvl{int(level) + 1 if level.isdecimal() and len(level) == 1 else 1}pPr"
        for each in self._lists:
            if (found := child(each, name)) is not None:
                yield found

    def _defaults(self, paragraph: Any) -> Iterator[Any]:
        for each in self._levels(paragraph):
            if (found := child(each, "defRPr")) is not None:
                yield found


def role_of(element: Any) -> str:
    """Return what a shape is on its slide: "title", "body", or "" for others."""
    holder = next((child(each, "nvPr", "ph") for each in element if local(each).startswith("nv")), None)
    if holder is None:
        return ""
    kind = attribute(holder, "type") or "obj"
    return "title" if kind in TITLES else "body" if kind in ("body", "subTitle", "obj") else ""


def _counted(number: Any) -> tuple[str, Level]:
    kind, start = attribute(number, "type"), attribute(number, "startAt")
    word = next((name for name in COUNTING if kind.startswith(name)), "arabic")
    text = AROUND.get(kind.removeprefix(word), "%1.")
    begin = int(start) if start.isdecimal() and len(start) < 6 else 1
    assert COUNTING[word] in NUMBERED
    return f"{COUNTING[word]} {text} {begin}", Level(COUNTING[word], text, begin)


def _first(steps: Sequence[Any], name: str) -> str:
    return next((value for each in steps if (value := attribute(each, name))), "")


def _on(value: str) -> bool:
    return value not in {"", *OFF}


def _points(text: str) -> float:
    value = int(text) / EMU if text.lstrip("-").isdigit() and len(text) < 9 else 0.0
    return value if abs(value) < 400 else 0.0


def _space(steps: Sequence[Any], name: str, size: float) -> float:
    for each in steps:
        found = child(each, name)
        if found is None:
            continue
        for space in found:
            value = attribute(space, "val").removesuffix("%")
            if value.isdigit() and len(value) < 8:
                length = int(value) / 100 if local(space) == "spcPts" else size * int(value) / 100_000
                return min(length, 100.0)
    return 0.0
