"""Writes a cell's number as its format shows it: dates in ISO form, leading zeros, no powers of ten."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

Show = Callable[[str], str]

_DATES = frozenset((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)))
_TIMES = frozenset((18, 19, 20, 21, 45, 46, 47))
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_PATTERN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[0#?]|.')
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,14}[1-9])?").fullmatch
"""Tells a number that is written plainly already, which most are."""
_PLAIN_LITERALS = frozenset(" -/().:+")
_EPOCH = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_LAST_DAY = 2_958_466
"""The day after 31 December 9999."""


def show_plain(text: str) -> str:
    """Return a number as a person would write it down, without a power of ten.

    >>> show_plain("4.4012345678E10"), show_plain("12.0"), show_plain("1.5")
    ('44012345678', '12', '1.5')
    """
    if text.isdigit() or _PLAIN(text):
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or number.adjusted() > 40 or number.adjusted() < -40:
        return text
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def show_with(number_format: int, code: str, *, since_1904: bool) -> Show | None:
    """Return how to write numbers of a format (ECMA-376 part 1, 18.8.30), or None for plainly."""
    kind = kind_of(number_format, code)
    if kind == "date":
        return _show_date_1904 if since_1904 else _show_date
    return _show_time if kind else _show_digits(code.split(";")[0])


def kind_of(number_format: int, code: str) -> Literal["date", "time"] | None:
    """Return whether a format writes numbers as dates or as times of day."""
    bare = _LITERAL.sub("", code.split(";")[0]).lower()
    if number_format in _DATES or (re.search(r"[yd]|mmm", bare) and "general" not in bare):
        return "date"
    return "time" if number_format in _TIMES or (re.search(r"[hs]", bare) and "general" not in bare) else None


def words_of(code: str) -> list[str]:
    """Return the words a format code puts around numbers.

    >>> words_of('"Case of "0;(0)')
    ['Case of']
    """
    return [word for quoted, _ in _LITERAL.findall(code) if any(map(str.isalpha, word := quoted.strip()))]


@lru_cache(1 << 16)
def _show_date(text: str) -> str:
    return _moment(text, _EPOCH)


@lru_cache(1 << 16)
def _show_date_1904(text: str) -> str:
    return _moment(text, _EPOCH_1904)


def _moment(text: str, epoch: datetime) -> str:
    """Return a day number as a date, with the time where it has one; the 1900 system counts a 29 February 1900."""
    try:
        days = float(text)
    except ValueError:
        return text
    if not 0 <= days < _LAST_DAY:
        return show_plain(text)
    if days < 1 and epoch == _EPOCH:
        return _show_time(text)
    if days < 60 and epoch == _EPOCH:
        days += 1
    moment = epoch + timedelta(seconds=round(days * 86400))
    return moment.isoformat(" ").removesuffix(" 00:00:00")


def _show_time(text: str) -> str:
    try:
        days = float(text)
    except ValueError:
        return text
    if not 0 <= days < _LAST_DAY:
        return show_plain(text)
    seconds = round(days * 86400)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _show_digits(section: str) -> Show | None:
    """Return how a format of digits and literals only ("00-00-00") writes whole numbers, or None for plainly."""
    parts: list[tuple[bool, str]] = []
    for part in _PATTERN.findall(section):
        if part in "0#?":
            parts.append((True, part))
        elif part[0] == '"' or part[0] == "\\":
            parts.append((False, part.strip('"') if part[0] == '"' else part[1]))
        elif part in _PLAIN_LITERALS and part != ".":
            parts.append((False, part))
        elif part[0] not in "_*[":
            return None
    zeros = sum(holder and part == "0" for holder, part in parts)
    holders = sum(holder for holder, _ in parts)
    if not holders or (zeros < 2 and len(parts) == holders):
        return None
    return lambda text: _fill(text, parts, holders, zeros)


def _fill(text: str, parts: list[tuple[bool, str]], holders: int, zeros: int) -> str:
    plain = show_plain(text)
    if not plain.isdigit():
        return plain
    digits = plain.zfill(zeros).rjust(holders)
    before, digits = digits[: len(digits) - holders], digits[len(digits) - holders :]
    written = []
    for holder, part in parts:
        if holder:
            written.append(before + digits[0])
            before, digits = "", digits[1:]
        else:
            written.append(part)
    return "".join(written).replace("\n", " ").strip()
