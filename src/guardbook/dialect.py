"""Tells delimited text (CSV and its kin) from other text, and how it is written."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

SAMPLE = 1 << 14
"""Characters that are looked at; more does not tell more."""

_DELIMITERS = ",;\t|:^~#¬§\x01\x1c\x1d\x1e\x1f"
_LINE_END = re.compile(r"\r\n|\r|\n")
_NUMBER = re.compile(r"[-+(]?[£$€]?\s?\d[\d., ]*%?\)?")
_DATED = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}([ T]\d{1,2}:\d\d.*)?")
_MARKED = re.compile(r"\S*[@\d_]\S*")
"""One word with a digit, an underscore or an at sign: a code, an address, a name of a field."""
_LOG_TIME = re.compile(r"\d\d:\d\d:\d\d$")
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_CODE_END = re.compile(r"[{}(\[:]\s*$|\);?\s*$|^\s*(?:#include|import |from \w+ import|//|/\*|\*)")
_SHORT_HEX = re.compile(r"[0-9A-Fa-f]{1,4}")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a piece of delimited text is written."""

    delimiter: str
    quote: str = '"'
    """The character around quoted cells; written twice, it stands for itself inside one."""
    escape: str = ""
    """A character that takes the meaning from the next one inside a quoted cell ("\\"), or nothing."""
    columns: int = 2
    """The usual number of cells in a row."""
    preamble: int = 0
    """Physical lines before the table's first row (titles, notes, blank lines, a row cut off at its start)."""
    headings: bool = False
    """Whether the first row is likely to be headings, as far as its look and the rows below tell."""
    even: bool = True
    """Whether every row of the sample after the preamble has `columns` cells; if not: ragged, or several tables."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's place in the text, without its quotes; `quoted` tells whether doubled quotes may stand in it."""

    start: int
    end: int
    quoted: bool


@cache
def _cell_pattern(delimiter: str, quote: str, escape: str) -> re.Pattern[str]:
    end = re.escape(delimiter)
    plain = rf"(?P<plain>[^{end}\r\n]*)(?P<after>{end}|\r\n|\r|\n|\Z)"
    if not quote:
        return re.compile(plain)
    mark = re.escape(quote)
    inside = rf"[^{mark}{re.escape(escape)}]++|{mark}{mark}" + (rf"|{re.escape(escape)}." if escape else "")
    return re.compile(rf" *{mark}(?P<quoted>(?:{inside})*+){mark} *(?P<close>{end}|\r\n|\r|\n|\Z)|{plain}", re.DOTALL)


def split_rows(text: str, dialect: Dialect, start: int = 0) -> Iterator[list[Cell]]:
    """Yield each row of `text` from offset `start` on as the places of its cells; a blank line is a row of one cell."""
    pattern = _cell_pattern(dialect.delimiter, dialect.quote, dialect.escape)
    row: list[Cell] = []
    for match in pattern.finditer(text, start):
        quoted = match.lastgroup == "close"
        begin, end = match.span("quoted" if quoted else "plain")
        if begin == len(text) and not row:
            return
        row.append(Cell(begin, end, quoted))
        if match[match.lastgroup or 0] != dialect.delimiter:
            yield row
            row = []
    if row:
        yield row


def tell_dialect(sample: str) -> Dialect | None:
    """Return how `sample` is delimited, or None when it is no delimited text (prose, code, logs, address blocks).

    `sample` may be cut anywhere: a partial first or last row does no harm. Only the first `SAMPLE` characters count.
    """
    sample = sample[:SAMPLE]
    lines = [line for line in _LINE_END.split(sample) if line and not line.isspace()]
    if len(lines) < 2 or _is_markup(lines) or _is_code(lines[:100]):
        return None
    frequent = [delimiter for delimiter in _DELIMITERS if _is_frequent(lines, delimiter)]
    trials = [trial for delimiter in frequent for trial in _tries(sample, lines, delimiter)]
    best = max(trials, key=lambda trial: trial.score, default=None)
    return best.dialect if best and best.score > 0 else None


def _is_frequent(lines: list[str], delimiter: str) -> bool:
    return sum(delimiter in line for line in lines[:60]) >= 0.4 * min(len(lines), 60)


