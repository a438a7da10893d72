"""Sizes as people write them on the command line."""

from typing import Any

import click

_SIZES = {"k": 1024, "m": 1024**2, "g": 1024**3, "t": 1024**4}


class Size(click.ParamType[int]):
    """Bytes, with K, M, G or T behind the number for so many times 1024, 1024² …"""

    name = "size"

    def __init__(self, least: int) -> None:
        """Refuse what is below `least` bytes."""
        self._least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        text = str(value).strip().lower().removesuffix("b").removesuffix("i")
        factor = _SIZES.get(text[-1:], 1)
        try:
            size = float(text[:-1] if factor > 1 else text) * factor
        except ValueError:
            size = 0
        if not self._least <= size < 2**62:
            least = f" of {self._least // 1024**2}M or more" if self._least > 1 else ""
            self.fail(f"{value!r} is no size{least}: give a number of bytes, or as in 500M or 2G", param, ctx)
        return int(size)
