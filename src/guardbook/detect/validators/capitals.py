"""Abbreviations in a vocabulary: they count in capitals alone, whole words in any case.

"MS" is multiple sclerosis, "ms" milliseconds; the NHS writes its abbreviations so:
https://www.nhs.uk/nhs-app/nhs-app-help-and-support/health-records-in-the-nhs-app/abbreviations-commonly-found-in-medical-records/

>>> check("CKD"), check("asthma"), check("Gout"), check("CKD stage 3"), check("T2DM")
(True, True, True, True, True)
>>> check("ckd"), check("Copd"), check("pip")
(False, False, False)
"""

_SHORT = 3
_LONGER = frozenset({"copd", "adhd", "ptsd", "mrsa", "pcos", "eupd", "t2dm", "t1dm", "semh", "slcn", "fasd"})


def check(value: str) -> bool:
    """Return whether a phrase's first word, where it is an abbreviation (up to three letters), is in capitals."""
    first = value.split()[0] if value.split() else ""
    return first.isupper() or (len(first) > _SHORT and first.lower() not in _LONGER)