def _is_regular(lines: list[str], delimiter: str) -> bool:
    """Tell quickly, where no quotes are, whether lines hold the delimiter as often as their neighbours."""
    counts = [line.count(delimiter) for line in lines[:100]]
    alike = sum(before == after > 0 for before, after in pairwise(counts))
    return len(counts) < 4 or alike >= 0.4 * len(counts)


def _is_markup(lines: list[str]) -> bool:
    """JSON lines, XML, HTML and code with braces."""
    starts = Counter(line.lstrip()[:1] for line in lines)
    return sum(starts[mark] for mark in "{}[]<") > 0.4 * len(lines)


@dataclass(frozen=True, slots=True)
class _Trial:
    dialect: Dialect
    score: float


def _tries(sample: str, lines: list[str], delimiter: str) -> Iterator[_Trial]:
    """Try a delimiter with the quotes the sample shows, and from the next lines when it begins inside a quoted cell."""
    edge = re.escape(delimiter)
    quotes = [mark for mark in "\"'" if mark in sample and len(_edges(edge, mark).findall(sample)) > 2]
    if not quotes and not _is_regular(lines, delimiter):
        return
    escape = "\\" if '\\"' in sample and '""' not in sample else ""
    for quote in quotes or ['"']:
        dialect = Dialect(delimiter, quote, escape)
        first = _try(sample, dialect, 0)
        yield first
        if first.score <= 0 and sample.count(quote) > 1 and (opening := _LINE_END.search(sample)):
            yield _try(sample, dialect, opening.end())


@cache
def _edges(edge: str, mark: str) -> re.Pattern[str]:
    """Quotes where cells begin or end."""
    return re.compile(rf"(?:^|{edge}) ?{mark}|{mark} ?(?:{edge}|$)", re.MULTILINE)


def _try(sample: str, dialect: Dialect, start: int) -> _Trial:
    placed = [row for row in split_rows(sample, dialect, start) if any(cell.end > cell.start for cell in row)]
    rows = [[sample[cell.start : cell.end].strip() for cell in row] for row in placed]
    width = _usual_width(rows)
    if width < 2:
        return _Trial(dialect, 0.0)
    first = _first_row(rows, width)
    body = rows[first:]
    if len(body) > 2 and len(body[-1]) != width:
        body = body[:-1]  # cut off at the end
    score = _regularity(body, width) * _cleanness(body, dialect.delimiter)
    if _is_refused(sample, body, width, dialect.delimiter) or len(body) < 0.5 * len(rows):
        score = 0.0
    told = Dialect(
        dialect.delimiter,
        dialect.quote,
        dialect.escape,
        width,
        len(_LINE_END.findall(sample, 0, placed[first][0].start)),
        _has_headings(body),
        all(len(row) == width for row in body),
    )
    return _Trial(told, score * min(width, 8) ** 0.5)


