"""Guardbook's own folder and the key in it, made once: what fingerprints are keyed with."""

import os
from pathlib import Path

from guardbook.errors import UsageError

_BYTES = 32


def own_folder(home: Path, *parts: str) -> Path:
    """Make (0700) and return a folder of GUARDBOOK_HOME; raise `UsageError` with the remedy when that cannot be."""
    folder = home.joinpath(*parts)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"Guardbook cannot make its folder {folder} ({os.strerror(error.errno or 0)}): "
            "set GUARDBOOK_HOME to a folder you may write to"
        ) from None
    return folder


def fingerprint_key(home: Path) -> bytes:
    """Return the key of fingerprints kept in GUARDBOOK_HOME; on first use make it, for its owner's eyes only.

    Raises `UsageError` when the file cannot be read, or is not a key, rather than make another: fingerprints of two
    keys cannot be compared.
    """
    path = own_folder(home, "keys") / "fingerprint.key"
    try:
        _make(path)
        key = bytes.fromhex(path.read_text("ascii").strip())
    except OSError as error:
        raise UsageError(f"the key file {path} cannot be read ({os.strerror(error.errno or 0)})") from None
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        raise UsageError(f"{path} does not hold a key: put the right file back, or remove it to begin with a new key")
    return key


def _make(path: Path) -> None:
    """Write whole, then link into place: of two scans that start at once both use the key of the first."""
    if path.exists():
        return
    fresh = path.with_name(f".{path.name}-{os.urandom(8).hex()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(os.urandom(_BYTES).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
