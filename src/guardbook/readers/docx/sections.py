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

    def take(self, block: Any) -> dict[tuple[str, str], str] | None:
        """Take in the section that a block ends; return the headers and footers that it shows, None if it ends none.

        They are the relationships' ids, by "headerReference" or "footerReference" and the kind of page.
        """
        properties = block if local(block) == "sectPr" else child(block, "pPr", "sectPr")
        if properties is None:
            return None
        self._any = True
        title = child(properties, "titlePg")
        first = title is not None and attribute(title, "val") not in OFF
        for each in properties:
            if local(each) in ("headerReference", "footerReference"):
                self._current[local(each), attribute(each, "type") or "default"] = attribute(each, "id")
        used = {"default"} | ({"first"} if first else set()) | ({"even"} if self.even_pages else set())
        shown = {place: arrow for place, arrow in self._current.items() if place[1] in used}
        self._shown.update(shown.values())
        return shown

    def shows(self, arrow: str) -> bool:
        """Tell whether the header or footer of a relationship's id shows on any page; when not known it does."""
        return not self._any or arrow in self._shown
