"""Tables of real PostgreSQL, MariaDB and SQLite databases as a store."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
import sqlalchemy as sa

from guardbook.errors import StoreError, UsageError
from guardbook.stores import Item, open_store

ROWS = [
    {"id": number, "name": f"person {number}", "born": f"1970-01-{number % 28 + 1:02}", "pay": "34500.25"}
    for number in range(12_000)
]


def _fill(url: str) -> None:
    engine = sa.create_engine(url)
    table = sa.Table(
        "Staff list",
        sa.MetaData(),
        sa.Column("id", sa.Integer),
        sa.Column("name", sa.String(60)),
        sa.Column("born", sa.String(10)),
        sa.Column("pay", sa.Numeric(10, 2)),
        sa.Column("note: 100%", sa.Text),
        sa.Column("photo", sa.LargeBinary),
    )
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), [row | {"note: 100%": None, "photo": b"\x00\xff"} for row in ROWS])
        connection.execute(sa.text("CREATE VIEW everybody AS SELECT 1 AS one"))
    engine.dispose()


@pytest.fixture(scope="module")
def postgres_url(postgres: str) -> str:
    _fill(postgres.replace("postgresql", "postgresql+psycopg"))
    return postgres


@pytest.fixture(scope="module")
def mariadb_url(mariadb: str) -> str:
    _fill(mariadb.replace("mysql", "mysql+pymysql"))
    return mariadb


@pytest.fixture(scope="module")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("sqlite") / "staff.db"
    _fill(f"sqlite:///{path}")
    return f"sqlite:///{path}"


@pytest.fixture(params=["postgres_url", "mariadb_url", "sqlite_url"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


def _table(url: str, **options: int) -> pa.Table:
    store = open_store(url, **options)  # type: ignore[arg-type]
    (item,) = (found for found in store.list() if found.path.endswith("Staff list"))
    assert isinstance(item, Item)
    with store.open(item) as file:
        return pa.ipc.open_stream(file).read_all()


def test_tables_are_listed_and_views_are_not(url: str) -> None:
    paths = [found.path.rpartition("/")[2] for found in open_store(url).list()]
    assert paths == ["Staff list"]


def test_every_row_of_a_table_comes_as_text_under_its_own_column_names(url: str) -> None:
    table = _table(url)
    assert table.column_names == ["id", "name", "born", "pay", "note: 100%", "photo"]
    assert table.num_rows == 12_000
    assert table["name"][11_999].as_py() == "person 11999"
    assert table["pay"][0].as_py() == "34500.25"
    assert table["note: 100%"].null_count == 12_000
    assert table["photo"][0].as_py() == b"\x00\xff"


def test_a_sample_takes_that_many_rows(url: str) -> None:
    assert _table(url, rows=10).num_rows == 10


def test_a_denied_table_is_told_and_the_rest_is_read(postgres_url: str) -> None:
    engine = sa.create_engine(postgres_url.replace("postgresql", "postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE ROLE visitor LOGIN"))
        connection.execute(sa.text("CREATE SCHEMA extra; CREATE TABLE extra.allowed (x text)"))
        connection.execute(sa.text("GRANT USAGE ON SCHEMA extra TO visitor; GRANT SELECT ON extra.allowed TO visitor"))
    store = open_store(postgres_url.replace("demo@", "visitor@"))
    outcome: Callable[[Item], str] = lambda item: _outcome(store, item)  # noqa: E731
    ended = {item.path: outcome(item) for item in store.list() if isinstance(item, Item)}
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA extra CASCADE; DROP ROLE visitor"))
    assert ended["extra/allowed"] == "read"
    assert ended["public/Staff list"] == "permission denied: grant SELECT on it to this user"


def _outcome(store: object, item: Item) -> str:
    try:
        store.open(item).close()  # type: ignore[attr-defined]
    except StoreError as error:
        return str(error)
    return "read"


@pytest.mark.parametrize("scheme", ["postgresql", "mysql", "mariadb"])
def test_a_database_that_cannot_be_reached_is_told(scheme: str) -> None:
    (error,) = open_store(f"{scheme}://nobody@127.0.0.1:9/none").list()
    assert isinstance(error, StoreError) and "could not be reached" in str(error)


def test_a_missing_sqlite_file_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such database file"):
        open_store(f"sqlite:///{tmp_path}/none.db")
    assert not list(tmp_path.iterdir())


def test_a_sqlite_database_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x TEXT)")
    before = path.read_bytes()
    store = open_store(f"sqlite:///{path}")
    for item in store.list():
        assert isinstance(item, Item)
        store.open(item).close()
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["kept.db"]
