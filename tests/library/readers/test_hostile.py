"""Hostile files: whatever the bytes, a reading ends in parts and problems, soon, and raises nothing."""

import gzip
import io
import json
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardbook.content import Limits, Problem, Source, Step, Table
from guardbook.errors import LimitReached
from guardbook.readers import Reading
from guardbook.readers.formats import FORMATS
from tests.library.readers.planted import ole_file, read_whole, zipped

MB = 1_000_000
QUICK = Limits(seconds=20, output=50 * MB, held=20 * MB)
MAGICS = sorted({magic for form in FORMATS for magic in form.magic} | {ole_file("Workbook", b"x")[:600]})
MEMBERS = sorted({member for form in FORMATS for member in form.member})
TEXTS = [
    b"<html>",
    b"<?xml version='1.0'?><a>",
    b'{"a": ',
    b'[{"a":1},',
    b"From: a\nTo: b\nSubject: c\n\n",
    b"a,b\n1,2\n",
]


def drain(data: bytes, name: str = "file", limits: Limits = QUICK) -> list[Problem]:
    """Read everything there is, tables too; give the problems."""
    problems = []
    for part in Reading(limits).read(Source(io.BytesIO(data), name)):
        if isinstance(part, Table):
            for _ in part.batches:
                pass
        elif isinstance(part, Problem):
            problems.append(part)
    return problems


def bomb(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros.txt", "w") as member:
        for _ in range(size // MB):
            member.write(b"0" * MB)
    return file.getvalue()


def overlapping(members: int, size: int) -> bytes:
    """A ZIP whose members all are the same bytes, as flat bombs have it."""
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(b"0" * size) + packer.flush()
    checksum = zlib.crc32(b"0" * size)
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, checksum, len(packed), size, 1, 0)
    body = b"PK\x03\x04" + fields + b"a" + packed
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0) + b"a"
    end = struct.pack("<HHHHIIH", 0, 0, members, members, len(entry) * members, len(body), 0)
    return body + entry * members + b"PK\x05\x06" + end


def test_a_bomb_is_named_as_one_and_the_rest_is_read() -> None:
    file = io.BytesIO(bomb(200 * MB))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("a.txt", "MARK")
    seen = read_whole(file.getvalue())
    assert seen.problems == ["it unpacks to more than 250 times its size, as only a bomb does"]
    assert seen.codes("MARK") == {None}


def test_a_bomb_in_gzip_is_named_as_one() -> None:
    problems = drain(gzip.compress(b"0" * 100 * MB), limits=Limits())
    assert [problem.reason for problem in problems] == [
        "it unpacks to more than 250 times its size, as only a bomb does"
    ]


def test_many_small_bombs_are_one_large_one() -> None:
    reading = Reading(size=1000)
    reading.spend(500 * MB)
    with pytest.raises(LimitReached, match="more than 250 times its size"):
        reading.spend(50 * MB)


def test_members_that_overlap_end_at_the_limit_of_output_or_are_refused_one_by_one() -> None:
    """Which of the two depends on Python: later ones compare the list of members with the members themselves."""
    problems = drain(overlapping(5000, 10 * MB))
    assert {problem.reason for problem in problems} <= {
        "it unpacks to more than 50,000,000 bytes",
        "damaged: the archive's list of members and the member itself disagree",
    }
    assert problems


def test_nested_bombs_end_at_a_limit() -> None:
    data = zipped({"0.txt": "0" * 10 * MB})
    for _ in range(4):
        data = zipped({f"{number}.zip": data for number in range(16)})
    started = time.monotonic()
    assert [problem.reason for problem in drain(data)] == ["it unpacks to more than 50,000,000 bytes"]
    assert time.monotonic() - started < 20


def test_a_list_of_members_beyond_the_limit_ends_the_reading() -> None:
    data = overlapping(60_000, 10)
    assert [problem.reason for problem in drain(data, limits=Limits(members=50_000))] == [
        "it has more than 50,000 members"
    ]


def test_an_archive_of_itself_ends_at_the_limit_of_depth() -> None:
    data = gzip.compress(b"MARK")
    for _ in range(50):
        data = gzip.compress(data)
    assert [problem.reason for problem in drain(data)] == ["more than 6 containers within one another"]


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 2 * MB,
        b'{"a":' * (MB // 2),
        b"<a>" * MB,
        b"<div>" * MB,
        b"{\\rtf1" + b"{" * MB,
        b"From: a\nTo: b\nSubject: c\n" + b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 20_000,
        b"From: a\nTo: " + b"(" * MB + b"\nSubject: c\n\nx",
        b"From: a\nTo: b\nSubject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nx",
        b'"' * 5 * MB,
        b'a,"' * MB,
        b"%PDF-1.7\n" + b"<<" * MB,
        b"=" * 5 * MB,
    ],
)
def test_deep_and_lopsided_files_take_bounded_time(data: bytes) -> None:
    started = time.monotonic()
    drain(data)
    assert time.monotonic() - started < 25


def test_problems_name_no_value_but_point_to_the_member() -> None:
    name = "Anne\nExample QQ123456A.xlsx"
    problems = drain(zipped({"ok.txt": "x", name: b"\x00\x01\x02" * 50}))
    assert problems[0].where.steps == (Step("member", 2, name),)
    assert not any("Anne" in problem.reason or "QQ" in problem.reason for problem in problems)


def test_nothing_is_left_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    inner = zipped({"a.txt": "x" * 3 * MB, "b.json": json.dumps([{"a": 1}] * 1000)})
    for data in (zipped({"inner.zip": inner}), gzip.compress(inner), inner[:-50]):
        drain(data)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("magic", MAGICS)
@pytest.mark.parametrize("tail", [b"", b"\0" * 5000, b"\xff" * 5000, bytes(range(256)) * 20, b"Anne Example\n" * 400])
def test_no_rubbish_behind_a_known_beginning_raises(magic: bytes, tail: bytes) -> None:
    drain(magic + tail)
    drain(bytes(257) + magic + tail)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"", *MAGICS, *TEXTS]),
    st.binary(max_size=3000),
    st.sampled_from(["a", "a.xlsx", "a.csv", "a.eml"]),
)
def test_no_bytes_raise(beginning: bytes, rest: bytes, name: str) -> None:
    drain(beginning + rest, name)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS), st.text(max_size=2000), st.sampled_from(["utf-8", "utf-16", "cp1252", "shift_jis"]))
def test_no_text_raises(beginning: bytes, rest: str, encoding: str) -> None:
    drain((beginning.decode() + rest).encode(encoding, "replace"))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from([*MEMBERS, "mimetype", "a.txt", "[Content_Types].xml"]), st.binary(max_size=500))
)
def test_no_member_of_an_office_file_raises(members: dict[str, str | bytes]) -> None:
    drain(zipped(members))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_damage_to_a_sound_archive_raises(data: st.DataObject) -> None:
    sound = bytearray(zipped({"a.txt": "Anne Example\n" * 30, "b.csv": "a,b\n1,2\n" * 30, "c.html": "<html><p>x"}))
    for _ in range(data.draw(st.integers(1, 5))):
        sound[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    drain(bytes(sound))
