"""Files and folders of this machine; links are never followed out of the folder that was asked for."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from guardbook.errors import StoreError, UsageError
from guardbook.stores.store import Item

_DENIED = "permission denied: give the account that runs Guardbook the right to read it"


def _sentence(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return _DENIED
    if isinstance(error, FileNotFoundError):
        return "it vanished before it could be read: scan again"
    return f"the system could not open it ({os.strerror(error.errno or 0)})"


class LocalStore:
    """A file, or all files below a folder."""

    def __init__(self, location: str, root: Path) -> None:
        """Check that the path exists; raise `UsageError` when it does not."""
        self.location = location
        self.root = root
        try:
            self._single = not stat.S_ISDIR(root.stat().st_mode)
        except OSError as error:
            reason = "there is no such file or folder" if isinstance(error, FileNotFoundError) else _sentence(error)
            raise UsageError(f"{location}: {reason}") from None

    def list(self) -> Iterator[Item | StoreError]:
        """Yield files in the order of their paths; links, devices and folders that cannot be listed are errors."""
        if self._single:
            yield self._item(self.root, self.root.name)
        else:
            yield from self._walk(self.root)

    def open(self, item: Item) -> BinaryIO:
        """Open the file itself, without waiting on it (a pipe) and without following a link put in its place."""
        path = self.root if self._single else self.root / item.path
        flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | (0 if self._single else os.O_NOFOLLOW)
        try:
            descriptor = os.open(path, flags)
        except OSError as error:
            raise StoreError(_sentence(error), path=item.path) from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise StoreError("it is not a regular file", path=item.path)
        return os.fdopen(descriptor, "rb")

    def _walk(self, folder: Path) -> Iterator[Item | StoreError]:
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            reason = f"its contents could not be listed: {_sentence(error)}"
            yield StoreError(reason, path=self._below(folder), listing=True)
            return
        for entry in entries:
            path = folder / entry.name
            if entry.is_symlink():
                yield from self._link(path)
            elif entry.is_dir(follow_symlinks=False):
                yield from self._walk(path)
            else:
                yield self._item(path, self._below(path))

    def _link(self, path: Path) -> Iterator[StoreError]:
        """A link to something inside the root is read there, under its own name; any other is told."""
        try:
            inside = path.resolve(strict=True).is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):
            inside = False
        if not inside:
            yield StoreError(
                "it is a link that leads nowhere or out of what was asked for: scan its target itself",
                path=self._below(path),
            )

    def _item(self, path: Path, below: str) -> Item | StoreError:
        try:
            found = path.stat() if self._single else path.lstat()
        except OSError as error:
            return StoreError(_sentence(error), path=below)
        if not stat.S_ISREG(found.st_mode):
            return StoreError("it is not a regular file (a pipe, socket or device)", path=below)
        return Item(below, found.st_size, f"{found.st_size}-{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_ino}")

    def _below(self, path: Path) -> str:
        return str(path.relative_to(self.root))
