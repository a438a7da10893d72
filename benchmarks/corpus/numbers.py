"""Makers of the numbers by which the state, banks and devices know people, after their public rules."""

import string

from stdnum import iban, luhn

from benchmarks.corpus.chance import Chance

BANKS = {"GB": "@@@@##############", "DE": "#" * 18, "FR": "#" * 23, "IE": "@@@@##############", "PL": "#" * 24,
         "ES": "#" * 20, "NL": "@@@@##########", "RO": "@@@@################",
         "LT": "#" * 16, "PT": "#" * 21}  # fmt: skip
"""Country → the part of its IBAN after the check digits, as `Chance.likeness` reads it."""


class Numbers(Chance):
    """Makes numbers that pass their checks."""

    def nino(self) -> str:
        first, second = self.letters(1, "ABCEHJKLMPRSTWXYZ"), self.letters(1, "ABCEHJKLMPRSTWXYZ")
        if first + second in ("GB", "BG", "KN", "NK", "NT", "TN", "ZZ"):
            return self.nino()
        d = self.digits(6)
        return self.pick(f"{first}{second}{d}", f"{first}{second} {d[:2]} {d[2:4]} {d[4:]} ") + self.pick(*"ABCD")

    def _nino_parts(self) -> tuple[str, str, str, str, str]:
        n = self.nino().replace(" ", "")
        return n[:2], n[2:4], n[4:6], n[6:8], n[8]

    def nino_lower(self) -> str:
        return self.nino().lower()

    def nino_bare(self) -> str:
        return "".join(self._nino_parts()[:4])

    def nino_dashed(self) -> str:
        return "-".join(self._nino_parts())

    def nino_nbsp(self) -> str:
        return "\u00a0".join(self._nino_parts())

    def nino_split(self) -> str:
        a, b, c, d, e = self._nino_parts()
        return f"{a} {b} {c}\n{d} {e}"

    def nhs(self) -> str:
        nine = self.pick("4", "6", "7") + self.digits(8)
        check = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check == 10:
            return self.nhs()
        ten = f"{nine}{check % 11}"
        return self.pick(ten, f"{ten[:3]} {ten[3:6]} {ten[6:]}", f"{ten[:3]}-{ten[3:6]}-{ten[6:]}")

    def nhs_split(self) -> str:
        n = self.nhs().replace(" ", "").replace("-", "")
        return self.pick(f"{n[:3]} {n[3:6]}\n{n[6:]}", f"{n[:3]}\u00a0{n[3:6]}\u00a0{n[6:]}")

    def hcn(self) -> str:
        """A Health and Care number of Northern Ireland."""
        while True:
            n = self.nhs().replace(" ", "").replace("-", "")
            nine = f"3{self.pick('2', '3', '4', '5', '6', '7', '8', '9')}{n[2:9]}"
            check = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
            if check != 10:
                return f"{nine}{check % 11}"

    def hospital(self) -> str:
        return self.pick(f"RXH{self.digits(7)}", f"MRN{self.digits(8)}", f"{self.letters(1)}{self.digits(7)}")

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
        total = sum(int(d) * w for d, w in zip(nine, (6, 7, 8, 9, 10, 5, 4, 3, 2), strict=True))
        return "21987654321"[total % 11] + nine

    def utr_spaced(self) -> str:
        u = self.utr()
        return self.pick(f"{u[:5]} {u[5:]}", f"{u}K")

    def pnc(self) -> str:
        year, serial = self.chance.randint(1988, 2024), int(self.digits(7))
        return f"{year}/{serial:07}{'ZABCDEFGHJKLMNPQRTUVWXY'[int(f'{year % 100:02}{serial:07}') % 23]}"

    def pnc_short(self) -> str:
        whole = self.pnc()
        return f"{whole[2:4]}/{whole[5:]}"

    def cro(self) -> str:
        year, serial = self.chance.randint(70, 99), int(self.digits(5))
        return f"{serial}/{year}{'ZABCDEFGHJKLMNPQRTUVWXY'[int(f'{year}{serial:06}') % 23]}"

    def prison(self) -> str:
        return f"A{self.digits(4)}{self.letters(2)}"

    def passport(self) -> str:
        return self.digits(9)

    def passport_irish(self) -> str:
        return f"{self.letters(2)}{self.digits(7)}"

    def licence(self) -> str:
        born = self.day(1950, 2000)
        day = f"{born.year % 100 // 10}{born.month:02}{born.day:02}{born.year % 10}"
        return f"{self.letters(5)}{day}{self.letters(2)}9{self.letters(2)}"

    def licence_spaced(self) -> str:
        whole = self.licence()
        return f"{whole[:5]} {whole[5:11]} {whole[11:]}"

    def plate(self) -> str:
        place = self.letters(1, "AEGKLMRSY") + self.letters(1, "ABDEFGHJKL")
        return f"{place}{self.chance.randint(2, 24):02} {self.letters(3)}"

    def plate_tight(self) -> str:
        return self.pick(self.plate(), self.plate().lower()).replace(" ", "")

    def plate_old(self) -> str:
        return self.pick(self.likeness("@### @@@"), self.likeness("@@@ ###@"), self.likeness("@## @@@"))

    def uprn(self) -> str:
        return f"100{self.digits(9)}"

    def ho_reference(self) -> str:
        return f"{self.letters(1)}{self.digits(7)}"

    def brp(self) -> str:
        return f"{self.pick('ZU', 'ZR', 'ZX', 'RS')}{self.digits(7)}"

    def gwf(self) -> str:
        return f"GWF0{self.digits(8)}"

    def staff(self) -> str:
        return self.pick(self.digits(6), f"E{self.digits(6)}", f"{self.letters(2)}{self.digits(5)}", self.digits(8))

    # money

    def sort_code(self) -> str:
        return f"{self.digits(2)}-{self.digits(2)}-{self.digits(2)}"

    def sort_spaced(self) -> str:
        return self.sort_code().replace("-", " ")

    def sort_tight(self) -> str:
        return self.digits(6)

    def account(self) -> str:
        return self.digits(8)

    def iban(self) -> str:
        country = self.pick(*BANKS, "GB", "GB", "GB")
        rest = self.likeness(BANKS[country])
        whole = f"{country}{iban.calc_check_digits(f'{country}00{rest}')}{rest}"
        return whole if iban.is_valid(whole) else self.iban()  # Spain has a further check within

    def iban_spaced(self) -> str:
        whole = self.iban()
        return " ".join(whole[n : n + 4] for n in range(0, len(whole), 4))

    def card(self) -> str:
        fifteen = (self.pick("4", "51") + self.digits(14))[:15]
        whole = fifteen + luhn.calc_check_digit(fifteen)
        return self.pick(whole, " ".join(whole[n : n + 4] for n in range(0, 16, 4)))

    def card_dashed(self) -> str:
        whole = self.card().replace(" ", "")
        return "-".join(whole[n : n + 4] for n in range(0, 16, 4))

    def card_amex(self) -> str:
        fourteen = "37" + self.digits(12)
        whole = fourteen + luhn.calc_check_digit(fourteen)
        return f"{whole[:4]} {whole[4:10]} {whole[10:]}"

    # devices

    def ip(self) -> str:
        return f"{self.pick('81', '86', '90', '109')}.{'.'.join(str(self.chance.randint(2, 250)) for _ in range(3))}"

    def ip6(self) -> str:
        return self.pick(
            f"2a00:23c{self.hexes(1)}:{self.hexes(4)}:{self.hexes(4)}::{self.hexes(3)}",
            f"2a02:c7f:{':'.join(self.hexes(4) for _ in range(6))}",
        )

    def mac(self) -> str:
        return ":".join(f"{self.chance.randrange(256):02x}" for _ in range(6))

    def mac_odd(self) -> str:
        return self.pick(self.mac().upper().replace(":", "-"), f"{self.hexes(4)}.{self.hexes(4)}.{self.hexes(4)}")

    def imei(self) -> str:
        fourteen = "35" + self.digits(12)
        return fourteen + luhn.calc_check_digit(fourteen)

    def secret(self) -> str:
        return "".join(self.chance.choices(string.ascii_letters + string.digits, k=14)) + "!9z"

    def passphrase(self) -> str:
        return self.pick("Summer2026!", "Welcome123", "letmein-again7", "P@55w0rd22", "fluffy!cat9", "Qwerty#2025")

    def token(self) -> str:
        return "".join(self.chance.choices(string.ascii_letters + string.digits, k=36))

    def aws_key(self) -> str:
        return "AKIA" + "".join(self.chance.choices(string.ascii_uppercase + "234567", k=16))

    def jwt(self) -> str:
        head, rest = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", string.ascii_letters + string.digits + "-_"
        return f"{head}.eyJ{''.join(self.chance.choices(rest, k=40))}.{''.join(self.chance.choices(rest, k=43))}"
