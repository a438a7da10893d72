"""The one source of chance of a corpus, and the small draws that every maker of values uses."""

import random
import string
from datetime import date, timedelta


class Chance:
    """Draws from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def digits(self, count: int) -> str:
        return self.chance.choice("123456789") + "".join(self.chance.choices(string.digits, k=count - 1))

    def letters(self, count: int, among: str = "ABCEGHJKLMNPRSTWXYZ") -> str:
        return "".join(self.chance.choices(among, k=count))

    def hexes(self, count: int) -> str:
        return self.letters(count, "0123456789abcdef")

    def day(self, first: int = 1940, last: int = 2005) -> date:
        return date(first, 1, 1) + timedelta(days=self.chance.randrange((last - first) * 365))

    def pick(self, *choices: str) -> str:
        return self.chance.choice(choices)

    def likeness(self, pattern: str) -> str:
        """Return a string after a pattern: # is a digit, @ a capital letter, anything else itself."""
        made = (str(self.chance.randrange(10)) if c == "#" else self.letters(1) if c == "@" else c for c in pattern)
        return "".join(made)
