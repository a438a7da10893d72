"""Makers of pay, ages, dates of birth, and of the small sets of words that say what is most private."""

from benchmarks.corpus.chance import Chance

CHOICES: dict[str, tuple[str, ...]] = {
    "nationality": ("Polish", "Nigerian", "Indian", "Romanian", "Irish", "Pakistani", "Jamaican", "Italian", "Chinese",
                    "Somali", "Albanian", "Lithuanian", "Eritrean", "Brazilian"),
    "ethnicity": ("White British", "Black African", "Asian British", "Mixed White and Asian", "Chinese", "Pakistani",
                  "White Irish", "Black Caribbean", "Arab", "Gypsy or Irish Traveller", "Bangladeshi", "Roma"),
    "religion": ("Muslim", "Christian", "Hindu", "Sikh", "Jewish", "Buddhist", "Roman Catholic", "Jain"),
    "condition": ("asthma", "type 2 diabetes", "depression", "epilepsy", "breast cancer", "schizophrenia",
                  "multiple sclerosis", "dementia", "HIV", "bipolar disorder", "coeliac disease",
                  "PTSD", "fibromyalgia", "Crohn's disease", "an eating disorder", "sickle cell disease"),
    "condition_short": ("T2DM", "COPD", "HTN", "AF", "IHD", "CKD stage 3", "EUPD", "ADHD", "OCD", "RA", "IBS", "MND"),
    "orientation": ("gay", "bisexual", "lesbian", "heterosexual"),
    "offence": ("burglary", "theft", "common assault", "fraud", "drink driving", "criminal damage", "robbery",
                "possession with intent to supply", "assault occasioning actual bodily harm", "harassment"),
    "party": ("Labour Party", "Conservative Party", "Liberal Democrats", "Green Party", "Plaid Cymru", "Reform UK"),
    "union": ("Unison", "Unite", "GMB", "PCS", "Prospect", "NASUWT", "RMT", "FDA", "NEU"),
    "medicine": ("metformin 500mg bd", "sertraline 50mg", "ramipril", "salbutamol prn", "lithium", "methadone 40ml"),
    "gene": ("BRCA1", "BRCA2", "MLH1", "HTT"),
}  # fmt: skip
"""Kind → what it may be. A medicine is not scored: it says much of its taker but its category is open to argument."""

_DAYS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
         "twelfth")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Words(Chance):
    """Makes amounts, ages and dates of birth, in figures and in words."""

    def salary(self) -> str:
        return f"£{self.chance.randint(21, 120)},{self.chance.randint(0, 999):03}"

    def pay(self) -> str:
        return str(self.chance.randrange(21_000, 120_000, 50))

    def benefit(self) -> str:
        return f"£{self.chance.randint(60, 980)}.{self.chance.randint(0, 99):02}"

    def sum(self) -> str:
        """An amount that is neither pay, benefit nor debt: a refund, savings."""
        return f"£{self.chance.randint(1, 9)},{self.chance.randint(0, 999):03}.{self.chance.randint(0, 99):02}"

    def debt(self) -> str:
        return f"£{self.chance.randint(1, 30)},{self.chance.randint(0, 999):03}.{self.chance.randint(0, 99):02}"

    def born(self) -> str:
        day = self.day()
        return self.pick(f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}", f"{day:%d-%m-%Y}", f"{day:%d %b %Y}")

    def born_iso(self) -> str:
        return f"{self.day():%d/%m/%Y}"

    def born_dash(self) -> str:
        return self.day().isoformat()

    def born_short(self) -> str:
        day = self.day(1941, 2004)
        return self.pick(f"{day:%d.%m.%y}", f"{day:%d/%m/%y}", f"{day.day}.{day.month}.{day:%Y}", f"{day:%d%m%Y}")

    def born_words(self) -> str:
        day = self.day()
        ordinal = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
        return self.pick(
            f"the {self.pick(*_DAYS)} of {day:%B %Y}", f"{day.day}{ordinal} {day:%B %Y}",
            f"{day:%B} {day.day}, {day:%Y}", f"{day.day}{ordinal} of {day:%B}, {day:%Y}",
        )  # fmt: skip

    def age(self) -> str:
        return str(self.chance.randint(18, 97))

    def child_age(self) -> str:
        return str(self.chance.randint(2, 16))

    def age_words(self) -> str:
        return self.pick(*_TENS) + self.pick("", *(f"-{one}" for one in _ONES))

    def track(self) -> str:
        """Four places with their times, a few minutes apart."""
        north, west = self.chance.uniform(50.5, 56), self.chance.uniform(0.2, 3.5)
        lines = []
        for number in range(4):
            place = f"{north + number * 0.0021:.5f},-{west + number * 0.0017:.5f}"
            lines.append(f"2026-03-02T08:{11 + 3 * number}:0{number} {place}")
        return "\n".join(lines)
