"""Finds what lies behind a slide: its layout, its master, their theme; and whether a picture has holes."""

from typing import Any

from guardbook.errors import Unreadable
from guardbook.readers.colours import USUAL, Colour, theme_colours
from guardbook.readers.markup import attribute, child, local
from guardbook.readers.package import Package
from guardbook.readers.stage import has_no_holes

SWAPPED = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


class Patterns:
    """The layout and the master of a slide, as far as they can be read."""

    def __init__(self, package: Package, slide: str) -> None:
        self._package, self._slide = package, slide
        self.roots: list[Any] = []
        self.theme: dict[str, Colour] = dict(USUAL)
        try:
            self._find()
        except Unreadable:  # a damaged layout is told of where masters are read
            return

    def _find(self) -> None:
        if layout := self._related(self._slide, "slideLayout"):
            self.roots.append(self._package.xml(layout))
            if master := self._related(layout, "slideMaster"):
                self.roots.append(self._package.xml(master))
                if theme := self._related(master, "theme"):
                    found = theme_colours(self._package.xml(theme))
                    names = child(self.roots[-1], "clrMap")
                    self.theme = found | {
                        slot: found[attribute(names, name)]
                        for name, slot in SWAPPED.items()
                        if names is not None and attribute(names, name) in found
                    }

    def _related(self, name: str, kind: str) -> str | None:
        arrows = self._package.relationships(name).values()
        return next((self._package.find(each.target) for each in arrows if each.kind == kind), None)

    def is_solid(self, picture: Any) -> bool:
        """Tell whether a picture (`pic`) of the slide surely has no holes: a JPEG, or a PNG without transparency."""
        blip = next((each for each in picture.iter() if local(each) == "blip"), None)
        arrow = self._package.relationships(self._slide).get(attribute(blip, "embed")) if blip is not None else None
        name = self._package.find(arrow.target) if arrow is not None and not arrow.external else None
        if name is None:
            return False
        try:
            with self._package.open(name) as stream:
                head = stream.read(4096)
        except Unreadable:
            return False
        return has_no_holes(head)
