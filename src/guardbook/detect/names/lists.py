"""What the lists say of one word: is it a forename, a surname, an ordinary word, a place, part of a firm's name?

The lists are those of the US Census of 1990 (package `names`, public domain) and our own beside this file.
"""

import unicodedata
from functools import cache
from importlib.resources import files

FORENAME = 1
"""A forename common enough to be trusted."""
RARE_FORENAME = 2
SURNAME = 4
"""A surname common enough to be trusted."""
RARE_SURNAME = 8
WORD = 16
"""An ordinary word of English."""
PLACE = 32
THING = 64
"""The last word of an organisation's or a thing's name: "Ltd", "Street", "Act"."""
TITLE = 128
"""What stands before a name: "Mrs", "Cllr", "Judge"."""
FAMILIAR = 256
"""A surname so common that it stays one though it is also a word: "Brown", "Young"."""

FIRM = 512
"""A forename that stays a likely one though it is also a word: "Mark", "Grace"."""

FAMILIAR_SURNAMES = 5_000
"""How many of the census's surnames, commonest first, are familiar."""

TRUSTED_SURNAMES = 30_000
"""How many of the census's 88,799 surnames, commonest first, count as common."""
TRUSTED_FORENAMES = 0.004
"""Per cent of people of one sex from which a forename of the census counts as common."""

_LOWER = bytes(range(256)).lower()
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(word: str) -> str:
    """Return a word in lower case without accents and with plain apostrophes and hyphens.

    >>> fold("Siân"), fold("WAŁĘSA"), fold("O’Brien")
    ('sian', 'walesa', "o'brien")
    """
    word = word.lower()
    if word.isascii():
        return word
    word = word.replace("’", "'").replace("‑", "-").translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def own_words(name: str, package: str = "guardbook.detect.names") -> list[str]:
    """Return the words of one of our own lists, a text file in `package` with comments from # on."""
    text = (files(package) / name).read_text("utf-8")
    return [word for line in text.splitlines() if not line.startswith("#") for word in fold(line).split()]


def _census(name: str) -> str:
    return (files("names") / name).read_text("ascii").lower()


def _forenames(known: dict[str, int]) -> None:
    """Add forenames; one that is a familiar surname too ("Clinton") is rare here unless our own list has it."""
    own = set(own_words("forenames.txt"))
    for name in ("dist.female.first", "dist.male.first"):
        fields = _census(name).split()
        for word, share in zip(fields[::4], fields[1::4], strict=True):
            before = known.get(word, 0)
            common = float(share) >= TRUSTED_FORENAMES and not (before & FAMILIAR and word not in own)
            known[word] = before | (FORENAME if common else RARE_FORENAME)
    for word in own:
        known[word] = known.get(word, 0) | FORENAME


def _surnames() -> dict[str, int]:
    # most of this list is numbers, and cutting them out first is four times as quick
    text = (files("names") / "dist.all.last").read_bytes().translate(_LOWER, b"0123456789.")
    words = text.decode("ascii").split()
    known = dict.fromkeys(words, RARE_SURNAME)
    known.update(dict.fromkeys(words[:TRUSTED_SURNAMES], SURNAME))
    known.update(dict.fromkeys(words[:FAMILIAR_SURNAMES], SURNAME | FAMILIAR))
    for word in own_words("surnames.txt"):
        known[word] = known.get(word, 0) | SURNAME
    return known


@cache
def known_words() -> dict[str, int]:
    """Return, for every folded word of a list, what the lists say of it: the sum of the constants above."""
    from guardbook.detect.names.places import place_words
    from guardbook.detect.names.vocabulary import vocabulary

    known = _surnames()
    _forenames(known)
    for word in own_words("words.txt"):
        known[word] = known.get(word, 0) | WORD
        if len(word) > 3 and not known.get(word + "s", 0) & FORENAME:
            known[word + "s"] = known.get(word + "s", 0) | WORD
    for word in place_words():
        known[word] = known.get(word, 0) | PLACE
    for word in vocabulary().things:
        known[word] = known.get(word, 0) | THING | WORD
    for word in vocabulary().titles | vocabulary().weak_titles:
        known[word] = known.get(word, 0) | TITLE
    for word in vocabulary().firm_forenames:
        known[word] = known.get(word, 0) | FORENAME | FIRM
    for word in vocabulary().stop:
        known[word] = WORD
    return known
