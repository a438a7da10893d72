"""Says in OpenDocument how numbers are written (ODF 1.3 part 3, 16.29), and writes them so."""

from datetime import datetime, timedelta
from functools import lru_cache
from xml.sax.saxutils import escape

from guardbook.readers.forms import EPOCH, LAST_DAY, PLAIN, Form, Shown

_PIECES = {
    "yy": "<number:year/>",
    "yyyy": '<number:year number:style="long"/>',
    "m": "<number:month/>",
    "mm": '<number:month number:style="long"/>',
    "mmm": '<number:month number:textual="true"/>',
    "mmmm": '<number:month number:textual="true" number:style="long"/>',
    "d": "<number:day/>",
    "dd": '<number:day number:style="long"/>',
    "ddd": "<number:day-of-week/>",
    "dddd": '<number:day-of-week number:style="long"/>',
    "h": "<number:hours/>",
    "hh": '<number:hours number:style="long"/>',
    "s": "<number:seconds/>",
    "ss": '<number:seconds number:style="long"/>',
    "AM/PM": "<number:am-pm/>",
}
_WRITTEN = {
    "yy": "%y", "yyyy": "%Y", "mm": "%m", "mmm": "%b", "mmmm": "%B", "dd": "%d", "ddd": "%a", "dddd": "%A", "hh": "%H",
    "ss": "%S", "AM/PM": "%p",
}  # fmt: skip
_DAYS = frozenset(("yy", "yyyy", "d", "dd", "ddd", "dddd", "mmm", "mmmm"))


def number_style(form: Form, name: str) -> str:
    """Return the element that says how values are written; it is called `name`."""
    if form.moment:
        kind = "date-style" if _DAYS & set(form.moment) else "time-style"
        more = ' number:truncate-on-overflow="false"' if any(each[0] == "[" for each in form.moment) else ""
        pieces = "".join(_piece(form.moment, place) for place in range(len(form.moment)))
        return f'<number:{kind} style:name="{name}"{more}>{pieces}</number:{kind}>'
    places = f' number:decimal-places="{form.decimals}" number:min-decimal-places="{form.decimals}"'
    number = (
        f'<number:number{places if form.decimals is not None else ""} number:min-integer-digits="{form.digits}"'
        + (' number:grouping="true"' if form.grouped else "")
        + (f' number:display-factor="{1000**form.thousands}"' if form.thousands else "")
        + "/>"
    )
    kind = "percentage-style" if "%" in form.after else "number-style"
    return f'<number:{kind} style:name="{name}">{_words(form.before)}{number}{_words(form.after)}</number:{kind}>'


def shown_as(cell: Shown) -> str:
    """Return a number or date as its form writes it, in English."""
    form = cell.form
    if isinstance(cell.value, bool) or form == PLAIN:
        return str(cell)
    if form.moment:
        if not 0 <= cell.value < LAST_DAY:
            return str(cell)
        return _moment(form.moment, cell.value)
    value = cell.value / 1000**form.thousands * (100 if "%" in form.after else 1)
    if form.decimals is None:
        return f"{form.before}{cell if value == cell.value else f'{value:.15g}'}{form.after}"
    sign = "-" if value < 0 else ""
    whole, _, fraction = f"{abs(value):{',' if form.grouped else ''}.{form.decimals}f}".partition(".")
    return f"{sign}{form.before}{whole.zfill(form.digits)}{'.' if fraction else ''}{fraction}{form.after}"


def _piece(moment: tuple[str, ...], place: int) -> str:
    piece = moment[place].strip("[]")
    if piece in ("m", "mm") and is_minute(moment, place):
        return '<number:minutes number:style="long"/>' if piece == "mm" else "<number:minutes/>"
    return _PIECES.get(piece) or _words(piece)


def is_minute(moment: tuple[str, ...], place: int) -> bool:
    """Tell whether "m" at a place is minutes: after hours or before seconds (ECMA-376 part 1, 18.8.31)."""
    letters = [each.strip("[]")[:1] for each in moment]
    before = next((each for each in reversed(letters[:place]) if each in "ymdhs" and each), "")
    after = next((each for each in letters[place + 1 :] if each in "ymdhs" and each), "")
    return moment[place][0] == "[" or before == "h" or after == "s"


@lru_cache(1 << 12)
def _moment(moment: tuple[str, ...], days: float) -> str:
    return "".join(_part(moment, place, days) for place in range(len(moment)))


def _part(moment: tuple[str, ...], place: int, days: float) -> str:
    piece = moment[place]
    at = EPOCH + timedelta(seconds=round(days * 86400))
    if piece[0] == "[":
        seconds = round(days * 86400)
        return str({"h": seconds // 3600, "m": seconds // 60, "s": seconds}[piece[1]])
    if piece in ("m", "mm"):
        number = at.minute if is_minute(moment, place) else at.month
        return f"{number:02}" if piece == "mm" else str(number)
    if piece in ("h", "hh") and "AM/PM" in moment:
        return f"{at.hour % 12 or 12:0{len(piece)}}"
    return at.strftime(_WRITTEN[piece]) if piece in _WRITTEN else _short(piece, at)


def _short(piece: str, at: datetime) -> str:
    return str({"d": at.day, "h": at.hour, "s": at.second}.get(piece, piece))


def _words(text: str) -> str:
    return f"<number:text>{escape(text)}</number:text>" if text else ""
