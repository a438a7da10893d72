"""How a module of this folder lists its cases: a function that builds one, under a line that says what it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.leaks.case import Honest, Leak
from tests.leaks.fiction import Paper

Build = Callable[[Path, bool], None]


@dataclass
class Leaks:
    """The leak files of one format."""

    kind: str
    ending: str
    listed: list[Leak] = field(default_factory=list)

    def case(self, name: str, vector: str, codes: str, paper: Paper, **more: Any) -> Callable[[Build], Build]:
        """List what the function below builds; `codes` are separated by spaces, `more` is as in `Leak`."""

        def add(build: Build) -> Build:
            title = f"{self.ending[1:]}-{name}"
            given = {"declaration": paper.declaration, "kept": paper.kept, **more}
            self.listed.append(Leak(title, self.kind, vector, self.ending, build, frozenset(codes.split()), **given))
            return build

        return add


@dataclass
class Files:
    """The honest files of one module."""

    listed: list[Honest] = field(default_factory=list)

    def case(
        self, name: str, kind: str, title: str, declaration: str = "", needs: tuple[str, ...] = ()
    ) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
        """List what the function below builds; the file's ending is the end of its name ("spending.csv")."""

        def add(build: Callable[[Path], None]) -> Callable[[Path], None]:
            stem, dot, ending = name.rpartition(".")
            self.listed.append(Honest(stem, kind, title, dot + ending, build, declaration, needs))
            return build

        return add
