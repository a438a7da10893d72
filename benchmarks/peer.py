"""Asks a peer, which lives in an environment of its own, what it finds and how long it takes."""

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LABELS: dict[str, str] = {
    "PERSON": "person-name",
    "EMAIL_ADDRESS": "email",
    "EMAIL": "email",
    "PHONE_NUMBER": "phone",
    "PHONE": "phone",
    "UK_NHS": "nhs-number",
    "UK_NINO": "national-insurance-number",
    "UK_POSTCODE": "postcode",
    "UK_PASSPORT": "passport-number",
    "US_PASSPORT": "passport-number",
    "UK_VEHICLE_REGISTRATION": "vehicle-registration",
    "UK_DRIVING_LICENCE": "driving-licence-number",
    "CREDIT_CARD": "payment-card",
    "IBAN_CODE": "bank-account",
    "US_BANK_NUMBER": "bank-account",
    "IP_ADDRESS": "ip-address",
    "MAC_ADDRESS": "device-id",
    "US_SSN": "national-id",
    "SSN": "national-id",
    "NRP": "nationality",
    "LOCATION": "place",
    "DATE_TIME": "date",
    "DATE": "date",
    "URL": "web-address",
    "API_KEY": "credential",
    "BEARER_TOKEN": "credential",
    "PRIVATE_KEY": "credential",
    "CREDENTIAL_URI": "credential",
    "JWT": "credential",
}
"""What a peer's label is called here; a label that is not listed keeps its own name and can only be a false alarm."""

NAMES = ("presidio", "datafog-core")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a peer found in each text, and the seconds it took without its set-up."""

    found: list[list[tuple[int, int, str]]]
    seconds: float


def ask(name: str, texts: Sequence[str]) -> Answer | None:
    """Return a peer's answer; None where the peers are not installed (`./dev bench` installs them)."""
    python = os.environ.get("GUARDBOOK_PEERS")
    if not python or not Path(python).exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "texts", Path(folder) / "found"
        source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
        script = Path(__file__).with_name("peers.py")
        done = subprocess.run(
            [python, str(script), name, str(source), str(target)], check=True, capture_output=True, text=True
        )
        timing = json.loads(done.stdout.splitlines()[-1])
        found = [
            [(start, end, LABELS.get(label, label)) for start, end, label, score in json.loads(line) if score >= 0.5]
            for line in target.read_text("utf-8").splitlines()
        ]
    return Answer(found, timing["seconds"])
