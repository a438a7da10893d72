"""Reads the keys people sign releases with: Ed25519, as PEM or in OpenSSH's form."""

import os
import re
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    load_pem_private_key,
    load_pem_public_key,
    load_ssh_private_key,
    load_ssh_public_key,
)

from guardbook.errors import UsageError

PASSWORD = "GUARDBOOK_KEY_PASSWORD"  # noqa: S105 (the name of a variable)
LARGEST = 1 << 16
_MAKE = "make one with “openssl genpkey -algorithm ed25519 -out key.pem”"
_PUBLIC = re.compile(
    rb"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----|^ssh-ed25519 \S+", re.DOTALL | re.MULTILINE
)


def read_private_key(path: Path) -> Ed25519PrivateKey:
    """Return the private key in a file; its password comes from the environment.

    Raises `UsageError` naming the file and the remedy; nothing of the file's content is in it.
    """
    data = _read(path)
    password = os.environ.get(PASSWORD)
    load = load_ssh_private_key if b"OPENSSH PRIVATE KEY" in data else load_pem_private_key
    try:
        key = load(data, password.encode() if password else None)
    except TypeError:
        need = f"has none: unset {PASSWORD}" if password else f"needs its password: put it in {PASSWORD}"
        raise UsageError(f"the key {path} {need}") from None
    except (ValueError, UnsupportedAlgorithm):
        hint = "or the password is wrong" if password else _MAKE
        raise UsageError(f"{path} holds no private key that can be read: {hint}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageError(f"{path} holds a key of another kind than Ed25519: {_MAKE}")
    return key


def read_public_keys(path: Path) -> list[Ed25519PublicKey]:
    """Return the public keys in a file, one or more, PEM or lines as in OpenSSH's .pub files.

    Raises `UsageError` naming the file and the remedy.
    """
    data = _read(path)
    if b"PRIVATE KEY" in data:
        raise UsageError(f"{path} holds a private key, which nobody but its owner should have: name the public one")
    keys = [_public(found[0], path) for found in _PUBLIC.finditer(data)]
    if not keys:
        hint = "“openssl pkey -in key.pem -pubout” writes the public key that belongs to a private one"
        raise UsageError(f"{path} holds no public key: {hint}")
    return keys


def _public(data: bytes, path: Path) -> Ed25519PublicKey:
    try:
        key = load_ssh_public_key(data) if data.startswith(b"ssh-") else load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm):
        raise UsageError(f"a public key in {path} cannot be read") from None
    if not isinstance(key, Ed25519PublicKey):
        raise UsageError(f"{path} holds a key of another kind than Ed25519")
    return key


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({os.strerror(error.errno or 0)})") from None
    if len(data) > LARGEST:
        raise UsageError(f"{path} is too large for a file of keys")
    return data
