"""Reads a workbook's styles as far as they decide how numbers are written."""

from dataclasses import dataclass, field

from guardbook.readers.markup import children, local
from guardbook.readers.number_formats import Show, show_with, words_of
from guardbook.readers.package import Package


@dataclass(frozen=True, slots=True)
class Styles:
    """What the sheets need of styles.xml."""

    shows: dict[str, Show] = field(default_factory=dict)
    """By style number, as cells have it (a string): how numbers are written; plainly where absent."""
    words: tuple[str, ...] = ()
    """Words that number formats hold."""


def read_styles(package: Package, name: str | None, *, since_1904: bool) -> Styles:
    """Return the styles of a workbook; `since_1904` is its date system."""
    if name is None:
        return Styles()
    root = package.xml(name)
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter() if local(each) == "numFmt"}
    shows = {}
    for number, style in enumerate(children(root, "cellXfs")):
        kind = style.get("numFmtId", "0")
        show = show_with(int(kind) if kind.isdigit() else 0, codes.get(kind, ""), since_1904=since_1904)
        if show:
            shows[str(number)] = show
    return Styles(shows, tuple(dict.fromkeys(word for code in codes.values() for word in words_of(code))))
