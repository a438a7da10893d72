"""Takes the words out of the elements that follow a sheet's rows: links, validation, scenarios, filters, footers."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from guardbook.readers.aside import Remarks
from guardbook.readers.markup import local

_HEADER_CODE = re.compile(r'&(?:"[^"]*"|\d{1,3}|K[0-9A-Fa-f]{6}|[A-Za-z&])')
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


def _link(element: Any, remarks: Remarks) -> None:
    remarks.note("link-target", *(element.get(key) for key in ("location", "display", "tooltip")))


def _validation(element: Any, remarks: Remarks) -> None:
    remarks.note("validation-list", *(element.get(key) for key in ("promptTitle", "prompt", "errorTitle", "error")))
    for literal in _literals(element):
        remarks.note("validation-list", *literal.split(","))


def _scenario(element: Any, remarks: Remarks) -> None:
    remarks.note("scenario", *(element.get(key) for key in ("name", "user", "comment")))
    remarks.note("scenario", *(each.get("val") for each in element))


def filter_choices(element: Any, remarks: Remarks) -> None:
    """Note the values an autoFilter element is set to."""
    remarks.note("filter-choice", *(each.get("val") for each in element.iter() if "ilter" in local(each)))


def _rule(element: Any, remarks: Remarks) -> None:
    remarks.note("formula", element.get("text"), *_literals(element))


def header_lines(text: str) -> list[str]:
    """Return the lines of a header or footer without the codes for place, font and page number.

    >>> header_lines('&LStaff list&R&"Arial,Bold"&9Page &P')
    ['', 'Staff list', '', '', 'Page ', '']
    """
    return _HEADER_CODE.sub("\n", text).split("\n")


def _header(element: Any, remarks: Remarks) -> None:
    remarks.note("header-footer", *header_lines(element.text or ""))


def _named(element: Any, remarks: Remarks) -> None:
    remarks.note("structure", element.get("name"), element.get("title"))


def _literals(element: Any) -> Iterator[str]:
    """Yield the quoted texts of the formulas in an element; references tell nothing."""
    for each in element.iter():
        if isinstance(each.tag, str) and each.text and '"' in each.text:
            yield from _QUOTED.findall(each.text)


WORDS: dict[str, Callable[[Any, Remarks], None]] = {
    "hyperlink": _link,
    "dataValidation": _validation,
    "scenario": _scenario,
    "autoFilter": filter_choices,
    "cfRule": _rule,
    "protectedRange": _named,
    "webPublishItem": _named,
    **dict.fromkeys(("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"), _header),
}
"""What takes the words out of an element, by its name (ECMA-376 part 1, 18.3.1)."""
