"""Builds the fictional department, scans all of its stores, checks a file before it leaves: `./dev demo`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyarrow.parquet as pq

from demo.department import build_database, build_share
from demo.release import check_honours
from demo.servers import azure_server, make_container, s3_server

OUT = Path(__file__).resolve().parent.parent / "demo-out"
HOSTILE = "share/Unsorted"
"""Where the broken and hostile files are: all else must be read."""


def _say(text: str) -> None:
    print(f"demo: {text}", flush=True)


@contextmanager
def _stores(folder: Path) -> Iterator[list[str]]:
    """Build every store of the department; give the locations to scan while the emulators run."""
    from obstore.store import AzureStore, S3Store

    folder.mkdir()
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
        yield [str(share), f"sqlite:///{database}", "s3://fictional-exports", "az://fictional-letters"]


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
    """Run the demo in the folder demo-out (or the one named); exit 0 when everything was read but what is hostile."""
    out = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else OUT
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    os.chdir(out)
    os.environ["GUARDBOOK_HOME"] = str(out / "home")
    with _stores(Path("department")) as locations:
        arguments = ["scan", *locations, "--out", "scan", "--html", "report.html"]
        _say(f"scanning, as you would by hand in {out}:\n      guardbook {' '.join(arguments)}")
        ended = subprocess.run([sys.executable, "-m", "guardbook", *arguments], check=False).returncode
    unexpected = _unread_beside_hostile(out / "scan" / "objects.parquet")
    for name in unexpected:
        _say(f"not read, and it should have been: {name}")
    _say("checking the honours list, which looks ready for the press, before it leaves:")
    checked = check_honours(Path("department/share/Press/honours-list-for-publication.xlsx"))
    print()
    _say(
        "all of this is fictional; the broken and hostile files are named as not read, which is exit code 3 of the scan"
    )
    _say(f"open the report: {(out / 'report.html').as_uri()}")
    return 0 if ended == 3 and not unexpected and checked else 1


def _unread_beside_hostile(evidence: Path) -> list[str]:
    rows = pq.read_table(evidence, columns=["shown", "ended"]).to_pylist()
    return [row["shown"] for row in rows if row["ended"] != "read" and HOSTILE not in row["shown"]]


if __name__ == "__main__":
    sys.exit(main())
