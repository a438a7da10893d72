"""Builds the fictional department, scans all of its stores and writes a report: `./dev demo`."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from demo.department import build_database, build_share
from demo.servers import azure_server, make_container, s3_server

OUT = Path(__file__).resolve().parent.parent / "demo-out"


def _say(text: str) -> None:
    print(f"demo: {text}", flush=True)


@contextmanager
def _stores(folder: Path) -> Iterator[list[str]]:
    """Build every store of the department; give the locations to scan while the emulators run."""
    from obstore.store import AzureStore, S3Store

    share, database = folder / "share", folder / "casework.db"
    _say(f"writing the file share of the Department for Fictional Affairs ({build_share(share)} files)")
    build_database(database)
    with ExitStack() as servers:
        _say("starting an S3 and an Azure Blob emulator on this machine and filling a bucket and a container")
        for variables in (servers.enter_context(s3_server()), servers.enter_context(azure_server())):
            os.environ.update(variables)
        _make_bucket("fictional-exports")
        make_container("fictional-letters")
        _fill(S3Store("fictional-exports", client_options={"allow_http": True}), share / "HR")
        _fill(AzureStore("fictional-letters", client_options={"allow_http": True}), share / "Casework")
        locations = [str(share), f"sqlite:///{database}", "s3://fictional-exports", "az://fictional-letters"]
        yield locations


def _make_bucket(name: str) -> None:
    import boto3

    where = {"LocationConstraint": os.environ["AWS_REGION"]}
    boto3.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration=where)


def _fill(store: object, folder: Path) -> None:
    from obstore import put

    for number, path in enumerate(sorted(file for file in folder.rglob("*") if file.is_file())):
        if number % 2 == 0:
            put(store, str(path.relative_to(folder)), path)  # type: ignore[arg-type]


def main() -> int:
    """Run the demo; the exit code is 0 when the scan ended as it should: everything read but what is hostile."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    report = OUT / "report.html"
    os.environ["GUARDBOOK_HOME"] = str(OUT / "home")
    with tempfile.TemporaryDirectory(prefix="guardbook-demo-") as folder, _stores(Path(folder)) as locations:
        _say("scanning; the same by hand: guardbook scan LOCATION... --out FOLDER --html FILE")
        command = [sys.executable, "-m", "guardbook", "scan", *locations, "--out", OUT / "scan", "--html", report]
        ended = subprocess.run([*map(str, command)], check=False).returncode
    _say("everything above is fictional; the broken and hostile files are named as not read, which is exit code 3")
    _say(f"the report: {report}")
    _say(f"the evidence, as Parquet: {OUT / 'scan'}")
    return 0 if ended == 3 and report.exists() else 1


if __name__ == "__main__":
    sys.exit(main())
