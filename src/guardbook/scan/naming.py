"""What an object is called where people see it, and what the journal knows it by."""

import hmac
from functools import lru_cache
from hashlib import sha256


def object_key(location: str, path: str, key: bytes) -> str:
    """Return the keyed hash (32 hex digits) by which an object is known again, without saying its name."""
    text = f"{location}\0{path}".encode("utf-8", "surrogatepass")
    return hmac.new(key, text, sha256).hexdigest()[:32]


def printable(text: str) -> str:
    """Return the text on one line: control characters, line breaks and broken letters as escapes.

    >>> printable("a\\nb")
    'a\\\\nb'
    """
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in text
    )


def shown_name(location: str, path: str, whole: bool, key: bytes) -> str:
    """Return the location of an object, safe to show: personal components of the path below are masked."""
    if whole or not path:
        return printable(location)
    folder, between, name = path.rpartition("/")
    return printable(f"{location.rstrip('/')}/{_safe(folder, key)}{between}{_safe(name, key)}")


@lru_cache(maxsize=512)
def _safe(path: str, key: bytes) -> str:
    """Many objects in a row share a folder; paths are made safe component by component."""
    from guardbook.detect import safe_path

    return safe_path(path, key) if path else ""
