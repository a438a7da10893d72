"""One reading: limits end it once, failures become problems, what is hidden outside is hidden inside."""

import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest

from guardbook.content import Limits, Part, Problem, Source, Table, Text
from guardbook.errors import LimitReached
from guardbook.readers import Reading, read_all, text
from tests.library.readers.planted import read_whole, zipped


def nested(levels: int) -> bytes:
    data = zipped({"a.txt": "MARK"})
    for _ in range(levels):
        data = zipped({"inner.zip": data})
    return data


def test_containers_within_the_limit_are_read() -> None:
    assert read_whole(nested(5), limits=Limits(depth=6)).codes("MARK") == {None}


def test_containers_beyond_the_limit_are_a_problem() -> None:
    seen = read_whole(nested(6), limits=Limits(depth=6))
    assert (seen.problems, seen.codes("MARK")) == (["more than 6 containers within one another"], set())


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(members=3), "it has more than 3 members"),
        (Limits(output=50), "it unpacks to more than 50 bytes"),
        (Limits(seconds=0), "reading took longer than 0 seconds"),
    ],
)
def test_a_limit_of_the_whole_object_is_told_once(limits: Limits, sentence: str) -> None:
    data = zipped({f"{number}.zip": zipped({"a.txt": "x" * 40, "b.txt": "y" * 40}) for number in range(3)})
    assert read_whole(data, limits=limits).problems == [sentence]


def test_what_was_read_before_a_limit_stays() -> None:
    data = zipped({"a.txt": "MARK", "b.txt": "x" * 900})
    seen = read_whole(data, limits=Limits(output=500))
    assert (seen.codes("MARK"), len(seen.problems)) == ({None}, 1)


def test_a_hidden_file_hides_all_that_is_in_it() -> None:
    source = Source(io.BytesIO(zipped({"a.txt": "x", "b.html": "<p title=y>z</p>"})), "a.zip", hidden="embedded-file")
    parts = [part for part in read_all(source) if not isinstance(part, Problem)]
    assert {part.hidden for part in parts} == {"embedded-file", "html-attribute"}


def failing(batches: int, error: Exception) -> Iterator[Any]:
    for _ in range(batches):
        yield pa.RecordBatch.from_arrays([pa.array(["x"])], ["0"])
    raise error


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ValueError("Anne Example"), "damaged, or not what it seems (ValueError)"),
        (MemoryError(), "reading it needs more memory than allowed"),
        (LimitReached("reading took longer than 1 seconds"), "reading took longer than 1 seconds"),
        (RecursionError("Anne Example"), "damaged, or not what it seems (RecursionError)"),
    ],
)
def test_a_table_that_fails_while_it_is_drawn_ends_and_the_problem_follows(
    error: Exception, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(source: Source, reading: Reading) -> Iterator[Part]:
        yield Table(failing(2, error), source.where)
        yield Text("never reached")

    monkeypatch.setattr(text, "read", read)
    found: list[object] = []
    for part in Reading().read(Source(io.BytesIO(b"x"), "a.txt")):
        found.append(sum(1 for _ in part.batches) if isinstance(part, Table) else part)
    assert found == [2, Problem(sentence)]


def test_the_format_told_is_the_outermost() -> None:
    assert read_whole(zipped({"a.csv": "a,b\n1,2\n"})).format == "ZIP archive"


def test_a_member_under_a_false_name_is_a_remark() -> None:
    assert read_whole(zipped({"a.pdf": "Hello"})).remarks == ["named .pdf but is a text file"]
