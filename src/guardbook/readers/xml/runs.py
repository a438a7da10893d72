"""Elements that repeat, gathered as rows and given out as tables, or as lines where they make no table."""

from collections.abc import Iterator

from guardbook.content import Part, Table, Text, Where
from guardbook.readers.prose import table

Fields = list[tuple[str, str]]
"""Labels (the tags and attributes down to it, the last first found) and values of one record, in order."""

ROWS = 20_000
"""Rows of a table; more make another one at the same place."""
CHARACTERS = 16 * 1024**2
"""Characters after which a table is given out before it has so many rows."""
_COLUMNS = 300
_PLACES = frozenset(("wpt", "rtept", "trkpt", "rte", "trk", "Placemark"))
"""Places and tracks of GPX and KML: their names are no names of persons."""
_PROSE = 100
"""Average length of a single column's values above which they are paragraphs."""


class Run:
    """The rows of one kind of element."""

    def __init__(self, tag: str, where: Where) -> None:
        self._tag, self._where = tag, where
        self._rows: list[Fields] = []
        self._size = 0

    def add(self, fields: Fields) -> Iterator[Part]:
        """Take in a row; yield parts when there are enough."""
        self._rows.append(fields)
        self._size += sum(len(value) for _, value in fields)
        if len(self._rows) >= ROWS or self._size > CHARACTERS:
            yield from self.parts()

    def parts(self) -> Iterator[Part]:
        """Yield the rows so far and forget them."""
        rows, size, self._rows, self._size = self._rows, self._size, [], 0
        columns = _columns(rows)
        filled = sum(map(len, rows))
        prose = len(columns) == 1 and size > _PROSE * len(rows)
        if len(rows) < 3 or prose or filled < len(rows) * len(columns) / 20:
            lines = "\n".join("\n".join(lines_of(self._tag, fields)) for fields in rows)
            if lines:
                yield Text(lines, self._where)
            return
        yield from self._table(rows, columns)

    def _table(self, rows: list[Fields], columns: dict[tuple[str, int], int]) -> Iterator[Part]:
        cells: list[list[str]] = []
        rest: list[str] = []
        for fields in rows:
            row = [""] * len(columns)
            for key, value in _keyed(fields):
                if key in columns:
                    row[columns[key]] = value
                else:
                    rest += lines_of(self._tag, [(key[0], value)])
            cells.append(row)
        header = tuple(label or self._tag for label in _short([label for label, _ in columns]))
        yield Table(table(cells, self._where).batches, self._where, header)
        if rest:
            yield Text("\n".join(rest), self._where)


def lines_of(tag: str, fields: Fields) -> Iterator[str]:
    """Yield each value as a line "label: value"; `tag` is the label of what has none, a place's that of its name."""
    for label, value in fields:
        *_, above, last = ("", *label.rsplit(" ", 2))
        yield f"{above if last == 'name' and above in _PLACES else last or tag}: {value}"


def _keyed(fields: Fields) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield values with their label and how often it came before in the same record."""
    times: dict[str, int] = {}
    for label, value in fields:
        times[label] = times.get(label, -1) + 1
        yield (label, times[label]), value


def _columns(rows: list[Fields]) -> dict[tuple[str, int], int]:
    columns: dict[tuple[str, int], int] = {}
    for fields in rows:
        for key, _ in _keyed(fields):
            if key not in columns and len(columns) < _COLUMNS:
                columns[key] = len(columns)
    return columns


def _short(labels: list[str]) -> list[str]:
    """The last words of the labels; the whole ones where two different ones end alike."""
    last = [label.rpartition(" ")[2] for label in labels]
    return [
        short if len({*_ending(labels, last, short)}) == 1 else label for label, short in zip(labels, last, strict=True)
    ]


def _ending(labels: list[str], last: list[str], short: str) -> list[str]:
    return [label for label, other in zip(labels, last, strict=True) if other == short]
