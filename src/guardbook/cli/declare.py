"""`guardbook declare`: proposes what to declare of a file."""

from pathlib import Path

import click

from guardbook.cli.release_options import checker_options, opened_checker
from guardbook.cli.waiting import shown_waiting
from guardbook.errors import GuardbookError
from guardbook.release.opening import open_file


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file, which must be new."
)
@checker_options
def declare(file: Path, output: Path | None, **how: object) -> None:
    """Propose a declaration from what FILE holds, for a person to strike out what should not be in it.

    Headings and categories that show are proposed; what is hidden is named in comments only. Values are never written.
    Exit code 2 when the file cannot be opened or read.
    """
    try:
        with opened_checker(how) as checker, open_file(file) as opened, shown_waiting(file, "Reading"):
            proposed = str(checker.ask("propose", opened, str(file))["toml"])
        if output is None:
            click.echo(proposed, nl=False)
            return
        with output.open("x", encoding="utf-8") as written:
            written.write(proposed)
    except FileExistsError:
        raise click.UsageError(f"{output} exists already: choose another name, or remove it first") from None
    except OSError as error:
        raise click.UsageError(f"{output or file}: {error.strerror or 'it cannot be used'}") from None
    except GuardbookError as error:
        raise click.UsageError(str(error)) from None
