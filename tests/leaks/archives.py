"""Archives (ZIP, tar, gzip) with members, notes and bytes that no list of files shows."""

import gzip
import io
import subprocess
import tarfile
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from struct import pack
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.leaks.collecting import Build, Leaks
from tests.leaks.fiction import ADDRESSES, APPLICANTS, HONOURS, LIST, NOTE, SPENDING, SPENT, STAFF, Paper, with_column
from tests.leaks.spreadsheet_parts import csv_bytes
from tests.leaks.workbooks import append, book

ZIP = Leaks("ZIP", ".zip")
TAR = Leaks("TAR", ".tar")
TGZ = Leaks("TAR.GZ", ".tar.gz")
GZ = Leaks("GZIP", ".csv.gz")
Edit = Callable[[ZipFile, bool], None]


def zipped(files: dict[str, bytes], *options: str, password: str = "") -> bytes:
    """An archive that the program `zip` makes of these files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        locked = ["-P", password] if password else []
        subprocess.run(["zip", "-q", "-r", *options, *locked, "out.zip", *files], cwd=folder, check=True)
        return Path(folder, "out.zip").read_bytes()


def zip_case(name: str, vector: str, codes: str, paper: Paper = SPENT, **more: Any) -> Callable[[Edit], Build]:
    """A case whose function adds to an archive of one table and a text."""

    def add(edit: Edit) -> Build:
        def build(path: Path, leak: bool) -> None:
            with ZipFile(path, "w", ZIP_DEFLATED) as archive:
                archive.writestr("README.txt", "Spending over £25,000. One file for each month.\n")
                archive.writestr(f"{paper.sheet.lower()}.csv", csv_bytes(paper.rows))
                edit(archive, leak)

        return ZIP.case(name, vector, codes, paper, **more)(build)

    return add


def workbook(*, hidden: bool) -> bytes:
    """A workbook, with or without a hidden sheet."""
    made = book(SPENT)
    if hidden:
        staff = made.create_sheet("Sheet3")
        append(staff, STAFF)
        staff.sheet_state = "hidden"
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


DOT = (
    "hidden-member dot-file hidden-file undeclared-category undeclared-column undeclared-table "
    "embedded-file other-part "
    "archive-metadata"
)


@zip_case("hidden-sheet-inside", "workbook with a hidden sheet", "hidden-sheet")
def _inside(archive: ZipFile, leak: bool) -> None:
    archive.writestr("october.xlsx", workbook(hidden=leak))


@zip_case("three-deep", "workbook with a hidden sheet, three archives deep", "hidden-sheet")
def _deep(archive: ZipFile, leak: bool) -> None:
    content, name = workbook(hidden=leak), "october.xlsx"
    for level in ("c", "b"):
        inner = io.BytesIO()
        with ZipFile(inner, "w", ZIP_DEFLATED) as nested:
            nested.writestr(name, content)
        content, name = inner.getvalue(), f"{level}.zip"
    archive.writestr(name, content)


@zip_case("undeclared-column", "table with a column nobody declared", "undeclared-column", LIST)
def _column(archive: ZipFile, leak: bool) -> None:
    archive.writestr("part-2.csv", csv_bytes(with_column(HONOURS, ADDRESSES) if leak else HONOURS))


@zip_case("comment", "comment on the archive", "archive-comment")
def _comment(archive: ZipFile, leak: bool) -> None:
    archive.comment = NOTE.encode() if leak else b"Published monthly"


@zip_case("member-comment", "comment on a member", "archive-comment archive-metadata")
def _member_comment(archive: ZipFile, leak: bool) -> None:
    archive.infolist()[1].comment = NOTE.encode() if leak else b"October"


@zip_case("lock-file", "lock file of LibreOffice that names who had it open", DOT)
def _lock(archive: ZipFile, leak: bool) -> None:
    if leak:
        archive.writestr(
            ".~lock.october.xlsx#",
            "Gareth Llewellyn,gareth.llewellyn,HQ-LAPTOP-0417,03.11.2025 16:02,file:///home/gareth/;",
        )


@zip_case("owner-file", "owner file of Excel that names who had it open", f"{DOT} not-read")
def _owner(archive: ZipFile, leak: bool) -> None:
    if leak:
        name = "Gareth Llewellyn"
        narrow = bytes([len(name)]) + name.encode().ljust(54)
        archive.writestr(
            "~$october.xlsx", narrow + pack("<H", len(name)) + name.encode("utf-16-le").ljust(108, b"\x20")
        )


@zip_case("dot-file", "dot file with settings and a password", DOT)
def _dot(archive: ZipFile, leak: bool) -> None:
    if leak:
        archive.writestr(".env", "DB_HOST=pay-sql-01.example.gov.uk\nDB_USER=payroll\nDB_PASSWORD=Gannet-Harbour-77\n")


@zip_case("backup-file", "backup that an editor left behind", f"{DOT} repeated-heading")
def _backup(archive: ZipFile, leak: bool) -> None:
    if leak:
        archive.writestr("october.csv~", csv_bytes(APPLICANTS))


GIT = (
    "version-control deleted-file undeclared-category undeclared-column undeclared-table hidden-member dot-file "
    "hidden-file other-part"
)


@ZIP.case("git-folder", "version-control folder with a deleted file", GIT, SPENT, needs=("git",))
def _git(path: Path, leak: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "october.csv").write_bytes(csv_bytes(SPENDING))
        if leak:
            who = ["-c", "user.name=Publishing", "-c", "user.email=publishing@example.gov.uk"]

            def git(*command: str) -> None:
                subprocess.run(["git", *who, *command], cwd=folder, check=True, capture_output=True)

            git("init", "-q")
            (folder / "applicants.csv").write_bytes(csv_bytes(APPLICANTS))
            git("add", ".")
            git("commit", "-qm", "Add tables")
            git("rm", "-q", "applicants.csv")
            git("commit", "-qm", "Remove table")
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    archive.write(file, file.relative_to(folder))


@ZIP.case("encrypted-member", "member with a password", "not-read", SPENT, unreadable=True, needs=("zip",))
def _encrypted(path: Path, leak: bool) -> None:
    content = zipped({"october.csv": csv_bytes(SPENDING)})
    if leak:
        path.write_bytes(content)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "applicants.csv").write_bytes(csv_bytes(APPLICANTS))
            command = ["zip", "-q", "-P", "gannet", str(path.resolve()), "applicants.csv"]
            subprocess.run(command, cwd=folder, check=True)
    else:
        path.write_bytes(content)


@zip_case(
    "shadowed-member",
    "earlier member of the same name",
    "archive-gap shadowed-member repeated-member undeclared-column undeclared-category",
)
def _shadowed(archive: ZipFile, leak: bool) -> None:
    if leak:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr("november.csv", csv_bytes(APPLICANTS))
            archive.writestr("november.csv", csv_bytes(SPENDING))
    else:
        archive.writestr("november.csv", csv_bytes(SPENDING))


@ZIP.case("unlisted-member", "member that was deleted from the list only", "archive-gap", SPENT)
def _unlisted(path: Path, leak: bool) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("october.csv", csv_bytes(SPENDING))
        if leak:
            archive.writestr("applicants.csv", csv_bytes(APPLICANTS))
            forgotten = archive.filelist.pop()
            del archive.NameToInfo[forgotten.filename]


@ZIP.case("data-after-end", "table appended after the end", "data-after-end archive-gap", SPENT)
def _after(path: Path, leak: bool) -> None:
    path.write_bytes(zipped({"october.csv": csv_bytes(SPENDING)}) + (csv_bytes(APPLICANTS) if leak else b""))


@zip_case("finder-notes", "notes of a Mac on where a file came from", f"{DOT} resource-fork not-read")
def _finder(archive: ZipFile, leak: bool) -> None:
    if leak:
        where = b"https://cases.example.gov.uk/gareth.llewellyn@example.gov.uk/grievance/QQ123456A"
        value = b"bplist00\xa1\x01\x5f\x10" + bytes([len(where)]) + where
        notes = pack(">II16sH", 0x00051607, 0x00020000, b"Mac OS X        ", 1) + pack(">III", 9, 38, len(value) + 40)
        content = notes + b"com.apple.metadata:kMDItemWhereFroms\0\0\0\0" + value
        archive.writestr("__MACOSX/._october.csv", content)


@zip_case("personal-file-name", "empty file whose name tells of a person", f"{DOT} undeclared-category file-name")
def _name(archive: ZipFile, leak: bool) -> None:
    if leak:
        archive.writestr(ZipInfo("notes/Gareth Llewellyn 07700 900123 depression.txt"), "")


def tar_file(path: Path, mode: str, owner: str, more: dict[str, bytes]) -> None:
    """An archive of one table and what is added."""
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, content in {"october.csv": csv_bytes(SPENDING), **more}.items():
            info = tarfile.TarInfo(name)
            info.size, info.uname, info.gname = len(content), owner, "staff"
            archive.addfile(info, io.BytesIO(content))


@TAR.case("owner", "owner of a member", "archive-metadata", SPENT)
def _tar_owner(path: Path, leak: bool) -> None:
    tar_file(path, "w:", "gareth.llewellyn@example.gov.uk" if leak else "root", {})


@TAR.case("data-after-end", "table after the end of the archive", "data-after-end archive-gap", SPENT)
def _tar_after(path: Path, leak: bool) -> None:
    tar_file(path, "w:", "root", {})
    if leak:
        path.write_bytes(path.read_bytes() + csv_bytes(APPLICANTS))


@TGZ.case("hidden-sheet-inside", "workbook with a hidden sheet", "hidden-sheet", SPENT)
def _tgz(path: Path, leak: bool) -> None:
    tar_file(path, "w:gz", "root", {"october.xlsx": workbook(hidden=leak)})


@TGZ.case("dot-file", "history of a shell with a password", DOT, SPENT)
def _tgz_dot(path: Path, leak: bool) -> None:
    history = b"mysql -h pay-sql-01 -u payroll --password=Gannet-Harbour-77\nmail gareth.llewellyn@example.gov.uk\n"
    tar_file(path, "w:gz", "root", {"data/.bash_history": history} if leak else {})


@GZ.case("former-name", "former name of the file", "archive-metadata file-metadata", SPENT)
def _former(path: Path, leak: bool) -> None:
    name = "paid to gareth.llewellyn@example.gov.uk 07700 900123.csv" if leak else "october.csv"
    with path.open("wb") as raw, gzip.GzipFile(name, "wb", fileobj=raw, mtime=0) as file:
        file.write(csv_bytes(SPENDING))


@GZ.case(
    "second-stream",
    "second table behind the first",
    "undeclared-column undeclared-table undeclared-category data-after-end cells-past-header",
    LIST,
)
def _stream(path: Path, leak: bool) -> None:
    second = gzip.compress(b"\r\n" * 40 + csv_bytes(STAFF), mtime=0) if leak else b""
    path.write_bytes(gzip.compress(csv_bytes(HONOURS), mtime=0) + second)


@GZ.case("data-after-end", "bytes behind the compressed data", "data-after-end", SPENT)
def _gz_after(path: Path, leak: bool) -> None:
    path.write_bytes(gzip.compress(csv_bytes(SPENDING), mtime=0) + (NOTE.encode() if leak else b""))


LEAKS = ZIP.listed + TAR.listed + TGZ.listed + GZ.listed
