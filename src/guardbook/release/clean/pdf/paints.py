"""The instructions that say what a page is painted with: colours, patterns, shadings, what shines through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, Stream

from guardbook.release.clean.pdf.gear import DEVICE, Unsure, plain
from guardbook.release.clean.pdf.instructions import FORM, INTENTS, TILES, is_number, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from guardbook.release.clean.pdf.writing import Writing

MOST = 32
"""Numbers of one colour."""


def _state_by_name(writing: Writing, operands: list[Any]) -> None:
    source = writing.names.thing("ExtGState", operands[-1])
    if not isinstance(source, Dictionary):
        return
    if "/Font" in source:
        raise Unsure
    name = writing.names.put_once("ExtGState", operands[-1], lambda: _state_copy(writing, source))
    writing.add(f"{name} gs".encode())


def _state_copy(writing: Writing, source: Any) -> Any:
    made = writing.stock.gear.copy(source, "state")
    soft = source.get("/SMask")
    if isinstance(soft, Dictionary) and isinstance(soft.get("/G"), Stream):
        mask = Dictionary(Type=Name.Mask, G=writing.inner(soft.G, None, FORM))
        for key in ("/S", "/BC"):
            if (value := plain(soft.get(key))) is not None:
                mask[key] = value
        if (curve := soft.get("/TR")) is not None:
            mask.TR = writing.stock.gear.copy(curve, "function")
        made.SMask = mask
    elif isinstance(soft, Name):
        made.SMask = Name("/None")
    return made


def _space(writing: Writing, operands: list[Any], word: bytes) -> None:
    source = operands[-1]
    if str(source) in DEVICE:
        name = str(source)
    else:
        known = writing.names.thing("ColorSpace", source)
        name = writing.names.put_once("ColorSpace", source, lambda: writing.stock.gear.copy(known, "colours"))
    writing.add(name.encode() + b" " + word)


def _colour(writing: Writing, operands: list[Any], word: bytes) -> None:
    pattern = operands.pop() if operands and isinstance(operands[-1], Name) else None
    if not all(map(is_number, operands)) or len(operands) > MOST:
        raise Unsure
    values = [number(each) for each in operands]
    if pattern is not None:
        source = writing.names.thing("Pattern", pattern)
        values.append(writing.names.put_once("Pattern", pattern, lambda: _pattern(writing, source)).encode())
    writing.add(b" ".join((*values, word)))


def _pattern(writing: Writing, source: Any) -> Any:
    if not isinstance(source, Stream):
        if not isinstance(source, Dictionary):
            raise Unsure
        return writing.stock.gear.copy(source, "pattern")
    return writing.inner(source, None, TILES)


def _shading(writing: Writing, operands: list[Any]) -> None:
    source = writing.names.thing("Shading", operands[-1])
    if source is not None and writing.shows():
        name = writing.names.put_once("Shading", operands[-1], lambda: writing.stock.gear.copy(source, "shading"))
        writing.add(f"{name} sh".encode())


def _dashes(writing: Writing, operands: list[Any]) -> None:
    if len(operands) != 2 or not isinstance(operands[0], Array) or not all(map(is_number, (*operands[0], operands[1]))):
        raise Unsure
    values = b" ".join(map(number, operands[0]))
    writing.add(b"[%s] %s d" % (values, number(operands[1])))


def _intent(writing: Writing, operands: list[Any]) -> None:
    if str(operands[-1]) in INTENTS:
        writing.add(f"{operands[-1]} ri".encode())


WITH: dict[str, Callable[[Writing, list[Any]], None]] = {
    "gs": _state_by_name, "sh": _shading, "d": _dashes, "ri": _intent,
    "CS": lambda writing, operands: _space(writing, operands, b"CS"),
    "cs": lambda writing, operands: _space(writing, operands, b"cs"),
    "SC": lambda writing, operands: _colour(writing, operands, b"SC"),
    "sc": lambda writing, operands: _colour(writing, operands, b"sc"),
    "SCN": lambda writing, operands: _colour(writing, operands, b"SCN"),
    "scn": lambda writing, operands: _colour(writing, operands, b"scn"),
}  # fmt: skip
"""What writes each of them anew."""
