"""Reads the addresses that an office document's parts point to, those included that no text shows any more."""

from collections.abc import Iterator

from guardbook.content import Part, Where
from guardbook.errors import Unreadable
from guardbook.readers.package import Package
from guardbook.readers.prose import Flow


def external_targets(package: Package, where: Where, told: set[str]) -> Iterator[Part]:
    """Yield the addresses outside an OOXML package (OPC 9.3) that its relationships name and nobody has `told`."""
    flow = Flow(where.into("links"))
    for name in package.names:
        folder, _, base = name.rpartition("_rels/")
        if not base.endswith(".rels") or (folder and not folder.endswith("/")):
            continue
        try:
            arrows = package.relationships(folder + base.removesuffix(".rels")).values()
        except Unreadable:
            continue
        for arrow in arrows:
            if arrow.external and arrow.target not in told:
                told.add(arrow.target)
                flow.aside(arrow.target, "link-target")
    yield from flow.parts()
