"""Tells a form (labels down the first column, values beside them) from a table with headings on top."""

from collections.abc import Sequence

from guardbook.detect.column_rules import column_rules
from guardbook.detect.headings import EXACT
from guardbook.detect.recogniser import Recogniser

LONGEST = 100
"""Rows that a form has at most."""
_LABELS = 0.4
"""The least share of first cells that are known labels."""


def is_form(rows: Sequence[Sequence[str]], recognisers: Sequence[Recogniser]) -> bool:
    """Return whether most rows begin with a known label, each with its own, as in "Name | Ann Lee"."""
    if not 2 <= len(rows) <= LONGEST:
        return False
    labels = [row[0].strip().rstrip(":").strip() for row in rows if row and row[0].strip()]
    read = column_rules(recognisers).headings
    known = {label for label in labels if EXACT in read.read(label).values()}
    beside = {cell.strip() for row in rows for cell in row[1:] if EXACT in read.read(cell.strip().rstrip(":")).values()}
    return len(known) >= 2 and len(known) >= _LABELS * len(labels) and len(known) > len(beside)
