"""Keeps which headers and footers the sections of a Word document really show."""

from typing import Any

from guardbook.readers.markup import OFF, attribute, child, local


class Sections:
    """The sections as they come; each takes over the headers and footers of the one before (17.10.5)."""

    def __init__(self) -> None:
        self.even_pages = False
        """Whether left-hand pages have headers of their own."""
        self._shown: set[str] = set()
        self._current: dict[tuple[str, str], str] = {}
        self._any = False

    def take(self, block: Any) -> None:
        """Take in the section that a block ends, if it does."""
        properties = block if local(block) == "sectPr" else child(block, "pPr", "sectPr")
        if properties is None:
            return
        self._any = True
        title = child(properties, "titlePg")
        first = title is not None and attribute(title, "val") not in OFF
        for each in properties:
            if local(each) in ("headerReference", "footerReference"):
                self._current[local(each), attribute(each, "type") or "default"] = attribute(each, "id")
        for (_, kind), arrow in self._current.items():
            if kind == "default" or (kind == "first" and first) or (kind == "even" and self.even_pages):
                self._shown.add(arrow)

    def shows(self, arrow: str) -> bool:
        """Tell whether the header or footer of a relationship's id shows on any page; when not known it does."""
        return not self._any or arrow in self._shown
