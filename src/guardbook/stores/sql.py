"""Tables of a SQL database, through SQLAlchemy; the only module that imports it."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import SplitResult, unquote

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from guardbook.errors import StoreError, UsageError
from guardbook.stores.store import Item, unlinked_file

_BATCH = 5_000
_DRIVERS = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql", "mariadb": "mariadb+pymysql"}
_OWN_SCHEMAS = {"information_schema", "pg_catalog", "pg_toast", "mysql", "performance_schema", "sys"}
_DENIED_CODES = {"42501", "1142", "1044", "1143"}
"""PostgreSQL's insufficient_privilege; MariaDB's and MySQL's table, database and column access denied."""


def _sentence(error: Exception) -> str:
    """Say what went wrong without the database's own text, which may hold values."""
    original = getattr(error, "orig", None)
    codes = {str(getattr(original, "sqlstate", "")), *(str(part) for part in getattr(original, "args", ())[:1])}
    if codes & _DENIED_CODES:
        return "permission denied: grant SELECT on it to this user"
    if isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError):
        return (
            "the database could not be reached or refused the sign-in: check host, name, user and the password "
            "in the environment (PGPASSWORD, MYSQL_PWD)"
        )
    if isinstance(error, OSError):
        return f"it could not be kept while being read ({os.strerror(error.errno or 0)}): free some disk space"
    return f"the database could not give it ({type(error).__name__})"


class SqlStore:
    """All tables of the schemas a user may see; views are left out, since their rows stand in tables."""

    def __init__(self, location: str, engine: sa.Engine, rows: int | None, scratch: Path | None) -> None:
        """Take an engine; nothing is asked of the database yet."""
        self.location = location
        self._engine = engine
        self._rows = rows
        self._scratch = scratch
        self._tables: dict[str, tuple[str | None, str]] = {}

    def list(self) -> Iterator[Item | StoreError]:
        """Yield tables by schema; a database has no identity of a table, so each is read every time."""
        try:
            inspector = sa.inspect(self._engine)
            for schema in self._schemas(inspector):
                for table in sorted(inspector.get_table_names(schema)):
                    path = f"{schema}/{table}" if schema else table
                    self._tables[path] = (schema, table)
                    yield Item(path, None, "")
        except (sa.exc.SQLAlchemyError, OSError) as error:
            yield StoreError(_sentence(error))

    def open(self, item: Item) -> BinaryIO:
        """Stream a table's rows into an unlinked Arrow file: text columns, and binary ones for what is bytes."""
        kept = unlinked_file(self._scratch)
        try:
            self._copy(*self._tables[item.path], kept)
        except (sa.exc.SQLAlchemyError, OSError) as error:
            kept.close()
            raise StoreError(_sentence(error), path=item.path) from None
        kept.seek(0)
        return kept

    def _schemas(self, inspector: sa.Inspector) -> Sequence[str | None]:
        if self._engine.dialect.name == "sqlite" or (
            self._engine.dialect.name in ("mysql", "mariadb") and self._engine.url.database
        ):
            return [None]
        return [name for name in inspector.get_schema_names() if name not in _OWN_SCHEMAS]

    def _copy(self, schema: str | None, table: str, kept: BinaryIO) -> None:
        columns = sa.inspect(self._engine).get_columns(table, schema)
        names = [str(column["name"]) for column in columns]
        binary = [isinstance(column["type"], sa.types.LargeBinary) for column in columns]
        made = sa.table(table, *(sa.column(name, sa.types.NullType()) for name in names), schema=schema)
        query = sa.select(made).limit(self._rows) if self._rows else sa.select(made)
        kinds = pa.schema(
            [pa.field(name, pa.binary() if raw else pa.string()) for name, raw in zip(names, binary, strict=True)]
        )
        with pa.ipc.new_stream(kept, kinds) as writer, self._engine.connect() as connection:
            result = connection.execution_options(stream_results=True, max_row_buffer=_BATCH).execute(query)
            for rows in result.partitions(_BATCH):
                writer.write_batch(_batch(rows, kinds))


def _batch(rows: Any, kinds: pa.Schema) -> pa.RecordBatch:
    columns = zip(*rows, strict=True)
    arrays = [
        pa.array([_cell(value, pa.types.is_binary(kind.type)) for value in column], kind.type)
        for column, kind in zip(columns, kinds, strict=True)
    ]
    return pa.record_batch(arrays, schema=kinds)


def _cell(value: object, binary: bool) -> str | bytes | None:
    if value is None:
        return None
    if binary:
        return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else str(value).encode()
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


def open_url(location: str, parts: SplitResult, *, rows: int | None, scratch: Path | None) -> SqlStore:
    """Return the store of a database URL; raise `UsageError` when its driver is missing or it cannot be one."""
    scheme = parts.scheme
    if scheme.startswith("sqlite"):
        return SqlStore(location, _sqlite(location, parts), rows, scratch)
    try:
        url = make_url(location).set(drivername=_DRIVERS.get(scheme, scheme))
        engine = sa.create_engine(url, connect_args=_options(scheme), hide_parameters=True)
    except ImportError:
        raise UsageError(f"{scheme}:// needs a driver that is not installed: see the reference of stores") from None
    except (sa.exc.ArgumentError, ValueError):
        raise UsageError(f"{scheme}:// is not followed by user@host/database as it should be") from None
    return SqlStore(location, engine, rows, scratch)


def _options(scheme: str) -> dict[str, Any]:
    """Libpq reads PGPASSWORD by itself; the MySQL driver is handed MYSQL_PWD, as MySQL's own client takes it."""
    if scheme not in _DRIVERS:
        return {}
    password = os.environ.get("MYSQL_PWD") if scheme != "postgresql" else None
    return {"connect_timeout": 10} | ({"password": password} if password else {})


def _sqlite(location: str, parts: SplitResult) -> sa.Engine:
    """Open read-only, so that a wrong name makes no new file."""
    path = Path(unquote(parts.path.removeprefix("/")))
    if not path.is_file():
        raise UsageError(f"{location}: there is no such database file")
    url = sa.URL.create("sqlite", database=f"file:{path.resolve()}", query={"mode": "ro", "uri": "true"})
    return sa.create_engine(url, hide_parameters=True)
