"""Servers for the tests of stores: one of each for the whole run."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from demo.servers import azure_server, find_postgres, mariadb_server, postgres_server, s3_server


def _with_environment(server: Callable[[], AbstractContextManager[dict[str, str]]]) -> Iterator[None]:
    with server() as variables, pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="session")
def s3() -> Iterator[None]:
    """An S3 emulator that the environment leads to."""
    yield from _with_environment(s3_server)


@pytest.fixture(scope="session")
def azure() -> Iterator[None]:
    """An Azure Blob emulator that the environment leads to."""
    yield from _with_environment(azure_server)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL."""
    if find_postgres() is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with postgres_server() as url:
        yield url


@pytest.fixture(scope="session")
def mariadb() -> Iterator[str]:
    """The URL of a real MariaDB."""
    if not any(os.access(f"{folder}/mariadbd", os.X_OK) for folder in ("/usr/sbin", "/usr/bin", "/usr/local/sbin")):
        pytest.skip("MariaDB is not installed: apt-get install mariadb-server")
    with mariadb_server() as url:
        yield url
