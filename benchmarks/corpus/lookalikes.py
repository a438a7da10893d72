"""Makers of what looks personal and is not: orders, books, hashes, companies, areas, cases, statistics."""

import uuid
from typing import Any

from stdnum import luhn

from benchmarks.corpus.chance import Chance

CHOICES: dict[str, tuple[str, ...]] = {
    "case_name": ("Smith v Jones", "R (Miller) v Prime Minister", "Donoghue v Stevenson",
                  "Re B (A Child)", "Ali v Hughes"),
    "department": ("Finance", "Digital", "Estates", "Policy", "Commercial"),
    "status": ("Open", "Closed", "Pending", "Withdrawn"),
    "drug": ("adalimumab", "sodium valproate", "sertraline", "insulin glargine", "apixaban", "methotrexate"),
    "ministry": ("Home Office", "Ministry of Justice", "Department for Transport", "Cabinet Office", "HM Treasury"),
    "ward": ("Abbey", "Castle", "St Michael's", "Queensway", "Riverside", "Victoria", "Kingsmead", "Harold Wood"),
    "country": ("Jordan", "Chad", "Georgia", "France", "Ghana", "Vietnam", "Cuba", "Israel", "Kenya"),
    "project": ("Hadrian", "Blue Cedar", "Oakwood", "Phoenix 2", "Nightingale", "Austen", "Brunel"),
    "flag": ("Yes", "No"),
    "title": ("Mr", "Mrs", "Ms", "Miss", "Dr", "Mx"),
    "initial": tuple("ABCDEFGHJKLMNPRSTW"),
    "remark": ("Sent back for signature", "No further action", "Second copy on file",
               "Awaiting stock", "Checked and filed", "Late delivery, credit agreed", "Price held until March"),
    "public_url": ("https://www.gov.uk/guidance/energy-labels", "https://www.legislation.gov.uk/ukpga/2018/12",
                   "https://www.ons.gov.uk/economy", "https://www.nhs.uk/conditions/flu"),
    "file_path": ("/srv/reports/2026/q1/summary.pdf", r"\\fs01\share\Finance\Budget v3.xlsx",
                  "S:/policy/drafts/annex-b.docx"),
    "street_only": ("Victoria Street", "Whitehall", "Albert Road", "Charlotte Street",
                    "Churchill Way", "Nelson Square"),
    "station": ("Clapham Junction", "St Pancras", "Victoria", "Birmingham New Street", "James Cook", "Albert Dock"),
}  # fmt: skip


class Lookalikes(Chance):
    """Makes values that are about things."""

    british: Any

    def company(self) -> str:
        return f"{self.british.company().split(',')[0].split('-')[0]} {self.pick('Ltd', 'plc', 'LLP', 'Group')}"

    def firm(self) -> str:
        one, two = self.british.last_name(), self.british.last_name()
        return self.pick(
            f"{one} & {two} Solicitors LLP", f"{one} {two} Associates", f"{one} and Sons Ltd", f"{one}'s Bakery",
            f"{one} {two} Architects", f"The {one} Foundation", f"{one} Primary School",
        )  # fmt: skip

    def count(self) -> str:
        return f"{self.chance.randrange(100_000):,}"

    def order(self) -> str:
        return self.pick(f"PO-{self.digits(7)}", self.digits(10), f"ORD{self.digits(8)}", self.digits(9))

    def order10(self) -> str:
        return self.digits(10)

    def number(self) -> str:
        """A plain number of any length from five digits to sixteen."""
        return self.digits(self.chance.randint(5, 16))

    def chance_nhs(self) -> str:
        """Ten digits that pass the check of an NHS number and are something else."""
        while True:
            nine = self.digits(9)
            check = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
            if check != 10:
                return f"{nine}{check % 11}"

    def chance_luhn(self) -> str:
        """Sixteen digits that pass the check of a card and are something else."""
        fifteen = self.digits(15)
        return fifteen + luhn.calc_check_digit(fifteen)

    def version(self) -> str:
        return ".".join(str(self.chance.randint(0, most)) for most in (20, 30, 200, 9))

    def isbn(self) -> str:
        twelve = "978" + self.digits(9)
        return twelve + str(-sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(twelve)) % 10)

    def gtin(self) -> str:
        twelve = "50" + self.digits(10)
        return twelve + str(-sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(twelve)) % 10)

    def sku(self) -> str:
        return f"{self.letters(3)}-{self.digits(5)}"

    def area(self) -> str:
        return f"E0{self.pick('6', '7', '8', '9')}{self.digits(6)}"

    def grid(self) -> str:
        square = self.pick("TQ", "SU", "NZ", "SK", "NT", "ST")
        return self.pick(f"{square} {self.digits(3)} {self.digits(3)}", f"{square}{self.digits(8)}")

    def cpv(self) -> str:
        return f"{self.digits(2)}{self.digits(6)}-{self.digits(1)}"

    def uuid(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))

    def sha1(self) -> str:
        return self.hexes(40)

    def sha256(self) -> str:
        return self.hexes(64)

    def commit(self) -> str:
        return self.hexes(8)

    def company_number(self) -> str:
        return self.pick(self.digits(8), f"SC{self.digits(6)}", f"0{self.digits(7)}")

    def vat(self) -> str:
        n = self.digits(9)
        return self.pick(f"GB{n}", f"GB {n[:3]} {n[3:7]} {n[7:]}")

    def case_reference(self) -> str:
        return self.pick(
            f"{self.digits(5)} {self.digits(6)}", f"FOI2026/{self.digits(5)}", f"0{self.digits(4)}-{self.digits(6)}"
        )

    def money(self) -> str:
        return f"£{self.chance.randint(1, 900)},{self.chance.randint(0, 999):03}.{self.chance.randint(0, 99):02}"

    def signed(self) -> str:
        return f"{self.pick('-', '+', '')}£{self.chance.randint(1, 900)}.{self.chance.randint(0, 99):02}"

    def percent(self) -> str:
        return f"{self.chance.uniform(0, 100):.1f}"

    def percent_sign(self) -> str:
        return f"{self.chance.uniform(0, 100):.1f}%"

    def meeting_day(self) -> str:
        return f"{self.chance.randint(1, 28)} {self.pick('January', 'March', 'June', 'October')} 2026"

    def meeting_date(self) -> str:
        return f"{self.day(2024, 2026):%d/%m/%Y}"

    def coordinates(self) -> str:
        return f"{self.chance.uniform(50, 58):.4f}, {self.chance.uniform(-5, 1):.4f}"

    def job(self) -> str:
        return str(self.british.job())

    def big(self) -> str:
        return str(self.chance.randrange(10**5, 10**10))

    def amount(self) -> str:
        return f"{self.chance.uniform(10, 90_000):.2f}"

    def year(self) -> str:
        return str(self.chance.randint(1995, 2026))

    def stamp(self) -> str:
        return f"2026-0{self.chance.randint(1, 9)}-{self.chance.randint(10, 28)}T10:{self.chance.randint(10, 59)}:00"

    def score(self) -> str:
        return str(self.chance.randint(0, 100))
