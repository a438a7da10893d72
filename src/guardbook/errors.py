"""Everything that Guardbook raises on purpose; each message is fit to show to a user."""


class GuardbookError(Exception):
    """Base class: its text names the thing and the remedy, and never holds a value found in data."""


class UsageError(GuardbookError):
    """What was asked cannot be done as asked (exit 2)."""


class StoreError(GuardbookError):
    """A store, or one object in it, could not be reached or opened.

    The text says why and what to do but not where: `path` (below the location asked for; "" for the location) may be
    personal and is masked before it is shown. `listing` says that a listing broke off, so that more may lie there.
    """

    def __init__(self, message: str, *, path: str = "", listing: bool = False) -> None:
        super().__init__(message)
        self.path = path
        self.listing = listing


class Unreadable(GuardbookError):
    """A file, or a part of it, could not be read; a result of a scan, never a skip."""


class LimitReached(Unreadable):
    """Reading stopped at one of the limits (time, memory, output, depth)."""


class RecogniserError(GuardbookError):
    """A recogniser's file is wrong; the text names the file and the field."""
