"""Makers of citizen numbers of other countries: drawn after their form until their own check accepts them."""

from collections.abc import Callable

from stdnum.be import nn as belgian
from stdnum.bg import egn
from stdnum.de import idnr
from stdnum.es import dni, nie
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.hr import oib
from stdnum.ie import pps
from stdnum.it import codicefiscale
from stdnum.lt import asmens
from stdnum.nl import bsn
from stdnum.ro import cnp
from stdnum.se import personnummer

from benchmarks.corpus.chance import Chance


class Foreign(Chance):
    """Makes foreign citizen numbers."""

    def _until(self, valid: Callable[[str], bool], make: Callable[[], str]) -> str:
        while True:
            made = make()
            if valid(made):
                return made

    def _born(self, form: str = "%y%m%d") -> str:
        return format(self.day(1950, 1999), form)

    def pesel(self) -> str:
        ten = f"{self._born()}{self.digits(4)}"
        return ten + str(-sum(int(d) * w for d, w in zip(ten, (1, 3, 7, 9) * 3, strict=False)) % 10)

    def dni(self) -> str:
        eight = self.digits(8)
        return eight + str(dni.calc_check_digit(eight))

    def nie(self) -> str:
        eight = self.pick("X", "Y") + self.digits(7)
        return eight + str(nie.calc_check_digit(eight))

    def codice_fiscale(self) -> str:
        day = self.day(1950, 1999)
        month = "ABCDEHLMPRST"[day.month - 1]
        body = f"{self.letters(6, 'BCDFGLMNPRSTVZ')}{day:%y}{month}{day:%d}H{self.likeness('###')}"
        return body + str(codicefiscale.calc_check_digit(body))

    def nir(self) -> str:
        body = f"{self.pick('1', '2')}{self._born('%y%m')}{self.pick('75', '13', '59')}{self.digits(6)}"
        whole = body + str(nir.calc_check_digits(body))
        return self.pick(whole, str(nir.format(whole)))

    def cnp(self) -> str:
        return self._until(
            cnp.is_valid, lambda: f"{self.pick('1', '2')}{self._born()}{self.pick('12', '40')}{self.digits(4)}"
        )

    def bsn(self) -> str:
        return self._until(bsn.is_valid, lambda: self.digits(9))

    def idnr(self) -> str:
        return self._until(idnr.is_valid, lambda: self.digits(11))

    def pps(self) -> str:
        return self._until(pps.is_valid, lambda: self.digits(7) + self.letters(1, "ABCDEFGHIJKLMNOPQRSTUVW") + "A")

    def egn(self) -> str:
        return self._until(egn.is_valid, lambda: self._born() + self.digits(4))

    def asmens(self) -> str:
        return self._until(asmens.is_valid, lambda: f"{self.pick('3', '4')}{self._born()}{self.digits(4)}")

    def personnummer(self) -> str:
        return self._until(personnummer.is_valid, lambda: f"{self._born()}-{self.digits(4)}")

    def hetu(self) -> str:
        make = lambda: f"{self._born('%d%m%y')}-{self.digits(3)}{self.letters(1, '0123456789ABCDEFHJKLMNPRSTUVWXY')}"  # noqa: E731
        return self._until(hetu.is_valid, make)

    def oib(self) -> str:
        return self._until(oib.is_valid, lambda: self.digits(11))

    def belgian(self) -> str:
        return self._until(belgian.is_valid, lambda: f"{self._born()}{self.digits(5)}")
