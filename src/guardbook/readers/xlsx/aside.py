"""Keeps what a sheet holds beside the rows that show, compactly, until the rows are through."""

import re
from collections.abc import Iterator
from typing import Any

from guardbook.readers.markup import local
from guardbook.readers.rows import Cells, to_batch

ROWS = 5_000
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|\d{1,3}|K[0-9A-Fa-f]{6}|[A-Za-z&])')


class HiddenRows:
    """Rows by the code of why they do not show."""

    def __init__(self) -> None:
        self._loose: dict[str, list[Cells]] = {}
        self._packed: dict[str, list[Any]] = {}

    def add(self, code: str, row: Cells) -> None:
        """Put one row aside."""
        loose = self._loose.setdefault(code, [])
        loose.append(row)
        if len(loose) >= ROWS:
            self._pack(code)

    def take(self) -> Iterator[tuple[str, list[Any]]]:
        """Yield each code with its rows as record batches of one width."""
        for code in list(self._loose):
            self._pack(code)
            batches = self._packed.pop(code)
            width = max(batch.num_columns for batch in batches)
            yield code, [batch if batch.num_columns == width else _widened(batch, width) for batch in batches]

    def _pack(self, code: str) -> None:
        rows = self._loose[code]
        if rows:
            self._packed.setdefault(code, []).append(to_batch(rows, max(map(len, rows))))
            self._loose[code] = []


def _widened(batch: Any, width: int) -> Any:
    return to_batch([tuple(row.values()) for row in batch.to_pylist()], width)


class Remarks:
    """Lines of text by code, from the elements that follow a sheet's rows."""

    def __init__(self) -> None:
        self._lines: dict[str, dict[str, None]] = {}

    def note(self, code: str, *texts: str | None) -> None:
        """Keep texts under a code, each once."""
        for text in texts:
            if text and (line := text.strip()):
                self._lines.setdefault(code, {})[line] = None

    def words_of_formulas(self, words: list[str]) -> None:
        """Keep the words that formulas held."""
        self.note("formula", *words)

    def take(self) -> Iterator[tuple[str, str]]:
        """Yield each code with its lines as one text."""
        for code, lines in self._lines.items():
            yield code, "\n".join(lines)

    def add(self, element: Any) -> None:
        """Take the words out of an element of a sheet (ECMA-376 part 1, 18.3.1)."""
        name = local(element)
        if name == "hyperlink":
            self.note("link-target", element.get("location"), element.get("display"), element.get("tooltip"))
        elif name == "dataValidation":
            self._validation(element)
        elif name == "scenario":
            self._scenario(element)
        elif name == "autoFilter":
            self.note("filter-choice", *(each.get("val") for each in element.iter() if "ilter" in local(each)))
        elif name == "cfRule":
            self.note("formula", element.get("text"), *_literals(element))
        elif name.endswith(("Header", "Footer")):
            self.note("header-footer", *_HEADER_CODE.sub("\n", element.text or "").split("\n"))
        else:
            self.note("structure", element.get("name"), element.get("title"))

    def _validation(self, element: Any) -> None:
        self.note("validation-list", *(element.get(key) for key in ("promptTitle", "prompt", "errorTitle", "error")))
        for literal in _literals(element):
            self.note("validation-list", *literal.split(","))

    def _scenario(self, element: Any) -> None:
        self.note("scenario", element.get("name"), element.get("user"), element.get("comment"))
        self.note("scenario", *(each.get("val") for each in element))


def _literals(element: Any) -> Iterator[str]:
    """Yield the quoted texts of the formulas in an element; references tell nothing."""
    for each in element.iter():
        if isinstance(each.tag, str) and each.text and '"' in each.text:
            yield from re.findall(r'"((?:[^"]|"")*)"', each.text)
