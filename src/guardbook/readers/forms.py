"""How a spreadsheet's number is written, as far as a plain copy keeps it: digits, currency, per cent, dates."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from guardbook.readers.number_formats import kind_of

EPOCH = datetime(1899, 12, 30)
"""Day 0 of the days that spreadsheets count, from March 1900 on."""
LAST_DAY = 2_958_466
"""The day after 31 December 9999."""
SINCE_1904 = 1462
"""Days between the beginnings of the two systems of dates."""
UK_DATE = ("dd", "/", "mm", "/", "yyyy")
MOST = 30
"""How many digits, and letters beside a number, a form writes at most."""
_LOCAL = {14: "dd/mm/yyyy", 22: "dd/mm/yyyy hh:mm"}
"""Formats that follow the reader's country."""
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "£#,##0", 6: "£#,##0", 7: "£#,##0.00", 8: "£#,##0.00", 9: "0%",
    10: "0.00%", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "£#,##0", 43: "#,##0.00",
    44: "£#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
}  # fmt: skip
"""Formats that a workbook need not spell out (ECMA-376 part 1, 18.8.30)."""
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*')
_MOMENT = re.compile(r'"([^"]*)"|\\(.)|\[(h+|m+|s+)\]|\[[^\]]*\]|_.|\*.|(AM/PM|A/P|y+|m+|d+|h+|s+)|(.)', re.IGNORECASE)
_MOMENTS = {"y": ("yy", "yyyy"), "m": ("m", "mm", "mmm", "mmmm"), "d": ("d", "dd", "ddd", "dddd")} | {
    each: (each, each * 2) for each in "hs"
}
_NUMBER = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|([0#?][0#?,]*(?:\.[0#?]*)?,*)|(.)')
_BETWEEN = "/-., :"


@dataclass(frozen=True, slots=True)
class Form:
    """How numbers are written."""

    decimals: int | None = None
    """None: as many as a number has."""
    digits: int = 1
    """At least so many before the point."""
    grouped: bool = False
    thousands: int = 0
    """How many times a number is divided by a thousand before it is written."""
    before: str = ""
    after: str = ""
    """A per cent sign in it makes the number a percentage."""
    moment: tuple[str, ...] = ()
    """For dates and times: pieces such as "dd", "mmmm", "yyyy", "hh", "[h]", "AM/PM", and what stands between them."""


PLAIN = Form()
DATE = Form(moment=UK_DATE)
DATE_AND_TIME = Form(moment=(*UK_DATE, " ", "hh", ":", "mm"))
TIME = Form(moment=("hh", ":", "mm", ":", "ss"))


class Shown(str):
    """The text of a cell that shows, with the value behind it."""

    __slots__ = ("form", "value")

    value: float | bool
    """A number (dates are days since `EPOCH`), or whether it is true."""
    form: Form

    @classmethod
    def of(cls, text: str, value: float | bool, form: Form = PLAIN) -> "Shown":
        """Return a text with its value, and with how that is written."""
        shown = cls(text)
        shown.value, shown.form = value, form
        return shown


def form_of(number_format: int, code: str) -> Form:
    """Return what a copy keeps of a format code; words and colours for some values only are left out.

    >>> form_of(164, '[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00')
    Form(decimals=2, digits=1, grouped=True, thousands=0, before='£', after='', moment=())
    >>> form_of(14, "mm-dd-yy").moment
    ('dd', '/', 'mm', '/', 'yyyy')
    """
    code = _LOCAL.get(number_format) or code or _BUILT_IN.get(number_format, "")
    sections = [each for each in _SECTION.findall(code) if each]
    if not sections or any(re.search(r"\[[<>=]", each) for each in sections):
        return PLAIN
    kind = kind_of(number_format, code)
    return _moment(sections[0], kind) if kind else _number(sections[0])


def _moment(section: str, kind: str) -> Form:
    pieces: list[str] = []
    for quoted, escaped, passed, piece, other in _MOMENT.findall(section):
        if passed:
            pieces.append(f"[{passed.lower()}]")
        elif piece and piece[0] in "aA":
            pieces.append("AM/PM")
        elif piece:
            lengths = _MOMENTS[piece[0].lower()]
            pieces.append(next((each for each in lengths if len(each) >= len(piece)), lengths[-1]))
        elif between := quoted + escaped + other:
            pieces.append("".join(each for each in between if each in _BETWEEN) or " ")
    while pieces and pieces[-1].strip(_BETWEEN) == "":
        pieces.pop()
    return Form(moment=tuple(pieces)) if pieces else DATE if kind == "date" else TIME


def _number(section: str) -> Form:
    before, after, core = "", "", ""
    for quoted, escaped, currency, digits, other in _NUMBER.findall(section):
        if digits:
            if core:
                return PLAIN  # a pattern such as 00-00-00
            core = digits
        elif other in "Ee@/?" and other:
            return PLAIN
        elif core:
            after += quoted + escaped + currency + other
        else:
            before += quoted + escaped + currency + other
    if not core:
        return PLAIN
    whole, _, fraction = core.partition(".")
    scaled = min(len(core) - len(core.rstrip(",")), 4)
    whole, fraction = whole.rstrip(","), fraction.rstrip(",")
    decimals = None if "#" in fraction else min(len(fraction), MOST)
    digits = min(whole.count("0"), MOST)
    return Form(decimals, digits, "," in whole, scaled, words_beside(before), words_beside(after))


def words_beside(text: str) -> str:
    """Return what a form may write beside a number: not too long, and nothing that cannot be printed."""
    return "".join(filter(str.isprintable, text)).strip()[:MOST]


def moment_of(days: float) -> datetime | None:
    """Return days since `EPOCH` as a moment, None for those before March 1900 or after 9999."""
    return EPOCH + timedelta(seconds=round(days * 86400)) if 61 <= days < LAST_DAY else None


def days_of(text: str) -> float | None:
    """Return a date in ISO form, with or without a time, as days since `EPOCH`; None for what is none.

    >>> days_of("2025-10-03"), days_of("2025-10-03 12:00:00"), days_of("October")
    (45933.0, 45933.5, None)
    """
    try:
        days = (datetime.fromisoformat(text).replace(tzinfo=None) - EPOCH) / timedelta(days=1)
    except ValueError:
        return None
    return days if days >= 61 else None
