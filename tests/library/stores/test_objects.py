"""S3 and Azure through their emulators."""

from pathlib import Path

import pytest
from obstore.store import AzureStore, S3Store

from guardbook.errors import StoreError, UsageError
from guardbook.stores import Item, open_store

CONTENT = {"hr/staff.csv": b"a,b\n1,2\n", "hr/old/leavers.csv": b"x" * 9_000_000, "readme.txt": b"hello"}


@pytest.fixture(scope="module")
def bucket(s3: None) -> str:
    import boto3

    client = boto3.client("s3")
    client.create_bucket(Bucket="department", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    store = S3Store("department")
    for path, content in CONTENT.items():
        store.put(path, content)
    return "s3://department"


@pytest.fixture(scope="module")
def container(azure: None) -> str:
    from demo.servers import make_container

    make_container("department")
    store = AzureStore("department")
    for path, content in CONTENT.items():
        store.put(path, content)
    return "az://department"


@pytest.fixture(params=["bucket", "container"])
def location(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


def _listed(location: str) -> dict[str, Item | StoreError]:
    return {found.path: found for found in open_store(location).list()}


def test_everything_in_it_is_listed_with_sizes_and_identities(location: str) -> None:
    found = _listed(location)
    assert {path: item.size for path, item in found.items() if isinstance(item, Item)} == {
        path: len(content) for path, content in CONTENT.items()
    }
    assert len({item.identity for item in found.values() if isinstance(item, Item)}) == 3


def test_a_prefix_lists_what_is_below_it_by_the_path_from_there(location: str) -> None:
    assert set(_listed(f"{location}/hr")) == {"staff.csv", "old/leavers.csv"}
    assert set(_listed(f"{location}/hr/")) == {"staff.csv", "old/leavers.csv"}


def test_a_prefix_that_is_an_object_lists_and_opens_that_object(location: str) -> None:
    store = open_store(f"{location}/hr/staff.csv")
    (item,) = store.list()
    assert isinstance(item, Item) and item.path == "staff.csv"
    with store.open(item) as file:
        assert file.read() == CONTENT["hr/staff.csv"]


def test_objects_come_whole_in_a_seekable_file_that_has_no_name_on_disk(location: str, tmp_path: Path) -> None:
    store = open_store(f"{location}/hr", scratch=tmp_path)
    item = next(found for found in store.list() if found.path == "old/leavers.csv")
    assert isinstance(item, Item)
    with store.open(item) as file:
        assert not list(tmp_path.iterdir())
        assert len(file.read()) == 9_000_000
        assert file.seek(0) == 0


def test_an_object_that_was_removed_is_an_error_of_that_object(location: str) -> None:
    store = open_store(location)
    with pytest.raises(StoreError, match="does not exist") as caught:
        store.open(Item("gone.csv", 1, "etag"))
    assert caught.value.path == "gone.csv"


def test_a_bucket_that_does_not_exist_is_told(s3: None) -> None:
    (error,) = open_store("s3://no-such-bucket").list()
    assert isinstance(error, StoreError) and "does not exist" in str(error)


def test_wrong_credentials_are_told_without_the_service_s_own_text(
    azure: None, container: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", "d3Jvbmc=")
    (error,) = open_store(container).list()
    assert isinstance(error, StoreError)
    assert "permission denied" in str(error) or "credentials" in str(error)


def test_a_service_that_cannot_be_reached_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "demonstration")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "demonstration")
    (error,) = open_store("s3://department").list()
    assert isinstance(error, StoreError) and "could not be reached" in str(error)


def test_a_location_without_a_bucket_is_bad_usage() -> None:
    with pytest.raises(UsageError, match="name a bucket or container"):
        open_store("s3:///prefix")
