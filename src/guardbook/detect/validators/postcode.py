"""Postcode of the United Kingdom: an area of a closed list, a district, a sector and a unit; given out by Royal Mail.

Source: Royal Mail Programmers' Guide to PAF, https://www.poweredbypaf.com/resources-and-support/

>>> check("SW1A 1AA")
True
>>> check("gir 0aa")
True
>>> check("QA1 1AA")  # no such area
False
>>> check("M1 1AC")  # no C in a unit
False
>>> check("BFPO 57")  # an address of the forces, but not a postcode
False
"""

import re

_AREAS = """
    AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX
    FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP
    NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA
    WC WD WF WN WR WS WV YO ZE"""
AREAS = frozenset(_AREAS.split())
"""Every postcode area, with those of Guernsey, Jersey, the Isle of Man and the British Forces."""

_LETTERED = frozenset({"E", "N", "W", "EC", "NW", "SE", "SW", "WC"})
_FORM = re.compile(r"([A-Z]{1,2})(?:\d{1,2}|(\d[A-Z]))\d[ABD-HJLNP-UW-Z]{2}", re.ASCII)
_SEPARATORS = re.compile(r"\s")


def compact(value: str) -> str:
    """Return the postcode without spaces, in capitals."""
    return _SEPARATORS.sub("", value).upper()


def check(value: str) -> bool:
    """Return whether a value has the form of a postcode in a known area; whether it is in use is not known."""
    postcode = compact(value)
    found = _FORM.fullmatch(postcode)
    if found is None:
        return postcode == "GIR0AA"
    return found[1] in AREAS and (found[2] is None or found[1] in _LETTERED)
