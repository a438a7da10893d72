"""Archives: members of ZIP, tar and compressed files, nested, damaged, locked, and never on disk."""

import bz2
import gzip
import io
import lzma
import os
import subprocess
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from guardbook.content import Limits, Problem, Source, Text, Where
from guardbook.readers import Reading, read_all
from guardbook.readers.unpacked import CHUNK, Unpacked, read_member
from tests.library.readers.planted import read_whole, zipped

CSV = "name,town\nAnne Example,Leeds\nBob Example,York\n"
ROWS = [["name", "town"], ["Anne Example", "Leeds"], ["Bob Example", "York"]]


def zstd(data: bytes) -> bytes:
    packed: bytes = pa.Codec("zstd").compress(data).to_pybytes()
    return packed


def lz4(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "lz4") as stream:
        stream.write(data)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


PACKERS: list[Callable[[bytes], bytes]] = [gzip.compress, bz2.compress, lzma.compress, zstd, lz4]


def tarred(members: dict[str, bytes], style: int = tarfile.PAX_FORMAT) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=style) as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.uname = len(content), "annex"
            archive.addfile(entry, io.BytesIO(content))
    return file.getvalue()


def bits(data: bytes, offset: int, value: int) -> bytes:
    """Set flag bits of every local header and listing of a ZIP file."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            changed[start + place + offset] |= value
            start = data.find(mark, start + 1)
    return bytes(changed)


def test_members_of_a_zip_are_read_and_their_names_too() -> None:
    seen = read_whole(zipped({"Anne Example P45.txt": "MARK", "people.csv": CSV}), "a.zip")
    assert (seen.codes("MARK"), seen.codes("Anne Example P45")) == ({None}, {None})
    assert (seen.visible_rows, seen.problems) == (ROWS, [])


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_usual_ways_to_pack_are_unpacked(method: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("a.txt", "MARK " * 300_000)
    assert read_whole(file.getvalue()).visible.count("MARK") == 300_000


def test_comments_on_archive_and_members_are_found() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.comment = b"MARK 1"
        entry = zipfile.ZipInfo("a.txt")
        entry.comment = b"MARK 2"
        archive.writestr(entry, "x")
    seen = read_whole(file.getvalue())
    assert seen.codes("MARK 1") == seen.codes("MARK 2") == {"archive-comment"}


def test_two_members_of_one_name_are_both_read() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.txt", "MARK 1")
        archive.writestr("a.txt", "MARK 2")
    seen = read_whole(file.getvalue())
    assert (seen.codes("MARK 1"), seen.codes("MARK 2")) == ({"shadowed-member"}, {None})


def test_large_archives_are_read() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(b"MARK")
    assert read_whole(file.getvalue()).codes("MARK") == {None}


def test_a_locked_member_is_told_by_its_number_and_the_rest_is_read() -> None:
    data = zipped({"open.txt": "MARK"})
    locked = bits(zipped({"Anne Example.txt": "x"}), 0, 1)
    both = zipped({"1.zip": locked, "2.zip": data})
    problems = [part for part in read_all(Source(io.BytesIO(both), "a.zip")) if isinstance(part, Problem)]
    assert [[step.number for step in problem.where.steps] for problem in problems] == [[1, 1]]
    assert problems[0].reason == "protected by a password: save a copy without one"
    assert read_whole(both).codes("MARK") == {None}


def test_a_way_to_pack_that_is_not_known_is_named() -> None:
    data = zipped({"a.txt": "x"}).replace(b"\x08\x00", b"\x09\x00")
    assert read_whole(data).problems == [
        "packed in a way (Deflate64) Guardbook cannot unpack: pack it again in the usual way (Deflate)"
    ]


def test_a_damaged_member_is_told_and_the_rest_is_read() -> None:
    data = zipped({"a.txt": os.urandom(4000), "b.txt": "MARK"})
    damaged = data[:100] + bytes(200) + data[300:]
    seen = read_whole(damaged)
    assert seen.codes("MARK") == {None}
    assert any("damaged" in problem for problem in seen.problems)


def without_listing(data: bytes, name: bytes) -> bytes:
    """A ZIP whose list of members leaves one out, as a careless tool deletes it."""
    start = data.rfind(b"PK\x01\x02", 0, data.rfind(name))
    end = data.find(b"PK\x01\x02", start + 1)
    end = end if end > 0 else data.find(b"PK\x05\x06")
    count, length = data[-12:-10], int.from_bytes(data[-10:-6], "little") - (end - start)
    fewer = (int.from_bytes(count, "little") - 1).to_bytes(2, "little") * 2
    return data[:start] + data[end:-14] + fewer + length.to_bytes(4, "little") + data[-6:]


@pytest.mark.parametrize("gone", [b"a.txt", b"b.txt", b"c.txt"])
def test_a_member_that_the_list_leaves_out_is_found(gone: bytes) -> None:
    data = zipped({name: f"content of {name} " * 9 for name in ("a.txt", "b.txt", "c.txt")})
    seen = read_whole(without_listing(data, gone))
    assert (seen.codes(f"content of {gone.decode()}"), seen.problems) == ({"archive-gap"}, [])


def test_bytes_behind_the_end_are_found() -> None:
    assert read_whole(zipped({"a.txt": "x"}) + b"MARK").codes("MARK") == {"archive-gap"}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_honest_archive_has_no_gaps(method: int) -> None:
    file = io.BytesIO()

    class Pipe(io.RawIOBase):
        """Cannot go back, so that members are written as streams."""

        def writable(self) -> bool:
            return True

        def write(self, data: Any, /) -> int:
            return file.write(data)

    with zipfile.ZipFile(Pipe(), "w", method) as archive:
        archive.comment = b"hello"
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, "x" * 50)
    seen = read_whole(file.getvalue())
    assert {code for _, code in seen.texts} == {None, "archive-comment"}


@pytest.mark.parametrize("name", ["../../etc/passwd", "/tmp/evil.txt", "a\nb\r.txt", "C:\\evil.txt", "\x1b[2J"])
def test_no_name_of_a_member_leads_to_a_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for data in (zipped({name: "MARK"}), tarred({name: b"MARK"})):
        assert read_whole(data).codes("MARK") == {None}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("style", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_members_of_a_tar_are_read_with_names_and_owners(style: int) -> None:
    seen = read_whole(tarred({"x/people.csv": CSV.encode(), "é" * 40 + ".txt": b"MARK"}, style), "a.tar")
    assert (seen.format, seen.visible_rows, seen.codes("MARK")) == ("tar archive", ROWS, {None})
    assert (seen.codes("people.csv"), seen.codes("é" * 40), seen.codes("annex")) == (
        {None},
        {None},
        {"archive-metadata"},
    )


def test_what_fills_the_last_block_of_a_tar_s_member_is_told() -> None:
    data = tarred({"a.txt": b"A letter", "b.txt": b"Another"})
    place = data.index(b"A letter") + 20
    assert read_whole(data[:place] + b"MARK" + data[place + 4 :], "a.tar").codes("MARK") == {"archive-gap"}


def test_links_in_a_tar_lead_nowhere_and_their_targets_are_read_as_names() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        entry = tarfile.TarInfo("link")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(entry)
    assert read_whole(file.getvalue()).visible == "link\n/etc/passwd"


@pytest.mark.parametrize("cut", [600, 2000, 5000])
def test_a_tar_cut_short_is_told(cut: int) -> None:
    data = tarred({"a.txt": b"Anne Example\n" * 100, "b.txt": b"x" * 3000, "c.txt": b"y"})
    assert any("cut short or damaged" in problem for problem in read_whole(data[:cut]).problems)


def test_a_tar_with_a_damaged_header_is_told() -> None:
    data = tarred({"a.txt": b"MARK", "b.txt": b"x"}, tarfile.USTAR_FORMAT)
    seen = read_whole(data[:1030] + b"????" + data[1034:])
    assert (seen.codes("MARK"), len(seen.problems)) == ({None}, 1)


@pytest.mark.parametrize("pack", PACKERS)
def test_compressed_files_are_read(pack: Callable[[bytes], bytes]) -> None:
    assert read_whole(pack(CSV.encode())).visible_rows == ROWS
    assert read_whole(pack(tarred({"people.csv": CSV.encode()}))).visible_rows == ROWS


@pytest.mark.parametrize("pack", PACKERS)
def test_a_compressed_file_cut_short_is_read_up_to_there(pack: Callable[[bytes], bytes]) -> None:
    packed = pack(b"MARK " + os.urandom(200_000).hex().encode())
    seen = read_whole(packed[:-3000])
    assert seen.problems == ["cut short or damaged: what stands before the fault was read"]
    assert pack is bz2.compress or seen.codes("MARK")


def test_the_name_and_comment_in_a_gzip_header_are_found() -> None:
    head = b"\x1f\x8b\x08\x1c" + bytes(6) + b"\x04\x00abcdMARK name\0MARK comment\0"
    seen = read_whole(head + gzip.compress(b"Hello")[10:])
    assert seen.codes("MARK name") == seen.codes("MARK comment") == {"archive-metadata"}
    assert seen.visible == "Hello"


def test_gzip_files_joined_together_are_one() -> None:
    assert read_whole(gzip.compress(b"one ") + bytes(100) + gzip.compress(b"two")).visible == "one two"


def test_formats_that_need_their_end_are_read_inside_archives() -> None:
    file = io.BytesIO()
    parquet.write_table(pa.table({"name": ["Anne Example"]}), file)
    inner = zipped({"people.parquet": file.getvalue()})
    for data in (zipped({"a.zip": inner}), gzip.compress(inner), gzip.compress(tarred({"a.zip": inner}))):
        assert read_whole(data).visible_rows == [["Anne Example"]]


def test_a_member_too_large_to_be_held_is_told_when_it_must_be() -> None:
    inner = zipped({"a.txt": os.urandom(3000)})
    seen = read_whole(zipped({"inner.zip": inner, "b.txt": "MARK"}), limits=Limits(held=1000))
    assert seen.codes("MARK") == {None}
    assert any("too large to be read inside an archive" in problem for problem in seen.problems)


def test_a_member_larger_than_may_be_held_streams() -> None:
    data = gzip.compress(CSV.encode() * 50_000)
    seen = read_whole(data, limits=Limits(held=100_000))
    assert (len(seen.visible_rows), seen.problems) == (150_000, [])


def unpacked(data: bytes) -> Unpacked:
    return Unpacked(lambda: io.BytesIO(data), Reading())


def test_an_unpacked_member_reads_like_the_file_it_is() -> None:
    data = os.urandom(5_000_000)
    file = io.BufferedReader(unpacked(data), CHUNK)
    places = [0, 10, 4_000_000, 3_999_000, 70_000, 4_999_999, 5_000_000, 1_500_000, 0]
    for place in places:
        file.seek(place)
        assert file.read(1000) == data[place : place + 1000]
    assert file.seek(-5, io.SEEK_END) == 4_999_995
    assert file.read() == data[-5:]
    for place in places:
        file.seek(place)
        assert file.read(1000) == data[place : place + 1000]


def test_going_back_again_and_again_ends() -> None:
    file = unpacked(bytes(3_000_000))
    seen = []

    def reopen() -> io.BytesIO:
        seen.append(1)
        return io.BytesIO(bytes(3_000_000))

    file = Unpacked(reopen, Reading())
    with pytest.raises(Exception, match="too large to be read inside an archive"):
        for _ in range(1000):
            file.seek(2_900_000)
            file.read(10)
            file.seek(1_500_000)
            file.read(10)
    assert len(seen) < 200


def test_a_member_that_does_not_open_is_a_problem() -> None:
    def reopen() -> io.BytesIO:
        raise zipfile.BadZipFile("File name Anne Example")

    parts = list(read_member(reopen, Source(io.BytesIO(), "a.zip"), "a.txt", Where(), Reading()))
    assert [part.reason for part in parts if not isinstance(part, Text) and isinstance(part, Problem)] == [
        "damaged: the archive's list of members and the member itself disagree"
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (".env", "dot-file"),
        ("data/.bash_history", "dot-file"),
        (".ssh/config", "dot-file"),
        (".ipynb_checkpoints/people-checkpoint.csv", "dot-file"),
        ("~$report.docx", "dot-file"),
        (".git/COMMIT_EDITMSG", "version-control"),
        ("x/.svn/entries", "version-control"),
        ("x/CVS/Entries", "version-control"),
        ("__MACOSX/notes.txt", "resource-fork"),
        (".gitignore", None),
        (".github/workflows/test.yml", None),
        (".pre-commit-config.yaml", None),
        (".eslintrc.json", None),
        ("./data/people.txt", None),
        ("../people.txt", None),
    ],
)
def test_members_that_no_folder_shows_are_told_by_their_names(name: str, code: str | None) -> None:
    for data in (zipped({name: "MARK\n"}), tarred({name: b"MARK\n"})):
        assert read_whole(data).codes("MARK") == {code}


def test_a_member_that_windows_hides_is_told() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        entry = zipfile.ZipInfo("people.txt")
        entry.create_system, entry.external_attr = 0, 0x22
        archive.writestr(entry, "MARK")
    assert read_whole(file.getvalue()).codes("MARK") == {"dot-file"}


def test_what_git_keeps_is_unpacked(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        settings = ("-c", "user.name=Ann Author", "-c", "user.email=ann@example.org", "-c", "gc.auto=0")
        subprocess.run(("git", *settings, *words), cwd=tmp_path, check=True, capture_output=True)

    git("init")
    (tmp_path / "people.csv").write_text("name,town\nMARK one,Leeds\nMARK two,York\n")
    git("add", ".")
    git("commit", "-m", "MESSAGE")
    kept = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    del kept["people.csv"]
    seen = read_whole(zipped(dict(kept)))
    assert seen.codes("MARK one") == seen.codes("Ann Author") == seen.codes("MESSAGE") == {"version-control"}
    assert seen.problems == []
    git("gc")
    kept = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*.pack")}
    assert read_whole(zipped(dict(kept))).problems == [
        "a pack of earlier versions (Git), not read: remove the folder .git from the archive"
    ]


def test_an_object_of_git_that_is_none_is_a_problem() -> None:
    for content in (b"x", zlib.compress(b"y")):
        assert read_whole(zipped({f".git/objects/ab/{'c' * 38}": content})).problems


def test_what_a_mac_adds_is_read_for_its_words_and_is_no_problem() -> None:
    fork = b"\0\5\x16\7\0\2\0\0" + bytes(30) + b"MARK from https://example.org" + bytes(40)
    folder = b"\0\0\0\x01Bud1" + bytes(90) + "MARK.xlsx".encode("utf-16-be") + bytes(90)
    seen = read_whole(zipped({"__MACOSX/._people.csv": fork, ".DS_Store": folder, "people.csv": CSV}))
    assert seen.codes("MARK from") == seen.codes("MARK.xlsx") == {"resource-fork"}
    assert seen.problems == []


def test_deleted_members_side_by_side_are_all_found() -> None:
    data = zipped({name: f"content of {name} " * 9 for name in ("a.txt", "b.txt", "c.txt")})
    seen = read_whole(without_listing(without_listing(data, b"a.txt"), b"b.txt"))
    assert seen.codes("content of a.txt") == seen.codes("content of b.txt") == {"archive-gap"}


def test_words_in_an_extra_field_are_found() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        entry = zipfile.ZipInfo("a.txt")
        entry.extra = b"\x34\x12\x06\0MARK 1"
        archive.writestr(entry, "x")
    assert read_whole(file.getvalue()).codes("MARK 1") == {"archive-metadata"}


def test_a_member_of_a_tar_that_comes_again_is_told() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for content in (b"MARK 1", b"MARK 2"):
            entry = tarfile.TarInfo("a.txt")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    seen = read_whole(file.getvalue())
    assert seen.codes("MARK 1") | seen.codes("MARK 2") == {None, "shadowed-member"}


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_what_follows_the_end_of_a_tar_is_read(pack: Callable[[bytes], bytes]) -> None:
    for behind in (b"MARK behind", tarred({"b.txt": b"MARK behind"})):
        seen = read_whole(pack(tarred({"a.txt": b"x"}) + behind))
        assert (seen.codes("MARK behind"), seen.problems) == ({"data-after-end"}, [])


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_what_follows_the_end_of_a_compressed_file_is_read(pack: Callable[[bytes], bytes]) -> None:
    seen = read_whole(pack(CSV.encode()) + b"MARK behind")
    assert (seen.codes("MARK behind"), seen.visible_rows, seen.problems) == ({"data-after-end"}, ROWS, [])


@pytest.mark.parametrize("magic", [b"7z\xbc\xaf'\x1c\0\4", b"Rar!\x1a\7\0", b"MSCF\0\0\0\0", b"\xed\xab\xee\xdb"])
def test_archives_of_other_kinds_are_told_with_the_remedy(magic: bytes) -> None:
    (problem,) = read_whole(magic + os.urandom(300)).problems
    assert "ZIP" in problem
