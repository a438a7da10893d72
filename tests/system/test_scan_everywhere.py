"""One scan over every format and every kind of store, against real emulators and servers."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from obstore.store import AzureStore, S3Store

from demo.department import build_database
from demo.people import Person, make_people
from demo.servers import make_container
from demo.writers import WRITERS, Document

PEOPLE = make_people(40, seed=73)
HEADER = ("Name", "NI number", "Date of birth", "Postcode", "E-mail")


def _row(person: Person) -> tuple[str, ...]:
    return (person.name, person.ni_number, person.birthday, person.postcode, person.email)


def _document() -> Document:
    first = PEOPLE[0]
    words = f"{first.name}, NI number {first.ni_number}, born on {first.birthday}, wrote from {first.email}."
    return Document("Case notes", (words, "Nothing else was said."), HEADER, tuple(map(_row, PEOPLE)))


def _scan(*arguments: object, home: Path) -> tuple[int, dict[str, Any]]:
    command = [sys.executable, "-m", "guardbook", "scan", "--json", *map(str, arguments)]
    environment = {**os.environ, "GUARDBOOK_HOME": str(home)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def _counts(result: dict[str, Any]) -> dict[str, int]:
    return {each["category"]: each["count"] for each in result["categories"]}


@pytest.fixture(scope="module")
def formats(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What a scan said of one file in every format, by its ending."""
    folder = tmp_path_factory.mktemp("formats")
    for ending, write in WRITERS.items():
        write(folder / f"notes.{ending}", _document())
    code, result = _scan(folder, home=tmp_path_factory.mktemp("home"))
    assert code == 0, result["unread"]
    return {Path(each["location"]).name.removeprefix("notes."): each for each in result["objects"]}


@pytest.mark.parametrize("ending", WRITERS)
def test_every_format_is_read_and_the_same_kinds_are_found_in_it(
    formats: dict[str, dict[str, Any]], ending: str
) -> None:
    found = formats[ending]["categories"]
    assert formats[ending]["ended"] == "read"
    assert {"person-name", "national-insurance-number", "date-of-birth", "email"} <= set(found)
    assert found["national-insurance-number"]["count"] >= (40 if ending not in ("py", "log") else 1)


@pytest.fixture
def contacts(postgres: str, mariadb: str) -> Iterator[list[str]]:
    """The URLs of a PostgreSQL and a MariaDB that have a table of contacts while a test runs."""
    engines = []
    for driver, url in (("postgresql+psycopg", postgres), ("mysql+pymysql", mariadb)):
        engine = sa.create_engine(f"{driver}:{url.partition(':')[2]}")
        engines.append(engine)
        names = [sa.Column(name.lower().replace(" ", "_").replace("-", ""), sa.String(80)) for name in HEADER]
        table = sa.Table("contacts", sa.MetaData(), *names)
        with engine.begin() as connection:
            table.create(connection)
            rows = [dict(zip(table.columns.keys(), _row(person), strict=True)) for person in PEOPLE]
            connection.execute(table.insert(), rows)
    yield [postgres, mariadb]
    for engine in engines:
        with engine.begin() as connection:
            connection.execute(sa.text("DROP TABLE contacts"))
        engine.dispose()


def test_tables_are_read_in_sqlite_postgresql_and_mariadb_alike(tmp_path: Path, contacts: list[str]) -> None:
    build_database(tmp_path / "cases.db")
    code, result = _scan(*contacts, f"sqlite:///{tmp_path / 'cases.db'}", home=tmp_path / "home")
    assert code == 0, result["unread"]
    found = {each["location"]: each["categories"] for each in result["objects"]}
    tables = [
        f"{contacts[0]}/public/contacts",
        f"{contacts[1]}/contacts",
        f"sqlite:///{tmp_path / 'cases.db'}/claimant",
    ]
    for table, rows in zip(tables, (40, 40, 5_000), strict=True):
        assert found[table]["national-insurance-number"]["count"] == rows
        assert found[table]["date-of-birth"]["count"] == rows


def test_a_bucket_and_a_container_are_read_like_a_folder(tmp_path: Path, s3: None, azure: None) -> None:
    import boto3

    for ending in ("csv", "xlsx", "docx", "pdf", "zip"):
        WRITERS[ending](tmp_path / f"notes.{ending}", _document())
    where = {"LocationConstraint": "eu-west-2"}
    boto3.client("s3").create_bucket(Bucket="everything", CreateBucketConfiguration=where)
    make_container("everything")
    for store in (S3Store("everything"), AzureStore("everything")):
        for path in tmp_path.glob("notes.*"):
            store.put(f"old files/{path.name}", path.read_bytes())
    local = _counts(_scan(*tmp_path.glob("notes.*"), home=tmp_path / "home")[1])
    for location in ("s3://everything/old files", "az://everything"):
        code, result = _scan(location, home=tmp_path / "home")
        assert code == 0, result["unread"]
        assert len(result["objects"]) == 5
        assert _counts(result) == local


def test_a_store_that_cannot_be_reached_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    WRITERS["csv"](tmp_path / "notes.csv", _document())
    code, result = _scan(tmp_path / "notes.csv", "postgresql://nobody@127.0.0.1:9/none", home=tmp_path / "home")
    assert code == 3
    assert _counts(result)["national-insurance-number"] == 40
    assert [each["location"] for each in result["unread"]] == ["postgresql://nobody@127.0.0.1:9/none"]
    assert "could not be reached" in result["unread"][0]["reason"]
