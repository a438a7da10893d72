"""Reads the names a workbook defines for cells, ranges, values and formulas."""

import re
from collections.abc import Iterator
from typing import Any

from guardbook.content import Part, Text, Where
from guardbook.readers.aside import Remarks
from guardbook.readers.markup import local

_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_TRUE = ("1", "true")


def defined_names(root: Any, where: Where) -> Iterator[Part]:
    """Yield the names of a workbook's root element; hidden ones apart when they hold words and not only references."""
    remarks = Remarks()
    for name in (each for each in root.iter() if local(each) == "definedName"):
        value = name.text or ""
        hidden = name.get("hidden") in _TRUE and _QUOTED.search(value) is not None
        code = "hidden-name" if hidden else "defined-name"
        built_in = name.get("name", "").startswith("_xl")
        said = "" if built_in else f"{name.get('name', '')}: {value}"
        remarks.note(code, said or " ".join(_QUOTED.findall(value)))
        remarks.note(code, *(name.get(key) for key in ("comment", "description", "help", "statusBar", "customMenu")))
    for kind, text in remarks.take():
        yield Text(text, where, kind)
