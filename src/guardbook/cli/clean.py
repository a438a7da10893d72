"""`guardbook clean`: makes a copy that may leave, or refuses."""

import os
from pathlib import Path

import click

from guardbook.cli.check import chosen_declaration, print_reasons
from guardbook.cli.printable import printable
from guardbook.cli.release_options import checker_options, opened_checker
from guardbook.cli.waiting import shown_waiting
from guardbook.errors import GuardbookError, UsageError

_CODES = {"written": 0, "refused": 1, "unreadable": 2}


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The copy.")
@click.option(
    "--declaration",
    "declared",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="What the file may hold (TOML); “guardbook declare” proposes one.",
)
@click.option("--allow", metavar="CATEGORY,...", help="Categories that may appear, instead of a declaration.")
@click.option("--force", is_flag=True, help="Replace OUTPUT if it exists.")
@checker_options
@click.pass_context
def clean(
    ctx: click.Context,
    /,
    file: Path,
    output: Path,
    declared: Path | None,
    allow: str | None,
    force: bool,
    **how: object,
) -> None:
    """Make a copy of FILE without what is hidden and without what was not declared, and check the copy.

    The copy is built anew from what shows; FILE stays as it is. What cannot be cleaned with certainty is refused, and
    then nothing is written.

    Exit code 0: written and clear; 1: refused; 2: could not be read, or bad usage.
    """
    from guardbook.release.copying import LARGEST, make_clean_copy

    try:
        if output.exists() and not force:
            raise UsageError(f"{output} exists already: choose another name, or add --force to replace it")
        declaration = chosen_declaration(declared, allow)
        with opened_checker(how, written=LARGEST) as checker, shown_waiting(file, "Cleaning"):
            copied = make_clean_copy(checker, file, output, declaration)
    except GuardbookError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written ({os.strerror(error.errno or 0)})") from None
    message = printable(copied.message)
    click.echo(message if copied.ended == "written" else f"{copied.ended.capitalize()}: {message}")
    for note in copied.notes:
        click.echo(printable(note))
    if copied.verdict:
        print_reasons(copied.verdict)
    ctx.exit(_CODES[copied.ended])
