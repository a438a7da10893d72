"""Tables of made-up people and of things that are not people, every value drawn or computed here."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

FORENAMES = """
Alison Andrew Angela Anthony Barbara Brian Carol Catherine Charlotte Christopher Claire Colin Daniel David
Deborah Derek Elizabeth Emma Fiona Gareth Geoffrey George Graham Hannah Helen Ian Jacqueline James Janet
Jessica Joanne John Jonathan Karen Keith Kenneth Laura Linda Louise Margaret Mark Martin Mary Matthew Michael
Michelle Neil Nicola Oliver Patricia Paul Peter Philip Rachel Rebecca Richard Robert Samantha Sarah Simon
Sophie Stephen Susan Thomas Tracey William Aisha Mohammed Priya Siobhan Rhys Agnieszka Oluwaseun Wei
""".split()
SURNAMES = """
Adams Allen Anderson Atkinson Bailey Baker Barnes Bennett Brown Butler Campbell Carter Chapman Clarke Collins
Cook Cooper Cox Davies Davis Dixon Edwards Ellis Evans Fisher Foster Gibson Gray Green Griffiths Hall Harris
Harrison Harvey Hill Holmes Howard Hughes Hunt Jackson James Jenkins Johnson Jones Kelly Kennedy King Knight
Lewis Lloyd Marshall Martin Mason Matthews Miller Mitchell Moore Morgan Morris Murphy Murray Palmer Parker
Patel Phillips Powell Price Richards Richardson Roberts Robinson Rogers Russell Scott Shaw Simpson Smith
Stevens Stewart Taylor Thomas Thompson Turner Walker Walsh Ward Watson Webb White Wilkinson Williams Wilson
Wood Wright Young O'Neill McDonald Khan Ahmed Smith-Jones Nowak Okafor Zhang
""".split()
STREETS = (
    """
High Street, Station Road, Church Lane, Victoria Road, Park Avenue, Mill Lane, Queens Drive, The Crescent,
Manor Close, London Road, Kings Road, Grange Gardens, Meadow View, Chapel Hill, Orchard Way
""".replace(",\n", ", ")
    .strip()
    .split(", ")
)
TOWNS = (
    """
