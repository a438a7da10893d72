"""Reads rows of usual cells by pattern, column by column: the quick way through large sheets."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from lxml import etree

from guardbook.readers.blocks import Block
from guardbook.readers.grid import GridBlock, GridRow
from guardbook.readers.number_formats import show_plain
from guardbook.readers.plain_xml import TEXT, references_put_in
from guardbook.readers.xlsx.cells import CellReader
from guardbook.readers.xlsx.hiding import Hiding
from guardbook.readers.xlsx.references import column_number

WIDEST = 400
"""Columns of the widest row that is read by pattern."""
_LEARNT = 16
"""How often a sheet may show new columns before its rows are left to the parser."""
_NAMED = "spans s customFormat ht hidden customHeight outlineLevel collapsed thickTop thickBot ph".split()
_ROW = r'<row r="([1-9][0-9]{0,6})"((?: [A-Za-z0-9:]+="[^"<>&\t\n]*")*+)(?:/>|>'
_FORMULA = (
    r'(?:<f(?: t="shared")?(?: ref="[A-Z0-9:]+")?(?: si="[0-9]+")?(?:/>|>(?:[^<&"]|&(?:amp|lt|gt|apos);)*+</f>))?+'
)
_CELL = (
    r'(?:<c r="%s\1"((?: s="[0-9]+")?(?: t="[A-Za-z]+")?)'
    rf'(?:/>|>{_FORMULA}<v>{TEXT}</v></c>|><is><t(?: xml:space="preserve")?>{TEXT}</t></is></c>))?+'
)
_END = r"</row>)[ \t\n]*+"
_HEAD = re.compile(r'(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?')
_ATTRIBUTE = re.compile(r' ([A-Za-z0-9:]+)="([^"]*)"')
_LETTERS = re.compile(r'<c r="([A-Z]{1,3})[0-9]')
_KINDS = frozenset((None, "n", "s", "str", "b", "e", "d"))
"""The types of cells whose value stands in <v>."""

Flags = npt.NDArray[np.bool_]
Values = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class _Way:
    """How cells that begin alike are read."""

    kind: str | None
    style: str | None
    usual: bool
    """Whether the value of such a cell can be read here."""


class PlainRows:
    """Reads runs of plain rows of one sheet."""

    def __init__(
        self,
        cells: CellReader,
        hiding: Hiding,
        code_of: Callable[[int, Any], str | None],
        row: Callable[[int, Any], GridRow],
        namespaces: Callable[[], dict[str | None, str]],
    ) -> None:
        """Take what reads a row that is not plain.

        `code_of` tells from a row's number and attributes why it does not show, `row` reads one from its element, and
        `namespaces` are those in force where the rows stand, asked for when the first of them has come.
        """
        self._cells, self._hiding, self._code_of, self._row = cells, hiding, code_of, row
        self._columns: list[int] = []
        self._letters: list[str] = []
        self._match: Callable[[str, int], re.Match[str] | None] | None = None
        self._learnt = 0
        self._ask_namespaces = namespaces
        self._ways: dict[str | None, _Way] = {}
        self._attributes = lru_cache(4096)(self._read_attributes)

    @cached_property
    def _namespaces(self) -> dict[str | None, str]:
        return self._ask_namespaces()

    def take(self, text: str, at: int) -> tuple[list[GridRow | GridBlock], int]:
        """Return the rows at a place in a text, and the place where the first row begins that is not plain."""
        if self._hiding.rules and self._hiding.rules_hide:
            return [], at
        made: list[GridRow | GridBlock] = []
        while True:
            rows, at = self._matched(text, at)
            if rows:
                made += self._made(rows)
            if at == len(text) or not self._learn(text, at):
                return made, at

    def _matched(self, text: str, at: int) -> tuple[list[re.Match[str]], int]:
        rows: list[re.Match[str]] = []
        match = self._match
        while match is not None and (row := match(text, at)) is not None:
            if self._attributes(row[2]) is None:
                break
            rows.append(row)
            at = row.end()
        return rows, at

    def _learn(self, text: str, at: int) -> bool:
        """Take the columns of the row at a place into the pattern; return whether there is a new one."""
        if not text.startswith("<row ", at) or self._learnt >= _LEARNT:
            return False
        letters = _LETTERS.findall(text, at, text.find("</row>", at))
        known = {*self._letters}
        if known.issuperset(letters) and self._match:
            return False
        chosen = {column_number(each): each for each in {*letters, *known}}
        if not chosen or max(chosen) >= WIDEST:
            return False
        self._learnt += 1
        self._columns = sorted(chosen)
        self._letters = [chosen[column] for column in self._columns]
        self._match = re.compile(_ROW + "".join(_CELL % each for each in self._letters) + _END).match
        return True

    def _read_attributes(self, text: str) -> dict[str, str] | None:
        """Return a row's attributes but its number, None when there is anything unusual among them."""
        found = _ATTRIBUTE.findall(text)
        named = {*_NAMED} | ({"x14ac:dyDescent"} if "x14ac" in self._namespaces else set())
        attributes = dict(found)
        return (
            attributes
            if len(attributes) == len(found) and named.issuperset(attributes) and "r" not in attributes
            else None
        )

    def _made(self, rows: list[re.Match[str]]) -> Iterator[GridRow | GridBlock]:
        numbers, attributes, *cells = zip(*(row.groups() for row in rows), strict=True)
        places = np.fromiter(map(int, numbers), np.int64, len(rows))
        odd = np.zeros(len(rows), np.bool_)
        arrays = [self._column(cells[at], cells[at + 1], cells[at + 2], odd) for at in range(0, len(cells), 3)]
        odd |= self._touched(places)
        codes = self._codes(places, attributes)
        block = _block(arrays, self._columns, len(rows))
        lengths = _lengths(block)
        apart = odd | np.fromiter((code is not None for code in codes), np.bool_, len(rows))
        apart |= lengths == 0
        begin = 0
        jumps = np.flatnonzero(np.diff(places) != 1) + 1
        ends = {*jumps.tolist(), len(rows)}
        singles = np.flatnonzero(apart).tolist()
        ends.update(singles, (single + 1 for single in singles))
        for end in sorted(ends - {0}):
            if not apart[begin]:
                self._hiding.forget_row()
                width = int(lengths[begin:end].max())
                yield GridBlock(
                    int(places[begin]),
                    Block(block.slice(begin, end - begin).select(range(width)), lengths[begin:end]),
                )
            elif odd[begin]:
                yield self._row(int(places[begin]), self._element(rows[begin][0]))
            elif lengths[begin]:
                yield GridRow(int(places[begin]), _cells_of(block, begin), codes[begin])
            begin = end

    def _touched(self, places: npt.NDArray[np.int64]) -> Any:
        if not self._hiding.merged and not self._hiding.over:
            return False
        return np.fromiter(map(self._hiding.touches, places.tolist()), np.bool_, len(places))

    def _codes(self, places: npt.NDArray[np.int64], attributes: Sequence[str]) -> list[str | None]:
        return [
            self._code_of(number, self._attributes(each) or {})
            for number, each in zip(places.tolist(), attributes, strict=True)
        ]

    def _element(self, row: str) -> Any:
        """Return the element of one row, which its pattern has shown to be whole."""
        names = "".join(
            f' xmlns{":" if name else ""}{name or ""}="{value}"' for name, value in self._namespaces.items()
        )
        return etree.fromstring(f"<sheetData{names}>{row}</sheetData>")[0]

    def _column(self, heads: Values, values: Values, inline: Values, odd: Flags) -> Any:
        """Return the texts of a column, null where there is none; rows that must be read singly are marked as `odd`."""
        ways = {head: self._way(head) for head in {*heads} if head is not None}
        for head, way in ways.items():
            if not way.usual or way.style in self._hiding.hiding:
                odd |= np.fromiter((each == head for each in heads), np.bool_, len(heads))
        inlined = [head for head, way in ways.items() if way.kind == "inlineStr"]
        texts, others = (inline, values) if inlined and len(inlined) == len(ways) else (values, inline)
        if inlined and texts is values:
            texts = [one if head in inlined else two for head, one, two in zip(heads, inline, values, strict=True)]
            others = [two if head in inlined else one for head, one, two in zip(heads, inline, values, strict=True)]
        if others.count(None) < len(others):
            odd |= np.fromiter((each is not None for each in others), np.bool_, len(others))
        if self._cells.coloured:
            pieces = self._cells.in_pieces
            odd |= np.fromiter((text in pieces for text in texts), np.bool_, len(texts))
        alike = {(way.kind, self._cells.show_of(way.kind, way.style)): way for way in ways.values()}
        if len(alike) == 1:
            return self._texts(next(iter(alike.values())), texts)
        shown = [
            text and self._cells.shown(_kind_shown(ways[head]), ways[head].style, references_put_in(text))  # type: ignore[index]
            for head, text in zip(heads, texts, strict=True)
        ]
        return pa.array([text or None for text in shown], pa.string())

    def _way(self, head: str | None) -> _Way:
        way = self._ways.get(head)
        if way is None:
            style, kind = _HEAD.fullmatch(head or "").groups()  # type: ignore[union-attr]
            way = self._ways[head] = _Way(kind, style, kind in _KINDS or kind == "inlineStr")
        return way

    def _texts(self, way: _Way, texts: Values) -> Any:
        """Return the texts of cells that are all read in one way."""
        whole = "".join(filter(None, texts))
        if way.kind == "s" and whole.isdigit() and (found := self._cells.shared(texts)) is not None:
            return found
        if "&" in whole:
            texts = [text and references_put_in(text) for text in texts]
        numeric = way.kind is None or way.kind == "n"
        show = self._cells.show_of(way.kind, way.style)
        if numeric and show is None:
            if not whole.isdigit():
                texts = [text if text is None or text.isdigit() else show_plain(text) for text in texts]
        elif way.kind not in ("inlineStr", "str", "e") or "_x" in whole:
            known = {text: self._cells.shown(_kind_shown(way), way.style, text) for text in {*texts} if text}
            texts = [known.get(text) if text else None for text in texts]
        array = pa.array(texts, pa.string())
        return array if all(texts) or "" not in texts else pa.array([text or None for text in texts], pa.string())


def _kind_shown(way: _Way) -> str | None:
    return "str" if way.kind == "inlineStr" else way.kind


def _block(arrays: list[Any], columns: list[int], rows: int) -> Any:
    """Return the columns of a sheet from the first to the last that was met."""
    by_column = dict(zip(columns, arrays, strict=True))
    nothing = pa.nulls(rows, pa.string())
    width = columns[-1] + 1
    whole = [by_column.get(column, nothing) for column in range(width)]
    return pa.RecordBatch.from_arrays(whole, [str(number) for number in range(width)])


def _lengths(block: Any) -> npt.NDArray[np.int64]:
    """Return for each row the number of its last column with anything in it, from 1; 0 for an empty row."""
    lengths = np.zeros(block.num_rows, np.int64)
    for number in reversed(range(block.num_columns)):
        array = block.column(number)
        if not array.null_count:
            lengths[lengths == 0] = number + 1
            break
        filled = array.is_valid().to_numpy(zero_copy_only=False)
        lengths[filled & (lengths == 0)] = number + 1
    return lengths


def _cells_of(block: Any, row: int) -> list[tuple[int, str]]:
    cells = (array[row].as_py() for array in block.columns)
    return [(number, cell) for number, cell in enumerate(cells) if cell]
