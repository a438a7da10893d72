"""The command line: the only modules that print and exit."""

import os
from importlib import import_module
from typing import Any

import click

from guardbook import __version__
from guardbook.cli.printable import printable

COMMANDS = {
    "certify": "guardbook.cli.certify",
    "check": "guardbook.cli.check",
    "clean": "guardbook.cli.clean",
    "declare": "guardbook.cli.declare",
    "find": "guardbook.cli.find",
    "recognisers": "guardbook.cli.recognisers",
    "scan": "guardbook.cli.scan",
    "verify": "guardbook.cli.verify",
}
"""Command → the module that holds a click command of that name; imported when it is used."""


class _Commands(click.Group):
    """Loads one command's module only, so that each starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what it raises for the user may name files, whose names may not print."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise click.UsageError(printable(error.format_message()), error.ctx) from None

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command


@click.group(cls=_Commands)
@click.version_option(__version__)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Find personal data where it really is, and stop it leaving by mistake."""
    if "NO_COLOR" in os.environ or "FORCE_COLOR" in os.environ:
        ctx.color = "NO_COLOR" not in os.environ
