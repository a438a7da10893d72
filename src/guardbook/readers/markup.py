"""Small questions to XML elements, asked by names without namespace so that both editions of OOXML read alike."""

from collections.abc import Iterator
from typing import Any

OFF = frozenset({"0", "false", "off", "none"})
"""Values of a switch that say no."""


def local(element: Any) -> str:
    """Return an element's name without its namespace; "" for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Return an attribute's value by its name without namespace, or ""."""
    value: str
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def child(element: Any, *path: str) -> Any | None:
    """Return the element at the end of a path of names, each the first of its name below the one before, or None."""
    for name in path:
        element = next((below for below in element if local(below) == name), None)
        if element is None:
            return None
    return element


def children(element: Any, *path: str) -> list[Any]:
    """Return what stands below the element at the end of a path of names; nothing when there is none."""
    found = child(element, *path)
    return [] if found is None else list(found)


def lines(root: Any, *, everything: bool = False) -> Iterator[str]:
    """Yield the words of each paragraph (element "p") as a line; with `everything` also texts outside paragraphs."""
    inside = None
    for element in root.iter():
        if local(element) == "p":
            inside = element
            line = "".join(text.text or "" for text in element.iter() if local(text) in ("t", "delText"))
            if line.strip():
                yield line.strip()
        elif everything and (element.text or "").strip() and not _stands_in(element, inside):
            yield element.text.strip()


def _stands_in(element: Any, paragraph: Any) -> bool:
    return paragraph is not None and any(above is paragraph for above in element.iterancestors())
