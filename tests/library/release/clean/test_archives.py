"""Clean copies of archives and compressed files."""

import bz2
import gzip
import io
import stat
import tarfile
import zipfile

import pytest

from guardbook.release.clean import Refused
from tests.library.release.clean.copies import copy_of

TABLE = b"Rank,Officers\r\nConstable,4622\r\nSergeant,1090\r\nInspector,402\r\n"
WIDE = b"Rank,Officers,Station\r\nConstable,4622,Knock\r\nSergeant,1090,Maydown\r\nInspector,402,Antrim\r\n"
COLUMNS = 'columns = ["Rank", "Officers"]\n'


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(*members: tuple[str, bytes], kind: bytes = tarfile.REGTYPE) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size, info.uname, info.mtime, info.type = len(data), "gareth", 1_764_000_000, kind
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def members(copy: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_members_are_cleaned_whatever_they_are() -> None:
    data = zipped(("ranks.csv", WIDE), ("READ ME.txt", b"Officers by rank\n"), ("meta.json", b'{"a": 1, "a": 2}'))
    assert members(copy_of(data, "ranks.zip", COLUMNS)) == {
        "ranks.csv": TABLE,
        "READ ME.txt": b"Officers by rank\n",
        "meta.json": b'{"a": 2}\n',
    }


def test_archives_within_archives_are_cleaned() -> None:
    inner = zipped(("ranks.csv", WIDE))
    copy = members(copy_of(zipped(("inner.zip", inner)), "outer.zip", COLUMNS))
    assert members(copy["inner.zip"]) == {"ranks.csv": TABLE}


def test_dates_comments_and_attributes_go() -> None:
    info = zipfile.ZipInfo("ranks.csv", (2025, 11, 3, 16, 2, 0))
    info.comment, info.extra, info.create_system = b"from Gareth", b"\x99\x99\x04\x00abcd", 0
    with zipfile.ZipFile(io.BytesIO(copy_of(zipped((info, TABLE)), "ranks.zip"))) as archive:
        [entry] = archive.infolist()
    assert (entry.date_time, entry.comment, entry.extra) == ((1980, 1, 1, 0, 0, 0), b"", b"")
    assert stat.S_IMODE(entry.external_attr >> 16) == 0o644


def test_what_file_browsers_do_not_show_goes() -> None:
    data = zipped(
        ("ranks.csv", TABLE),
        (".git/config", b"[user]\nname = Gareth\n"),
        ("__MACOSX/._ranks.csv", b"\0\5\x16\7notes"),
        (".DS_Store", b"\0\0\0\x01Bud1"),
        ("~$ranks.xlsx", b"\x06Gareth"),
        ("notes/.env", b"A=1"),
    )
    assert list(members(copy_of(data, "ranks.zip"))) == ["ranks.csv"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_of_one_name_the_last_stays() -> None:
    data = zipped(("ranks.csv", b"Station,Cars\r\nA,1\r\n"), ("ranks.csv", TABLE))
    assert members(copy_of(data, "ranks.zip")) == {"ranks.csv": TABLE}


@pytest.mark.parametrize("name", ["../ranks.csv", "/etc/ranks.csv", "a/../../ranks.csv", "..\\ranks.csv"])
def test_a_member_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="leads out"):
        copy_of(zipped((name, TABLE)), "ranks.zip")


def test_a_member_that_refers_to_another_file_is_refused() -> None:
    link = zipfile.ZipInfo("ranks.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(Refused, match="refers"):
        copy_of(zipped((link, b"/etc/passwd")), "ranks.zip")


def test_a_member_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be read"):
        copy_of(zipped(("ranks.bin", bytes(range(256)) * 20)), "ranks.zip")


def test_a_member_that_is_not_what_it_is_called_is_refused() -> None:
    with pytest.raises(Refused, match=r"named \.pdf"):
        copy_of(zipped(("ranks.pdf", TABLE)), "ranks.zip")


def test_a_member_cut_short_is_refused() -> None:
    data = bytearray(zipped(("ranks.csv", TABLE)))
    data[data.index(b"Constable")] ^= 1
    with pytest.raises(Refused, match="damaged"):
        copy_of(bytes(data), "ranks.zip")


def test_an_archive_of_which_nothing_was_declared_is_refused() -> None:
    with pytest.raises(Refused, match="nothing"):
        copy_of(zipped(("ranks.csv", TABLE)), "ranks.zip", 'columns = ["Honour"]\n')


def test_archives_too_deep_in_one_another_are_refused() -> None:
    data = zipped(("ranks.csv", TABLE))
    for _ in range(8):
        data = zipped(("inner.zip", data))
    with pytest.raises(Refused, match="containers"):
        copy_of(data, "ranks.zip")


def test_a_tar_archive_loses_owners_dates_and_what_is_hidden() -> None:
    copy = copy_of(tarred(("data/ranks.csv", WIDE), ("data/.bash_history", b"ls\n")), "ranks.tar", COLUMNS)
    with tarfile.open(fileobj=io.BytesIO(copy)) as archive:
        [entry] = archive.getmembers()
        file = archive.extractfile(entry)
        assert file is not None
        assert (entry.name, entry.uname, entry.mtime, file.read()) == ("data/ranks.csv", "", 0, TABLE)


def test_of_two_tar_members_of_one_name_the_last_stays() -> None:
    copy = copy_of(tarred(("ranks.csv", b"Station,Cars\r\nA,1\r\n"), ("ranks.csv", TABLE)), "ranks.tar")
    with tarfile.open(fileobj=io.BytesIO(copy)) as archive:
        assert [entry.size for entry in archive] == [len(TABLE)]


def test_a_link_in_a_tar_archive_is_refused() -> None:
    with pytest.raises(Refused, match="link"):
        copy_of(tarred(("ranks.csv", b""), kind=tarfile.SYMTYPE), "ranks.tar")


def test_compressed_files_are_packed_again_without_their_former_names() -> None:
    packed = io.BytesIO()
    with gzip.GzipFile("Gareth Llewellyn.csv", "wb", fileobj=packed, mtime=1_764_000_000) as file:
        file.write(WIDE)
    copy = copy_of(packed.getvalue(), "ranks.csv.gz", COLUMNS)
    assert gzip.decompress(copy) == TABLE
    assert (copy[3], copy[4:8]) == (0, bytes(4))
    assert bz2.decompress(copy_of(bz2.compress(WIDE), "ranks.csv.bz2", COLUMNS)) == TABLE


def test_a_tar_archive_in_gzip_is_cleaned_through_both() -> None:
    copy = copy_of(gzip.compress(tarred(("ranks.csv", WIDE))), "ranks.tgz", COLUMNS)
    with tarfile.open(fileobj=io.BytesIO(copy)) as archive:
        file = archive.extractfile("ranks.csv")
        assert file is not None
        assert file.read() == TABLE


def test_a_compressed_file_cut_short_is_refused() -> None:
    with pytest.raises(Refused, match="damaged"):
        copy_of(gzip.compress(WIDE * 50)[:-20], "ranks.csv.gz")
