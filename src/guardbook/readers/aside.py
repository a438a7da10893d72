"""Keeps what a sheet holds beside the rows that show, compactly, until the rows are through."""

from collections.abc import Iterator
from typing import Any

from guardbook.readers.rows import Cells, to_batch

ROWS = 5_000


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
    """Lines of text by code, each once."""

    def __init__(self) -> None:
        self._lines: dict[str | None, dict[str, None]] = {}

    def note(self, code: str | None, *texts: str | None) -> None:
        """Keep texts under a code (None for what shows)."""
        for text in texts:
            if text and (line := text.strip()):
                self._lines.setdefault(code, {})[line] = None

    def take(self) -> Iterator[tuple[str | None, str]]:
        """Yield each code with its lines as one text, and forget them."""
        found, self._lines = self._lines, {}
        for code, lines in found.items():
            yield code, "\n".join(lines)
