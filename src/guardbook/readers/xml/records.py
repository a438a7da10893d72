"""Puts the elements of an XML file together as records: rows of tables where they repeat, else labelled lines."""

from collections.abc import Iterator

from guardbook.content import Part, Text, Where
from guardbook.errors import Unreadable
from guardbook.readers.xml.runs import Fields, Run, lines_of

FULL = 1 << 16
"""Characters of lines after which they are given out."""
_SAME_LEAVES = 256
"""Values of one tag within an element up to which they are columns of its row; more make rows of their own."""
_FIELDS = 2000
"""Values within one element that are held for its row."""
_HEIGHT = 6
"""How many elements deep a row's values may stand below it."""
_DEEP = 4
"""Elements so deep in one another are no longer one line of prose."""
_NESTED = 10_000
_TRACKED = "geolocation"
"""The label of where something was at a time: places alone (a footpath, a harbour) have those of their file."""
_INLINE = 1 << 16
"""Characters of text that an element takes over from those in it."""
ASIDE = frozenset(("type", "styleid", "nil", "lang", "space", "schemalocation", "index", "style", "class", "xmlns"))
"""Attributes that say how a value is to be understood: told once for each distinct value, not in each row."""


class _Open:
    """An element that is not closed yet."""

    __slots__ = ("fields", "groups", "height", "held", "inline", "inlined", "mixed", "path", "tag", "worded")

    def __init__(self, tag: str, path: int) -> None:
        self.tag, self.path = tag, path
        self.fields: Fields = []
        self.groups: dict[str, list[tuple[Fields, bool]]] = {}
        """The values of the elements within it, by tag; and whether the last one is in `inline` too."""
        self.held = 0
        self.inline: list[str] = []
        """Its text with that of the elements in it, in order."""
        self.inlined = 0
        self.height = 0
        self.worded = False
        """Whether it has text of its own."""
        self.mixed = False
        """Whether it has text of its own beside elements, as prose does."""