def _usual_width(rows: list[list[str]]) -> int:
    """Return the commonest width of at least two; of equals the greater one; a column empty throughout is none."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0
    width = max(widths, key=lambda width: (widths[width], width))
    filled = {number for row in rows if len(row) == width for number, cell in enumerate(row) if cell}
    return width if len(filled) > 1 else 0


def _first_row(rows: list[list[str]], width: int) -> int:
    """Return the number of the first row of the usual width, or of an earlier table of three rows and more."""
    for number, row in enumerate(rows):
        alike = [len(other) for other in rows[number : number + 3]]
        if len(row) == width or (len(row) > 1 and len(alike) == 3 and len(set(alike)) == 1):
            return number
    return 0


def _regularity(body: list[list[str]], width: int) -> float:
    """Return the share of rows as wide as a neighbour; 0 where that is too little to speak of a table."""
    widths = [len(row) for row in body]
    pairs = zip([0, *widths[:-1]], widths, [*widths[1:], 0], strict=True)
    share = sum(here > 1 and here in (before, after) for before, here, after in pairs) / len(widths)
    enough = len(body) >= 3 or (len(body) == 2 and width >= 3)
    return share if enough and share >= 0.75 else 0.0


def _cleanness(body: list[list[str]], delimiter: str) -> float:
    """Return the share of cells that are short and hold no other delimiter; 0 for running text."""
    cells = [cell for row in body for cell in row if cell]
    others = [mark for mark in ",;\t|" if mark != delimiter]
    clean = sum(_is_datum(cell) or (len(cell) <= 60 and not any(mark in cell for mark in others)) for cell in cells)
    return clean / len(cells)


def _is_refused(sample: str, body: list[list[str]], width: int, delimiter: str) -> bool:
    if delimiter == ":":
        return _is_no_colon_table(body, width)
    if delimiter == ",":
        return _is_no_comma_table(sample, body, width)
    return delimiter == "#" and width < 3


def _is_code(lines: list[str]) -> bool:
    indented = sum(line.startswith(("  ", "\t")) for line in lines)
    return indented + sum(bool(_CODE_END.search(line)) for line in lines) > 0.4 * len(lines)


def _is_no_colon_table(body: list[list[str]], width: int) -> bool:
    """Times, hardware and network addresses, web addresses, "key: value" and log lines also hold colons."""
    cells = [cell for row in body for cell in row]
    hexadecimal = sum(bool(_SHORT_HEX.fullmatch(cell)) for cell in cells)
    return (
        width < 3
        or any(len(row) != width for row in body)
        or any(cell.startswith("//") for cell in cells)
        or hexadecimal > 0.6 * len(cells)
        or sum(len(cell) > 40 for cell in cells) > 0.1 * len(cells)
        or sum(bool(re.search(r"[ T]\d\d$", row[0])) for row in body) > 0.5 * len(body)
    )


def _is_no_comma_table(sample: str, body: list[list[str]], width: int) -> bool:
    """Prose, lists of addresses, log times (12:00:00,123) and figures (1,234) also hold commas."""
    commas = sample.count(",")
    logged = sum(bool(_LOG_TIME.search(row[0])) for row in body)
    if logged > 0.5 * len(body) and sum(row[1][:3].isdigit() for row in body if len(row) > 1) > 0.5 * len(body):
        return True
    if width == 2 and 2 * len(_THOUSANDS.findall(sample)) > commas:
        return True
    if any(cell for row in body for cell in row) and _words_per_cell(body) > 8:
        return True
    spaced = len(re.findall(r", ", sample)) > 0.5 * commas and '"' not in sample
    return spaced and not _is_spaced_table(body, width)


def _words_per_cell(body: list[list[str]]) -> float:
    cells = [cell for row in body for cell in row if cell]
    return sum(cell.count(" ") + 1 for cell in cells) / len(cells)


def _is_spaced_table(body: list[list[str]], width: int) -> bool:
    """Commas with a space behind are a table's only with headings over figures, or with several columns of them."""
    if any(len(row) != width for row in body) or width < 3:
        return False
    figures = sum(_is_figures(column) for column in zip(*body[1:], strict=True))
    return (_has_headings(body) and figures > 0) or (figures >= 2 and len(body) >= 4)


def _is_figures(column: tuple[str, ...]) -> bool:
    filled = [cell for cell in column if cell]
    return bool(filled) and sum(_is_datum(cell) for cell in filled) >= 0.8 * len(filled)


def _is_datum(cell: str) -> bool:
    """Whether a cell is a number, a date, a code or an address rather than words."""
    return bool(_NUMBER.fullmatch(cell) or _DATED.fullmatch(cell) or ("@" in cell and " " not in cell))


def _has_headings(body: list[list[str]]) -> bool:
    """Return whether the first row names columns: distinct short words over cells of another kind, or field names."""
    first, rest = body[0], body[1:]
    filled = [cell for cell in first if cell]
    if len(filled) < 0.7 * len(first) or len({cell.casefold() for cell in filled}) < len(filled):
        return False
    if any(_is_datum(cell) or len(cell) > 60 for cell in filled):
        return False
    if not rest or all(re.fullmatch(r"[A-Za-z]\w*", cell) and ("_" in cell or cell[0].islower()) for cell in filled):
        return True
    for number, heading in enumerate(first):
        below = [row[number] for row in rest if number < len(row) and row[number]]
        data = sum(bool(_is_datum(cell) or _MARKED.fullmatch(cell) or re.search(r"\d", cell)) for cell in below)
        if below and data >= 0.8 * len(below) and not re.search(r"\d", heading):
            return True
    return False
