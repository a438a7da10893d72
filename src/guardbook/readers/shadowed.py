"""Keeps the values of a JSON object's keys that come more than once, of which programs show only the last."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from guardbook.content import Part, Text, Where
from guardbook.readers.records import plain


@dataclass(slots=True)
class Shadowed:
    """The shadowed values of one document (RFC 8259, 4: "names within an object SHOULD be unique")."""

    values: dict[str, None] = field(default_factory=dict)

    def pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return an object of keys and values, as `json` wants it; keep those that a later one of its key replaces."""
        made = dict(pairs)
        if len(made) < len(pairs):
            for key, value in pairs:
                if made[key] is not value and made[key] != value:
                    self.values[plain(value)] = None
        return made

    def parts(self, where: Where) -> Iterator[Part]:
        """Yield the values that were kept, one in a line."""
        if text := "\n".join(value for value in self.values if value):
            yield Text(text, where, "shadowed-key")
