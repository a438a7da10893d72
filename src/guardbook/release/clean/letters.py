"""Takes out of a text what has no shape on screen or paper, so that nothing can be written in it unseen."""

import re

_KEPT = (
    "\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{3,6}\U000e007f"  # flags of England … (UTS 51)
    "|(?<=[^\x00-\u02ff\u2000-\u206f])[\u200c\u200d](?=[^\x00-\u02ff\u2000-\u206f])"  # joiners within a word or a sign
    "|(?<=[^\x00-\x22\x24-\x29\x2b-\x2f\x3a-\xa8\ufe00-\ufe0f])[\ufe00-\ufe0f](?![\ufe00-\ufe0f])"  # one selector
)
_SHAPELESS = re.compile(
    f"({_KEPT})"
    "|[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff]"
    "|[\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def shaped(text: str) -> str:
    r"""Return a text without the characters that nobody sees; what joins letters or signs into one stays.

    >>> shaped("Har\u200bbour \U000e0041\U000e0042office")
    'Harbour office'
    """
    if text.isascii() and text.isprintable():
        return text
    return _SHAPELESS.sub(lambda found: found[1] or "", text)
