"""`examine`: from a part of a file to findings, without the values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from guardbook.content import Table, Text
from guardbook.detect.labels import safe_label
from guardbook.detect.matches import Match, find
from guardbook.findings import Distinct, Finding, fingerprint, hashes, mask


@dataclass(slots=True)
class _Tally:
    count: int = 0
    test: int = 0
    confidence: float = 0.0
    example: str = ""
    distinct: Distinct = field(default_factory=Distinct)


def examine(part: Text | Table, key: bytes, *, names: bool = True, cut: float = 0.5) -> Iterator[Finding]:
    """Yield what a part of a file holds: one finding for each category, column and way of being hidden."""
    if isinstance(part, Text):
        yield from _findings(_tally(part.text, find(part.text, names=names), key, cut), part, key)
        return
    for batch in part.batches:
        for number, column in enumerate(batch.columns):
            text = "\n".join(cell for cell in column.to_pylist() if cell)
            hidden = part.hidden_columns.get(number, part.hidden)
            for finding in _findings(_tally(text, find(text, names=names), key, cut), part, key, number):
                finding.hidden = hidden
                yield finding


def _tally(text: str, found: Iterable[Match], key: bytes, cut: float) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = {}
    values: dict[str, list[str]] = {}
    for match in found:
        if match.confidence < cut:
            continue
        tally = tallies.setdefault(match.category, _Tally())
        value = text[match.start : match.end]
        tally.count += 1
        tally.test += match.test
        if match.confidence > tally.confidence:
            tally.confidence, tally.example = match.confidence, value
        values.setdefault(match.category, []).append(value)
    for category, tally in tallies.items():
        tally.distinct.add(hashes(values[category], key))
    return tallies


def _findings(tallies: dict[str, _Tally], part: Text | Table, key: bytes, column: int | None = None) -> list[Finding]:
    place = safe_label(part.where, *([("column", column + 1, None)] if column is not None else []))
    return [
        Finding(
            category=category,
            place=place,
            hidden=part.hidden,
            count=tally.count,
            confidence=tally.confidence,
            masked=mask(tally.example, category),
            fingerprint=fingerprint(tally.example, key),
            distinct=tally.distinct,
            test=tally.test,
        )
        for category, tally in tallies.items()
    ]
