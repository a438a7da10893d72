"""`find_addresses`: the postal addresses in one text."""

from guardbook.detect.matches import Match


def find_addresses(text: str) -> list[Match]:
    """Return the postal addresses in `text`, by place: category home-address or business-address."""
    return []
