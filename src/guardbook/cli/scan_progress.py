"""The progress bar of a scan: how much, how fast, how long still; on stderr, and only where somebody looks."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from guardbook.scan.run import Scan

_EVERY = 0.25
"""Seconds between two looks at how far the scan is."""


@contextmanager
def shown_progress(job: Scan, *, verbose: bool) -> Iterator[None]:
    """Show a bar while the block runs; with `verbose`, say first what shuts reading in."""
    del verbose
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    drawing = threading.Thread(target=_draw, args=(job, done), daemon=True)
    drawing.start()
    try:
        yield
    finally:
        done.set()
        drawing.join(timeout=2)


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
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None, objects="")
        counting = _Counting(job)
        while not done.wait(_EVERY):
            far = job.progress()
            total = counting.bytes if counting.complete else None
            of = f" of {counting.objects:,}" if counting.complete else ""
            bar.update(task, completed=far.bytes, total=total, objects=f"{far.objects:,}{of} objects")


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
