"""`guardbook certify`: checks a file once more and signs that it is clear."""

from datetime import UTC, datetime
from pathlib import Path

import click

from guardbook.cli.check import print_reasons
from guardbook.cli.printable import printable
from guardbook.cli.release_options import checker_options, exit_code_of, opened_checker
from guardbook.cli.waiting import shown_waiting
from guardbook.errors import GuardbookError, UsageError
from guardbook.release.certificate import Certificate
from guardbook.release.declaration import Declaration, read_declaration
from guardbook.release.verdict import Verdict


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@click.option(
    "--declaration", "declared", required=True, type=click.Path(path_type=Path), help="What the file may hold (TOML)."
)
@click.option("--key", required=True, type=click.Path(path_type=Path), help="Your private key (Ed25519).")
@click.option("--signer", default="", metavar="TEXT", help="Who signs, as it is to stand in the certificate.")
@click.option("--also", type=click.Path(path_type=Path), help="Add your signature to this certificate of the file.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The certificate.")
@checker_options
@click.pass_context
def certify(
    ctx: click.Context,
    /,
    file: Path,
    declared: Path,
    key: Path,
    signer: str,
    also: Path | None,
    output: Path,
    **how: object,
) -> None:
    """Check FILE and, when it is clear, sign a certificate that says so.

    The key is an Ed25519 key, PEM or OpenSSH; its password, if it has one, comes from GUARDBOOK_KEY_PASSWORD. A second
    person signs with --also, their own key and another OUTPUT.

    Exit code 0: signed; 1: the file is blocked; 2: it could not be read, or bad usage. OUTPUT must be new.
    """
    from guardbook.release.certificate import sign
    from guardbook.release.signing_keys import read_private_key

    try:
        declaration, private = read_declaration(declared), read_private_key(key)
        with opened_checker(how) as checker, shown_waiting(file, "Checking"):
            verdict = checker.check(file, declaration)
        if verdict.verdict != "clear":
            click.echo(f"Not signed. {verdict.advice}")
            print_reasons(verdict)
            ctx.exit(exit_code_of(verdict))
        now = datetime.now(UTC)
        stated = _stated(file, verdict, declaration, now, also)
        _write(sign(stated, private, signer, now), output)
    except GuardbookError as error:
        raise click.UsageError(str(error)) from None
    click.echo(printable(f"{file} is clear, and {output} says so."))


def _stated(file: Path, verdict: Verdict, declaration: Declaration, now: datetime, also: Path | None) -> Certificate:
    from guardbook.cli.verify import read_certificate
    from guardbook.release.certificate import state

    fresh = state(verdict, file.stat().st_size, declaration, now)
    if also is None:
        return fresh
    other = read_certificate(also)
    for part, what in (("file", "another file"), ("declaration", "another declaration")):
        if other.statement[part]["sha256"] != fresh.statement[part]["sha256"]:
            raise UsageError(f"{also} is on {what}: sign a certificate of your own instead")
    return other


def _write(certificate: Certificate, output: Path) -> None:
    try:
        with output.open("x", encoding="utf-8") as written:
            written.write(certificate.to_json())
    except FileExistsError:
        raise UsageError(f"{output} exists already: choose another name, or remove it first") from None
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror or 'no reason given'})") from None
