"""`guardbook find`: says where personal values are in a text, and never what they are."""

import json
import sys
from pathlib import Path

import click

from guardbook.cli.compiled import compiled_folder
from guardbook.errors import GuardbookError


@click.command()
@click.argument("text", metavar="TEXT | -")
@click.option("--no-names", is_flag=True, help="Do not look for names and addresses in running text (faster).")
@click.option(
    "--recognisers",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder of more recognisers.",
)
def find(text: str, no_names: bool, recognisers: Path | None) -> None:
    """Find personal values in TEXT, or in what stands on standard input (-).

    Prints one JSON object a line: start, end (characters, end exclusive), category, confidence. The value itself is
    not printed.
    """
    from guardbook.detect import find as find_in
    from guardbook.detect.in_use import choose

    try:
        choose(recognisers, compiled_folder())
        found = find_in(_read() if text == "-" else text, names=not no_names)
    except GuardbookError as error:
        raise click.UsageError(str(error)) from None
    for match in found:
        line = {"start": match.start, "end": match.end, "category": match.category, "confidence": match.confidence}
        click.echo(json.dumps(line))


def _read() -> str:
    """Return standard input as UTF-8 without a byte order mark; bytes that are none become replacement characters."""
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
