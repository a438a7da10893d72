"""Local files and folders as a store."""

import os
import socket
from pathlib import Path

import pytest

from guardbook.errors import StoreError, UsageError
from guardbook.stores import Item, open_store


def _items(root: Path) -> dict[str, Item | StoreError]:
    return {found.path: found for found in open_store(str(root)).list()}


def test_every_file_below_a_folder_is_listed_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "deep.txt").write_text("twelve bytes")
    (tmp_path / ".hidden").write_text("")
    found = _items(tmp_path)
    assert set(found) == {"a/b/deep.txt", ".hidden"}
    deep = found["a/b/deep.txt"]
    assert isinstance(deep, Item) and deep.size == 12


def test_a_file_is_opened_as_a_seekable_file_with_a_descriptor(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("content")
    store = open_store(f"file://{tmp_path}/one.txt")
    (item,) = store.list()
    assert isinstance(item, Item) and item.path == "one.txt"
    with store.open(item) as file:
        assert file.fileno() > 0
        assert file.read() == b"content"
        assert file.seek(0) == 0


def test_identity_changes_with_the_content(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("content")
    before = _items(tmp_path)["one.txt"]
    (tmp_path / "one.txt").write_text("CONTENT")
    after = _items(tmp_path)["one.txt"]
    assert isinstance(before, Item) and isinstance(after, Item) and before.identity != after.identity


def test_a_loop_of_links_ends_and_a_link_out_of_the_folder_is_told(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "loop").symlink_to(inside)
    (inside / "out").symlink_to("/etc/hostname")
    (inside / "broken").symlink_to("nowhere")
    found = _items(inside)
    assert set(found) == {"out", "broken"}
    assert all(isinstance(error, StoreError) for error in found.values())


def test_a_pipe_and_a_socket_are_told_and_never_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        found = _items(tmp_path)
    assert {str(error) for error in found.values()} == {"it is not a regular file (a pipe, socket or device)"}


def test_a_pipe_put_in_the_place_of_a_file_is_refused_when_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    store = open_store(str(tmp_path))
    (item,) = store.list()
    assert isinstance(item, Item)
    (tmp_path / "file").unlink()
    os.mkfifo(tmp_path / "file")
    with pytest.raises(StoreError, match="not a regular file"):
        store.open(item)


def test_a_file_that_vanished_is_an_error_of_that_file(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").write_text("x")
    store = open_store(str(tmp_path))
    (item,) = store.list()
    assert isinstance(item, Item)
    (tmp_path / "gone.txt").unlink()
    with pytest.raises(StoreError, match="vanished") as caught:
        store.open(item)
    assert caught.value.path == "gone.txt"


def test_names_with_newlines_and_bytes_that_are_no_text_are_listed_and_opened(tmp_path: Path) -> None:
    (tmp_path / "two\nlines.txt").write_text("x")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("y")
    store = open_store(str(tmp_path))
    contents = []
    for item in store.list():
        assert isinstance(item, Item)
        with store.open(item) as file:
            contents.append(file.read())
    assert sorted(contents) == [b"x", b"y"]


def test_what_an_account_may_not_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "open.txt").write_text("x")
    (tmp_path / "shut").mkdir(mode=0o000)
    (tmp_path / "shut.txt").write_text("x")
    (tmp_path / "shut.txt").chmod(0o000)
    tmp_path.chmod(0o755)
    for folder in tmp_path.parents:
        if folder.owner() == "root" and folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o011)
    reached, told = _as_nobody(tmp_path)
    assert reached == ["open.txt"]
    assert sorted(told) == ["shut", "shut.txt"]


def _as_nobody(root: Path) -> tuple[list[str], list[str]]:
    """List and open everything in a child process that has given up root's rights (or never had them)."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        store = open_store(str(root))
        lines = []
        for item in store.list():
            try:
                if isinstance(item, StoreError):
                    raise item
                store.open(item).close()
                lines.append(f"read {item.path}")
            except StoreError as error:
                lines.append(f"told {error.path}" if "permission denied" in str(error) else "other")
        os.write(send, "\n".join(lines).encode())
        os._exit(0)
    os.close(send)
    with os.fdopen(receive) as answer:
        lines = answer.read().splitlines()
    os.waitpid(child, 0)
    return [line[5:] for line in lines if line.startswith("read ")], [
        line[5:] for line in lines if line.startswith("told ")
    ]


def test_a_folder_that_is_not_there_is_bad_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file or folder"):
        open_store(str(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    "location",
    [
        "postgresql://user:hunter2@localhost/db",
        "postgresql+psycopg://localhost/db?password=hunter2",
        "mysql://user:hunter2@localhost/db",
        "s3://key:hunter2@bucket/prefix",
        "az://container/prefix?sv=2020&sig=hunter2",
    ],
)
def test_a_password_in_a_location_is_refused_with_the_remedy_and_not_echoed(location: str) -> None:
    with pytest.raises(UsageError, match="leave it out") as caught:
        open_store(location)
    assert "hunter2" not in str(caught.value)


def test_an_unknown_kind_of_store_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(UsageError, match=r"gopher:// is no kind of store .* s3://"):
        open_store("gopher://host/path")
