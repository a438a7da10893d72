"""`judge_names`: how much the values of a column look like names of people."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameShares:
    """Shares (0 to 1) of the distinct values that are not empty."""

    forename: float = 0.0
    """A forename alone, or several."""
    surname: float = 0.0
    """A surname alone."""
    full: float = 0.0
    """A full name: "Forename Surname", "SURNAME, Forename", "Title F. Surname"."""
    initials: float = 0.0
    """Initials alone."""
    title: float = 0.0
    """A title alone ("Mr")."""


def judge_names(values: Sequence[str]) -> NameShares:
    """Return how much `values` (cells of one column) look like names."""
    return NameShares()
