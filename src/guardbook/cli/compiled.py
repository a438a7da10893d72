"""Where the command line keeps compiled recognisers: never in the working folder, where an archive could plant one."""

import os
from pathlib import Path

from guardbook.errors import UsageError
from guardbook.keys import own_folder


def compiled_folder() -> Path | None:
    """Return GUARDBOOK_HOME's folder where that is set, or one of this user's cache; None where none can be made.

    A forged compiled database could take over the process that loads it, so the default home, `.guardbook` in the
    working folder, is not trusted with it: that folder may have come out of somebody's archive.
    """
    home = os.environ.get("GUARDBOOK_HOME")
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        base = Path(home) if home else Path(cache).expanduser() / "guardbook"
        return own_folder(base, "compiled").resolve()
    except (UsageError, RuntimeError):  # it only makes the next start quicker
        return None
