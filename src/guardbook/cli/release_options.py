"""The options that all commands of the release check share, and what they mean."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from guardbook.cli.compiled import compiled_folder
from guardbook.cli.sizes import Size
from guardbook.content import Limits
from guardbook.release.shut_in import Checker, Settings
from guardbook.release.verdict import Verdict

_Command = TypeVar("_Command", bound=Callable[..., Any])
_CODES = {"clear": 0, "blocked": 1, "unreadable": 2}
_OPTIONS = (
    click.option(
        "--max-seconds",
        type=click.FloatRange(0, min_open=True),
        default=Limits().seconds,
        show_default=True,
        help="Longest time for one file.",
    ),
    click.option(
        "--max-memory", type=Size(least=64 * 1024**2), default="2G", show_default=True, help="Most memory for one file."
    ),
    click.option(
        "--recognisers",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        help="A folder of more recognisers.",
    ),
)


def checker_options(command: _Command) -> _Command:
    """Give a command the options that say how files are read."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def checker_settings(how: Mapping[str, Any]) -> Settings:
    """Return how files are read, as the options say."""
    limits = replace(Limits(), seconds=how["max_seconds"], memory=how["max_memory"])
    return Settings(limits, how["recognisers"], compiled_folder())


def opened_checker(how: Mapping[str, Any], *, written: int = 0) -> Checker:
    """Return a checker, already loading, for what the options say."""
    return Checker(checker_settings(how), written=written)


def exit_code_of(verdict: Verdict) -> int:
    """Return the exit code that one verdict asks for."""
    return _CODES[verdict.verdict]
