"""Which store a location names; the kinds of location are one table."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from guardbook.errors import UsageError
from guardbook.stores.local import LocalStore
from guardbook.stores.store import Store

_OBJECTS = "guardbook.stores.objects"
_SQL = "guardbook.stores.sql"

KINDS: dict[str, str] = {
    "s3": _OBJECTS,
    "az": _OBJECTS,
    "postgresql": _SQL,
    "mysql": _SQL,
    "mariadb": _SQL,
    "sqlite": _SQL,
    "mssql": _SQL,
    "oracle": _SQL,
}
"""URL scheme → module; the module has `open_url(location, parts, rows, scratch) -> Store`."""

_SECRET_KEYS = {
    "password",
    "passwd",
    "pwd",
    "sig",
    "token",
    "secret",
    "sas",
    "sslpassword",
    "access_key",
    "key",
}

_REMEDY = {
    "s3": "leave it out and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use an AWS profile or role",
    "az": "leave it out and set AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY, or sign in with Azure",
    "postgresql": "leave it out and set PGPASSWORD, or use a ~/.pgpass file",
    "mysql": "leave it out and set MYSQL_PWD",
    "mariadb": "leave it out and set MYSQL_PWD",
}


def _refuse_secrets(parts: SplitResult) -> None:
    keys = {key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if parts.password is None and not keys & _SECRET_KEYS:
        return
    scheme = parts.scheme.split("+")[0]
    remedy = _REMEDY.get(scheme, "leave it out and give it by the driver's own settings")
    raise UsageError(f"A location ({scheme}://…) has a password or key in it, where others can read it: {remedy}.")


def open_store(location: str, *, rows: int | None = None, scratch: Path | None = None) -> Store:
    """Return the store that a location names: a path, file://, s3://, az://, postgresql://, mysql://, sqlite:///.

    `rows` is the most rows to take of a database table (None: all). `scratch` is the folder on whose disk remote items
    are kept while they are read. Raises `UsageError` for a password in the location, an unknown kind, or a path that
    does not exist.
    """
    parts = urlsplit(location)
    if "://" not in location:
        return LocalStore(location, Path(location))
    _refuse_secrets(parts)
    scheme = parts.scheme.split("+")[0]
    if scheme == "file":
        if parts.netloc not in ("", "localhost"):
            raise UsageError(f"{location}: a file:// location names a path on this machine, as in file:///srv/data")
        return LocalStore(location, Path(unquote(parts.path)))
    if scheme not in KINDS:
        known = ", ".join(["a path", "file://", *(f"{kind}://" for kind in KINDS)])
        raise UsageError(f"{scheme}:// is no kind of store that Guardbook knows; it knows {known}")
    opener = cast(Callable[..., Store], import_module(KINDS[scheme]).open_url)
    return opener(location, parts, rows=rows, scratch=scratch)
