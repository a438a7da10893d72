"""Gives the sheets of a clean copy names that programs accept, each once."""

import re


class Names:
    """The names of sheets so far."""

    def __init__(self, longest: int, refused: str) -> None:
        """`refused` is a pattern for letters that names must not have."""
        self._longest, self._refused = longest, re.compile(refused + r"|[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
        self.given: list[str] = []
        self._taken = {"history"}  # which Excel keeps for itself

    def add(self, name: str) -> str:
        """Return the name for the next sheet: its own, as far as that can be."""
        plain = self._refused.sub(" ", name).strip(" '")[: self._longest] or f"Sheet{len(self.given) + 1}"
        unique, number = plain, 1
        while unique.casefold() in self._taken:
            number += 1
            more = f" ({number})"
            unique = plain[: self._longest - len(more)] + more
        self.given.append(unique)
        self._taken.add(unique.casefold())
        return unique
