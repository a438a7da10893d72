"""Makes a clean copy of an XML document: its elements and attributes, of records only what was declared."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from guardbook.readers.markup import local
from guardbook.readers.xml.records import ASIDE
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.xml_tree import as_bytes, parse_xml
from guardbook.release.declaration import normal_heading

LARGEST = 64 * 1024**2
"""Characters of the largest document that is held as a whole."""
_OFFICE = ("urn:schemas-microsoft-com:", "http://schemas.microsoft.com/office/", "urn:oasis:names:tc:opendocument:")
_SAME = 256


def clean(job: Job) -> None:
    """Write the document without comments, instructions and definitions.

    Where columns are declared, elements that repeat with several values in each are records: of their elements and
    attributes those stay whose names were declared, as the check tells them. Raises `Refused` for documents of office
    programs, and where a record's text lies between its elements.
    """
    root = parse_xml(job, LARGEST)
    for element in root.iter():
        if any((uri or "").startswith(_OFFICE) for uri in element.nsmap.values()):
            raise Refused("it is a document of an office program: save it in that program's usual format")
    declared = job.declaration.columns_of(None)
    try:
        if declared is not None:
            _Filter(frozenset(map(normal_heading, declared))).outside(root)
    except RecursionError:
        raise Refused("its elements lie too deep within one another") from None
    job.out.write(as_bytes(root))


class _Filter:
    """Takes out of records what was not declared."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def outside(self, element: Any) -> None:
        """Filter the records within an element that is none."""
        records = set(_records(element))
        for child in list(element):
            if child not in records:
                self.outside(child)
            elif not self._record(child):
                _remove(child)

    def _record(self, element: Any) -> bool:
        """Leave what was declared of a record; tell whether anything is left."""
        if _has_words(element) and not self._is_declared([local(element)]):
            if len(element):
                raise Refused("the text of a record in it lies between its elements")
            element.text = None
        self._attributes(element, [])
        return self._within(element, []) or bool(element.keys()) or _has_words(element)

    def _within(self, element: Any, path: list[str]) -> bool:
        records = set(_records(element))
        for child in list(element):
            below = [*path, local(child)]
            if child in records:
                stays = self._record(child)
            elif _has_words(child) or not (len(child) or child.keys()):
                stays = self._value(child, below)
            else:
                self._attributes(child, below)
                stays = self._within(child, below) or bool(child.keys())
            if not stays:
                _remove(child)
        return len(element) > 0

    def _value(self, element: Any, path: list[str]) -> bool:
        """Leave or empty an element with text of its own."""
        self._attributes(element, path)
        if self._is_declared(path):
            return True
        if len(element) and any(self._is_declared([local(each)]) for each in element.iterdescendants()):
            raise Refused("the text of a record in it lies between its elements")
        element.text = None
        for child in list(element):
            element.remove(child)
        return bool(set(map(_plain, element.keys())) - ASIDE)

    def _attributes(self, element: Any, path: list[str]) -> None:
        for name in list(element.keys()):
            label = _plain(name)
            wanted = path if label in ("value", "val") and path else [*path, name.rpartition("}")[2]]
            if label not in ASIDE and not self._is_declared(wanted):
                del element.attrib[name]

    def _is_declared(self, path: list[str]) -> bool:
        """Tell whether a value is declared by its name, with any of the names above it before its own."""
        return any(normal_heading(" ".join(path[start:])) in self._names for start in range(len(path)))


def _records(element: Any) -> Iterator[Any]:
    """Yield the children that repeat and hold more than one value each, which the check reads as rows."""
    often = Counter(map(local, element))
    wide = {local(child) for child in element if often[local(child)] > 1 and _values(child) > 1}
    yield from (child for child in element if local(child) in wide or often[local(child)] >= _SAME)


def _values(element: Any) -> int:
    return sum(bool((each.text or "").strip()) + len(each.keys()) for each in element.iter())


def _has_words(element: Any) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _plain(name: str) -> str:
    return name.rpartition("}")[2].lower()


def _remove(element: Any) -> None:
    element.getparent().remove(element)
