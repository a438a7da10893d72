"""Reads delimited text (CSV, TSV, any delimiter) of any size: every row as strings, none lost, none trusted."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from guardbook.content import Part, Problem, Source
from guardbook.dialect import Dialect, tell_dialect
from guardbook.readers import text
from guardbook.readers.cutting import Unit, cut_tables
from guardbook.readers.encoding import FALLBACK, HEAD, text_decoder
from guardbook.readers.reading import Reading
from guardbook.readers.rows import blank_rows
from guardbook.readers.utf8 import STAND_IN, Utf8Stream

SAMPLE = 1 << 18
"""Bytes from which the dialect is told."""
BLOCK = 1 << 20
"""Bytes parsed at a time; a row must fit."""
WIDE_BLOCK = 16 << 20
"""The same, once a row did not fit."""
LONG_BLOCK = 64 << 20
"""The same, once that did not help; quotes are letters then, for one of them may never close."""

FAR = 100
"""Blank rows below one another after which a person who opens the file does not look for more."""


def read(source: Source, reading: Reading) -> Iterator[Part]:
    """Yield the tables of a delimited text and what stands around them."""
    source.file.seek(0)
    head = source.file.read(SAMPLE)
    sample = text_decoder(head[:HEAD]).decode(head).removeprefix("\ufeff")
    if not sample:
        return
    dialect = tell_dialect(sample) or Dialect("\t" if source.name.lower().endswith((".tsv", ".tab")) else ",")
    rows = _Rows(source, reading, head[:HEAD], dialect, _width(sample, dialect))
    scroll = _Scroll(rows.units())
    yield from cut_tables(scroll.near(), source.where)
    yield from cut_tables(scroll.far(), source.where.into("far"), "far-cells")
    if rows.problem:
        yield Problem(rows.problem, source.where)
        yield from text.read(source, reading)


def _width(sample: str, dialect: Dialect) -> int:
    """Return the number of cells that most rows of a sample have (of those with more than one, if any)."""
    widths: dict[int, int] = {}
    for row in parse_rows(sample, dialect):
        widths[len(row)] = widths.get(len(row), 0) + 1
    return max(widths, key=lambda width: (width > 1, widths[width], width), default=1)


def parse_rows(piece: str, dialect: Dialect) -> list[list[str]]:
    """Return the rows of a piece of delimited text; a quote that never closes is taken for a letter."""
    delimiter = dialect.delimiter if len(dialect.delimiter) == 1 else STAND_IN
    piece = piece.replace(dialect.delimiter, delimiter).replace("\0", " ")
    quote = dialect.quote or None
    lines = piece.splitlines(keepends=True)
    rows = _parse(lines, delimiter, quote)
    swallowed = any("\n" in cell.strip() and cell.count("\n") > 30 for row in rows for cell in row)
    return _parse(lines, delimiter, None) if swallowed else rows


def _parse(lines: list[str], delimiter: str, quote: str | None) -> list[list[str]]:
    csv.field_size_limit(LONG_BLOCK)
    if quote:
        return list(csv.reader(lines, delimiter=delimiter, quotechar=quote))
    return list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))


@dataclass(slots=True)
class _Rows:
    """The rows of one delimited text as units for cutting: batches of the usual width, other rows one by one."""

    source: Source
    reading: Reading
    head: bytes
    dialect: Dialect
    width: int
    problem: str | None = None
    done: int = 0
    """Rows handed on, so that parsing can begin again behind them with a larger block."""

    def units(self) -> Iterator[Unit]:
        quote = self.dialect.quote
        for block, mark in ((BLOCK, quote), (WIDE_BLOCK, quote), (LONG_BLOCK, "")):
            stream = Utf8Stream(self.source.file, self.head, self.reading, self.dialect.delimiter)
            try:
                yield from self._pass(stream, block, mark)
                return
            except pa.ArrowInvalid:  # a row longer than the block, or a quote that never closes; its text holds values
                continue
            finally:
                stream.close()
        self.problem = f"a row is longer than {LONG_BLOCK:,} bytes: read as text from the beginning"

    def _pass(self, stream: Utf8Stream, block: int, quote: str) -> Iterator[Unit]:
        odd: list[tuple[int, str]] = []

        def keep(row: Any) -> str:
            odd.append((row.number, row.text))
            return "skip"

        names = [str(number) for number in range(self.width)]
        batches = arrow_csv.open_csv(
            stream,
            read_options=arrow_csv.ReadOptions(
                column_names=names, use_threads=False, block_size=block, skip_rows_after_names=self.done
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self.dialect.delimiter if stream.plain else STAND_IN,
                quote_char=quote or False,
                escape_char=self.dialect.escape or False,
                newlines_in_values=bool(quote),
                ignore_empty_lines=False,
                invalid_row_handler=keep,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.binary()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
        yield from self._merge(batches, odd, self.done)

    def _merge(self, batches: Any, odd: list[tuple[int, str]], before: int) -> Iterator[Unit]:
        """Yield batches and odd rows in the order of the file."""
        for batch in batches:
            batch = _as_text(batch)
            begin = 0
            while odd and odd[0][0] <= self.done - before + batch.num_rows - begin + 1:
                number, row = odd.pop(0)
                end = begin + number - (self.done - before) - 1
                if end > begin:
                    yield batch.slice(begin, end - begin)
                self.done += end - begin + 1
                begin = end
                yield from parse_rows(row, self.dialect)
            if begin < batch.num_rows:
                yield batch.slice(begin)
            self.done += batch.num_rows - begin
        for _, row in odd:
            yield from parse_rows(row, self.dialect)


class _Scroll:
    """Parts units where so many blank rows stand that nobody looks for more below them."""

    def __init__(self, units: Iterator[Unit]) -> None:
        self._units = units
        self._blank = 0
        self._rest: Unit = None

    def near(self) -> Iterator[Unit]:
        """Yield the units above the blank rows, or all where there are none."""
        begun = False
        for unit in self._units:
            rows = _filled(unit)
            if self._blank <= FAR and rows.all():
                self._blank, begun = 0, True
                yield unit
                continue
            for at, full in enumerate(rows.tolist()):
                if full and begun and self._blank > FAR:
                    if at:
                        yield unit.slice(0, at)
                    self._rest = unit.slice(at) if at else unit
                    return
                self._blank = 0 if full else self._blank + 1
                begun = begun or full
            yield unit

    def far(self) -> Iterator[Unit]:
        """Yield the units below the blank rows."""
        if self._rest is not None:
            yield self._rest
            yield from self._units


def _filled(unit: Unit) -> npt.NDArray[np.bool_]:
    """Return which rows of a unit hold anything."""
    if not isinstance(unit, pa.RecordBatch):
        return np.array([any(unit)])
    filled = np.ones(unit.num_rows, dtype=bool)
    filled[blank_rows(unit)] = False
    return filled


def _as_text(batch: Any) -> Any:
    """Return a batch of bytes as strings; bytes that are no UTF-8 are read as Windows-1252."""
    columns = []
    for column in batch.columns:
        try:
            columns.append(pc.cast(column, pa.string()))
        except pa.ArrowInvalid:
            columns.append(_western(column))
    return pa.RecordBatch.from_arrays(columns, batch.schema.names)


def _western(column: Any) -> Any:
    cells = [None if cell is None else cell.decode("utf-8", FALLBACK) for cell in column.to_pylist()]
    return pa.array(cells, pa.string())
