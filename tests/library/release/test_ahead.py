"""What another process reads ahead is what would have been read here, and a reader that dies is told."""

import os
import signal
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from guardbook.cli import main
from guardbook.content import Bulk, Limits, Problem, Source, Table, Text, Where
from guardbook.readers.reading import Reading
from guardbook.release import ahead
from guardbook.release.ahead import parts_ahead
from tests.library.readers.workbooks import planted


@pytest.fixture(autouse=True)
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "LARGE", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


def told(parts: Iterator[Any]) -> list[Any]:
    """Return parts with the rows of tables in place of their batches."""
    return [
        (part.where, part.header, part.hidden, dict(part.hidden_columns), [b.to_pylist() for b in part.batches])
        if isinstance(part, Table)
        else part
        for part in parts
    ]


def packed() -> bytes:
    """Return an archive with a workbook full of hidden things, an empty table, odd letters and a damaged member."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("book.xlsx", planted())
        archive.writestr("half.txt", "Łódź \U0001f600\n")
        archive.writestr("rows.csv", "a,b\n1,2\n")
        archive.writestr("broken.pdf", b"%PDF-1.7\nnothing")
        archive.comment = b"a comment"
    return file.getvalue()


def test_the_same_parts_come_from_the_other_process() -> None:
    data = packed()
    here, there = Reading(Limits(), pictures=True), Reading(Limits(), pictures=True)
    parts = told(here.read(Source(BytesIO(data), "a.xlsx")))
    assert told(parts_ahead(Source(BytesIO(data), "a.xlsx"), there)) == parts
    assert any(isinstance(part, Problem) for part in parts)
    assert any(isinstance(part, tuple) and part[3] for part in parts)
    assert (there.bulk, there.remarks, there.format, there.size) == (here.bulk, here.remarks, here.format, here.size)
    assert here.remarks


class Odd(Reading):
    """A reading that does what a test wants."""

    made: Any

    def read(self, source: Source) -> Iterator[Any]:
        yield Text("first")
        yield from self.made()


def test_a_process_that_dies_leaves_a_problem() -> None:
    reading = Odd(Limits())
    reading.made = lambda: os.kill(os.getpid(), signal.SIGKILL)
    assert told(parts_ahead(Source(BytesIO(b"x"), "x"), reading)) == [Text("first"), Problem(ahead._LOST)]


def test_a_process_that_dies_within_a_table_leaves_a_problem() -> None:
    def batches() -> Iterator[Any]:
        import pyarrow as pa

        yield pa.RecordBatch.from_arrays([pa.array(["one"])], ["0"])
        os.kill(os.getpid(), signal.SIGKILL)

    reading = Odd(Limits())
    reading.made = lambda: iter((Table(batches()),))
    parts = told(parts_ahead(Source(BytesIO(b"x"), "x"), reading))
    assert [type(part) for part in parts] == [Text, tuple, Problem]
    assert parts[1][4] == [[{"0": "one"}]]


def test_an_examination_that_stops_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, fork = [], os.fork

    def noting() -> int:
        begun.append(fork())
        return begun[-1]

    monkeypatch.setattr(os, "fork", noting)
    parts = parts_ahead(Source(BytesIO(packed()), "a.zip"), Reading(Limits()))
    next(parts)
    parts.close()  # type: ignore[attr-defined]
    (child,) = begun
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)


def test_what_is_left_out_is_known_in_both() -> None:
    reading = Odd(Limits())

    def made() -> Iterator[Any]:
        reading.add_bulk(Where().into("page", 3), 7, "a font")
        reading.remarks.append("named one thing but is another")
        return iter(())

    reading.made = made
    told(parts_ahead(Source(BytesIO(b"x"), "x"), reading))
    assert reading.bulk == [Bulk("a font", 7, Where().into("page", 3))]
    assert reading.remarks == ["named one thing but is another"]


def test_the_command_reads_a_large_file_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"{number},Region {number % 9}\n" for number in range(100_000))
    path = tmp_path / "large.csv"
    path.write_text(f"Number,Region\n{rows}Anne Example,anne@example.gov.uk\n")
    with pytest.raises(SystemExit) as ended:
        main(["check", str(path)])
    assert ended.value.code == 1
    assert "1 E-mail address" in capsys.readouterr().out
