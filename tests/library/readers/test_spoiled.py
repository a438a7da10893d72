"""Whole files of every format, then spoiled: cut short, changed, renamed; none is raised over or passes as whole."""

import io
import lzma
import random
import struct
import time
import zlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demo.hostile import nested
from demo.writers import WRITERS, Document
from guardbook.content import Limits, Problem, Source, Table
from guardbook.readers import Reading, read_all
from tests.library.readers.planted import Seen, read_whole, zipped

DOCUMENT = Document(
    "Staff",
    ("Anne Example lives in Leeds.\n12 High Street", "Telephone 07700 900123"),
    ("Name", "Town"),
    (("Anne Example", "Leeds"), ("Bob Example", "York"), ("Carol Example", "Bath")),
)
CONTAINERS = ("zip", "tar.gz", "csv.gz", "xlsx", "xls", "ods", "docx", "odt", "pptx", "sqlite", "parquet", "pdf")
LIMITS = Limits(seconds=20, output=64 * 1024**2, held=32 * 1024**2)
ANY = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@cache
def valid(ending: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"staff.{ending}"
        WRITERS[ending](path, DOCUMENT)
        return path.read_bytes()


def soon(data: bytes, name: str, seconds: float = 1.0) -> Seen:
    """Read within the seconds; a machine that was busy once gets a second chance."""
    for _ in range(2):
        started = time.monotonic()
        seen = read_whole(data, name, LIMITS)
        if time.monotonic() - started < seconds:
            return seen
    raise AssertionError(f"reading took longer than {seconds} s twice")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change, cut out, double or insert some bytes, at places that chance chooses."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(changed) or 1), chance.choice((1, 1, 2, 8, 200))
        piece = bytes(changed[at : at + size])
        new = (b"", piece * 2, chance.randbytes(len(piece)), chance.randbytes(size), bytes(size), b"\xff" * len(piece))
        changed[at : at + size] = chance.choice(new)
    return bytes(changed)


def large(gigabytes: int) -> bytes:
    """A ZIP of one table that unpacks to so many gigabytes: one packed block of rows, repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b"Anne Example,of Leeds,of late!!\n" * (1 << 19)) + packer.flush(zlib.Z_FULL_FLUSH)
    data = block * (gigabytes * 64) + packer.flush()
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(data), 0xFFFFFFFE, 5, 0)
    local = b"PK\x03\x04" + fields + b"a.csv" + data
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0) + b"a.csv"
    return local + entry + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)


@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_a_whole_file_of_each_format_is_read_whole(ending: str) -> None:
    seen = soon(valid(ending), f"staff.{ending}", 5)
    assert None in seen.codes("Anne Example")
    assert (seen.problems, seen.remarks) == ([], [])


@pytest.mark.parametrize("ending", CONTAINERS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_container_cut_short_never_passes_as_whole(ending: str, share: float) -> None:
    data = valid(ending)
    seen = soon(data[: int(share * len(data))], f"staff.{ending}")
    assert seen.problems or seen.remarks


@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_garbage_of_any_name_is_unread(ending: str) -> None:
    assert soon(random.Random(ending).randbytes(5000), f"staff.{ending}").problems


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pdf", "zip", "parquet", "gz"])
def test_text_under_any_name_is_read_with_a_remark(ending: str) -> None:
    seen = soon(b"Anne Example was here.\nNo more to say.\n", f"broken.{ending}")
    assert (seen.codes("Anne Example"), seen.problems) == ({None}, [])
    assert seen.remarks == [f"named .{ending} but is a text file"]


@ANY
@given(st.binary(max_size=3000), st.sampled_from(sorted(WRITERS)))
def test_any_bytes_under_any_name_end_soon(data: bytes, ending: str) -> None:
    soon(data, f"a.{ending}")


@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_mutated_files_end_soon(ending: str) -> None:
    chance = random.Random(ending)
    for _ in range(6):
        soon(mutated(valid(ending), chance), f"a.{ending}")


@pytest.mark.long
@pytest.mark.parametrize("ending", sorted(WRITERS))
@settings(ANY, max_examples=50)
@given(seed=st.integers(0, 2**32))
def test_many_mutated_files_end_soon(ending: str, seed: int) -> None:
    soon(mutated(valid(ending), random.Random(seed)), f"a.{ending}")


def test_a_table_that_unpacks_to_fifty_gigabytes_stops_at_the_limit() -> None:
    reading, problems, started = Reading(Limits(output=256 * 1024**2, ratio=10**9)), [], time.monotonic()
    for part in reading.read(Source(io.BytesIO(large(50)), "large.zip")):
        if isinstance(part, Table):
            for _ in part.batches:
                pass
        elif isinstance(part, Problem):
            problems.append(part.reason)
    assert problems == ["it unpacks to more than 268,435,456 bytes"]
    assert time.monotonic() - started < 15


@pytest.mark.parametrize("before", [b"MZ\x90\0\x03\0\0\0" + bytes(range(256)), bytes(range(256)) * 500])
def test_an_archive_behind_something_else_is_read_and_the_rest_told(before: bytes) -> None:
    seen = soon(before + zipped({"a.txt": "Anne Example"}), "setup.exe")
    assert seen.codes("Anne Example") == {None}
    assert [problem.partition(" (")[0].partition(" is not")[0] for problem in seen.problems] == ["its format"]


def test_an_xz_file_that_needs_much_memory_comes_with_the_remedy() -> None:
    seen = read_whole(lzma.compress(b"Anne Example", preset=6), "a.xz", Limits(held=1_000_000))
    assert seen.problems == ["unpacking it needs more memory than allowed: unpack it first"]


def test_archives_past_the_limit_are_told_by_where_they_begin() -> None:
    problems = [part for part in read_all(Source(io.BytesIO(nested(9)), "a.zip")) if isinstance(part, Problem)]
    assert [[step.name for step in problem.where.steps] for problem in problems] == [["inner.zip"]]
