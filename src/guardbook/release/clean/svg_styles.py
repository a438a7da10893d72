"""Gathers the looks of a drawing's elements from attributes, styles and simple style sheets, known properties only."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from guardbook.readers.html.hiding import style_rules
from guardbook.readers.markup import local
from guardbook.release.clean.job import Refused

_PROPERTY = re.compile(
    r"fill(?:-opacity|-rule)?|stroke(?:-(?:width|opacity|dasharray|dashoffset|linecap|linejoin|miterlimit))?|opacity|color"
    r"|font-(?:size|family|weight|style|variant|stretch)|text-(?:anchor|decoration|align)|letter-spacing|word-spacing"
    r"|dominant-baseline|alignment-baseline|baseline-shift|writing-mode|direction|stop-(?:color|opacity)|clip-(?:path|rule)"
    r"|mask|marker(?:-start|-mid|-end)?|display|visibility|overflow|paint-order|vector-effect|shape-rendering|line-height"
    r"|white-space|text-rendering|enable-background|mix-blend-mode|isolation|-inkscape-font-specification|-inkscape-\S+"
)
_LEFT_OUT = re.compile(r"-inkscape.*|enable-background|text-rendering|line-height|text-align|white-space")
_VALUE = re.compile(r"[\w\s.,%()#+/-]{1,200}")
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")
_NONE = re.compile(r"0*\.?0*%?")
_STYLE_ONLY = ("marker", "mix-blend-mode", "isolation")
"""Properties that are no attributes (SVG 1.1, appendix N)."""
_SIMPLE = re.compile(r"(\*|[a-zA-Z]\w*)?(?:([.#])([\w-]+))?")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
Properties = dict[str, str]


class Looks:
    """The looks of one drawing's elements."""

    def __init__(self, root: Any, may_stay: Callable[[str], bool]) -> None:
        """`may_stay` tells whether words, such as a typeface's name, hold nothing personal.

        Raises `Refused` for a style sheet with other rules than those of one element, class or mark.
        """
        self._may_stay = may_stay
        self._rules: dict[tuple[str, str], Properties] = {}
        for sheet in root.iter("{*}style"):
            text = _COMMENT.sub("", "".join(sheet.itertext()))
            if "@" in text:
                raise Refused("its style sheet holds more than simple rules")
            for selectors, body in style_rules(text):
                self._learn(selectors, dict(_declared(body)))

    def _learn(self, selectors: str, looks: Properties) -> None:
        for selector in selectors.split(","):
            found = _SIMPLE.fullmatch(selector.strip())
            if not found or (found[1] and found[2]):
                raise Refused("its style sheet holds more than simple rules")
            self._rules.setdefault((found[2] or "", found[3] or found[1] or ""), {}).update(looks)

    def of(self, element: Any, names: Mapping[str, str]) -> Properties | None:
        """Return the attributes that say how an element looks in its copy, None where the element is not drawn.

        `names` are the marks of the copy by those of the drawing.
        """
        looks = dict(_presentation(element))
        looks |= self._rules.get(("", "*"), {}) | self._rules.get(("", local(element)), {})
        for name in (element.get("class") or "").split():
            looks |= self._rules.get((".", name), {})
        looks |= self._rules.get(("#", element.get("id") or ""), {})
        looks |= dict(_declared(element.get("style") or ""))
        if looks.get("display") == "none" or looks.get("visibility") in ("hidden", "collapse"):
            return None
        if _NONE.fullmatch(looks.get("opacity", "1")):
            return None
        kept = {name: self._value(name, value, names) for name, value in looks.items()}
        style = ";".join(f"{name}:{kept.pop(name)}" for name in _STYLE_ONLY if kept.get(name))
        return {name: value for name, value in (*kept.items(), ("style", style)) if value}

    def _value(self, name: str, value: str, names: Mapping[str, str]) -> str:
        if _LEFT_OUT.fullmatch(name):
            return ""
        if found := _REFERENCE.fullmatch(value):
            return f"url(#{names[found[1]]})" if found[1] in names else ""
        if name == "font-family":
            value = ", ".join(part.strip(" '\"") for part in value.split(","))
            return value if _VALUE.fullmatch(value) and self._may_stay(value) else ""
        value = value.replace("'", "").replace('"', "")
        if not _VALUE.fullmatch(value) or "url(" in value:
            raise Refused("its looks are written in an unusual way")
        return value


def _presentation(element: Any) -> Iterator[tuple[str, str]]:
    for name, value in element.items():
        if _PROPERTY.fullmatch(name) and value.strip():
            yield name, value.strip()


def _declared(body: str) -> Iterator[tuple[str, str]]:
    """Yield the known properties of a style; what is no property of drawings has no effect in one."""
    for part in body.split(";"):
        name, _, value = part.partition(":")
        name, value = name.strip().lower(), re.sub(r"\s*!important\s*$", "", value.strip())
        if _PROPERTY.fullmatch(name) and value:
            yield name, value
