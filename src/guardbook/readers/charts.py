"""Reads a chart of a text or of slides: what it draws shows, what it only keeps does not."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guardbook.content import Part, Table, Where
from guardbook.readers.markup import OFF, attribute, child, lines, local
from guardbook.readers.ooxml import guarded
from guardbook.readers.package import Package
from guardbook.readers.prose import Flow, table
from guardbook.readers.rows import Cells

CHART = re.compile(r"/charts/chart[^/]*\.xml$")
CACHES = ("strCache", "numCache", "lvl", "strLit", "numLit", "dlblRangeCache")


def placed_parts(package: Package, where: Where, placed: Mapping[str, str | None], done: set[str]) -> Iterator[Part]:
    """Yield the charts of a package, and the diagrams that do not show; note their parts as `done`.

    `placed` says where in the text or on which slide they stand: part's name to the code of why it does not show.
    """
    for number, name in enumerate((name for name in package.names if CHART.search(name)), 1):
        done.add(name)
        place = where.into("chart", number)
        yield from guarded(chart_parts(package, name, place, placed.get(name, "chart-cache")), place)
    for name, hidden in placed.items():
        if hidden and "/diagrams/" in name and name in package:
            done.add(name)
            yield from guarded(_diagram(package, name, where.into("diagram"), hidden), where)


def _diagram(package: Package, name: str, where: Where, hidden: str) -> Iterator[Part]:
    flow = Flow(where, hidden)
    for line in lines(package.xml(name)):
        flow.add(line)
        flow.end_line()
    yield from flow.parts()


def chart_parts(package: Package, name: str, where: Where, code: str | None = None) -> Iterator[Part]:
    """Yield a chart's words, and a table of what it was drawn from with a column for each series and its names.

    `code` says why the chart as a whole does not show.

    A chart keeps copies of its data (DrawingML, 21.2.2.200 and 21.2.2.121). They show where they are drawn: not where
    a filter keeps a series out, nor where categories have neither axis nor legend nor label.
    """
    root = package.xml(name)
    flow = Flow(where, code)
    for line in lines(root):
        flow.add(line)
        flow.end_line()
    for each in root.iter():
        if local(each) == "f" and ".xls" in (each.text or ""):
            flow.aside(each.text, "formula")
    yield from flow.parts()
    series: list[Cells] = []
    hidden: dict[int, str] = {}
    names_show = _names_show(root)
    for cache in root.iter():
        if local(cache) in CACHES:
            points = [_value(point) for point in cache if local(point) == "pt"]
            if points and not _draws(cache, names_show):
                hidden[len(series)] = "chart-cache"
            series += [points] if points else []
    if series:
        whole = table(_columns(series), where.into("table", 1))
        yield Table(whole.batches, whole.where, None, code, {} if code else hidden)


def _names_show(root: Any) -> bool:
    """Tell whether the names of categories show: on an axis, in the legend or beside the points."""
    for each in root.iter():
        name = local(each)
        if name == "legend" or (name == "showCatName" and attribute(each, "val") not in OFF):
            return True
        if name in ("catAx", "dateAx", "valAx", "serAx", "axis"):
            away = child(each, "delete")
            if away is None or attribute(away, "val") in OFF:
                return True
    return False


def _draws(cache: Any, names_show: bool) -> bool:
    for above in cache.iterancestors():
        if local(above).startswith("filtered"):
            return False
        if local(above) in ("cat", "xVal") and not names_show:
            return False
    return True


def _value(point: Any) -> str | None:
    value = child(point, "v")  # in the newer kind of chart the point holds its value itself
    text: str | None = point.text if value is None else value.text
    return text


def _columns(rows: list[Cells]) -> list[Cells]:
    longest = max(map(len, rows))
    return [[row[number] if number < len(row) else None for row in rows] for number in range(longest)]
