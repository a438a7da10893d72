"""Names from files made safe to show: a place inside a file, a path, without anything personal in them."""

import re

from guardbook.content import Where
from guardbook.detect.match import Match, settle
from guardbook.detect.matches import find
from guardbook.findings import fingerprint

_WORD = re.compile(r"[A-ZÀ-Þ]?[a-zß-ÿ]+(?:['’][A-Za-z]+)?|[A-ZÀ-Þ]+(?![a-zß-ÿ])")
"""One word, also where words stand together in camelCase."""
_ENDING = re.compile(r"(?:\.[A-Za-z0-9]{1,8}){1,2}$")


def safe_label(where: Where, *more: tuple[str, int | None, str | None]) -> str:
    """Return "sheet 'Staff', column 3": names from the file stand in it only when nothing personal is in them.

    `more` adds steps (kind, number, name) behind those of `where`.
    """
    steps = [*((step.kind, step.number, step.name) for step in where.steps), *more]
    return ", ".join(_step(*step) for step in steps)


def _step(kind: str, number: int | None, name: str | None) -> str:
    if name and name.isprintable() and not _personal_in(name):
        return f"{kind} '{name}'"
    return f"{kind} {number}" if number is not None else kind


def safe_path(path: str, key: bytes) -> str:
    """Return a path with the personal parts of its components masked: "hr/[person-name] P45~3fa2c1.pdf".

    The short keyed tag keeps two paths apart that would look alike; `key` is the organisation's.
    """
    return "/".join(_component(component, key) for component in path.split("/"))


def _component(component: str, key: bytes) -> str:
    found = _personal_in(component)
    if not found:
        return component
    ending = _ENDING.search(component)
    cut = ending.start() if ending and found[-1].end <= ending.start() else len(component)
    shown = component[:cut]
    for match in reversed(found):
        shown = f"{shown[: match.start]}[{match.category}]{shown[match.end :]}"
    return f"{shown}~{fingerprint(component, key)[:6]}{component[cut:]}"


def _personal_in(name: str) -> list[Match]:
    """Return what is personal in a short name, read as running text and word by word; no two overlap."""
    spaced = name.replace("_", " ").replace("+", " ")
    found = sorted(settle([*find(spaced), *_names_in(spaced)]), key=lambda match: match.start)
    apart: list[Match] = []
    for match in found:
        if not apart or match.start >= apart[-1].end:
            apart.append(match)
    return apart


def _names_in(text: str) -> list[Match]:
    """Return surnames that stand alone, and forenames beside them, in any case and however they are joined."""
    from guardbook.detect.addresses import judge_addresses
    from guardbook.detect.names import judge_names

    found: list[Match] = []
    for word in _WORD.finditer(text):
        spelt = word[0].capitalize()
        shares = judge_names([spelt])
        if len(spelt) < 3 or max(shares.forename, shares.surname) < 0.5:
            continue
        beside = bool(found) and word.start() - found[-1].end <= 1
        alone = shares.surname >= 0.5 and judge_addresses([spelt]).locality < 0.5
        confidence = 0.6 if alone or beside else 0.0
        if beside:
            before = found.pop()
            found.append(Match(before.start, word.end(), "person-name", confidence, "words"))
        else:
            found.append(Match(word.start(), word.end(), "person-name", confidence, "words"))
    return found
