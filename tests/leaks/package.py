"""Changing the parts of an Office file or an OpenDocument file by hand, where no library writes what is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass
class Package:
    """The parts of one file by their names, in their order."""

    parts: dict[str, bytes]

    def replace(self, name: str, old: str, new: str) -> None:
        """Put `new` where `old` first stands in a part; an error where it does not stand there."""
        text = self.parts[name].decode()
        assert old in text, f"{name} holds no {old}"
        self.parts[name] = text.replace(old, new, 1).encode()

    def add(self, name: str, content: str | bytes, type: str = "") -> None:
        """Add a part, and its content type if it has one."""
        self.parts[name] = content.encode() if isinstance(content, str) else content
        if type:
            override = f'<Override PartName="/{name}" ContentType="{type}"/></Types>'
            self.replace("[Content_Types].xml", "</Types>", override)

    def relate(self, part: str, number: str, kind: str, target: str, *, external: bool = False) -> None:
        """Relate a part ("" for the package) to a target; `kind` is the last word of its type, or the whole type."""
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels" if part else "_rels/.rels"
        if path not in self.parts:
            self.parts[path] = f'{HEAD}<Relationships xmlns="{PACKAGE}"></Relationships>'.encode()
        uri = kind if ":" in kind else f"{RELATIONSHIPS}/{kind}"
        mode = ' TargetMode="External"' if external else ""
        line = f'<Relationship Id="{number}" Type="{uri}" Target="{target}"{mode}/></Relationships>'
        self.replace(path, "</Relationships>", line)


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """The package at `path`, written back when the block ends."""
    with ZipFile(path) as old:
        package = Package({name: old.read(name) for name in old.namelist()})
    yield package
    with ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name, content in package.parts.items():
            new.writestr(name, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
