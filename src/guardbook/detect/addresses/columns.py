"""`judge_addresses`: how much the values of a column look like postal addresses or parts of them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddressShares:
    """Shares (0 to 1) of the distinct values that are not empty."""

    full: float = 0.0
    """A whole address in one cell."""
    street: float = 0.0
    """A street line: "12 High Street"."""
    locality: float = 0.0
    """A town, village or district."""
    county: float = 0.0
    """A county or the like."""
    building: float = 0.0
    """A flat or the name of a house: "Flat 3", "Rose Cottage"."""


def judge_addresses(values: Sequence[str]) -> AddressShares:
    """Return how much `values` (cells of one column) look like addresses or parts of them."""
    return AddressShares()
