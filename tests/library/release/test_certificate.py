"""A certificate vouches for one file, one declaration and people whose keys are trusted, and for nothing else."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from guardbook.errors import UsageError
from guardbook.release.certificate import Certificate, objections, parse_certificate, sign, state
from guardbook.release.declaration import Declaration
from guardbook.release.signing_keys import PASSWORD, read_private_key, read_public_keys
from guardbook.release.verdict import rule

DIGEST, OTHER = "a" * 64, "b" * 64
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANN, BEN, EVE = (Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32) for seed in (1, 2, 3))


def _unsigned() -> Certificate:
    return state(rule("list.csv", DIGEST, []), 5, Declaration(columns=("Name",)), NOW)


def _objections(certificate: Certificate, digest: str = DIGEST, signers: int = 1) -> list[str]:
    return objections(certificate, digest, [ANN.public_key(), BEN.public_key()], signers)


def test_a_signed_certificate_vouches_for_its_file() -> None:
    assert _objections(sign(_unsigned(), ANN, "Ann", NOW)) == []


def test_it_says_yes_after_being_written_and_read() -> None:
    assert _objections(parse_certificate(sign(_unsigned(), ANN, "Änn", NOW).to_json())) == []


def test_another_file_is_refused() -> None:
    told = _objections(sign(_unsigned(), ANN, "Ann", NOW), OTHER)
    assert told == ["the file is not the one that was certified: at least one byte differs"]


def test_nobodys_signature_is_a_no() -> None:
    assert _objections(_unsigned()) == ["nobody has signed it"]


def test_an_unknown_key_is_a_no() -> None:
    told = _objections(sign(_unsigned(), EVE, "Ann", NOW))
    assert told == [f"0 of 1 signatures by trusted keys; signed with unknown keys: {EVE_KEY[:16]}…"]


def test_without_trusted_keys_the_answer_is_never_yes() -> None:
    told = objections(sign(_unsigned(), ANN, "Ann", NOW), DIGEST, [])
    assert told == ["no key is trusted: name the public keys of those who may sign with --trust"]


def test_two_signers_are_two_keys() -> None:
    once = sign(_unsigned(), ANN, "Ann", NOW)
    assert _objections(once, signers=2) == ["1 of 2 signatures by trusted keys"]
    assert _objections(sign(once, BEN, "Ben", NOW), signers=2) == []
    twice = replace(once, signatures=once.signatures * 2)
    assert _objections(twice, signers=2) == ["1 of 2 signatures by trusted keys"]
    with pytest.raises(UsageError, match="this key has signed the certificate before"):
        sign(once, ANN, "Ben", NOW)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(made="2027-01-01T00:00:00+00:00"),
        lambda data: data["declaration"].update(toml="columns = []"),
        lambda data: data["file"].update(size=6),
        lambda data: data["signatures"][0].update(signer="Eve"),
        lambda data: data["signatures"][0].update(signed="2020-01-01T00:00:00+00:00"),
        lambda data: data["signatures"][0].update(signature="AAAA"),
        lambda data: data.update(note="one more key"),
    ],
)
def test_no_word_of_it_can_be_changed(change: Any) -> None:
    data = json.loads(sign(_unsigned(), ANN, "Ann", NOW).to_json())
    change(data)
    told = _objections(parse_certificate(json.dumps(data)))
    assert told and "does not fit what it says" in told[0]


def test_only_a_clear_file_is_certified() -> None:
    from guardbook.release.verdict import Reason

    blocked = rule("list.csv", DIGEST, [Reason("hidden-sheet", "block", "", None, 1, "…")])
    with pytest.raises(ValueError, match="only a clear file"):
        state(blocked, 5, Declaration(), NOW)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"signatures": 5}', "[" * 100_000, '{"signatures": [{}]}'])
def test_what_is_no_certificate_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UsageError, match="no certificate"):
        parse_certificate(text)


def test_keys_are_read_as_pem_and_as_openssh_writes_them(tmp_path: Path) -> None:
    public = ANN.public_key()
    path = tmp_path / "keys"
    for encoding, form in (
        (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        (Encoding.OpenSSH, PublicFormat.OpenSSH),
    ):
        second = BEN.public_key().public_bytes(encoding, form)
        path.write_bytes(public.public_bytes(encoding, form) + b"\n" + second)
        assert [key.public_bytes_raw() for key in read_public_keys(path)] == [
            public.public_bytes_raw(),
            BEN.public_key().public_bytes_raw(),
        ]
    for private_form in (PrivateFormat.PKCS8, PrivateFormat.OpenSSH):
        path.write_bytes(ANN.private_bytes(Encoding.PEM, private_form, NoEncryption()))
        assert read_private_key(path).private_bytes_raw() == ANN.private_bytes_raw()


def test_a_key_with_a_password_asks_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(ANN.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"horse")))
    monkeypatch.delenv(PASSWORD, raising=False)
    with pytest.raises(UsageError, match=f"needs its password: put it in {PASSWORD}"):
        read_private_key(path)
    monkeypatch.setenv(PASSWORD, "cow")
    with pytest.raises(UsageError, match="or the password is wrong"):
        read_private_key(path)
    monkeypatch.setenv(PASSWORD, "horse")
    assert read_private_key(path).private_bytes_raw() == ANN.private_bytes_raw()


def test_wrong_keys_are_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    other = generate_private_key(SECP256R1())
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(UsageError, match="another kind than Ed25519: make one with “openssl genpkey"):
        read_private_key(path)
    with pytest.raises(UsageError, match="holds a private key, which nobody but its owner should have"):
        read_public_keys(path)
    path.write_text("nothing")
    with pytest.raises(UsageError, match="holds no public key: “openssl pkey"):
        read_public_keys(path)


EVE_KEY = EVE.public_key().public_bytes_raw().hex()
