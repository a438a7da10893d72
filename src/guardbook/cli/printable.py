"""What comes from outside made safe to print: a file's name may hold codes that a terminal obeys."""

import json
from typing import Any


def printable(text: str) -> str:
    """Return text in which line breaks are the only characters that do not print; others are written as "\\x1b".

    So no name can move the cursor, change a colour or the direction of writing, or break the output's encoding.
    """
    return "".join(char if char.isprintable() or char == "\n" else _escaped(char) for char in text)


def on_one_line(name: object) -> str:
    """Return the name of a file as it is safe to print, on one line."""
    return printable(str(name).replace("\n", "\\n"))


def json_line(value: Any) -> str:
    """Return a value as JSON on one line that is safe to print: what does not print is escaped as JSON has it."""
    told = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in told)


def _escaped(char: str) -> str:
    return char.encode("ascii", "backslashreplace").decode() if ord(char) > 0x7F else f"\\x{ord(char):02x}"
