"""Opens the files that people name: regular ones only, since a pipe would be waited for and a device has no end."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from guardbook.errors import UsageError


def open_file(path: Path) -> BinaryIO:
    """Return a regular file opened for reading; raise `UsageError` for anything else, its text without the path."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise UsageError("there is no such file") from None
    except OSError as error:
        raise UsageError(f"it cannot be opened ({os.strerror(error.errno or 0)})") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UsageError("it is no file: name the files themselves; “guardbook scan” reads folders")
    return os.fdopen(descriptor, "rb")
