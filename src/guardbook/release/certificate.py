"""Certificates: a signed statement that these very bytes were found clear under this declaration.

A statement is signed with Ed25519 (RFC 8032). What is signed is JSON with sorted keys, no blanks and ASCII only, so
that anybody can check a signature with a few lines of their own. Several people may sign the same statement; each
signature covers the statement, who signed and when.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from guardbook import __version__
from guardbook.errors import UsageError
from guardbook.release.declaration import Declaration
from guardbook.release.verdict import Verdict

KIND = "Guardbook release certificate"
FORM = 1
LARGEST = 1 << 22
"""Bytes of the largest file that is taken for a certificate."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who vouches for a statement."""

    signer: str
    signed: str
    """Time in ISO 8601 with its zone."""
    key: str
    """The public key, 64 hex digits."""
    signature: str
    """Base64."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A statement and its signatures."""

    statement: dict[str, Any]
    signatures: tuple[Signature, ...]

    def to_json(self) -> str:
        """Return the certificate as it is written to a file."""
        signatures = [{name: getattr(each, name) for name in each.__slots__} for each in self.signatures]
        return json.dumps({**self.statement, "signatures": signatures}, indent=2, ensure_ascii=False) + "\n"


def state(verdict: Verdict, size: int, declaration: Declaration, made: datetime) -> Certificate:
    """Return an unsigned certificate on a clear verdict; `size` is the file's in bytes."""
    if verdict.verdict != "clear":
        raise ValueError("only a clear file is certified")
    toml = declaration.to_toml()
    statement = {
        "type": KIND,
        "form": FORM,
        "file": {"name": verdict.file.rpartition("/")[2], "sha256": verdict.sha256, "size": size},
        "declaration": {"sha256": sha256(toml.encode()).hexdigest(), "toml": toml},
        "verdict": verdict.verdict,
        "advice": [reason.to_json() for reason in verdict.reasons],
        "guardbook": __version__,
        "made": made.isoformat(timespec="seconds"),
    }
    return Certificate(statement, ())


def sign(certificate: Certificate, key: Ed25519PrivateKey, signer: str, signed: datetime) -> Certificate:
    """Return a certificate with one more signature; raise `UsageError` when this key has signed it before."""
    public = key.public_key().public_bytes_raw().hex()
    if any(each.key == public for each in certificate.signatures):
        raise UsageError("this key has signed the certificate before: a second person signs with a key of their own")
    time = signed.isoformat(timespec="seconds")
    mark = key.sign(_signed_bytes(certificate.statement, signer, time, public))
    signature = Signature(signer, time, public, base64.b64encode(mark).decode("ascii"))
    return Certificate(certificate.statement, (*certificate.signatures, signature))


def parse_certificate(text: str) -> Certificate:
    """Return the certificate in a text; raise `UsageError` for anything else."""
    try:
        data = json.loads(text)
        signatures = tuple(Signature(**each) for each in data.pop("signatures"))
        if not all(isinstance(getattr(each, name), str) for each in signatures for name in each.__slots__):
            raise TypeError
        whole = data["type"] == KIND and isinstance(data["file"]["sha256"], str) and isinstance(data["form"], int)
        if not whole or not isinstance(data["declaration"]["sha256"], str):
            raise TypeError
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise UsageError("it is no certificate of Guardbook's, or damaged") from None
    return Certificate(data, signatures)


def objections(
    certificate: Certificate, digest: str, trusted: Iterable[Ed25519PublicKey], signers: int = 1
) -> list[str]:
    """Return why a certificate does not vouch for a file with this SHA-256; an empty list means that it does.

    It takes valid signatures by `signers` different keys out of the `trusted` ones; other signatures count for nothing.
    """
    statement = certificate.statement
    told = []
    if statement["form"] != FORM:
        told.append(f"it is of a form ({statement['form']}) that this version does not know: use a newer Guardbook")
    if statement["file"]["sha256"] != digest:
        told.append("the file is not the one that was certified: at least one byte differs")
    if statement.get("verdict") != "clear":
        told.append("the certificate does not say that the file is clear")
    return told + _of_signatures(certificate, [key.public_bytes_raw().hex() for key in trusted], signers)


def _of_signatures(certificate: Certificate, trusted: Sequence[str], signers: int) -> list[str]:
    if not certificate.signatures:
        return ["nobody has signed it"]
    if not trusted:
        return ["no key is trusted: name the public keys of those who may sign with --trust"]
    known = [each for each in certificate.signatures if each.key in trusted]
    forged = [each for each in known if not _is_valid(certificate.statement, each)]
    if forged:
        return [f"the signature with the trusted key {each.key[:16]}… does not fit what it says" for each in forged]
    people = len({each.key for each in known})
    if people >= signers:
        return []
    others = [each.key[:16] for each in certificate.signatures if each.key not in trusted]
    unknown = f"; signed with unknown keys: {', '.join(f'{key}…' for key in others)}" if others else ""
    return [f"{people} of {signers} signatures by trusted keys{unknown}"]


def _is_valid(statement: dict[str, Any], each: Signature) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(each.key))
        mark = base64.b64decode(each.signature, validate=True)
        public.verify(mark, _signed_bytes(statement, each.signer, each.signed, each.key))
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def _signed_bytes(statement: dict[str, Any], signer: str, signed: str, key: str) -> bytes:
    whole = {"statement": statement, "signer": signer, "signed": signed, "key": key}
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")
