"""Names from files made safe to show: a place inside a file, a path, without anything personal in them."""

from guardbook.content import Where
from guardbook.detect.matches import find
from guardbook.findings import fingerprint


def safe_label(where: Where, *more: tuple[str, int | None, str | None]) -> str:
    """Return "sheet 'Staff', column 3": names from the file stand in it only when nothing personal is in them.

    `more` adds steps (kind, number, name) behind those of `where`.
    """
    steps = [*((step.kind, step.number, step.name) for step in where.steps), *more]
    return ", ".join(_step(*step) for step in steps)


def _step(kind: str, number: int | None, name: str | None) -> str:
    if name and not find(name):
        return f"{kind} '{name}'"
    return f"{kind} {number}" if number is not None else kind


def safe_path(path: str, key: bytes) -> str:
    """Return a path with the personal parts of its components masked; a short keyed tag keeps two such apart."""
    return "/".join(_component(component, key) for component in path.split("/"))


def _component(component: str, key: bytes) -> str:
    spaced = component.replace("_", " ")
    found = find(spaced)
    shown = component
    for match in reversed(found):
        shown = f"{shown[: match.start]}[{match.category}]{shown[match.end :]}"
    return f"{shown}~{fingerprint(component, key)[:6]}" if found else component
