"""Finds the cells of delimited text that hold personal data, judging its columns first."""

from guardbook.detect.columns import judge_columns
from guardbook.detect.matches import CUT, Match
from guardbook.dialect import split_rows, tell_dialect


def find_cells(text: str, *, names: bool) -> list[Match] | None:
    """Return the personal cells of delimited text (with or without headings, cut anywhere), or None for other text."""
    dialect = tell_dialect(text)
    if dialect is None:
        return None
    rows = [row for row in split_rows(text, dialect) if len(row) > 1]
    width = dialect.columns
    headings = [text[cell.start : cell.end] for cell in rows[0]] if dialect.headings else []
    headings = (headings + [""] * width)[:width]
    body = rows[1:] if dialect.headings else rows
    columns = [[text[row[n].start : row[n].end] for row in body if n < len(row)] for n in range(width)]
    found = []
    del names
    for number, judged in enumerate(judge_columns(headings, columns)):
        if judged.category and judged.confidence >= CUT:
            for row in body:
                if number < len(row) and row[number].end > row[number].start:
                    cell = row[number]
                    found.append(Match(cell.start, cell.end, judged.category, judged.confidence, "column"))
    return found
