"""The progress bar of a scan: how much, how fast, how long still; on stderr, and only where somebody looks."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from guardbook.confined.sandbox import missing
from guardbook.scan.run import Scan

_EVERY = 0.25
"""Seconds between two looks at how far the scan is."""


@contextmanager
def shown_progress(job: Scan, *, verbose: bool) -> Iterator[None]:
    """Say what shuts the reading of files in and, where stderr is a terminal, show a bar while the block runs."""
    done = threading.Event()
    watching = threading.Thread(target=_watch, args=(job, done, verbose), daemon=True)
    watching.start()
    try:
        yield
    finally:
        done.set()
        watching.join(timeout=2)


def _watch(job: Scan, done: threading.Event, verbose: bool) -> None:
    while not job.engine.sandbox() and not done.wait(_EVERY / 5):
        pass
    _say_sandbox(job.engine.sandbox(), verbose)
    if sys.stderr.isatty():
        _draw(job, done)


def _say_sandbox(in_force: tuple[str, ...], verbose: bool) -> None:
    if verbose and in_force:
        click.echo(f"Files are read in processes of their own with {'; '.join(in_force)}.", err=True)
    if in_force and missing(in_force):
        click.echo(missing(in_force), err=True)


def _draw(job: Scan, done: threading.Event) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TextColumn("{task.fields[objects]}"),
        TimeRemainingColumn(),
    )
    counting, started = _Counting(job), time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None, objects="")
        while not done.wait(_EVERY):
            far = job.progress()
            total = counting.bytes if counting.complete else None
            of = f" of {counting.objects:,}" if counting.complete else ""
            rate = f"{far.objects / (time.monotonic() - started):,.0f}/s"
            bar.update(task, completed=far.bytes, total=total, objects=f"{far.objects:,}{of} objects, {rate}")


class _Counting:
    """Lists everything a second time, ahead of the reading, so that the time left can be told."""

    def __init__(self, job: Scan) -> None:
        self._job = job
        self.objects = 0
        self.bytes = 0
        self.complete = False
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        for size in self._job.plan.sizes():
            self.objects += 1
            self.bytes += size
        self.complete = True


def print_broken_off(job: Scan, out: Path | None) -> None:
    """Say on stderr what is done and how to go on."""
    done = job.progress().objects
    if out is None:
        click.echo(f"\nBroken off after {done:,} objects; nothing is kept without --out.", err=True)
    else:
        click.echo(
            f"\nBroken off after {done:,} objects, which are kept in {out}. "
            f"Run the same command with the same --out to go on from there.",
            err=True,
        )
