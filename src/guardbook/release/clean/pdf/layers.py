"""Tells which optional layers of a PDF show when it is opened."""

from typing import Any

from pikepdf import Array, Dictionary

DEEPEST = 20


class Layers:
    """The layers of a document as a viewer shows them at first (ISO 32000-2, 8.11)."""

    def __init__(self, pdf: Any) -> None:
        properties = pdf.Root.get("/OCProperties")
        self._default = properties.get("/D", Dictionary()) if isinstance(properties, Dictionary) else Dictionary()

    def shows(self, mark: Any) -> bool:
        """Tell whether what a layer, or a rule about layers, is put on shows."""
        if not isinstance(mark, Dictionary):
            return True
        if mark.get("/Type") != "/OCMD":
            return self._is_on(mark)
        if isinstance(rule := mark.get("/VE"), Array):
            return self._holds(rule, 0)
        groups = mark.get("/OCGs")
        states = [self._is_on(each) for each in (groups if isinstance(groups, Array) else [groups]) if _is_group(each)]
        policy = str(mark.get("/P", "/AnyOn"))
        if not states:
            return True
        return {
            "/AllOn": all(states), "/AnyOff": not all(states), "/AllOff": not any(states)
        }.get(policy, any(states))  # fmt: skip

    def _is_on(self, group: Any) -> bool:
        usage = group.get("/Usage")
        view = usage.get("/View") if isinstance(usage, Dictionary) else None
        if isinstance(view, Dictionary) and "/ViewState" in view:
            return bool(view.get("/ViewState") != "/OFF")
        on = self._default.get("/BaseState") != "/OFF"
        if self._listed(group, "/ON"):
            on = True
        if self._listed(group, "/OFF"):
            on = False
        return on

    def _listed(self, group: Any, key: str) -> bool:
        groups = self._default.get(key)
        return isinstance(groups, Array) and any(_is_group(each) and each.objgen == group.objgen for each in groups)

    def _holds(self, rule: Any, depth: int) -> bool:
        if isinstance(rule, Dictionary) or not isinstance(rule, Array) or not len(rule) or depth > DEEPEST:
            return self.shows(rule)
        parts = [self._holds(each, depth + 1) for each in list(rule)[1:]]
        if rule[0] == "/Not":
            return not all(parts)
        return any(parts) if rule[0] == "/Or" else all(parts)


def _is_group(thing: Any) -> bool:
    return isinstance(thing, Dictionary)
