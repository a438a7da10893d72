"""Whether an address is somebody's home or an organisation's: by its label, the lines around it and its own words."""

import re
from functools import cache

from guardbook.detect.addresses.vocabulary import alternatives, vocabulary

_LABEL = re.compile(
    r"(?:^|[\n\t|,.;]|  )[ >*•\-\d.)]*([A-Za-z][A-Za-z'’ /()]{2,40}?)[ *]*(?::|\t| {2,}|\|)?[ \t*]*(?:\r?\n[ \t]*)?$"
)
_PHRASE = re.compile(
    r"(?:\b(?:live[sd]?|living|resid(?:es|ed|ing|ent)|dwells|stay(?:s|ing|ed)|tenant|occupier|householder|home|house|born|flat|"
    r"moved|evicted)(?: (?:at|in|of|to|from|is|was|alone at))?|address (?:is|was|of|as)|\bof|\bat)[ \n]$",
    re.I,
)
_TITLED_LINE = re.compile(
    r"(?:^|\n)[ \t>]*(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Rev|Sir|Dame|Lady|Lord)\b[^\n,]{2,60},?\r?\n[ \t>]*$"
)
_CONTACT = re.compile(
    r"\b(?:fax|www\.|https?://|switchboard|company (?:no|number|registration)|registered in|vat (?:no|reg)|"
    r"charity (?:no|number))",
    re.I,
)
_HOME_WORDS = re.compile(r"\b(?:flat|apartment|cottage|bungalow|caravan|maisonette|bedsit)\b", re.I)


@cache
def _organisation() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{alternatives(vocabulary().organisations)})(?![\w'])", re.I)


@cache
def _premises() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{alternatives(vocabulary().premises)})(?![\w'])", re.I)


def label_before(text: str, start: int) -> str:
    """Return the label on the line of `start` or alone on the line above, in lower case; "" for none."""
    found = _LABEL.search(text, max(0, start - 60), start)
    return " ".join(found.group(1).lower().replace("’", "'").split()) if found else ""


def is_labelled(text: str, start: int) -> bool:
    """Whether a label or the sentence announces an address."""
    label, terms = label_before(text, start), vocabulary()
    if label in terms.labels or label in terms.business_labels or label.endswith("address"):
        return True
    return bool(_TITLED_LINE.search(text, max(0, start - 80), start))


def is_led(text: str, start: int) -> bool:
    """Whether the words before say that somebody or something is there: "lives at", "of"."""
    return bool(_PHRASE.search(text, max(0, start - 30), start))


def is_business(text: str, start: int, end: int) -> bool:
    """Whether the address between two offsets is an organisation's."""
    label, terms = label_before(text, start), vocabulary()
    if label in terms.labels:
        return False
    if label in terms.business_labels:
        return True
    inside = text[start:end]
    if _premises().search(inside) and not _HOME_WORDS.search(inside):
        return True
    name = re.split(r"[,\n]", inside, maxsplit=1)[0]
    named = not name[:1].isdigit() and not name.lower().startswith("unit ")
    if _organisation().search(_block_before(text, start)) or (named and _organisation().search(name)):
        return True
    behind = text[end : end + 220].split("\n\n", 1)[0]
    return bool(_CONTACT.search(behind)) and "Dear " not in behind


def _block_before(text: str, start: int) -> str:
    """Return what names the addressee: the rest of the line before the address, or the three lines above it."""
    before = text[max(0, start - 200) : start]
    line = before.rsplit("\n", 1)[-1]
    if line.strip(" \t>|*"):
        return re.split(r"[.;:]\s", line)[-1][-80:]
    lines = before.rstrip(" \t\n>|*").split("\n")
    kept: list[str] = []
    for above in reversed(lines[-3:]):
        if not above.strip() or len(above) > 70:
            break
        kept.append(above)
    return "\n".join(kept) if before.rstrip(" \t").endswith("\n") and not before.rstrip(" \t").endswith("\n\n") else ""
