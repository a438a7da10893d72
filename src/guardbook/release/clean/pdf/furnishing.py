"""Gives a clean copy what helps its readers and shows anyway: title, language, headings beside the pages, links."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from guardbook.readers.pdf.objects import Objects, string
from guardbook.readers.pdf.paint import area, overlap

_GAPS = re.compile(r"\s+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_SCHEME = re.compile(r"(?:https?://(?:www\.)?|mailto:)", re.IGNORECASE)
DEEPEST = 10
MOST = 5_000
"""Headings that are gone through."""
PRINTED = 4
"""Flag of an annotation that is printed (ISO 32000-2, table 167)."""


def furnish(copy: Any, source: Any, texts: list[str], title: str) -> None:
    """Add to a copy what its pages show; `texts` are the words of each, "" where it is a picture."""
    if title:
        copy.docinfo["/Title"] = String(title)
        copy.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if _LANGUAGE.fullmatch(language := string(source.Root.get("/Lang"))):
        copy.Root.Lang = String(language)
    _headings(copy, source, [_GAPS.sub(" ", text) for text in texts])
    for page, old, text in zip(copy.pages, source.pages, texts, strict=True):
        _links(copy, page, old, _GAPS.sub("", text).casefold())


def _headings(copy: Any, source: Any, texts: list[str]) -> None:
    """Repeat the headings beside the pages that stand on a page, each leading there."""
    with copy.open_outline() as outline:
        levels: list[tuple[int, Any]] = []
        page = 0
        for depth, title in _titles(Objects(source)):
            found = next((number for number in range(page, len(texts)) if title in texts[number]), None)
            if found is None:
                continue
            page = found
            while levels and levels[-1][0] >= depth:
                levels.pop()
            item = OutlineItem(title, page)
            (levels[-1][1].children if levels else outline.root).append(item)
            levels.append((depth, item))


def _titles(objects: Objects) -> Iterator[tuple[int, str]]:
    """Yield the headings of a document with their depth, from the first to the last."""
    root = objects.pdf.Root.get("/Outlines")
    stack = [(0, root.get("/First"))] if isinstance(root, Dictionary) else []
    count = 0
    while stack and (count := count + 1) < MOST:
        depth, item = stack.pop()
        if isinstance(item, Dictionary) and depth < DEEPEST and objects.first_time(item):
            if title := _GAPS.sub(" ", string(item.get("/Title"))).strip():
                yield depth, title
            stack += [(depth, item.get("/Next")), (depth + 1, item.get("/First"))]


def _links(copy: Any, page: Any, old: Any, text: str) -> None:
    """Repeat the links of a page whose addresses stand on it."""
    links = []
    for note in old.obj.get("/Annots", ()):
        action = note.get("/A")
        if note.get("/Subtype") != "/Link" or not isinstance(action, Dictionary):
            continue
        address = string(action.get("/URI"))
        bare = _SCHEME.sub("", address, count=1).rstrip("/").casefold()
        place = overlap(tuple(map(float, note.Rect)), tuple(map(float, page.mediabox)))  # type: ignore[arg-type]
        if _SCHEME.match(address) and bare and bare in text and area(place):
            link = Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=Array([round(edge, 2) for edge in place]), F=PRINTED,
                Border=Array([0, 0, 0]), A=Dictionary(S=Name.URI, URI=pikepdf.String(address)),
            )  # fmt: skip
            links.append(copy.make_indirect(link))
    if links:
        page.obj.Annots = Array(links)
