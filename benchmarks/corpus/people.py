"""Makers of names, homes and ways to reach people; names and places come from Faker's and mimesis' lists."""

import string
from typing import Any

from faker import Faker
from mimesis import Address, Locale

from benchmarks.corpus.chance import Chance

ORIGINS = tuple(
    "en_GB en_GB en_GB en_GB en_GB en_IE en_IN en_IN en_PK pl_PL yo_NG ig_NG ha_NG tw_GH en_KE zu_ZA ro_RO hu_HU lt_LT"
    " pt_PT es_ES it_IT fr_FR de_DE nl_NL tr_TR".split()
)
"""Faker's name lists, those of Britain five times as often as most others."""
AREAS = tuple(
    "B BA BN BS CF CV DE DD E EH EX G GL HU IP L LE LS M N NE NG NR OX PE PL RG S SA SE SO SW TN W YO".split()
)
COUNTIES = ("Kent", "Essex", "West Yorkshire", "Lancashire", "Norfolk", "Co. Durham", "Surrey", "Gwynedd", "Fife")


class People(Chance):
    """Makes names, addresses, telephone numbers and the like."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.fakers: dict[str, Any] = {}
        for number, origin in enumerate(dict.fromkeys(ORIGINS)):
            self.fakers[origin] = Faker(origin)
            self.fakers[origin].seed_instance(seed + number)
        self.british = self.fakers["en_GB"]
        self.places = Address(Locale.EN_GB, seed=seed)
        self.origin = ""
        """Where the name made last comes from."""

    def _origin(self) -> Any:
        self.origin = self.chance.choice(ORIGINS)
        return self.fakers[self.origin]

    # names

    def forename(self) -> str:
        return str(self._origin().first_name())

    def surname(self) -> str:
        return str(self._origin().last_name())

    def name(self) -> str:
        origin = self._origin()
        first, last = origin.first_name(), origin.last_name()
        kind = self.chance.random()
        if kind < 0.06:
            last = f"{last}-{self.british.last_name()}"
        if kind > 0.93:
            first = f"{first} {self.chance.choice(string.ascii_uppercase)}."
        return f"{first} {last}"

    def double_name(self) -> str:
        return f"{self.forename()} {self.surname()}-{self.british.last_name()}"

    def long_name(self) -> str:
        origin = self._origin()
        return f"{origin.first_name()} {origin.first_name()} {origin.last_name()}"

    def initials_name(self) -> str:
        first, second = self.letters(1, "ABCDEFGHJKLMNPRSTW"), self.letters(1, "ABCDEFGHJKLMNPRSTW")
        return f"{self.pick(f'{first}. {second}.', f'{first}.', f'{first}{second}', first)} {self.surname()}"

    def name_caps(self) -> str:
        return self.name().upper()

    def name_lower(self) -> str:
        return self.name().lower()

    def surname_caps(self) -> str:
        return self.surname().upper()

    def surname_first(self) -> str:
        return f"{self.surname().upper()}, {self.forename()}"

    def surname_comma(self) -> str:
        return f"{self.surname()}, {self.forename()}"

    # addresses

    def street(self) -> str:
        number = f"{self.chance.randint(1, 250)}{self.pick('', '', '', 'A', 'B')}"
        flat = self.pick("", "", "", f"Flat {self.chance.randint(1, 40)}, ", f"{self.british.last_name()} House, ")
        return f"{flat}{number} {self.road()}"

    def road(self) -> str:
        kind = self.pick("Street", "Road", "Avenue", "Lane", "Close", "Drive", "Gardens", "Crescent", "Court", "Way")
        return f"{self.places.street_name()} {kind}"

    def town(self) -> str:
        return str(self.places.city())

    def locality(self) -> str:
        return f"{self.pick('Upper', 'Lower', 'East', 'Little', 'Great', 'Old')} {self.british.last_name()}ton"

    def county(self) -> str:
        return self.pick(*COUNTIES)

    def postcode(self) -> str:
        """Faker's postcodes have letters where none are in use, so these follow the patterns that are."""
        district = self.pick("SW1A", "EC2M", "W1T", "E1W", "N1C")
        if self.chance.random() < 0.9:
            district = f"{self.pick(*AREAS)}{self.chance.randint(1, 28)}"
        return f"{district} {self.chance.randint(0, 9)}{self.letters(2, 'ABDEFGHJLNPQRSTUWXYZ')}"

    def postcode_tight(self) -> str:
        return self.postcode().replace(" ", "")

    def postcode_lower(self) -> str:
        return self.postcode().lower()

    def address(self) -> str:
        return f"{self.street()}, {self.town()}, {self.postcode()}"

    def address_lines(self) -> str:
        return f"{self.street()}\n{self.town()}\n{self.postcode()}"

    def address_county(self) -> str:
        return f"{self.street()}, {self.town()}, {self.county()} {self.postcode()}"

    def address_long(self) -> str:
        return f"{self.street()}\n{self.locality()}\n{self.town()}\n{self.county()}\n{self.postcode()}"

    def address_no_code(self) -> str:
        return f"{self.chance.randint(1, 250)} {self.road()}, {self.town()}"

    def address_scots(self) -> str:
        flat = self.pick("Flat 2/1", "Flat 0/2", "1F2", "2F1", "Flat 3R")
        return f"{flat}, {self.chance.randint(2, 190)} {self.road()}, Glasgow G{self.chance.randint(11, 52)} 2QT"

    def address_caps(self) -> str:
        return f"{self.chance.randint(1, 250)} {self.road()}, {self.town()}, {self.postcode()}".upper()

    def address_lower(self) -> str:
        return f"{self.chance.randint(1, 250)} {self.road()}, {self.town()} {self.postcode()}".lower()

    def house(self) -> str:
        return f"{self.chance.randint(1, 250)} {self.road()}"

    def bfpo(self) -> str:
        return f"{self.pick('Block 4, Alma Barracks', 'HQ Company, Wessex Lines')}, BFPO {self.chance.randint(2, 60)}"

    def po_box(self) -> str:
        return f"PO Box {self.digits(4)}, {self.town()}, {self.postcode()}"

    # reaching people

    def email(self) -> str:
        host = self.pick("gmail.com", "outlook.com", "btinternet.com")
        return f"{self.letters(6).lower()}.{self.letters(7).lower()}@{host}"

    def email_odd(self) -> str:
        local, word = self.letters(5).lower(), self.letters(4).lower()
        return self.pick(
            f"{local}+claims@{word}.co.uk", f"{local}_{word}@mail.{word}.gov.uk", f"{local.upper()}@HOTMAIL.CO.UK",
            f"{local}.o'{word}@nhs.net", f"{local}@{word}.scot", f"{local}{self.digits(3)}@{word}-{local}.org.uk",
        )  # fmt: skip

    def phone(self) -> str:
        tail = self.digits(6)
        return self.pick(
            f"07{self.digits(3)} {tail}", f"+44 7{self.digits(3)} {tail}", f"(01{self.digits(3)}) {tail}",
            f"020 7{self.digits(3)} {self.digits(4)}", f"01{self.digits(2)} {self.digits(3)} {self.digits(4)}",
        )  # fmt: skip

    def phone_odd(self) -> str:
        three = self.digits(3)
        return self.pick(
            f"07{three}{self.digits(6)}", f"07{three}-{self.digits(3)}-{self.digits(3)}",
            f"0044 7{three} {self.digits(6)}", f"+44 (0)7{three} {self.digits(6)}",
            f"07{three}.{self.digits(3)}.{self.digits(3)}",
            f"0131\u00a0{three}\u00a0{self.digits(4)}", f"+447{three}{self.digits(6)}",
        )  # fmt: skip

    def phone_foreign(self) -> str:
        return self.pick(
            f"+48 60{self.digits(1)} {self.digits(3)} {self.digits(3)}", f"+353 87 {self.digits(3)} {self.digits(4)}",
            self.likeness("+33 6 ## ## ## ##"), f"+234 803 {self.digits(3)} {self.digits(4)}",
            f"+91 98{self.digits(3)} {self.digits(5)}", self.likeness("0040 72# ######"), f"+49 151 {self.digits(8)}",
        )  # fmt: skip

    def username(self) -> str:
        return f"{self.letters(6).lower()}{self.digits(2)}"

    def handle(self) -> str:
        return f"@{self.letters(7).lower()}{self.digits(2)}"
