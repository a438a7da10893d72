"""Places in a sentence that only a person takes, and so carry a name that no list knows."""

import re

from guardbook.detect.names.lists import FORENAME, PLACE, SURNAME, THING, WORD
from guardbook.detect.names.shapes import Token

_BEFORE = re.compile(
    r"(?:\b(?:(?:taken|logged|explained|raised|told|seen|interviewed|referred|assessed|witnessed|reported|chaired|"
    r"claim|made|signed|completed|prepared|submitted|received|written) (?:by|from)|now known (?:to be|as)|answers to|"
    r"relative is|next of kin(?: is|:)?|nok:?|kin is|(?:please )?contact|(?:address|badge|details|record|file|claim|"
    r"appointment|referral) (?:for|of)|(?:confirm|certify|declare) that|"
    r"speak to|spoke to|spoke with|write to|(?:send|return|give|forward)(?: \w+){0,3} to|perp|victim|informant|"
    r"complainant|witness|"
    r"tenant|resident|occupier|owner-occupier|landlord|caller|suspect|mother|father|son|daughter|wife|husband|brother|"
    r"sister|carer|pp|p\.p\.|o/b/o|on behalf of|i/we|child|pupil|patient|claimant|applicant|person \d:)"
    r"|(?:^|[\n.>]\s?)i,|(?:^|[\n.] ?)as) $",
    re.I,
)
_LASTS = frozenset(
    """by from be as to is kin nok for of that perp victim informant complainant witness tenant resident occupier
    owner-occupier landlord caller suspect mother father son daughter wife husband brother sister carer pp p.p. o/b/o
    i/we child pupil patient claimant applicant with contact i 1 2 3 4 5 6 7 8 9""".split()
)
_CUE = re.compile(
    r",? ?[(\[]?(?:\d{1,3} ?[MF]\b|\d\d(?:yo| ?y/o| yrs?\b| years)|(?:Yr|Year) ?\d|b\.? ?\d|d\.?o\.?b\b|born\b|DOB|"
    r"NHS \d|NI(?:NO| no)? [A-Z]{2} ?\d|tel\b|mob\b|\+44|0\d{3,4}[ -]?\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|"
    r"[A-Z]\d{4}[A-Z]{2}\b|"
    r"\d children|(?:his|her) (?:son|daughter|wife|husband|mother|father)\b|"
    r"(?:son|daughter|wife|husband|mother|father|spouse|head of household)\b)"
    r"|; nat\b"
    r"|,? (?:explained|told|asked|rang|phoned|admits|denies|attended|lives|lived|complained|pleaded|apologised) "
    r"|,? to (?:write|chase|circulate|draft|follow up|send|arrange|contact|confirm|report|update|speak|email|check) "
)
_DOES = re.compile(
    r" (?:admits|denies|attended|rang|phoned|complained|lives|lived|says|said|states|stated|told|explained|asked|"
    r"reports|feels|is h(?:er|is) (?:ex|partner|son|brother|father|mother|sister|daughter|wife|husband)|"
    r"has (?:an? |had )?(?:\w+ ){0,2}(?:disorder|cancer|depression|asthma|diabetes"
    r"|schizophrenia|epilepsy|anxiety|dementia|autism)|"
    r"household|family) ?\b"
)
_ASKED = re.compile(r", (?:can|could|would|will|are|did|have) you\b|, (?:please|pls)\b")
_SURELY = re.compile(
    r" (?:admits|denies|household|is h(?:er|is) |rang|lives|has |told (?:h|me|us)|states .* (?:he|she) )"
)
_VERSUS = re.compile(r" (?:at no\.? ?\d|at \d|v\.? [A-Z])")
_KIN = re.compile(
    r"\b(?:son|daughter|wife|husband|brother|sister|mother|father|mum|dad|uncle|aunt|cousin|nephew|niece|grandson|"
    r"granddaughter|w/ \w+|partner:|(?:thx|thanks|ta|cheers),?|resident|action:|sister's name is|v\.|complaint:) $",
    re.I,
)
_KIN_LAST = frozenset(
    """son daughter wife husband brother sister mother father mum dad uncle aunt cousin nephew niece grandson
    granddaughter partner: thx thanks ta cheers resident action: v. complaint:""".split()
)


def tells_of_a_person(text: str, start: int, end: int) -> bool:
    """Whether what stands right around several words with capitals is said only of people."""
    if _CUE.match(text, end):
        return True
    lead = text[max(0, start - 44) : start]
    words = lead.lower().rsplit(None, 1)
    return bool(words) and words[-1].strip(",:(") in _LASTS and bool(_BEFORE.search(lead))


_WEAK_BEFORE = re.compile(
    r"\b(?:by|from|with|to|for|and|met|saw|named|called|told|asked|w/|is|was|emailed|phoned|rang|visited|interviewed|"
    r"thank|or|that|when|because|if|while|as|re|cc|attn|fao|:|;|–|-),?:? $|[:;–(] $|[.>] $|\n[ \t]*$|^$",
    re.I,
)
_WEAK_AFTER = re.compile(
    r"(?:['’]s)?(?:$|[.,;:)\n]| [–(-]| (?:and|or|has|had|was|is|who|said|says|will|would|to|from|of \d|at \d|on|re|"
    r"about|regarding|tel|did|does|can|could|wants?|asks?|called|came|left|explained|told|rang|wrote|confirmed|agreed|attended|lives?|works?|d\.?o\.?b)\b)"
)
_ENGLISH = re.compile(
    r".*(?:ing|tions?|ments?|ness|ical|wares?|soft|tech|ly|able|ology|corp|net|ful|less|isms?|ists?|ives?|ous|ances?|"
    r"ences?|graphy|ers|ies|ity|ized|ised|ics|ware|port|shire|ham|stead|bury|ford|ville|borough|burgh|land|mouth|hub|"
    r"flow|script|base|gov|org|com|plus|link|line|app|bot|pay|book|view|point|works?)"
)


def may_be_a_person(text: str, words: list[Token]) -> bool:
    """Whether words that no list knows stand where people's names do, and are not made like words of English."""
    for word in words:
        if word.flags or word.shouted or len(word.bare) < 3 or not word.capital or _ENGLISH.fullmatch(word.bare):
            return False
    start, end = words[0].start, words[-1].end
    return bool(_WEAK_AFTER.match(text, end) and _WEAK_BEFORE.search(text, max(0, start - 14), start))


def unknown_alone(text: str, word: Token) -> float:
    """Return the confidence of one word, known or not, that stands where a person does; 0 where it may be a thing."""
    if word.shouted or word.initial or len(word.text) < 2 or word.flags & (PLACE | THING) or word.plain:
        return 0.0
    if word.flags & WORD and not word.flags & FORENAME and word.surname < 2:
        return 0.0
    known = word.flags & (FORENAME | SURNAME)
    lead = text[max(0, word.start - 24) : word.start].lower()
    last = lead.rsplit(None, 1)
    if last and last[-1] in _KIN_LAST and _KIN.search(lead):
        return 0.55
    if _ASKED.match(text, word.end) and (known or not word.flags):
        return 0.55
    if (does := _DOES.match(text, word.end)) and (known or _SURELY.match(does.group())):
        return 0.55
    return 0.0
