"""Reads the names a workbook defines for cells, ranges, values and formulas."""

import re
from collections.abc import Iterator
from typing import Any

from guardbook.content import Part, Text, Where
from guardbook.readers.aside import Remarks
from guardbook.readers.markup import local

_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_TRUE = ("1", "true")
_PROGRAMS = ("IQ_", "_AMO_", "solver_", "SAPBEX", "EssOptions", "HTML_", "_xl")
"""How the names begin that add-ins of Excel keep their settings under."""


def defined_names(root: Any, where: Where) -> Iterator[Part]:
    """Yield the names of a workbook's root element; the words of hidden ones apart, references tell nothing."""
    remarks = Remarks()
    for each in (each for each in root.iter() if local(each) == "definedName"):
        name, value = each.get("name", ""), each.text or ""
        words = [word[1:-1].replace('""', '"') for word in _QUOTED.findall(value)]
        hidden = each.get("hidden") in _TRUE and not name.startswith(_PROGRAMS)
        remarks.note("hidden-name" if hidden else "defined-name", *words)
        if not name.startswith("_xl"):
            remarks.note("defined-name", name if words else f"{name}: {value}")
        remarks.note(
            "defined-name", *(each.get(key) for key in ("comment", "description", "help", "statusBar", "customMenu"))
        )
    for kind, text in remarks.take():
        yield Text(text, where, kind)
