"""Fictional people of a fictional department, from a seed: every value is made up or from a range kept for tests."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

FORENAMES = (
    "Aled Amara Anjali Beatrice Bogdan Carys Chidi Chloe Damian Deepak Eilidh Emeka Fatima Fergus Gareth Grace "
    "Hamza Hannah Ibrahim Imogen Jakub Jasmine Kwame Lakshmi Liam Magdalena Mei Mohammed Niamh Nkechi Oliver Olwen "
    "Priya Rhys Rosalind Sanjay Siobhan Tomasz Uchenna Wei Yusuf Zofia "
).split()
SURNAMES = (
    "Adeyemi Ahmed Bevan Bielak Chaudhry Chen Dhillon Eze Fairweather Fraser Gallagher Griffiths Haldane Hussain "
    "Iwu Jenkins Kowalczyk Kaur Lewandowski Llewellyn MacDonald McAllister Mensah Nowak O'Connor Okonkwo Osei Patel "
    "Pemberton Quigley Rahman Rhydderch Sharma Sinclair Smythe-Jones Thistlewood Ullah Vaughan Wang Wiśniewska Xu "
    "Zhang "
).split()
STREETS = "Alder Beech Cherry Damson Elm Foxglove Gorse Hazel Ivy Juniper Larch Maple Oak Rowan Willow".split()
KINDS = "Street Road Lane Avenue Close Drive Crescent Gardens Terrace Way".split()
TOWNS = (
    ("Leeds", "LS"),
    ("Cardiff", "CF"),
    ("Norwich", "NR"),
    ("Exeter", "EX"),
    ("Dundee", "DD"),
    ("Swansea", "SA"),
    ("Lincoln", "LN"),
    ("Durham", "DH"),
    ("Preston", "PR"),
    ("York", "YO"),
    ("Truro", "TR"),
    ("Belfast", "BT"),
)
ETHNICITIES = ("White British", "White Irish", "Asian or Asian British - Indian", "Black African", "Mixed", "Chinese")
RELIGIONS = ("Christian", "Muslim", "Hindu", "Sikh", "Jewish", "Buddhist", "No religion")
CONDITIONS = ("Asthma", "Type 2 diabetes", "Depression", "Epilepsy", "Multiple sclerosis", "Hypertension")


@dataclass(frozen=True)
class Person:
    """A fictional person with what a department might hold on one."""

    forename: str
    surname: str
    street: str
    town: str
    postcode: str
    born: date
    phone: str
    email: str
    ni_number: str
    nhs_number: str
    staff_number: str
    sort_code: str
    account: str
    salary: int
    ethnicity: str
    religion: str
    condition: str

    @property
    def name(self) -> str:
        """Forename and surname."""
        return f"{self.forename} {self.surname}"

    @property
    def address(self) -> str:
        """The address as a letter writes it, one line below the other."""
        return f"{self.street}\n{self.town}\n{self.postcode}"

    @property
    def birthday(self) -> str:
        """Date of birth in UK form."""
        return f"{self.born:%d/%m/%Y}"


def nhs_number(serial: int) -> str:
    """Return the nth NHS number of the range kept for tests, 999 000 0000 on, whose check digit exists."""
    digits = f"999{serial:06}"
    check = 11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11
    return nhs_number(serial + 500_000) if check == 10 else f"{digits[:3]} {digits[3:6]} {digits[6:]}{check % 11}"


def make_person(chance: random.Random) -> Person:
    """Return a person made from a seeded source of chance; the same seed gives the same person."""
    forename, surname = chance.choice(FORENAMES), chance.choice(SURNAMES)
    town, area = chance.choice(TOWNS)
    inward = chance.choice("ABDEFGHJLNPQRSTUWXYZ") + chance.choice("ABDEFGHJLNPQRSTUWXYZ")
    plain = "".join(character for character in surname.lower() if character.isascii() and character.isalpha())
    return Person(
        forename=forename,
        surname=surname,
        street=f"{chance.randint(1, 180)} {chance.choice(STREETS)} {chance.choice(KINDS)}",
        town=town,
        postcode=f"{area}{chance.randint(1, 9)} {chance.randint(1, 9)}{inward}",
        born=date(1945, 1, 1) + timedelta(days=chance.randrange(22_000)),
        phone=f"07700 900{chance.randint(0, 999):03}",
        email=f"{forename.lower()}.{plain}{chance.randint(1, 99)}@example.com",
        ni_number=f"QQ {chance.randint(0, 99):02} {chance.randint(0, 99):02} {chance.randint(0, 99):02} "
        f"{chance.choice('ABCD')}",
        nhs_number=nhs_number(chance.randrange(499_999)),
        staff_number=f"DF{chance.randint(100_000, 999_999)}",
        sort_code=f"{chance.randint(10, 99)}-{chance.randint(10, 99)}-{chance.randint(10, 99)}",
        account=f"{chance.randint(10_000_000, 99_999_999)}",
        salary=chance.randrange(24_000, 118_000, 250),
        ethnicity=chance.choice(ETHNICITIES),
        religion=chance.choice(RELIGIONS),
        condition=chance.choice(CONDITIONS),
    )


def make_people(count: int, seed: int) -> list[Person]:
    """Return `count` people, always the same for one seed."""
    chance = random.Random(seed)
    return [make_person(chance) for _ in range(count)]
