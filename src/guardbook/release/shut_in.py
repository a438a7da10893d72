"""Checks files in a process that is shut in: what a hostile file can do to its reader stays there."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from guardbook.confined.process import Process, WorkerLost
from guardbook.content import Limits
from guardbook.errors import LimitReached, UsageError
from guardbook.readers.language_data import readable_folders
from guardbook.release.declaration import Declaration
from guardbook.release.opening import open_file
from guardbook.release.sentences import capital
from guardbook.release.verdict import Reason, Verdict, hash_of, not_read, rule


@dataclass(frozen=True, slots=True)
class Settings:
    """How files are read."""

    limits: Limits = field(default_factory=Limits)
    recognisers: Path | None = None
    """A folder of more recognisers."""
    compiled: Path | None = None
    """A private folder in which the compiled recognisers are kept."""


class Checker:
    """Checks one file after another; to be used in a `with` statement, by the thread that made it."""

    def __init__(self, settings: Settings, *, written: int = 0) -> None:
        """Start the process; `written` is how many bytes it may write to a file it is given."""
        plain = {
            "limits": asdict(settings.limits),
            "recognisers": str(settings.recognisers.resolve()) if settings.recognisers else None,
            "compiled": str(settings.compiled) if settings.compiled else None,
        }
        self._seconds = settings.limits.seconds
        self._process = Process(
            "guardbook.release.worker",
            plain,
            memory=settings.limits.memory,
            written=written,
            readable=readable_folders(),  # loaded only where there is a picture: it takes long
        )
        self._process.begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._process.stop()

    @property
    def sandbox(self) -> tuple[str, ...]:
        """What shuts the process in, in words; known once it has answered."""
        return self._process.sandbox

    def kill(self) -> None:
        """End the process from another thread, which will see that it has gone."""
        self._process.kill()

    def renew(self) -> None:
        """Go on with a new process: what the last one read may have taken it over."""
        self._process.stop()
        self._process.begin()

    def check(self, path: Path, declaration: Declaration) -> Verdict:
        """Return the verdict on a file; one that cannot be opened is unreadable. Raises `GuardbookError` for faults."""
        name = str(path)
        try:
            with open_file(path) as file:
                return self.check_open(file, name, declaration)
        except UsageError as error:
            return rule(name, "", [not_read(f"{capital(str(error))}.")])
        except OSError as error:
            return rule(name, "", [not_read(f"It cannot be read ({os.strerror(error.errno or 0)}).")])

    def check_open(self, file: BinaryIO, name: str, declaration: Declaration) -> Verdict:
        """Return the verdict on an open file that goes by `name`."""
        before = _state(file)
        try:
            digest = hash_of(file, self._seconds)
        except LimitReached as error:
            return rule(name, "", [not_read(f"{capital(str(error))}.")])
        message = {"task": "check", "name": Path(name).name, "declaration": declaration.to_toml()}
        try:
            reasons = self._process.ask(message, file, seconds=self._seconds, made=_reasons)
        except WorkerLost as error:
            reasons = [not_read(f"{capital(str(error))}.")]
        if _state(file) != before or not self._is_still(file, digest):
            reasons.append(not_read("It was changed while it was read. Check it again when nobody writes to it."))
        return rule(name, digest, reasons)

    def _is_still(self, file: BinaryIO, digest: str) -> bool:
        try:
            return hash_of(file, self._seconds) == digest
        except LimitReached:
            return False

    def ask(self, task: str, file: BinaryIO, name: str, *more: BinaryIO, **what: Any) -> dict[str, Any]:
        """Have another task done; raises `WorkerLost` when the process dies or takes too long."""
        message = {"task": task, "name": Path(name).name, **what}
        return self._process.ask(message, file, *more, seconds=self._seconds, made=dict)


def check_all(
    files: Sequence[tuple[Path, Declaration]], settings: Settings, jobs: int | None = None
) -> Iterator[Verdict]:
    """Yield the verdict on each file, in order, so many at a time as `jobs` says (by default one a core).

    Each file has a process of its own: one that takes its reader over has no say in the verdict on another. Closing
    the iterator ends them all.
    """
    at_work: set[Checker] = set()

    def checked(path: Path, declaration: Declaration) -> Verdict:
        with Checker(settings) as checker:
            at_work.add(checker)
            try:
                return checker.check(path, declaration)
            finally:
                at_work.discard(checker)

    pool = ThreadPoolExecutor(min(len(files), jobs or os.cpu_count() or 1))
    try:
        for future in [pool.submit(checked, *file) for file in files]:
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for checker in list(at_work):
            checker.kill()


def _state(file: BinaryIO) -> tuple[int, int]:
    """Return what differs when a file was written to in the meantime, even if it is now as it was."""
    state = os.fstat(file.fileno())
    return state.st_size, state.st_ctime_ns


def _reasons(answer: dict[str, Any]) -> list[Reason]:
    return [Reason.from_json(reason) for reason in answer["reasons"]]
