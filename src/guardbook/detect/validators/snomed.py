"""Identifiers of SNOMED CT: six to eighteen digits with a partition for concepts and Verhoeff's check digit.

SNOMED International, Technical Implementation Guide, section SCTID:
https://confluence.ihtsdotools.org/display/DOCRELFMT/6+SNOMED+CT+Identifiers

>>> check("195967001"), check("44054006")
(True, True)
>>> check("195967002"), check("12345")
(False, False)
"""

from stdnum import verhoeff

_CONCEPTS = {"00", "10"}


def check(value: str) -> bool:
    """Return whether the digits are the identifier of a concept."""
    fits = value.isascii() and value.isdecimal() and 6 <= len(value) <= 18 and value[-3:-1] in _CONCEPTS
    return fits and bool(verhoeff.is_valid(value))
