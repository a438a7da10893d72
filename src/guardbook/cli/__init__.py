"""The command line: the only modules that print and exit."""

import click

from guardbook import __version__


@click.group()
@click.version_option(__version__)
def main() -> None:
    """Find personal data where it really is, and stop it leaving by mistake."""
