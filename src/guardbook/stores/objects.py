"""Objects in S3 and blobs in Azure, through obstore; the only module that imports it."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import SplitResult

from obstore import exceptions as failures
from obstore.store import AzureStore, S3Store

from guardbook.errors import StoreError, UsageError
from guardbook.stores.store import Item, unlinked_file

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import ClientConfig, RetryConfig

_RETRY: "RetryConfig" = {"max_retries": 3, "retry_timeout": timedelta(seconds=60)}
_CHUNK = 8 * 1024**2


_STATUS = {
    401: "the service did not accept the credentials, or they have expired: sign in again and scan again",
    403: "permission denied: check the credentials, and allow this identity to list and read it",
    404: "the service says it does not exist: check its name, or scan again if it was just removed",
}
_KINDS: dict[type[Exception], int] = {
    failures.UnauthenticatedError: 401,
    failures.PermissionDeniedError: 403,
    failures.NotFoundError: 404,
    FileNotFoundError: 404,
}


def _sentence(error: Exception) -> str:
    """Say what went wrong without the service's own text, which may hold names of objects."""
    text = str(error)[:2000]
    status = re.search(r"status code: (\d{3})", text)
    code = next((code for kind, code in _KINDS.items() if isinstance(error, kind)), int(status[1]) if status else 0)
    if "ExpiredToken" in text:
        return _STATUS[401]
    if code in _STATUS:
        return _STATUS[code]
    if isinstance(error, OSError) and error.errno:
        return f"it could not be kept while being read ({os.strerror(error.errno)}): free some disk space"
    return "the service could not be reached or broke off: check its address and the network, then scan again"


class ObjectStore:
    """A bucket or container, or what lies below a prefix in one."""

    def __init__(self, location: str, store: S3Store | AzureStore, prefix: str, scratch: Path | None) -> None:
        """Take an opened obstore store; nothing is asked of the service yet."""
        self.location = location
        self._store = store
        self._prefix = prefix
        self._scratch = scratch
        self._single = False

    def list(self) -> Iterator[Item | StoreError]:
        """Yield objects page by page; a listing that breaks off is an error of the whole location."""
        empty = True
        try:
            for page in self._store.list(self._prefix or None):
                for found in page:
                    empty = False
                    yield self._item(found, found["path"].removeprefix(self._prefix).lstrip("/"))
            if empty and self._prefix:  # a prefix that is itself an object is not among what lies below it
                yield self._item(self._store.head(self._prefix), self._prefix.rpartition("/")[2])
        except (failures.BaseError, OSError) as error:
            yield StoreError(_sentence(error))

    def open(self, item: Item) -> BinaryIO:
        """Fetch an object into an unlinked temporary file."""
        kept = unlinked_file(self._scratch)
        try:
            for chunk in self._store.get(self._full(item)).stream(min_chunk_size=_CHUNK):
                kept.write(memoryview(chunk))
            kept.flush()
        except (failures.BaseError, OSError) as error:
            kept.close()
            raise StoreError(_sentence(error), path=item.path) from None
        kept.seek(0)
        return kept

    def _item(self, found: "ObjectMeta", below: str) -> Item:
        self._single = found["path"] == self._prefix
        identity = found["e_tag"] or f"{found['size']}-{found['last_modified'].isoformat()}"
        return Item(below, found["size"], identity)

    def _full(self, item: Item) -> str:
        if self._single or not self._prefix:
            return self._prefix or item.path
        return f"{self._prefix}/{item.path}"


def _client() -> "ClientConfig":
    """Plain HTTP only where the environment asks for it (an emulator): options given here hide that variable."""
    plain = "true" in (os.environ.get("AWS_ALLOW_HTTP"), os.environ.get("AZURE_ALLOW_HTTP"))
    return {"connect_timeout": timedelta(seconds=10), "read_timeout": timedelta(seconds=60), "allow_http": plain}


def _s3(bucket: str) -> S3Store:
    """Credentials as AWS tools take them: boto3's chain (environment, profile, SSO, role) where it is installed."""
    if not os.environ.get("AWS_ACCESS_KEY_ID"):
        try:
            from obstore.auth.boto3 import Boto3CredentialProvider

            provider = Boto3CredentialProvider()
            return S3Store(bucket, credential_provider=provider, client_options=_client(), retry_config=_RETRY)
        except (ImportError, ValueError):
            pass  # no boto3, or it knows no credentials: the instance's own identity is tried
    return S3Store(bucket, client_options=_client(), retry_config=_RETRY)


def _azure(container: str) -> AzureStore:
    """An account key, token or emulator from the environment, or else azure-identity's chain where it is installed."""
    given = (
        "AZURE_STORAGE_ACCOUNT_KEY",
        "AZURE_STORAGE_SAS_TOKEN",
        "AZURE_STORAGE_SAS_KEY",
        "AZURE_CLIENT_SECRET",
    )
    if not any(map(os.environ.get, (*given, "AZURE_STORAGE_USE_EMULATOR"))):
        try:
            from obstore.auth.azure import AzureCredentialProvider

            provider = AzureCredentialProvider()
            return AzureStore(container, credential_provider=provider, client_options=_client(), retry_config=_RETRY)
        except ImportError:
            pass  # without azure-identity the machine's managed identity is tried
    return AzureStore(container, client_options=_client(), retry_config=_RETRY)


_OPENERS: dict[str, Callable[[str], S3Store | AzureStore]] = {"s3": _s3, "az": _azure}


def open_url(location: str, parts: SplitResult, *, rows: int | None, scratch: Path | None) -> ObjectStore:
    """Return the store of an s3:// or az:// location; raise `UsageError` when it cannot be one."""
    del rows  # of tables only
    if not parts.netloc:
        raise UsageError(f"{location}: name a bucket or container, as in {parts.scheme}://name/prefix")
    try:
        store = _OPENERS[parts.scheme](parts.netloc)
    except failures.BaseError:
        raise UsageError(
            f"{location}: the settings for it are incomplete or wrong: check the name, the AWS_… or AZURE_… "
            "environment variables, and the account"
        ) from None
    return ObjectStore(location, store, parts.path.strip("/"), scratch)
