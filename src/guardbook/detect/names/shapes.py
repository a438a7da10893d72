"""What a name looks like: regular expressions of its words, and one word with what the lists say of it."""

import re
import unicodedata
from dataclasses import dataclass

from guardbook.detect.names.lists import (
    FAMILIAR,
    FORENAME,
    RARE_FORENAME,
    RARE_SURNAME,
    SURNAME,
    THING,
    TITLE,
    WORD,
    fold,
    known_words,
)
from guardbook.detect.names.vocabulary import vocabulary

UPPER = "A-Z" + "".join(
    chr(code)
    for block in (range(0xC0, 0x250), range(0x1E00, 0x1F00))
    for code in block
    if unicodedata.category(chr(code)) == "Lu"
)
"""Inside of a character class: the capitals of Latin script."""

LETTER = r"[^\W\d_]"
JOINT = r"['’‘ʼ`\-‑‐]"
"""What joins two parts of one word: O'Brien, Smith-Jones."""
CAPITAL_WORD = rf"[{UPPER}]{LETTER}*(?:{JOINT}{LETTER}+)*"
"""A word with a capital, or one initial."""
INITIALS = rf"(?:[{UPPER}]\.[ ]?){{1,4}}(?={LETTER})|(?:[{UPPER}]\.){{1,4}}"
TOKEN = re.compile(rf"(?:[{UPPER}]\.)+|[dD]['’]{CAPITAL_WORD}|{CAPITAL_WORD}\.?|{LETTER}+(?:{JOINT}{LETTER}+)*\.?")
"""One word of a run or of a value; a full stop stays with initials and abbreviations."""

_SMALL = (
    r"(?:van|von|de|der|den|del|della|di|da|do|dos|das|du|la|le|el|al|bin|bint|binti|ibn|ben|a"
    r"p|ab|ferch|verch|y|zu|ten|ter|te|op|af|av|ul|ud)"
)
_BEHIND = rf"{LETTER}*(?:{JOINT}{LETTER}+)*\.?"
_WORD = rf"(?:[dD]['’]|(?:al|el|ad|as|an|ar|at)-)?[{UPPER}]{_BEHIND}"
RUN = re.compile(
    rf"[{UPPER}](?<![\w.@/\\#&=_$<-][{UPPER}]){_BEHIND}"
    rf"(?:(?:[ \xa0]|(?<=\.)(?=[{UPPER}]))(?:{_SMALL}[ ]){{0,3}}{_WORD})*"
    r"(?![\w@\\=_/])"
)
"""Words with capitals in a row on one line, with the small words of names between them."""

_ENDING = re.compile(
    r".{2,}(?:ski|ska|cki|cka|dzki|dzka|wicz|czyk|czak|enko|escu|eanu|oglu|idis|opoulos|akis|ovic|evic|yan|dottir|sson|vych|"
    r"chuk|shvili|adze|poulou|ova|eva|bhai|preet|deep|jeet|jit|inder|vinder|winder|meet|wala|swamy|murthy|nathan|arajah|"
    r"eswaran|alingam|alingham|karasu|singham|thwaite|bottom|worth|shaw|croft|sworth|ington|zadeh|uddin|ullah|allah|nejad)"
    r"|(?:olu|ade|ayo|ola|omo|ogo|ife|oyin|oghe|nna|nwa|uche|chi[dknmouz]|ogu|eze|abio|baba|owo|aki[nw]|obi).{3,}"
)
"""Endings and beginnings by which an unknown word is likely a name: Slavic, Romanian, Greek, South Asian, Nigerian."""
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ao|an|ei|en|ia|ie|in|iu|ou|ua|"
    "ue|ui|un|uo|a|e|i|o|u)"
)
_PINYIN = re.compile(f"{_SYLLABLE}'?{_SYLLABLE}")
"""Two syllables of Mandarin, as most forenames have."""
_CELTIC = re.compile(rf"(?:Ma?c|MA?C|Nic|O['’`]|Fitz|FITZ|D['’]|N[ií]\s|Ó)(?=[{UPPER}]).+")

NAME_FLAGS = FORENAME | RARE_FORENAME | SURNAME | RARE_SURNAME
TELLING = FORENAME | SURNAME | TITLE
"""What one word of a run at least must be for the run to be looked at."""


@dataclass(slots=True)
class Token:
    """One word and how it votes."""

    text: str
    bare: str
    """The word folded, without a possessive or the full stop behind it."""
    start: int
    end: int
    flags: int
    initial: bool
    """One letter, or letters with full stops."""
    capital: bool
    """It begins with a capital."""
    shouted: bool
    """All of it is capitals, two letters at least."""

    @property
    def forename(self) -> int:
        """How much it votes for a forename, 0 to 3."""
        if self.flags & FORENAME:
            return 2 if self.flags & WORD else 3
        if self.flags & RARE_FORENAME and not self.flags & WORD:
            return 1
        return 2 if not self.flags and self.capital and looks_like_a_name(self.bare) else 0

    @property
    def surname(self) -> int:
        """How much it votes for a surname: 3 surely, 2 likely, 1 unknown, 0 or less hardly."""
        if _CELTIC.fullmatch(self.text):
            return 3
        flags = self.flags
        if flags & WORD:
            return 2 if flags & FAMILIAR else 1 if flags & SURNAME else -3
        if flags & (SURNAME | RARE_SURNAME):
            return 3 if flags & SURNAME else 2
        return 2 if looks_like_a_name(self.bare) else 1

    @property
    def plain(self) -> bool:
        """Whether it is an ordinary word and no common name."""
        return bool(self.flags & WORD) and not self.flags & (FORENAME | SURNAME)

    @property
    def thing(self) -> bool:
        """Whether it ends the name of an organisation or a thing."""
        return bool(self.flags & THING) and not self.flags & FORENAME


def looks_like_a_name(folded: str) -> bool:
    """Whether a folded word that no list knows is made like a name of some origin."""
    return len(folded) > 3 and bool(_ENDING.fullmatch(folded) or _PINYIN.fullmatch(folded))


def flags_of(folded: str) -> int:
    """Return what the lists say of a folded word; one joined by hyphens has what its parts have."""
    known = known_words()
    flags = known.get(folded, 0)
    if not flags and "-" in folded:
        for part in folded.split("-"):
            flags |= known.get(part, 0)
    return flags


def token(text: str, start: int) -> Token:
    """Return the word `text`, which stands at `start`."""
    letters = text.replace(".", "")
    initial = len(letters) == 1 or "." in text[:-1]
    bare = fold(text).rstrip(".").removesuffix("'s")
    return Token(
        text=text,
        bare=bare,
        start=start,
        end=start + len(text),
        flags=0 if initial else flags_of(bare),
        initial=initial,
        capital=text[:1].isupper() or text[:2] in ("d'", "d’"),
        shouted=len(letters) > 1 and letters.isupper(),
    )


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the words of `text` between two offsets."""
    return [token(match.group(), match.start()) for match in TOKEN.finditer(text, start, end)]


def is_particle(word: Token) -> bool:
    """Whether a word is one of the small words inside names ("van", "bin", "ap")."""
    return word.bare in vocabulary().particles and not word.initial