Leeds, York, Hull, Bristol, Exeter, Norwich, Preston, Derby, Leicester, Coventry, Swindon, Ipswich, Lincoln,
Bolton, Stockport, Chester, Swansea, Cardiff, Dundee, Inverness, Aberdeen, Reading, Luton, Bath, Durham
""".replace(",\n", ", ")
    .strip()
    .split(", ")
)
NATIONALITIES = "British,Irish,Polish,Indian,Pakistani,Nigerian,French,Italian,Romanian,Portuguese,Chinese".split(",")
ETHNICITIES = (
    "White British,White Irish,Pakistani,Indian,Bangladeshi,Black African,Black Caribbean,Chinese,Mixed White and Asian"
).split(",")
RELIGIONS = "Christian,Muslim,Hindu,Sikh,Jewish,Buddhist,Roman Catholic,Church of England".split(",")
ORIENTATIONS = "Heterosexual,Gay,Lesbian,Bisexual,Gay man,Asexual".split(",")
CONDITIONS = "Asthma,Diabetes,Depression,Epilepsy,Anxiety,Dyslexia,Multiple sclerosis,Arthritis,Autism".split(",")
UNIONS = "Unison,Unite,GMB,PCS,Prospect,NASUWT,UCU,RMT".split(",")

Make = Callable[[random.Random], str]


class Person:
    """One row of a table of people; each method is a column."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.first, self.last = dice.choice(FORENAMES), dice.choice(SURNAMES)
        self.born = date(1945, 1, 1) + timedelta(dice.randrange(60 * 365))
        self.area = dice.choice("LS YO HU BS EX NR PR DE LE CV SN IP LN BL SK CH SA CF DD IV AB RG LU BA DH".split())
        self.town = dice.choice(TOWNS)

    def digits(self, count: int) -> str:
        return "".join(self.dice.choice("0123456789") for _ in range(count))

    def letters(self, count: int, among: str = "ABCDEFGHJKLMNPRSTWXY") -> str:
        return "".join(self.dice.choice(among) for _ in range(count))

    def weighted(self, weights: list[int], rule: Callable[[int], int | None]) -> str:
        """Digits and, at their end, the check digit that `rule` makes of their weighted sum (None: draw again)."""
        while True:
            body = str(self.dice.randrange(4, 9)) + self.digits(len(weights) - 1)
            check = rule(sum(weight * int(digit) for weight, digit in zip(weights, body, strict=True)))
            if check is not None:
                return f"{body}{check}"

    def forename(self) -> str:
        return self.first

    def surname(self) -> str:
        return self.last

    def full_name(self) -> str:
        return f"{self.dice.choice(['Mr', 'Mrs', 'Dr', 'Ms'])} {self.first} {self.last}"

    def address_line(self) -> str:
        return f"{self.dice.randrange(1, 200)} {self.dice.choice(STREETS)}"

    def full_address(self) -> str:
        return f"{self.address_line()}, {self.town}, {self.postcode()}"

    def postcode(self) -> str:
        inward = f"{self.dice.randrange(1, 10)}{self.letters(2, 'ABDEFGHJLNPQRSTUWXYZ')}"
        return f"{self.area}{self.dice.randrange(1, 20)} {inward}"

    def town_name(self) -> str:
        return self.town

    def email(self) -> str:
        return f"{self.first}.{self.last}{self.dice.randrange(99)}@example.org".lower().replace("'", "")

    def phone(self) -> str:
        return f"020 7946 0{self.digits(3)}"

    def mobile(self) -> str:
        return f"07700 900{self.digits(3)}"

    def born_on(self) -> str:
        return self.born.strftime("%d/%m/%Y")

    def age(self) -> str:
        return str((date(2026, 4, 1) - self.born).days * 4 // 1461)

    def nationality(self) -> str:
        return self.dice.choice(NATIONALITIES)

    def ni_number(self) -> str:
        return (
            f"{self.dice.choice(['AB', 'CE', 'JK', 'LM', 'PR', 'SX', 'QQ'])}{self.digits(6)}{self.letters(1, 'ABCD')}"
        )

    def nhs_number(self) -> str:
        return self.weighted(list(range(10, 1, -1)), lambda total: {11: 0, 10: None}.get(c := 11 - total % 11, c))

    def passport(self) -> str:
        return self.dice.choice("345") + self.digits(8)

    def driving_licence(self) -> str:
        name = (self.last.upper().replace("'", "").replace("-", "") + "99999")[:5]
        born = f"{self.born.year // 10 % 10}{self.born:%m%d}{self.born.year % 10}"
        return f"{name}{born}{self.first[0].upper()}9{self.letters(1)}{self.letters(1)}{self.dice.randrange(2, 10)}"[
            :16
        ]

    def utr(self) -> str:
        body = self.digits(9)
        total = sum(weight * int(digit) for weight, digit in zip((6, 7, 8, 9, 10, 5, 4, 3, 2), body, strict=True))
        return "21987654321"[total % 11] + body

    def sort_code(self) -> str:
        return f"{self.dice.randrange(10, 90)}-{self.digits(2)}-{self.digits(2)}"

    def account(self) -> str:
        return self.digits(8)

    def iban(self) -> str:
        body = f"NWBK{self.digits(14)}"
        number = int("".join(str(int(character, 36)) for character in body + "GB00"))
        return f"GB{98 - number % 97:02d}{body}"

    def card(self) -> str:
        body = "4" + self.digits(14)
        doubled = [int(digit) * (2 - number % 2) for number, digit in enumerate(body)]
        return f"{body}{-sum(digit // 10 + digit % 10 for digit in doubled) % 10}"

    def staff_number(self) -> str:
        return f"E{self.digits(6)}"

    def salary(self) -> str:
        return f"£{self.dice.randrange(19_000, 90_000):,}"

    def ip(self) -> str:
        return ".".join(str(self.dice.randrange(1, 255)) for _ in range(4))

    def vehicle(self) -> str:
        return (
            f"{self.letters(2, 'ABCDEFGHK')}{self.dice.choice(['12', '15', '19', '63', '67', '71'])} {self.letters(3)}"
        )

    def ethnicity(self) -> str:
        return self.dice.choice(ETHNICITIES)

    def religion(self) -> str:
        return self.dice.choice(RELIGIONS)

    def orientation(self) -> str:
        return self.dice.choice(ORIENTATIONS)

    def health(self) -> str:
        return self.dice.choice(CONDITIONS)

    def union(self) -> str:
        return self.dice.choice(UNIONS)

    def prison_number(self) -> str:
        return f"A{self.digits(4)}{self.letters(2)}"

    def upn(self) -> str:
        body = self.dice.choice("3489") + self.digits(11)
        total = sum(weight * int(digit) for weight, digit in zip(range(2, 14), body, strict=True))
        return "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] + body

    def uln(self) -> str:
        return self.weighted(
            list(range(10, 1, -1)), lambda total: (10 - total % 11) if 1 <= 10 - total % 11 <= 9 else None
        )

    def username(self) -> str:
        return (self.first[0] + self.last + str(self.dice.randrange(1, 99))).lower().replace("'", "")


PERSONAL: dict[str, tuple[str, Callable[[Person], str], str]] = {
    "forename": ("Forename", Person.forename, "person-name"),
    "surname": ("Surname", Person.surname, "person-name"),
    "full name": ("Full name", Person.full_name, "person-name"),
    "address line": ("Address line 1", Person.address_line, "home-address"),
    "full address": ("Home address", Person.full_address, "home-address"),
    "postcode": ("Postcode", Person.postcode, "postcode"),
    "town": ("Town", Person.town_name, "place"),
    "e-mail": ("E-mail", Person.email, "email"),
    "phone": ("Tel (home)", Person.phone, "phone"),
    "mobile": ("mobileNo", Person.mobile, "phone"),
    "date of birth": ("Date of birth (dd/mm/yyyy)", Person.born_on, "date-of-birth"),
    "age": ("Age", Person.age, "age"),
    "nationality": ("Nationality", Person.nationality, "nationality"),
    "NI number": ("NI No.", Person.ni_number, "national-insurance-number"),
    "NHS number": ("nhs_number", Person.nhs_number, "nhs-number"),
    "passport": ("Passport no", Person.passport, "passport-number"),
    "driving licence": ("Driving Licence", Person.driving_licence, "driving-licence-number"),
    "UTR": ("UTR", Person.utr, "tax-reference"),
    "sort code": ("Sort Code", Person.sort_code, "bank-account"),
    "account": ("Account Number", Person.account, "bank-account"),
    "IBAN": ("IBAN", Person.iban, "bank-account"),
    "card": ("Card number", Person.card, "payment-card"),
    "staff number": ("Staff number", Person.staff_number, "staff-number"),
    "salary": ("Salary", Person.salary, "financial"),
    "IP": ("IP address", Person.ip, "ip-address"),
    "vehicle": ("Vehicle reg", Person.vehicle, "vehicle-registration"),
    "ethnicity": ("Ethnicity", Person.ethnicity, "ethnicity"),
    "religion": ("Religion", Person.religion, "religion"),
    "sexual orientation": ("Sexual Orientation", Person.orientation, "sexual-life"),
    "health": ("Disability", Person.health, "health"),
    "trade union": ("Trade union", Person.union, "trade-union"),
    "prison number": ("Prison number", Person.prison_number, "justice-id"),
    "UPN": ("UPN", Person.upn, "education-id"),
    "ULN": ("ULN", Person.uln, "education-id"),
    "username": ("Username", Person.username, "username"),
}
"""Kinds of personal column: heading, values, category."""

OTHER: dict[str, Make] = {
    "Visits": lambda d: str(d.randrange(0, 400)),
    "Attendance %": lambda d: f"{d.uniform(0, 100):.1f}",
    "Score": lambda d: str(d.randrange(0, 101)),
    "Amount": lambda d: f"{d.uniform(5, 5000):.2f}",
    "Price (£)": lambda d: f"£{d.uniform(1, 300):.2f}",
    "Year": lambda d: str(d.randrange(1990, 2026)),
    "Order ID": lambda d: str(d.randrange(10**9, 10**10)),
    "Invoice no": lambda d: str(d.randrange(10**7, 10**8)),
    "SKU": lambda d: f"{d.choice(['TV', 'PC', 'HX'])}-{d.randrange(1000, 9999)}-{d.choice('ABCDEF')}",
    "ISBN": lambda d: f"978{d.randrange(10**9, 10**10)}",
    "Organisation name": lambda d: (
        d.choice(["Acme", "Northern", "Apex", "Harbour", "Baker"]) + d.choice([" Ltd", " plc", " Trust", " Council"])
    ),
    "Product": lambda d: d.choice(
        ["Laptop stand", "Office chair", "Desk lamp", "Monitor arm", "Rose bush", "Jack plug"]
    ),
    "Job title": lambda d: d.choice(["Manager", "Analyst", "Case Worker", "Team Leader", "Cook", "Baker", "Driver"]),
    "Status": lambda d: d.choice(["Open", "Closed", "Pending", "On hold"]),
    "Department": lambda d: d.choice(["Finance", "Human Resources", "Estates", "Digital", "Legal", "Policy"]),
    "Area code": lambda d: f"E0900{d.randrange(1, 34):04d}",
    "Latitude": lambda d: f"{d.uniform(50, 58):.6f}",
    "Version": lambda d: f"{d.randrange(1, 9)}.{d.randrange(0, 20)}.{d.randrange(0, 30)}.{d.randrange(0, 9)}",
    "Updated": lambda d: (
        f"2025-{d.randrange(1, 13):02d}-{d.randrange(1, 29):02d} {d.randrange(24):02d}:{d.randrange(60):02d}:00"
    ),
    "Category": lambda d: d.choice(["A - urgent", "B - routine", "C - none", "Other"]),
    "Population": lambda d: str(d.randrange(40_000, 400_000)),
    "Approved": lambda d: d.choice(["Yes", "No"]),
    "Grade": lambda d: d.choice(["AO", "EO", "HEO", "SEO", "G7", "G6"]),
    "UUID": lambda d: f"{d.randrange(16**8):08x}-{d.randrange(16**4):04x}",
}
"""Columns that hold nothing personal: heading, values."""

UNCOUNTED = {None, "date", "place", "web-address", "business-address"}
"""What a column that holds nothing personal may be called."""

Table = tuple[list[str], list[list[str]], list[str | None]]


def make_table(personal: list[str], others: list[str], rows: int, seed: int = 1, opaque: bool = False) -> Table:
    """Headings, rows and the category of each column; `opaque` headings are c1, c2 …"""
    dice = random.Random(seed)
    people = [Person(dice) for _ in range(rows)]
    columns: list[tuple[str, list[str], str | None]] = [
        (PERSONAL[k][0], [PERSONAL[k][1](p) for p in people], PERSONAL[k][2]) for k in personal
    ]
    columns += [(name, [OTHER[name](dice) for _ in range(rows)], None) for name in others]
    headings = [f"c{number}" if opaque else column[0] for number, column in enumerate(columns, 1)]
    return (
        headings,
        [list(row) for row in zip(*(column[1] for column in columns), strict=True)],
        [c[2] for c in columns],
    )


@pytest.fixture
def table_of() -> Callable[..., Table]:
    return make_table


@pytest.fixture
def kinds() -> tuple[list[str], list[str]]:
    return list(PERSONAL), list(OTHER)
