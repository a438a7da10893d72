"""Which recognisers this process finds by and where their compiled form is kept, chosen before anything is read."""

from functools import cache
from pathlib import Path

from guardbook.detect.recogniser import Recogniser, built_in, read_folder
from guardbook.errors import RecogniserError

_CHOSEN: dict[str, Path | None] = {"more": None, "compiled": None}


def choose(more: Path | None = None, compiled: Path | None = None) -> None:
    """Find, beside what comes with Guardbook, by the recognisers of the folder `more`.

    `compiled` is a private folder (0700) in which the compiled form is kept for the next process. To be called before
    anything is looked for; raises `RecogniserError` for a bad recogniser, or one whose name is taken.
    """
    from guardbook.detect.matches import built_in_engine

    joined(more)
    _CHOSEN.update(more=more, compiled=compiled)
    recognisers_in_use.cache_clear()
    built_in_engine.cache_clear()


@cache
def recognisers_in_use() -> tuple[Recogniser, ...]:
    """Return the recognisers this process finds by, those that come with Guardbook first."""
    return joined(_CHOSEN["more"])


def joined(more: Path | None) -> tuple[Recogniser, ...]:
    """Return Guardbook's recognisers and behind them those of a folder; raise `RecogniserError` for a bad one."""
    if more is None:
        return built_in()
    taken = {recogniser.name for recogniser in built_in()}
    added = read_folder(more)
    for recogniser in added:
        if recogniser.name in taken:
            raise RecogniserError(f"{recogniser.path}: the name {recogniser.name!r} is one of Guardbook's own")
    return (*built_in(), *added)


def compiled_folder() -> Path | None:
    """Return where the compiled form is kept, or None when it is not."""
    return _CHOSEN["compiled"]
