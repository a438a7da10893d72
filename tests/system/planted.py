"""Two hundred personal values, each in a file of its own, over every category and format."""

import random
import string
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from stdnum import iban, luhn

from demo.people import make_person, nhs_number
from demo.writers import WRITERS, Document

Chance = random.Random
TOTAL = 200
LETTERS = ("docx", "odt", "rtf", "pdf", "txt", "eml", "html", "pptx")


@dataclass(frozen=True)
class Planted:
    """A value, its category, the file it stands in, and the words that must stand nowhere else."""

    category: str
    value: str
    path: Path

    @property
    def traces(self) -> tuple[str, ...]:
        """What would give the value away: itself, and each line of an address."""
        return tuple(line for line in self.value.split("\n") if len(line) > 5)


def _digits(chance: Chance, count: int) -> str:
    return "".join(chance.choices("123456789", k=1) + chance.choices(string.digits, k=count - 1))


def _letters(chance: Chance, count: int) -> str:
    return "".join(chance.choices("ABCEGHJKLMNPRSTWXYZ", k=count))


def _nino(chance: Chance) -> str:
    return (
        f"{chance.choice('ABCEHJKLMPRSW')}{chance.choice('ABCEHJKLMPRSW')}{_digits(chance, 6)}{chance.choice('ABCD')}"
    )


def _chi(chance: Chance) -> str:
    born = f"{date(1940, 1, 1) + timedelta(days=chance.randrange(20_000)):%d%m%y}"
    while True:
        nine = born + _digits(chance, 3)
        check = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return f"{nine}{check % 11}"


def _uln(chance: Chance) -> str:
    while True:
        nine = _digits(chance, 9)
        rest = sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        if rest:
            return f"{nine}{10 - rest}"


def _utr(chance: Chance) -> str:
    nine = _digits(chance, 9)
    total = sum(int(d) * w for d, w in zip(nine, (6, 7, 8, 9, 10, 5, 4, 3, 2), strict=True))
    return "21987654321"[total % 11] + nine


def _pnc(chance: Chance) -> str:
    year, serial = chance.randint(1990, 2024), int(_digits(chance, 7))
    check = "ZABCDEFGHJKLMNPQRTUVWXY"[int(f"{year % 100:02}{serial:07}") % 23]
    return f"{year}/{serial:07}{check}"


def _licence(chance: Chance) -> str:
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(18_000))
    return (
        f"{_letters(chance, 5)}{born.year % 100 // 10}{born.month:02}{born.day:02}{born.year % 10}"
        f"{_letters(chance, 2)}9{_letters(chance, 2)}"
    )


def _card(chance: Chance) -> str:
    fifteen = "4" + _digits(chance, 14)
    return fifteen + luhn.calc_check_digit(fifteen)


def _iban(chance: Chance) -> str:
    rest = _letters(chance, 4) + _digits(chance, 14)
    return f"GB{iban.calc_check_digits('GB00' + rest)}{rest}"


def _imei(chance: Chance) -> str:
    fourteen = "35" + _digits(chance, 12)
    return fourteen + luhn.calc_check_digit(fourteen)


def _ip(chance: Chance) -> str:
    return f"81.{chance.randint(10, 250)}.{chance.randint(10, 250)}.{chance.randint(10, 250)}"


def _pesel(chance: Chance) -> str:
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(17_000))
    ten = f"{born:%y%m%d}{_digits(chance, 4)}"
    total = sum(int(d) * w for d, w in zip(ten, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3), strict=True))
    return ten + str(-total % 10)


def _email(chance: Chance) -> str:
    return f"{_letters(chance, 7).lower()}.{_letters(chance, 6).lower()}@example.org"


def _secret(chance: Chance) -> str:
    return "".join(chance.choices(string.ascii_letters + string.digits, k=18)) + "7!xQ"


def _born(chance: Chance) -> str:
    return f"{date(1945, 1, 1) + timedelta(days=chance.randrange(20_000)):%d/%m/%Y}"


def _track(chance: Chance) -> str:
    return f"{51 + chance.random():.6f}, {-2 + chance.random():.6f}"


def _one_of(*choices: str) -> Callable[[Chance], str]:
    return lambda chance: chance.choice(choices)


