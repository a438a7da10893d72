"""`guardbook recognisers`: lists what can be recognised, and runs every example, counterexample and look-alike."""

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guardbook.errors import GuardbookError

if TYPE_CHECKING:
    from guardbook.detect.recogniser import Recogniser

_FAILED = 1


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines instead of a table.")
@click.option(
    "--recognisers", type=click.Path(path_type=Path, file_okay=False, exists=True), help="A folder of more recognisers."
)
@click.pass_context
def recognisers(ctx: click.Context, as_json: bool, recognisers: Path | None) -> None:
    """List the recognisers, one line each."""
    if ctx.invoked_subcommand:
        return
    known = _known(recognisers)
    if as_json:
        for recogniser in known:
            click.echo(json.dumps(_shown(recogniser)))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("Name", "Finds", "Category", "Check", box=None)
    for recogniser in sorted(known, key=lambda r: (r.category, r.name)):
        table.add_row(recogniser.name, recogniser.title, recogniser.category, recogniser.validator)
    Console().print(table)


@recognisers.command()
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Check this folder's alone."
)
def check(folder: Path | None) -> None:
    """Run every example, counterexample and look-alike; exit code 1 when one fails."""
    from guardbook.detect.check import check as failures_of
    from guardbook.detect.engine import Engine
    from guardbook.detect.recogniser import OWN, read_folder

    try:
        chosen = read_folder(folder or OWN)
        engine = Engine(_known(folder))
    except GuardbookError as error:
        raise click.UsageError(str(error)) from None
    failures = [failure for recogniser in chosen for failure in failures_of(recogniser, engine)]
    for failure in failures:
        click.echo(f"{failure.path}: {failure.kind}: {failure.text!r}: {failure.reason}")
    click.echo(f"{len(chosen)} recognisers, {len(failures)} failures")
    if failures:
        raise click.exceptions.Exit(_FAILED)


def _known(more: Path | None) -> tuple["Recogniser", ...]:
    from guardbook.detect.in_use import joined

    try:
        return joined(more)
    except GuardbookError as error:
        raise click.UsageError(str(error)) from None


def _shown(recogniser: "Recogniser") -> dict[str, object]:
    """Return a recogniser as its file has it, without its examples."""
    hidden = {"examples", "counterexamples", "lookalikes", "path"}
    return {key: value for key, value in dataclasses.asdict(recogniser).items() if key not in hidden and value}
