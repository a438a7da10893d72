"""Gives notes without a look of their own the one that programs draw for them: lines, polygons, boxes of text."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name

from guardbook.readers.pdf.objects import hidden_code
from guardbook.readers.pdf.paint import Box

MOST = 10_000
"""Corners of a note that are drawn."""
_COLOURS = {1: ("g", "G"), 3: ("rg", "RG"), 4: ("k", "K")}
"""What sets a colour of so many parts to fill and to stroke with (ISO 32000-2, table 73)."""


def add_looks(pdf: Any) -> bool:
    """Give a look to each note of kinds that the drawing library leaves out; return whether there was any.

    Programs draw such notes from their corners, width and colours (ISO 32000-2, 12.5.6.6, 12.5.6.7 and 12.5.6.9).
    """
    found = False
    for page in pdf.pages:
        notes = page.get("/Annots")
        for note in notes if isinstance(notes, Array) else ():
            if isinstance(note, Dictionary) and "/AP" not in note and not hidden_code(note):
                found |= _add_look(pdf, note)
    return found


def _add_look(pdf: Any, note: Any) -> bool:
    fill, stroke = _colour(note.get("/IC"), 0), _colour(note.get("/C"), 1)
    kind, width = note.get("/Subtype"), _width(note)
    if kind == "/FreeText":
        numbers, fill, stroke = _numbers(note.get("/Rect")), _colour(note.get("/C"), 0), ""
        numbers = [numbers[each] for each in (0, 1, 2, 1, 2, 3, 0, 3)] if len(numbers) == 4 else []
    elif kind in ("/Polygon", "/PolyLine", "/Line"):
        numbers = _numbers(note.get("/L" if kind == "/Line" else "/Vertices"))
    else:
        return False
    corners = list(zip(numbers[::2], numbers[1::2], strict=False))
    if len(corners) < 2 or not (fill or stroke):
        return False
    close = "" if kind in ("/Line", "/PolyLine") else "h "
    path = " ".join(f"{x:.3f} {y:.3f} {'l' if number else 'm'}" for number, (x, y) in enumerate(corners))
    paint = "B" if fill and stroke and close else "f" if fill and close else "S"
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    bounds = (min(xs) - width, min(ys) - width, max(xs) + width, max(ys) + width)
    content = f"/A gs {width:.3f} w {fill} {stroke} {path} {close}{paint}"
    _put(pdf, note, content, bounds)
    return True


def _put(pdf: Any, note: Any, content: str, bounds: Box) -> None:
    box = Array([round(edge, 3) for edge in bounds])
    share = _numbers(Array([note.get("/CA", 1)])) or [1.0]
    state = Dictionary(ca=share[0], CA=share[0])
    note.Rect = box
    note.AP = Dictionary(
        N=pdf.make_stream(
            content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=box,
            Resources=Dictionary(ExtGState=Dictionary(A=state)),
        )
    )  # fmt: skip


def _colour(value: Any, way: int) -> str:
    parts = _numbers(value)
    return f"{' '.join(f'{each:.3f}' for each in parts)} {_COLOURS[len(parts)][way]}" if len(parts) in _COLOURS else ""


def _width(note: Any) -> float:
    style, border = note.get("/BS"), _numbers(note.get("/Border"))
    own = _numbers(Array([style.get("/W", 1)])) if isinstance(style, Dictionary) else border[2:3]
    return max(0.0, min(1000.0, (own or [1.0])[0]))


def _numbers(value: Any) -> list[float]:
    return list(_floats(value))[: 2 * MOST] if isinstance(value, Array) else []


def _floats(value: Any) -> Iterator[float]:
    for each in value:
        try:
            yield float(each)
        except (TypeError, ValueError):
            return
