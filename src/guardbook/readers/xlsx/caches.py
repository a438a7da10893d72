"""Reads the copies of data that a workbook keeps for pivot tables and for links to other workbooks."""

from collections.abc import Iterator
from typing import Any

from guardbook.content import Part, Table, Text, Where
from guardbook.readers.aside import Remarks
from guardbook.readers.markup import attribute, child, children, local
from guardbook.readers.number_formats import show_plain
from guardbook.readers.package import Package
from guardbook.readers.rows import Cells, to_batch
from guardbook.readers.xlsx.references import DIGITS, column_number
from guardbook.readers.xlsx.strings import unescape

ROWS = 5_000


def pivot_definition(package: Package, name: str, where: Where) -> Iterator[Part]:
    """Yield, for each field of a pivot cache, the values it knows; they outlive the data they came from."""
    root = package.xml(name)
    remarks = Remarks()
    remarks.note("document-properties", root.get("refreshedBy"))
    for number, field in enumerate((each for each in root.iter() if local(each) == "cacheField"), 1):
        title = field.get("name", "")
        remarks.note("structure", title, field.get("caption"))
        remarks.note(
            "structure", *(_value(item) for group in field.iter() if local(group) == "groupItems" for item in group)
        )
        if values := [value for value in map(_value, children(field, "sharedItems")) if value]:
            batch = to_batch([(value,) for value in values], 1)
            yield Table(iter((batch,)), where.into("column", number), (title,), "pivot-cache")
    for code, text in remarks.take():
        yield Text(text, where, code)


def pivot_records(package: Package, definition: str | None, records: str, where: Where) -> Iterator[Part]:
    """Yield the rows that a pivot cache keeps, with the fields of its definition, where there is one, as headings."""
    if definition is None:
        yield Table(_record_batches(package, records, []), where, None, "pivot-cache")
        return
    fields = _fields(package.xml(definition))
    shared = [list(map(_value, children(field, "sharedItems"))) for field in fields]
    header = tuple(field.get("name", "") for field in fields)
    yield Table(_record_batches(package, records, shared), where, header, "pivot-cache")


def _record_batches(package: Package, name: str, shared: list[list[str | None]]) -> Iterator[Any]:
    rows: list[Cells] = []
    width = len(shared)
    for record in package.iterparse(name, "{*}r"):
        width = width or len(record)
        rows.append([_looked_up(item, shared, number) for number, item in enumerate(record)])
        if len(rows) >= ROWS:
            yield to_batch(rows, width)
            rows = []
    if rows:
        yield to_batch(rows, width)


def _looked_up(item: Any, shared: list[list[str | None]], number: int) -> str | None:
    value = item.get("v")
    if local(item) != "x" or number >= len(shared):
        return _value(item)
    index = int(value) if value and value.isdigit() else -1
    return shared[number][index] if 0 <= index < len(shared[number]) else None


def _fields(root: Any) -> list[Any]:
    """Return the fields with values of their own in the records; calculated ones have none."""
    return [each for each in root.iter() if local(each) == "cacheField" and each.get("databaseField") != "0"]


def _value(item: Any) -> str | None:
    """Return a value as a cell writes it; dates have their time only where there is one, errors tell nothing."""
    value: str | None = item.get("v")
    kind = local(item)
    if value is None or kind == "e":
        return None
    if kind == "d":
        return value.replace("T", " ").removesuffix(" 00:00:00")
    if kind == "b":
        return "TRUE" if value in ("1", "true") else "FALSE"
    return show_plain(value) if kind == "n" else unescape(value)


def external_link(package: Package, name: str, where: Where) -> Iterator[Part]:
    """Yield the cells copied from another workbook, one table for each of its sheets, and the names they go by."""
    root = package.xml(name)
    remarks = Remarks()
    for each in root.iter():
        if local(each) in ("sheetName", "definedName", "ddeLink", "ddeItem", "oleItem", "oleLink"):
            remarks.note("structure", *(attribute(each, key) for key in ("val", "name")))
            remarks.note("connection", attribute(each, "ddeTopic"))
    for number, sheet in enumerate((each for each in root.iter() if local(each) == "sheetData"), 1):
        rows = [row for row in map(_cells, sheet) if row]
        if rows:
            batch = to_batch(rows, max(map(len, rows)))
            yield Table(iter((batch,)), where.into("sheet", number), None, "external-cache")
    for each in root.iter():
        if local(each) == "value" and (inner := child(each, "val")) is not None:
            remarks.note("external-cache", inner.text)
    for code, text in remarks.take():
        yield Text(text, where, code)


def _cells(row: Any) -> Cells:
    cells: list[str | None] = []
    for cell in row:
        value = child(cell, "v")
        if value is None or not value.text:
            continue
        letters = cell.get("r", "").rstrip(DIGITS)
        column = column_number(letters) if letters.isascii() and letters.isupper() and len(letters) <= 3 else len(cells)
        cells += [None] * min(column - len(cells), 64)
        cells.append(show_plain(value.text) if cell.get("t", "n") == "n" else unescape(value.text))
    return cells
