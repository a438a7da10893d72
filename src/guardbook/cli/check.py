"""`guardbook check`: says whether a file may leave, and if not, why not."""

import shutil
import textwrap
from collections.abc import Sequence
from pathlib import Path

import click

from guardbook.cli.printable import json_line, on_one_line, printable
from guardbook.cli.release_options import checker_options, checker_settings, exit_code_of
from guardbook.cli.waiting import shown_waiting
from guardbook.errors import GuardbookError, UsageError
from guardbook.release.declaration import Declaration, allowing, read_declaration
from guardbook.release.shut_in import check_all
from guardbook.release.verdict import NOT_READ, Reason, Verdict

_COLOURS = {"clear": "green", "blocked": "red", "unreadable": "yellow"}
_SHOWN = 40
"""Reasons that are printed for one file; --json has all."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--declaration",
    "declared",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="What the file may hold (TOML); “guardbook declare” proposes one.",
)
@click.option("--allow", metavar="CATEGORY,...", help="Categories that may appear, instead of a declaration.")
@click.option("--beside", is_flag=True, help="Take FILE.toml beside each FILE for its declaration, if there is one.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON, one line for each of several files.")
@click.option("--jobs", type=click.IntRange(1, 512), help="How many files to check at a time.  [default: all cores]")
@checker_options
@click.pass_context
def check(
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    declared: Path | None,
    allow: str | None,
    beside: bool,
    as_json: bool,
    jobs: int | None,
    **how: object,
) -> None:
    """Say whether files may leave: clear, blocked or unreadable.

    Everything in a FILE is read, what a person cannot see included, and held against what was declared. Without a
    declaration nothing personal and nothing hidden may be in it.

    Exit code 0: clear; 1: blocked; 2: could not be read, or bad usage. Of several files the worst counts.
    """
    try:
        declaration = chosen_declaration(declared, allow)
        wanted = [(path, _beside(path) if beside else None) for path in files]
        verdicts = check_all([(path, own or declaration) for path, own in wanted], checker_settings(how), jobs)
        worst = 0
        for path in files:
            with shown_waiting(path, "Checking"):
                verdict = next(verdicts)
            worst = max(worst, exit_code_of(verdict))
            if as_json:
                click.echo(json_line(verdict.to_json()))
            else:
                _print(verdict, many=len(files) > 1)
    except GuardbookError as error:
        raise click.UsageError(str(error)) from None
    ctx.exit(worst)


def _beside(path: Path) -> Declaration | None:
    own = path.parent / f"{path.name}.toml"
    return read_declaration(own) if own.is_file() else None


def chosen_declaration(path: Path | None, allow: str | None) -> Declaration:
    """Return what --declaration or --allow says; raise `UsageError` for both, or for what is wrong with either."""
    if path and allow is not None:
        raise UsageError("give --declaration or --allow, not both: the declaration has its own allow = [...]")
    if path:
        return read_declaration(path)
    return allowing([code.strip() for code in (allow or "").split(",") if code.strip()])


def _print(verdict: Verdict, *, many: bool) -> None:
    """Print the verdict: the first line says what to do."""
    if many:
        click.echo(on_one_line(verdict.file))
    click.secho(verdict.advice, fg=_COLOURS[verdict.verdict], bold=True)
    print_reasons(verdict)
    if many:
        click.echo()


def print_reasons(verdict: Verdict) -> None:
    """Print the reasons of a verdict, the most harmful first."""
    shown = _told_once(verdict.reasons)
    width = max(40, shutil.get_terminal_size((100, 24)).columns - 4)
    for reason in shown[:_SHOWN]:
        mark = click.style("✗", fg="red") if reason.severity == "block" else click.style("•", fg="yellow")
        said = f"{printable(reason.message)} [{reason.code}]"
        told = textwrap.fill(said, width, subsequent_indent="    ", break_on_hyphens=False)
        click.echo(f"  {mark} {told}")
    if len(shown) > _SHOWN:
        click.echo(f"    … and {len(shown) - _SHOWN:,} more: --json lists them all")


def _told_once(reasons: Sequence[Reason]) -> list[Reason]:
    """Return reasons, of those for one place and code the most harmful only: its message names the others."""
    told: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        apart = reason.code in ("undeclared-category", NOT_READ) or not reason.location
        told.setdefault((reason.code, reason.message if apart else reason.location), reason)
    return list(told.values())
