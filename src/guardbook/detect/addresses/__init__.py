"""Postal addresses of homes and of organisations in running text and in columns."""

from guardbook.detect.addresses.columns import AddressShares, judge_addresses
from guardbook.detect.addresses.document import find_addresses

__all__ = ["AddressShares", "find_addresses", "judge_addresses"]