KINDS: dict[str, tuple[str, Callable[[Chance], str], str]] = {
    "postcode": ("Postcode", lambda c: make_person(c).postcode, "She has moved to {} since."),
    "email": ("E-mail address", _email, "Please write to {} with any questions."),
    "phone": ("Telephone", lambda c: f"07{_digits(c, 3)} {_digits(c, 6)}", "Call him on {} after five."),
    "date-of-birth": ("Date of birth", _born, "Her date of birth is {}."),
    "age": ("Age", lambda c: str(c.randint(21, 94)), "The claimant is aged {} and lives alone."),
    "nationality": ("Nationality", _one_of("Ghanaian", "Portuguese", "Bangladeshi"), "Nationality: {}"),
    "national-insurance-number": ("NI number", _nino, "National Insurance number {} was quoted."),
    "nhs-number": ("NHS number", lambda c: nhs_number(c.randrange(499_999)), "Patient, NHS number {}."),
    "health-id": ("CHI number", _chi, "CHI number: {}"),
    "national-id": ("PESEL", _pesel, "Her Polish PESEL number is {}."),
    "passport-number": ("Passport number", lambda c: _digits(c, 9), "He holds British passport number {}."),
    "driving-licence-number": ("Driving licence number", _licence, "Driving licence number {}."),
    "tax-reference": ("UTR", _utr, "Unique Taxpayer Reference (UTR): {}"),
    "education-id": ("ULN", _uln, "Unique learner number (ULN): {}"),
    "immigration-id": (
        "Home Office reference",
        lambda c: f"{_letters(c, 1)}{_digits(c, 7)}",
        "Home Office reference: {}",
    ),
    "staff-number": ("Staff number", lambda c: _digits(c, 7), "Staff number: {}"),
    "bank-account": ("IBAN", _iban, "Pay it to IBAN {}."),
    "payment-card": ("Card number", _card, "Card number {} was declined."),
    "financial": ("Annual salary", lambda c: f"£{c.randint(24, 98)},{c.randint(100, 999)}", "Her annual salary is {}."),
    "ip-address": ("IP address", _ip, "The session came from IP address {}."),
    "device-id": ("IMEI", _imei, "The handset's IMEI is {}."),
    "username": ("Username", lambda c: f"{_letters(c, 6).lower()}{_digits(c, 3)}", "Username: {}"),
    "social-media-handle": ("Twitter handle", lambda c: f"@{_letters(c, 8).lower()}_{_digits(c, 2)}", "Twitter: {}"),
    "vehicle-registration": (
        "Vehicle registration",
        lambda c: f"{c.choice('AEGKLMRSY')}{c.choice('ABDEFGHJKL')}{c.randint(10, 24)} {_letters(c, 3)}",
        "Her car, registration {}, was parked outside.",
    ),
    "property-id": ("UPRN", lambda c: "100" + _digits(c, 9), "UPRN: {}"),
    "location-track": ("GPS position", _track, "GPS position at 09:14 on 2 March 2026: {}"),
    "credential": ("Password", _secret, "password = {}"),
    "health": ("Diagnosis", _one_of("multiple sclerosis", "bipolar disorder", "epilepsy"), "He was diagnosed with {}."),
    "ethnicity": ("Ethnicity", _one_of("Black Caribbean", "White and Asian", "Bangladeshi"), "Ethnicity: {}"),
    "religion": ("Religion", _one_of("Sikh", "Muslim", "Jewish"), "Religion: {}"),
    "politics": ("Political party membership", _one_of("Labour Party", "Green Party"), "She is a member of the {}."),
    "trade-union": ("Trade union", _one_of("UNISON", "PCS", "Prospect"), "Trade union membership: {}"),
    "sexual-life": ("Sexual orientation", _one_of("bisexual", "lesbian"), "Sexual orientation: {}"),
    "biometric": (
        "Fingerprint template",
        lambda c: "".join(c.choices("0123456789abcdef", k=40)),
        "Fingerprint template: {}",
    ),
    "genetic": (
        "Genetic test result",
        _one_of("BRCA1 mutation carrier", "HTT gene expansion"),
        "Genetic test result: {}",
    ),
    "criminal-offence": (
        "Conviction",
        _one_of("burglary", "common assault", "fraud"),
        "He was convicted of {} in 2014.",
    ),
    "justice-id": ("PNC ID", _pnc, "PNC ID: {}"),
}
"""Category → (column heading, maker of a value, sentence that holds it)."""

_TABLES = ("csv", "tsv", "xlsx", "xls", "ods", "parquet", "sqlite", "jsonl", "csv.gz", "docx", "html")


def _sentence(kind: tuple[str, Callable[[Chance], str], str], value: str) -> Document:
    before = "This note is kept on the file and was last read in March."
    return Document("Note", (before, kind[2].format(value), "No further action is needed."))


def _table(kind: tuple[str, Callable[[Chance], str], str], value: str, chance: Chance) -> Document:
    others = [kind[1](chance) for _ in range(11)]
    others.insert(chance.randrange(11), value)
    rows = tuple((str(1_000 + n), each, chance.choice(("open", "closed"))) for n, each in enumerate(others))
    return Document("Extract", (), ("Case", kind[0], "Status"), rows)


def _letter(value: tuple[str, str], chance: Chance) -> Document:
    name, address = value
    if chance.random() < 0.4:
        form = f"Name: {name}\nAddress: {', '.join(address.split(chr(10)))}\nSigned: yes"
        return Document("Application form", (form, "For office use only."))
    return Document(
        "Letter",
        (f"{name}\n{address}", "2 March 2026", f"Dear {name},", "Thank you for your letter.", "Yours sincerely,"),
    )


def plant(folder: Path, seed: int) -> list[Planted]:
    """Write the files below a folder and say what stands in each."""
    chance = Chance(seed)
    planted = _plant_people(folder, chance, TOTAL // 5)
    endings = sorted(WRITERS)
    for number in range(TOTAL - len(planted)):
        category = list(KINDS)[number % len(KINDS)]
        kind, value = KINDS[category], KINDS[category][1](chance)
        tabular = number // len(KINDS) % 2 == 1
        ending = _TABLES[number % len(_TABLES)] if tabular else endings[number % len(endings)]
        document = _table(kind, value, chance) if tabular else _sentence(kind, value)
        path = folder / f"file-{number:03}.{ending}"
        WRITERS[ending](path, document)
        planted.append(Planted(category, value, path))
    return planted


def _plant_people(folder: Path, chance: Chance, count: int) -> list[Planted]:
    planted = []
    for number in range(count):
        person = make_person(chance)
        path = folder / f"letter-{number:03}.{LETTERS[number % len(LETTERS)]}"
        WRITERS[path.suffix[1:]](path, _letter((person.name, person.address), chance))
        value = ("person-name", person.name) if number % 2 else ("home-address", person.address)
        planted.append(Planted(*value, path))
    return planted
