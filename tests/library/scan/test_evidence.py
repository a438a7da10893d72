"""The Parquet files of a scan: their schema is documented, and they are written whole."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from guardbook.errors import UsageError
from guardbook.scan.evidence import FINDING_SCHEMA, OBJECT_SCHEMA, write_evidence
from guardbook.scan.journal import Journal
from guardbook.scan.units import Outcome, Tally, Unit

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "evidence.md"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    made = Journal(tmp_path / "journal.sqlite", "m", "l")
    tally = Tally(7, 1, {"comment": 2}, 0.9, "A•••C", "0f", 3, b"", {"sheet 1": 7}, 4)
    outcome = Outcome("partly", "data/a.txt", "text file", 10, 0.5, ["why"], ["named so"], {"email": tally})
    made.record(Unit(0, "key", "data", "a.txt", False, 10, "v1"), outcome)
    return made


@pytest.mark.parametrize("schema", [OBJECT_SCHEMA, FINDING_SCHEMA])
def test_every_column_is_documented_in_the_reference(schema: object) -> None:
    page = PAGE.read_text("utf-8")
    for field in schema:  # type: ignore[attr-defined]
        assert f"| `{field.name}` |" in page
        assert f"| {field.metadata[b'description'].decode()} |" in page


def test_a_row_holds_what_the_journal_knows(journal: Journal, tmp_path: Path) -> None:
    write_evidence(journal, tmp_path)
    (row,) = pq.read_table(tmp_path / "objects.parquet").to_pylist()
    assert (row["object"], row["size"], row["ended"]) == ("key", 10, "partly")
    assert (row["reasons"], row["remarks"], row["identity"]) == (["why"], ["named so"], "v1")
    (row,) = pq.read_table(tmp_path / "findings.parquet").to_pylist()
    assert (row["count"], row["distinct"], row["hidden"], row["test"]) == (7, 3, 2, 1)
    assert row["hidden_codes"] == [{"name": "comment", "count": 2}]
    assert row["places"] == [{"name": "sheet 1", "count": 7}] and row["more_places"] == 4


def test_evidence_that_cannot_be_written_leaves_the_one_before(journal: Journal, tmp_path: Path) -> None:
    write_evidence(journal, tmp_path)
    before = (tmp_path / "findings.parquet").read_bytes()
    journal.db.execute("update finding set places = 'no json'")
    with pytest.raises(ValueError):
        write_evidence(journal, tmp_path)
    assert (tmp_path / "findings.parquet").read_bytes() == before


def test_a_folder_that_cannot_take_it_is_told(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "objects.parquet.part").mkdir()
    with pytest.raises(UsageError, match="evidence cannot be written"):
        write_evidence(journal, tmp_path)


def test_a_scan_of_nothing_has_evidence_of_nothing(tmp_path: Path) -> None:
    write_evidence(Journal(tmp_path / "journal.sqlite", "m", "l"), tmp_path)
    for name in ("objects.parquet", "findings.parquet"):
        assert pq.read_table(tmp_path / name).num_rows == 0
