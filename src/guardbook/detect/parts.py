"""`examine`: from a part of a file to findings, without the values."""

from collections.abc import Iterator

from guardbook.content import Table, Text
from guardbook.detect.engine import Engine
from guardbook.detect.labels import safe_label
from guardbook.detect.match import CUT
from guardbook.detect.matches import built_in_engine, find
from guardbook.detect.tables import TableExamination
from guardbook.detect.tallies import Tallies
from guardbook.detect.watching import Settings
from guardbook.findings import Finding


def examine(
    part: Text | Table,
    key: bytes,
    *,
    names: bool = True,
    cut: float = CUT,
    engine: Engine | None = None,
) -> Iterator[Finding]:
    """Yield what a part of a file holds: one finding for each category in running text, or in each column of a table.

    `key` is the organisation's key; `names=False` leaves out names and addresses in running text; what is less sure
    than `cut` is left out. `engine` holds the recognisers to use; by default those that come with Guardbook. A table is
    read to its end, in memory that does not grow with it.
    """
    engine = engine or built_in_engine()
    if isinstance(part, Table):
        settings = Settings(engine, names, cut)
        yield from TableExamination(part, key, settings).findings()
        return
    tallies = Tallies(key)
    found = find(part.text, names=names, engine=engine)
    tallies.add_matches(part.text, [match for match in found if match.confidence >= cut])
    yield from tallies.findings(safe_label(part.where), part.hidden)