class Records:
    """Takes the events of a parser, gives parts when there are some."""

    def __init__(self, where: Where) -> None:
        self._where = where
        self._stack: list[_Open] = []
        self._paths: dict[tuple[int, str], int] = {}
        self._runs: dict[int, Run] = {}
        self._lines: dict[str | None, list[str]] = {}
        self._size = 0
        self._seen: set[tuple[str, str]] = set()
        self._ready: list[Part] = []

    def start(self, tag: str, attributes: list[str]) -> None:
        """An element begins; `attributes` holds names and values by turns."""
        above = self._stack[-1] if self._stack else None
        if len(self._stack) == _NESTED:
            raise Unreadable(f"more than {_NESTED:,} elements within one another")
        tag = tag.rpartition(":")[2]
        if tag == "coord" and above is not None and above.tag == "Track":  # of KML, beside the times in <when>
            tag = _TRACKED
        path = self._paths.setdefault((above.path if above else 0, tag), len(self._paths) + 1)
        element = _Open(tag, path)
        for number in range(0, len(attributes), 2):
            self._attribute(element, attributes[number], attributes[number + 1])
        if above is not None and above.worded:
            above.mixed = True
        self._stack.append(element)

    def _attribute(self, element: _Open, name: str, value: str) -> None:
        prefix, _, label = name.rpartition(":")
        if not value.strip() or prefix == "xmlns":
            return
        if label.lower() not in ASIDE:
            element.fields.append(("" if label.lower() in ("value", "val") else label, value))
        elif (label, value) not in self._seen and len(self._seen) < 10_000:
            self._seen.add((label, value))
            self._line(f"{label}: {value}")

    def text(self, text: str) -> None:
        """Text within the element that was opened last."""
        if not self._stack:
            return
        element = self._stack[-1]
        if not element.worded and not text.isspace():
            element.worded = True
            element.mixed = bool(element.groups)
        element.inline.append(text)
        element.inlined += len(text)
        if element.inlined > 4 * _INLINE:
            self._line(f"{element.tag}: {''.join(element.inline)}")
            element.inline, element.inlined = [], 0

    def comment(self, text: str) -> None:
        """A comment."""
        self._line(text.strip(), "xml-comment")

    def instruction(self, target: str, text: str) -> None:
        """A processing instruction, or an entity's name and value."""
        self._line(f"{target}: {text}", "xml-instruction")

    def end(self, _tag: str) -> None:
        """The element that was opened last ends."""
        element = self._stack.pop()
        text = self._close(element)
        if element.tag == "trkpt":
            element.fields = _tracked(element.fields)
        if not self._stack:
            self._tell(element.tag, element.fields)
            return
        above = self._stack[-1]
        above.height = max(above.height, element.height + 1)
        texted = bool(text) and above.inlined < _INLINE and element.height < _DEEP
        if texted:
            above.inline.append(text)
            above.inlined += len(text)
        if element.height > _HEIGHT:
            self._tell(element.tag, element.fields)
            above.groups.setdefault(element.tag, [])
        else:
            self._into(above, element, texted)

    def _close(self, element: _Open) -> str:
        """Complete the values of an element, its text last; return the text as it stood, "" for a mere container."""
        fields = element.fields
        for tag, group in element.groups.items():
            for inner, texted in group:
                values = inner[:-1] if texted and element.mixed else inner
                fields += [
                    (f"{tag} {label}" if label and label.count(" ") < 2 else label or tag, value)
                    for label, value in values
                ]
        if element.groups and not element.mixed:
            return ""
        text = "".join(element.inline)
        if words := " ".join(text.split()):
            fields.append(("", words))
            return text
        return ""

    def _into(self, above: _Open, element: _Open, texted: bool) -> None:
        """Hand the values of an element to the one around it, or to a table when elements like it repeat."""
        group = above.groups.setdefault(element.tag, [])
        run = self._runs.get(element.path)
        repeats = (group and len(element.fields) > 1) or len(group) >= _SAME_LEAVES
        if run is None and repeats and not above.mixed and len(self._runs) < 1000:
            where = self._where.into("table", len(self._runs) + 1, element.tag)
            run = self._runs[element.path] = Run(element.tag, where)
        if run is None or above.mixed:
            group.append((element.fields, texted))
            above.held += len(element.fields)
            if above.held > _FIELDS:
                self._spill(above)
            return
        for row, _ in group:
            self._ready += run.add(row)
        self._ready += run.add(element.fields)
        group.clear()

    def _spill(self, element: _Open) -> None:
        for tag, group in element.groups.items():
            for fields, _ in group:
                self._tell(tag, fields)
            group.clear()
        element.held = 0

    def _tell(self, tag: str, fields: Fields) -> None:
        for line in lines_of(tag, fields):
            self._line(line)

    def _line(self, line: str, hidden: str | None = None) -> None:
        self._lines.setdefault(hidden, []).append(line)
        self._size += len(line)
        if self._size > FULL:
            self._give_lines()

    def _give_lines(self) -> None:
        for hidden, lines in self._lines.items():
            self._ready.append(Text("\n".join(lines), self._where, hidden))
        self._lines, self._size = {}, 0

    def ready(self) -> Iterator[Part]:
        """Yield the parts that are there so far."""
        ready, self._ready = self._ready, []
        yield from ready

    def finish(self) -> Iterator[Part]:
        """Yield all parts that are left, those of elements that were never closed too."""
        while self._stack:
            self.end("")
        self._give_lines()
        yield from self.ready()
        for run in self._runs.values():
            yield from run.parts()


def _tracked(fields: Fields) -> Fields:
    """Return the values of a point of a GPX track, its two coordinates as one where it says when somebody was there."""
    values = dict(fields)
    if not {"lat", "lon", "time"} <= values.keys():
        return fields
    place = f"{values['lat']}, {values['lon']}"
    return [(_TRACKED, place), *(field for field in fields if field[0] not in ("lat", "lon"))]
