"""`guardbook scan`: reads what is asked for, shows how far it is, and prints what it found."""

import os
import threading
import time
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from guardbook.cli.compiled import compiled_folder
from guardbook.cli.scan_progress import print_broken_off, shown_progress
from guardbook.cli.sizes import Size
from guardbook.content import Limits
from guardbook.errors import GuardbookError, UsageError
from guardbook.keys import fingerprint_key
from guardbook.scan.folders import out_folder, run_folder
from guardbook.scan.run import Scan
from guardbook.scan.summary import Summary
from guardbook.scan.units import Settings

_DEFAULT = Limits()
_NOT_ALL = 3
_BROKEN_OFF = 130


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for beside the locations."""

    json: bool
    out: Path | None
    html: Path | None
    verbose: bool


@click.command()
@click.argument("locations", nargs=-1, required=True, metavar="LOCATION...")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a report to this file.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep the evidence (Parquet) in this folder; the same folder again goes on with a scan broken off, and "
    "reads only what is new or changed.",
)
@click.option("--jobs", type=click.IntRange(1, 512), help="How many objects to read at a time.  [default: all cores]")
@click.option(
    "--sample",
    type=click.IntRange(1),
    help="Look only at the first so many rows of each table (of a database or in a file) and lines of each text.",
)
@click.option(
    "--max-seconds",
    type=click.FloatRange(0, min_open=True),
    default=_DEFAULT.seconds,
    show_default=True,
    help="Longest time for one object; of a large text or CSV file, for each piece of 128 MB.",
)
@click.option(
    "--max-memory", type=Size(least=64 * 1024**2), default="2G", show_default=True, help="Most memory for one object."
)
@click.option(
    "--max-output", type=Size(least=1), default="20G", show_default=True, help="Most bytes one object may unpack to."
)
@click.option(
    "--max-depth",
    type=click.IntRange(0, 100),
    default=_DEFAULT.depth,
    show_default=True,
    help="How many containers may stand within one another.",
)
@click.option("--no-names", is_flag=True, help="Do not look for names and addresses in running text (faster).")
@click.option(
    "--recognisers",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder of more recognisers.",
)
@click.option("-v", "--verbose", is_flag=True, help="Say how reading is shut in, and what is going on.")
@click.pass_context
def scan(
    ctx: click.Context, /, locations: tuple[str, ...], as_json: bool, html: Path | None, out: Path | None, **how: Any
) -> None:
    """Find personal data in files, folders, buckets and databases.

    A LOCATION is a path, file://, s3://bucket/prefix, az://container/prefix, postgresql://user@host/database,
    mysql://…, mariadb://… or sqlite:///file. Passwords and keys come from the environment, never from the location.

    Exit code 0: everything was read; 3: something could not be read, or only in part, and is listed; 2: bad usage;
    130: broken off with Ctrl-C.
    """
    options = Options(json=as_json, out=out, html=html, verbose=how.pop("verbose"))
    try:
        ctx.exit(_scan(locations, options, how))
    except GuardbookError as error:
        raise _Refused(str(error)) from None


class _Refused(click.ClickException):
    """Printed as one line on stderr; exit 2, as for any bad usage."""

    exit_code = 2


def _scan(locations: tuple[str, ...], options: Options, how: dict[str, Any]) -> int:
    if options.html and not options.html.absolute().parent.is_dir():
        raise UsageError(f"the folder of the report {options.html} does not exist: make it, or choose another")
    home = Path(os.environ.get("GUARDBOOK_HOME") or ".guardbook")
    settings, started = _settings(home, how), time.monotonic()
    with run_folder(home) as scratch, out_folder(options.out) if options.out else nullcontext(scratch) as folder:
        own = [path for path in (options.html, compiled_folder()) if path]
        job = Scan(locations, settings, folder=folder, home=home, scratch=scratch, jobs=how["jobs"], own=own)
        try:
            # printing needs large libraries: they load while the first workers start
            threading.Thread(target=import_module, args=("guardbook.cli.scan_output",), daemon=True).start()
            with shown_progress(job, verbose=options.verbose):
                job.run()
            return _finish(job, options, started)
        except KeyboardInterrupt:
            print_broken_off(job, options.out)
            return _BROKEN_OFF
        finally:
            job.journal.close()


def _settings(home: Path, how: dict[str, Any]) -> Settings:
    limits = replace(
        Limits(),
        seconds=how["max_seconds"],
        memory=how["max_memory"],
        output=how["max_output"],
        depth=how["max_depth"],
    )
    recognisers = str(how["recognisers"].resolve()) if how["recognisers"] else None
    kept = compiled_folder()
    compiled = str(kept) if kept else None
    return Settings(fingerprint_key(home), limits, not how["no_names"], how["sample"], recognisers, compiled)


def _finish(job: Scan, options: Options, started: float) -> int:
    """Write and print what was found; return the exit code."""
    from guardbook.cli.scan_output import print_json, print_summary
    from guardbook.scan.summing import summarise

    if options.out:
        from guardbook.scan.evidence import write_evidence

        write_evidence(job.journal, options.out)
    summary = summarise(job.journal, job.locations)
    if options.html:
        _write_html(summary, options.html)
    if options.json:
        print_json(job.journal, summary)
    else:
        print_summary(summary, job.progress(), time.monotonic() - started, options.out)
    return _NOT_ALL if summary.not_read else 0


def _write_html(summary: Summary, path: Path) -> None:
    from guardbook.scan.report import write_report

    try:
        write_report(summary, path, datetime.now().astimezone())
    except OSError as error:
        raise UsageError(f"the report {path} cannot be written ({os.strerror(error.errno or 0)})") from None
