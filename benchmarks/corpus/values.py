"""Makers of values; names and places come from Faker's and mimesis' lists, numbers from their public rules."""

import random
import string
from datetime import date, timedelta

from faker import Faker
from mimesis import Address, Locale
from stdnum import iban, luhn

ORIGINS = (
    "en_GB",
    "en_GB",
    "en_GB",
    "en_IE",
    "en_IN",
    "pl_PL",
    "yo_NG",
    "ig_NG",
    "tw_GH",
    "ro_RO",
    "pt_PT",
    "es_ES",
    "tr_TR",
)
AREAS = "B BA BN BS CF CV DE DD E EH EX G GL HU IP L LE LS M N NE NG NR OX PE PL RG S SA SE SO SW TN W YO".split()


class Values:
    """Makes a value of any kind from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.fakers = {}
        for number, origin in enumerate(dict.fromkeys(ORIGINS)):
            self.fakers[origin] = Faker(origin)
            self.fakers[origin].seed_instance(seed + number)
        self.british = self.fakers["en_GB"]
        self.places = Address(Locale.EN_GB, seed=seed)

    def make(self, kind: str) -> str:
        """Return a value of a kind; the kinds are this class's other methods."""
        made = getattr(self, kind)()
        assert isinstance(made, str)
        return made

    def digits(self, count: int) -> str:
        return self.chance.choice("123456789") + "".join(self.chance.choices(string.digits, k=count - 1))

    def letters(self, count: int, among: str = "ABCEGHJKLMNPRSTWXYZ") -> str:
        return "".join(self.chance.choices(among, k=count))

    def day(self, first: int = 1940, last: int = 2005) -> date:
        return date(first, 1, 1) + timedelta(days=self.chance.randrange((last - first) * 365))

    def pick(self, *choices: str) -> str:
        return self.chance.choice(choices)

    # names

    def forename(self) -> str:
        return str(self.fakers[self.chance.choice(ORIGINS)].first_name())

    def surname(self) -> str:
        return str(self.fakers[self.chance.choice(ORIGINS)].last_name())

    def name(self) -> str:
        origin = self.fakers[self.chance.choice(ORIGINS)]
        first, last = origin.first_name(), origin.last_name()
        kind = self.chance.random()
        if kind < 0.06:
            last = f"{last}-{self.british.last_name()}"
        if kind > 0.93:
            first = f"{first} {self.chance.choice(string.ascii_uppercase)}."
        return f"{first} {last}"

    def surname_first(self) -> str:
        return f"{self.surname().upper()}, {self.forename()}"

    # addresses

    def street(self) -> str:
        number = f"{self.chance.randint(1, 250)}{self.pick('', '', '', 'A', 'B')}"
        flat = self.pick("", "", "", f"Flat {self.chance.randint(1, 40)}, ", f"{self.british.last_name()} House, ")
        kind = self.pick("Street", "Road", "Avenue", "Lane", "Close", "Drive")
        return f"{flat}{number} {self.places.street_name()} {kind}"

    def town(self) -> str:
        return str(self.places.city())

    def postcode(self) -> str:
        """Faker's postcodes have letters where none are in use, so these follow the patterns that are."""
        district = self.pick("SW1A", "EC2M", "W1T", "E1W", "N1C")
        if self.chance.random() < 0.9:
            district = f"{self.pick(*AREAS)}{self.chance.randint(1, 28)}"
        return f"{district} {self.chance.randint(0, 9)}{self.letters(2, 'ABDEFGHJLNPQRSTUWXYZ')}"

    def address(self) -> str:
        return f"{self.street()}, {self.town()}, {self.postcode()}"

    def address_lines(self) -> str:
        return f"{self.street()}\n{self.town()}\n{self.postcode()}"

    # reaching people

    def email(self) -> str:
        host = self.pick("gmail.com", "outlook.com", "btinternet.com")
        return f"{self.letters(6).lower()}.{self.letters(7).lower()}@{host}"

    def phone(self) -> str:
        tail = self.digits(6)
        return self.pick(
            f"07{self.digits(3)} {tail}", f"+44 7{self.digits(3)} {tail}", f"(01{self.digits(3)}) {tail}",
            f"020 7{self.digits(3)} {self.digits(4)}", f"01{self.digits(2)} {self.digits(3)} {self.digits(4)}",
        )  # fmt: skip

    def username(self) -> str:
        return f"{self.letters(6).lower()}{self.digits(2)}"

    def handle(self) -> str:
        return f"@{self.letters(7).lower()}{self.digits(2)}"

    # numbers of the state

    def nino(self) -> str:
        first, second = self.letters(1, "ABCEHJKLMPRSTWXYZ"), self.letters(1, "ABCEHJKLMPRSTWXYZ")
        if first + second in ("GB", "BG", "KN", "NK", "NT", "TN", "ZZ"):
            return self.nino()
        d = self.digits(6)
        return self.pick(f"{first}{second}{d}", f"{first}{second} {d[:2]} {d[2:4]} {d[4:]} ") + self.pick(*"ABCD")

    def nhs(self) -> str:
        nine = self.pick("4", "6", "7") + self.digits(8)
        check = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check == 10:
            return self.nhs()
        ten = f"{nine}{check % 11}"
        return self.pick(ten, f"{ten[:3]} {ten[3:6]} {ten[6:]}", f"{ten[:3]}-{ten[3:6]}-{ten[6:]}")

    def chi(self) -> str:
        nine = f"{self.day():%d%m%y}{self.digits(3)}"
        check = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        return self.chi() if check == 10 else f"{nine}{check % 11}"

    def uln(self) -> str:
        nine = self.digits(9)
        rest = sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        return f"{nine}{10 - rest}" if rest else self.uln()

    def upn(self) -> str:
        body = self.digits(12)
        check = "ABCDEFGHJKLMNPQRTUVWXYZ"[sum(int(d) * w for d, w in zip(body, range(2, 14), strict=True)) % 23]
        return check + body

    def utr(self) -> str:
        nine = self.digits(9)
        return (
            "21987654321"[sum(int(d) * w for d, w in zip(nine, (6, 7, 8, 9, 10, 5, 4, 3, 2), strict=True)) % 11] + nine
        )

    def pnc(self) -> str:
        year, serial = self.chance.randint(1988, 2024), int(self.digits(7))
        return f"{year}/{serial:07}{'ZABCDEFGHJKLMNPQRTUVWXY'[int(f'{year % 100:02}{serial:07}') % 23]}"

    def prison(self) -> str:
        return f"A{self.digits(4)}{self.letters(2)}"

    def passport(self) -> str:
        return self.digits(9)

    def licence(self) -> str:
        born = self.day(1950, 2000)
        day = f"{born.year % 100 // 10}{born.month:02}{born.day:02}{born.year % 10}"
        return f"{self.letters(5)}{day}{self.letters(2)}9{self.letters(2)}"

    def plate(self) -> str:
        place = self.letters(1, "AEGKLMRSY") + self.letters(1, "ABDEFGHJKL")
        return f"{place}{self.chance.randint(2, 24):02} {self.letters(3)}"

    def uprn(self) -> str:
        return f"100{self.digits(9)}"

    def ho_reference(self) -> str:
        return f"{self.letters(1)}{self.digits(7)}"

    def pesel(self) -> str:
        ten = f"{self.day(1950, 1999):%y%m%d}{self.digits(4)}"
        return ten + str(-sum(int(d) * w for d, w in zip(ten, (1, 3, 7, 9) * 3, strict=False)) % 10)

    # money

    def sort_code(self) -> str:
        return f"{self.digits(2)}-{self.digits(2)}-{self.digits(2)}"

    def account(self) -> str:
        return self.digits(8)

    def iban(self) -> str:
        rest = self.letters(4) + self.digits(14)
        return f"GB{iban.calc_check_digits('GB00' + rest)}{rest}"

    def card(self) -> str:
        fifteen = self.pick("4", "51") + self.digits(14)
        fifteen = fifteen[:15]
        whole = fifteen + luhn.calc_check_digit(fifteen)
        return self.pick(whole, " ".join(whole[n : n + 4] for n in range(0, 16, 4)))

    def salary(self) -> str:
        return f"£{self.chance.randint(21, 120)},{self.chance.randint(0, 999):03}"

    def pay(self) -> str:
        return str(self.chance.randrange(21_000, 120_000, 50))

    # dates and ages

    def born(self) -> str:
        day = self.day()
        return self.pick(f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}", f"{day:%d-%m-%Y}", f"{day:%d %b %Y}")

    def born_iso(self) -> str:
        return f"{self.day():%d/%m/%Y}"

    def age(self) -> str:
        return str(self.chance.randint(18, 97))

    # devices

    def ip(self) -> str:
        return f"{self.pick('81', '86', '90', '109')}.{'.'.join(str(self.chance.randint(2, 250)) for _ in range(3))}"

    def mac(self) -> str:
        return ":".join(f"{self.chance.randrange(256):02x}" for _ in range(6))

    def imei(self) -> str:
        fourteen = "35" + self.digits(12)
        return fourteen + luhn.calc_check_digit(fourteen)

    def secret(self) -> str:
        return "".join(self.chance.choices(string.ascii_letters + string.digits, k=14)) + "!9z"

    def aws_key(self) -> str:
        return "AKIA" + "".join(self.chance.choices(string.ascii_uppercase + "234567", k=16))

    # small sets

    def nationality(self) -> str:
        return self.pick(
            "Polish", "Nigerian", "Indian", "Romanian", "Irish", "Pakistani", "Jamaican", "Italian", "Chinese"
        )

    def ethnicity(self) -> str:
        return self.pick("White British", "Black African", "Asian British", "Mixed White and Asian", "Chinese",
                         "Pakistani",
                         "White Irish", "Black Caribbean", "Arab", "Gypsy or Irish Traveller")  # fmt: skip

    def religion(self) -> str:
        return self.pick("Muslim", "Christian", "Hindu", "Sikh", "Jewish", "Buddhist", "Roman Catholic")

    def condition(self) -> str:
        return self.pick("asthma", "type 2 diabetes", "depression", "epilepsy", "breast cancer", "schizophrenia",
                         "multiple sclerosis", "dementia", "HIV", "bipolar disorder", "coeliac disease")  # fmt: skip

    def orientation(self) -> str:
        return self.pick("gay", "bisexual", "lesbian", "heterosexual")

    def offence(self) -> str:
        return self.pick("burglary", "theft", "common assault", "fraud", "drink driving", "criminal damage", "robbery")

    def party(self) -> str:
        return self.pick("Labour Party", "Conservative Party", "Liberal Democrats", "Green Party", "Plaid Cymru")

    def union(self) -> str:
        return self.pick("Unison", "Unite", "GMB", "PCS", "Prospect", "NASUWT")

    # what is not personal

    def company(self) -> str:
        return f"{self.british.company().split(',')[0].split('-')[0]} {self.pick('Ltd', 'plc', 'LLP', 'Group')}"

    def count(self) -> str:
        return f"{self.chance.randrange(100_000):,}"

    def order(self) -> str:
        return self.pick(f"PO-{self.digits(7)}", self.digits(10), f"ORD{self.digits(8)}", self.digits(9))

    def version(self) -> str:
        return ".".join(str(self.chance.randint(0, most)) for most in (20, 30, 200, 9))

    def isbn(self) -> str:
        twelve = "978" + self.digits(9)
        return twelve + str(-sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(twelve)) % 10)

    def area(self) -> str:
        return f"E0{self.pick('6', '7', '8', '9')}{self.digits(6)}"

    def money(self) -> str:
        return f"£{self.chance.randint(1, 900)},{self.chance.randint(0, 999):03}.{self.chance.randint(0, 99):02}"

    def meeting_day(self) -> str:
        return f"{self.chance.randint(1, 28)} {self.pick('January', 'March', 'June', 'October')} 2026"

    def job(self) -> str:
        return str(self.british.job())
