"""`guardbook verify`: says whether a certificate vouches for a file."""

import json
import os
from pathlib import Path

import click

from guardbook.cli.printable import printable
from guardbook.errors import GuardbookError, UsageError
from guardbook.release.certificate import LARGEST, Certificate, objections, parse_certificate


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.argument("cert", type=click.Path(path_type=Path), metavar="CERT")
@click.option("--trust", type=click.Path(path_type=Path), help="A file of the public keys of those who may sign.")
@click.option("--signers", type=click.IntRange(1, 20), default=1, show_default=True, help="How many must have signed.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.pass_context
def verify(ctx: click.Context, /, file: Path, cert: Path, trust: Path | None, signers: int, as_json: bool) -> None:
    """Say whether CERT vouches for FILE: yes, or no and exactly why not.

    Only signatures by keys in --trust count; without it the answer is never yes.

    Exit code 0: yes; 1: no; 2: one of the files could not be read, or bad usage.
    """
    from guardbook.release.signing_keys import read_public_keys

    try:
        certificate, trusted = read_certificate(cert), read_public_keys(trust) if trust else []
        against = objections(certificate, _hash(file), trusted, signers)
    except GuardbookError as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        click.echo(json.dumps({"file": str(file), "certificate": str(cert), "valid": not against, "why_not": against}))
    elif against:
        click.secho(printable(f"No: {cert} does not vouch for {file}."), fg="red", bold=True)
        click.echo(printable("\n".join(f"  ✗ {reason[0].upper()}{reason[1:]}." for reason in against)))
    else:
        known = {key.public_bytes_raw().hex() for key in trusted}
        signed = [each for each in certificate.signatures if each.key in known]
        names = [each.signer or f"the key {each.key[:16]}…" for each in signed]
        yes = f"Yes: {file} is the file that was found clear; signed by {', '.join(names)}."
        click.secho(printable(yes), fg="green", bold=True)
    ctx.exit(1 if against else 0)


def read_certificate(path: Path) -> Certificate:
    """Return the certificate in a file; raise `UsageError` naming it and what is wrong."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"the certificate {path} cannot be read ({os.strerror(error.errno or 0)})") from None
    try:
        return parse_certificate(data[:LARGEST].decode("utf-8", "replace"))
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None


def _hash(path: Path) -> str:
    from guardbook.release.opening import open_file
    from guardbook.release.verdict import hash_of

    try:
        with open_file(path) as file:
            return hash_of(file)
    except UsageError as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({os.strerror(error.errno or 0)})") from None
