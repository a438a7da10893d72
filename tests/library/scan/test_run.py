"""Whole scans of folders: what changes, vanishes, loops, lies, or is Guardbook's own."""

import os
import threading
import zipfile
from pathlib import Path

import pytest

from guardbook.content import Limits
from guardbook.errors import UsageError
from tests.library.scan.running import counts, ended, scan

PHONE = "Telephone 07700 900123"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "sub").mkdir(parents=True)
    (folder / "one.txt").write_text(PHONE)
    (folder / "sub" / "two.txt").write_text(f"{PHONE} or 07700 900124")
    return folder


def test_every_object_is_read_and_counted_once(data: Path, tmp_path: Path) -> None:
    job = scan(data, tmp_path / "out", jobs=2)
    assert ended(job) == {"one.txt": ("read", []), "sub/two.txt": ("read", [])}
    assert counts(job) == {("one.txt", "phone"): 1, ("sub/two.txt", "phone"): 2}
    assert job.progress().objects == 2 and job.progress().unchanged == 0


def test_unchanged_objects_are_not_read_again_changed_ones_replaced_and_vanished_ones_removed(
    data: Path, tmp_path: Path
) -> None:
    (data / "three.txt").write_text(PHONE)
    scan(data, tmp_path / "out").journal.close()
    (data / "one.txt").unlink()
    (data / "three.txt").write_text(f"{PHONE}, 07700 900125 and 07700 900126")
    (data / "four.txt").write_text(PHONE)
    job = scan(data, tmp_path / "out")
    assert job.progress().unchanged == 1
    assert counts(job) == {("sub/two.txt", "phone"): 2, ("three.txt", "phone"): 3, ("four.txt", "phone"): 1}


def test_a_folder_that_is_empty_now_has_no_evidence_left(data: Path, tmp_path: Path) -> None:
    scan(data, tmp_path / "out").journal.close()
    for path in (data / "one.txt", data / "sub" / "two.txt"):
        path.unlink()
    job = scan(data, tmp_path / "out")
    assert (ended(job), counts(job)) == ({}, {})


def test_names_with_line_breaks_and_broken_letters_are_read_and_shown_on_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for name in (b"two\nlines.txt", b"\xff\xfe.txt", b"-rf *.txt"):
        (folder / os.fsdecode(name)).write_text(PHONE)
    job = scan(folder, tmp_path / "out")
    assert {how for how, _ in ended(job).values()} == {"read"}
    assert all(name.isprintable() for name in ended(job))
    assert len(counts(job)) == 3
    job.journal.close()
    assert scan(folder, tmp_path / "out").progress().unchanged == 3


def test_links_that_loop_or_lead_out_are_told_and_the_rest_is_read(data: Path, tmp_path: Path) -> None:
    (data / "loop").symlink_to(data)
    (data / "self").symlink_to("self")
    (data / "out").symlink_to("/etc/hostname")
    os.mkfifo(data / "pipe")
    job = scan(data, tmp_path / "out")
    how = ended(job)
    assert how["one.txt"][0] == how["sub/two.txt"][0] == "read"
    assert {name for name, (state, _) in how.items() if state == "unread"} >= {"self", "out", "pipe"}
    assert sum(counts(job).values()) == 3


def test_a_broken_or_unknown_file_is_unread_with_a_reason(data: Path, tmp_path: Path) -> None:
    (data / "broken.zip").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 10)
    (data / "noise.dat").write_bytes(bytes(range(256)) * 100)
    how = ended(scan(data, tmp_path / "out"))
    for name in ("broken.zip", "noise.dat"):
        assert how[name][0] == "unread" and how[name][1], name
    assert how["one.txt"][0] == "read"


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    growing = folder / "growing.txt"
    growing.write_text("Write to the office about the matter.\n" * 1_500_000)
    done = threading.Event()

    def grow() -> None:
        while not done.wait(0.05):
            with growing.open("a") as file:
                file.write("and more\n")

    thread = threading.Thread(target=grow)
    thread.start()
    how = ended(scan(folder, tmp_path / "out"))
    done.set()
    thread.join()
    assert how["growing.txt"] == ("partly", ["it changed while it was read: scan again"])


def test_memory_that_runs_out_is_a_result_and_the_next_file_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with zipfile.ZipFile(folder / "a.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:p>{'<w:r/>' * 3_000_000}</w:p>")
    (folder / "b.txt").write_text(PHONE)
    how = ended(scan(folder, tmp_path / "out", limits=Limits(memory=64 * 1024**2)))
    state, reasons = how["a.docx"]
    assert state == "unread"
    assert reasons[0] in {  # some parsers say that memory ran out, some fall over it
        "reading it needs more memory than allowed",
        "a parser gave up on it, perhaps for lack of memory",
        "a parser crashed while reading it",
    }
    assert how["b.txt"] == ("read", [])


def test_guardbooks_own_files_are_not_scanned_even_in_the_folder_asked_for(data: Path) -> None:
    scan(data, data).journal.close()
    (data / "findings.parquet").write_text(PHONE)
    assert set(ended(scan(data, data))) == {"one.txt", "sub/two.txt"}


def test_guardbooks_own_folder_is_refused_as_a_location(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "home" / "keys").mkdir(parents=True)
    with pytest.raises(UsageError, match="own folder"):
        scan(out / "home" / "keys", out)


def test_a_sample_looks_at_the_first_rows_and_lines_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "list.txt").write_text("".join(f"Telephone 07700 {900000 + n}\n" for n in range(100)))
    rows = "".join(f"{n},office{n}@example.org\n" for n in range(100))
    (folder / "table.csv").write_text(f"number,email\n{rows}")
    found = counts(scan(folder, tmp_path / "out", sample=10))
    assert found["list.txt", "phone"] == 10
    assert 9 <= found["table.csv", "email"] <= 10
