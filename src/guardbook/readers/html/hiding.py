"""Tells which elements of a web page are not shown: by themselves, or by a rule of the page's style sheets."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from guardbook.readers.html.sheets import Sheet
from guardbook.readers.html.styles import inline, is_away, is_beyond, is_clipped, is_preview, is_set_anew, is_unseen

_INTERFACE = frozenset("nav dialog button menu select option label svg iframe object".split())
_ROLES = frozenset(
    "dialog alertdialog alert status menu menubar menuitem navigation tooltip tabpanel listbox search banner".split()
)
_CONTROLS = ("aria-controls", "aria-describedby", "aria-labelledby", "data-target", "data-bs-target", "for", "href")
"""Attributes by which a control names what it opens, or an element what explains it."""
_WORDS = re.compile(
    r"cookie|consent|banner|menu|nav(?:\b|-|_|bar|igation)|modal|dialog|pop-?(?:up|over)|tooltip|dropdown|accordion|\btab|tab-?(?:s|panel)"
    r"|collaps|toggle|overlay|skip|survey|feedback|search|error|loading|loader|spinner|preheader|preview|print|visually"
    r"|sr-only|screen-reader|off-?(?:screen|canvas)|icon|sprite|share|lightbox|carousel|slide|\bjs|no-?js|captcha|honeypot"
    r"|alert|notif|flyout|drawer|chat|toast|expand|read-?more|show-?more|filter|breadcrumb|widget|gtm|analytics|noscript",
    re.I,
)
"""Names that pages give to what comes and goes by a click: menus, banners, messages."""
_RULE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LABEL = 60
"""Letters up to which a text is a label or a message ("Loading"), not a passage that somebody took out."""
_TABLES = frozenset("table thead tbody tfoot tr td th col colgroup".split())
_SIMPLE = re.compile(r"[\w-]*([.#])([\w-]+)$")
_STATEMENT = re.compile(r"@(?:import|charset)[^;]*;")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


class Hiding:
    """What hides elements of one page."""

    def __init__(self) -> None:
        self._classes: set[str] = set()
        self._ids: set[str] = set()
        self._opened: set[str] = set()
        """Elements that another one names as what it opens or explains."""
        self._sheet: Sheet | None = None
        self._scripted = False
        """Whether the page has programs, which may show what is not shown at first."""

    def learn(self, root: Any) -> None:
        """Take in the simple rules (one class or one id) of the page's style elements, and what its controls open.

        Rules of media queries are left out.
        """
        for element in root.iter(etree.Element):
            for name in _CONTROLS:
                for target in (element.get(name) or "").split():
                    self._opened.add(target.removeprefix("#"))
        self._scripted = any("json" not in (script.get("type") or "").lower() for script in root.iter("script"))
        text = _COMMENT.sub("", "\n".join(style.text or "" for style in root.iter("style")))
        sheet = Sheet(root, text, style_rules(_STATEMENT.sub("", text)))
        self._sheet = sheet if sheet.is_whole and not self._scripted else None
        for style in root.iter("style"):
            for selectors, body in style_rules(_COMMENT.sub("", style.text or "")):
                if _RULE.search(body):
                    for selector in selectors.split(","):
                        if found := _SIMPLE.match(selector.strip()):
                            (self._classes if found[1] == "." else self._ids).add(found[2])

    def within(self, element: Any, above: str | None) -> str | None:
        """Return the code of an element that stands in one of the code `above`."""
        if above == "unseen-text" and is_set_anew(element, self._sheet or inline):
            above = None
        return above or self.code(element)

    def code(self, element: Any) -> str | None:
        """Return the code of why an element itself is not shown, or None.

        What a click or a message brings up (menus, banners of cookies, texts for readers of screens) is of the page's
        furniture; so are labels beyond the edge, which readers of screens speak, and short messages that a script of
        the page may bring up. On a page without scripts nobody ever sees what is not displayed.
        """
        style = element.get("style") or ""
        if element.tag == "template":
            return "html-hidden-element"
        if element.tag == "noscript" or is_clipped(style) or is_preview(style):
            return "html-styled-away"
        beyond = is_beyond(style)
        if element.get("hidden") is not None or beyond or is_away(style):
            label = (beyond or self._scripted) and _is_label(element)
            return "html-styled-away" if label or self._is_interface(element) else "html-hidden-element"
        if (style or element.tag == "font" or self._sheet) and is_unseen(element, self._sheet or inline):
            return "unseen-text"
        if self._classes and not self._classes.isdisjoint((element.get("class") or "").split()):
            return "html-styled-away"
        return "html-styled-away" if self._ids and element.get("id") in self._ids else None

    def _is_interface(self, element: Any) -> bool:
        """Tell whether an element, or one it stands in, is of the page's controls rather than of its content."""
        if (element.get("id") or " ") in self._opened:
            return True
        for each in (element, *element.iterancestors()):
            names = f"{each.get('class') or ''} {each.get('id') or ''}"
            if each.tag in _INTERFACE or (each.get("role") or "").lower() in _ROLES:
                return True
            if each.tag not in ("html", "body") and _WORDS.search(names):
                return True
        return False


def _is_label(element: Any) -> bool:
    """Tell whether an element holds a short text; a part of a table is none, since rows are hidden one by one."""
    letters = 0
    for text in () if element.tag in _TABLES else element.itertext(with_tail=False):
        letters += len(text.strip())
        if letters > _LABEL:
            return False
    return element.tag not in _TABLES


def style_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and bodies of the outermost rules; what stands in @media and the like is passed over."""
    start, opened, depth = 0, 0, 0
    for brace in re.finditer(r"[{}]", sheet):
        if brace[0] == "{":
            depth += 1
            opened = brace.start() if depth == 1 else opened
        elif depth:
            depth -= 1
            if depth == 0:
                selectors = sheet[start:opened]
                if "@" not in selectors:
                    yield selectors, sheet[opened + 1 : brace.start()]
                start = brace.end()
