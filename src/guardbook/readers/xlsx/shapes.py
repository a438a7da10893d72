"""Reads the words of shapes and controls on a sheet, and tells which of them can be seen."""

from collections.abc import Iterator
from typing import Any

from guardbook.readers.aside import Remarks
from guardbook.readers.colours import USUAL, WHITE, Colour, blends, drawing_colour
from guardbook.readers.markup import attribute, child, lines, local
from guardbook.readers.xlsx.styles import TINY


def note_shapes(drawing: Any, hidden: str | None, remarks: Remarks) -> None:
    """Note the words of a sheet's shapes, of hidden or far ones apart, and the descriptions of its pictures.

    `hidden` is the code of the sheet.
    """
    for anchor in drawing:
        about = [each for each in anchor.iter() if local(each) == "cNvPr"]
        off = any(each.get("hidden") in ("1", "true") for each in about)
        code = "hidden-shape" if off or _has_no_size(anchor) else "far-cells" if _is_far(anchor) else None
        paper = _paper(anchor)
        remarks.note("alternate-content", *_other_words(anchor))
        for paragraph in (each for each in anchor.iter() if local(each) == "p"):
            unseen = [run for run in paragraph if local(run) == "r" and _is_unseen(run, paper)]
            for run in unseen:
                remarks.note("unseen-text", *_words_of(run))
                paragraph.remove(run)
        remarks.note(code or hidden, *lines(anchor))
        for each in about:
            remarks.note("alt-text", each.get("descr"), each.get("title"), each.get("name"))


def _other_words(anchor: Any) -> Iterator[str]:
    """Yield the words that only programs show that know nothing better, and take them out of the drawing."""
    for alternate in [each for each in anchor.iter() if local(each) == "AlternateContent"]:
        said = {line for each in alternate if local(each) == "Choice" for line in lines(each)}
        for each in [each for each in alternate if local(each) == "Fallback"]:
            yield from (line for line in lines(each) if line not in said and not line.startswith(_EXCUSES))
            alternate.remove(each)


_EXCUSES = (
    "This shape represents a ",
    "This chart isn't available in your version of Excel",
    "Timeline: Works in Excel",
)
"""What Excel writes for older programs where a slicer, a timeline or a newer chart stands."""


def _words_of(run: Any) -> list[str]:
    return [each.text for each in run if local(each) == "t" and each.text]


FAR_COLUMN, FAR_ROW = 200, 5_000
"""Where a shape begins that nobody comes upon."""


def _is_far(anchor: Any) -> bool:
    places = [child(anchor, "from", name) for name in ("col", "row")]
    column, row = (int(each.text) if each is not None and (each.text or "").isdigit() else 0 for each in places)
    return column > FAR_COLUMN or row > FAR_ROW


def _has_no_size(anchor: Any) -> bool:
    size = child(anchor, "ext")
    return size is not None and "0" in (size.get("cx"), size.get("cy"))


def _paper(anchor: Any) -> Colour | None:
    """Return the background of a shape's words, None where it is not known."""
    shape = child(anchor, "sp")
    properties = child(shape, "spPr") if shape is not None else None
    if shape is None or properties is None:
        return None
    fill = child(properties, "solidFill")
    if fill is not None:
        return drawing_colour(fill, USUAL)[0]
    kinds = [local(each) for each in properties]
    styled = child(shape, "style", "fillRef")
    others = any(kind in kinds for kind in ("gradFill", "blipFill", "pattFill"))
    plain = styled is None or styled.get("idx", "0") == "0" or "noFill" in kinds
    return WHITE if plain and not others else None


def _is_unseen(run: Any, paper: Colour | None) -> bool:
    """Tell whether the words of a run cannot be seen: too small, or in the colour of what is behind them."""
    looks = child(run, "rPr")
    if looks is None:
        return False
    size, fill = looks.get("sz", ""), child(looks, "solidFill")
    if size.isdigit() and int(size) < 100 * TINY:
        return True
    colour = drawing_colour(fill, USUAL)[0] if fill is not None else None
    return colour is not None and paper is not None and blends(colour, paper)


def note_frames(drawing: Any, remarks: Remarks) -> None:
    """Note the words of the frames of old notes and controls; what a control shows stands in its text box."""
    for each in drawing.iter():
        if isinstance(each.tag, str):
            code = "hidden-shape" if _is_out_of_sight(each) else "other-part"
            remarks.note(code, each.text if local(each) not in _SETTINGS else None)
            remarks.note("alt-text", attribute(each, "alt"), attribute(each, "title"))


def _is_out_of_sight(element: Any) -> bool:
    """Tell whether an element is in the box of a shape that is switched to invisible; frames of notes always are."""
    box = next((above for above in element.iterancestors() if local(above) == "textbox"), None)
    shape = box.getparent() if box is not None else None
    if shape is None or "visibility:hidden" not in attribute(shape, "style").replace(" ", ""):
        return False
    data = child(shape, "ClientData")
    return data is None or attribute(data, "ObjectType") != "Note"


_SETTINGS = frozenset(
    "Anchor Row Column AutoFill AutoLine PrintObject Locked LockText TextHAlign TextVAlign Visible MoveWithCells "
    "SizeWithCells DefaultSize Disabled Val Min Max Inc Page Dx Sel SelType LCT CF MapOCX Checked NoThreeD".split()
)
