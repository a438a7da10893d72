"""Files that LibreOffice writes: one by one, or many in few runs where a batch is open."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path

Then = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class _Job:
    source: Path
    target: Path
    format: str
    then: Then | None


_waiting: list[_Job] | None = None


def convert(source: Path, target: Path, format: str = "", then: Then | None = None) -> None:
    """Have LibreOffice save `source` as `target`, then call `then(target)` for what only a hand can add.

    `format` is what `--convert-to` takes ("pdf:writer_pdf_Export:{…}"); empty: the ending of `target`. Within
    `batch()` the file appears when the batch ends; the source is deleted in either case.
    """
    job = _Job(source, target, format or target.suffix[1:], then)
    if _waiting is None:
        _run([job])
    else:
        _waiting.append(job)


@contextmanager
def batch() -> Iterator[None]:
    """Collect every `convert` within, and do all of them when it ends: one run of LibreOffice for each format."""
    global _waiting
    _waiting = []
    try:
        yield
        jobs, _waiting = _waiting, None
        for _, alike in groupby(sorted(jobs, key=lambda job: job.format), key=lambda job: job.format):
            _run(list(alike))
    finally:
        _waiting = None


def _run(jobs: list[_Job]) -> None:
    """Convert files to one format in one run, in a folder and a profile of their own."""
    numbers = count()
    with tempfile.TemporaryDirectory(prefix="leaks-") as name:
        folder = Path(name)
        (folder / "out").mkdir()
        staged = {job: folder / f"{next(numbers):04}{job.source.suffix}" for job in jobs}
        for job, path in staged.items():
            shutil.move(job.source, path)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        command += ["--convert-to", jobs[0].format, "--outdir", str(folder / "out"), *map(str, staged.values())]
        subprocess.run(command, check=True, capture_output=True, timeout=100 + 10 * len(jobs))
        for job, path in staged.items():
            [made] = (folder / "out").glob(f"{path.stem}.*")
            shutil.move(made, job.target)
            if job.then:
                job.then(job.target)
