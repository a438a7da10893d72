"""Delimited text (CSV, TSV): what a spreadsheet hid, a screen never reached or nobody declared is all there."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.leaks.collecting import Build, Leaks
from tests.leaks.fiction import (
    ADDRESSES,
    APPLICANTS,
    FORCE,
    HONOURS,
    LIST,
    NOTE,
    SPENDING,
    SPENT,
    STAFF,
    Paper,
    Row,
    with_column,
)

CSV = Leaks("CSV", ".csv")
TSV = Leaks("TSV", ".tsv")


def write(path: Path, rows: list[Row], *, encoding: str = "utf-8", **dialect: Any) -> None:
    """Write rows as delimited text."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, **dialect).writerows(rows)


def csv_case(
    name: str, vector: str, codes: str, paper: Paper, **more: Any
) -> Callable[[Callable[[bool], list[Row]]], Build]:
    """A case whose function gives the rows."""

    def add(rows: Callable[[bool], list[Row]]) -> Build:
        def build(path: Path, leak: bool) -> None:
            write(path, rows(leak))

        return CSV.case(name, vector, codes, paper, **more)(build)

    return add


PAST = "cells-past-header undeclared-column no-headings repeated-heading"
EXTRA = "undeclared-table undeclared-column undeclared-category preamble cells-past-header"


@csv_case("honours-column", "column that was hidden in Excel and saved as CSV", "undeclared-column", LIST)
def _honours(leak: bool) -> list[Row]:
    return with_column(HONOURS, ADDRESSES) if leak else HONOURS


@csv_case("harmless-column", "harmless column nobody declared", "undeclared-column", SPENT)
def _harmless(leak: bool) -> list[Row]:
    return [(*row, "Cost centre" if row[0] == "Department" else "CC44") for row in SPENDING] if leak else SPENDING


@csv_case("column-in-the-middle", "column inserted between declared ones", "undeclared-column", SPENT)
def _middle(leak: bool) -> list[Row]:
    refs: list[Row] = [("Approved",), *[("yes",)] * 6]
    return [row[:3] + ref + row[3:] for row, ref in zip(SPENDING, refs, strict=True)] if leak else SPENDING


@csv_case("heading-almost-declared", "heading that only looks like a declared one", "undeclared-column", LIST)
def _almost(leak: bool) -> list[Row]:
    column = ["Citation (full)", *ADDRESSES[1:]]
    return with_column(HONOURS, column) if leak else HONOURS


@csv_case("cells-past-header", "cells to the right of the last heading", PAST, LIST)
def _past(leak: bool) -> list[Row]:
    return [HONOURS[0], *with_column(HONOURS[1:], ADDRESSES[1:])] if leak else HONOURS


@csv_case("one-cell-past-header", "one cell past the header, in the last row", PAST, SPENT)
def _one_past(leak: bool) -> list[Row]:
    return [*SPENDING[:-1], (*SPENDING[-1], "disputed, see legal")] if leak else SPENDING


@csv_case("cells-far-past-header", "cells far to the right of the last heading", f"{PAST} far-cells", FORCE)
def _far_past(leak: bool) -> list[Row]:
    far = (*FORCE.rows[3], *[""] * 250, "of whom 37 undercover")
    return [*FORCE.rows[:3], far, *FORCE.rows[4:]] if leak else FORCE.rows


@csv_case("unnamed-column", "column with an empty heading", PAST, LIST)
def _unnamed(leak: bool) -> list[Row]:
    return with_column(HONOURS, ["", *ADDRESSES[1:]]) if leak else HONOURS


@csv_case("repeated-heading", "two columns of one heading", "repeated-heading", LIST)
def _repeated(leak: bool) -> list[Row]:
    return with_column(HONOURS, ["Citation", *ADDRESSES[1:]]) if leak else HONOURS


@csv_case("preamble", "lines above the table that name a person", f"{EXTRA} no-headings", SPENT, cleanable=False)
def _preamble(leak: bool) -> list[Row]:
    above: list[Row] = [("Prepared by Gareth Llewellyn, 07700 900123",), ()]
    return [*above, *SPENDING] if leak else SPENDING


@csv_case("second-table", "second table after empty lines", EXTRA, FORCE)
def _second(leak: bool) -> list[Row]:
    return [*FORCE.rows, *[()] * 30, *STAFF] if leak else FORCE.rows


@csv_case("second-table-narrow", "second table no wider than the first", EXTRA, LIST)
def _second_narrow(leak: bool) -> list[Row]:
    second: list[Row] = [
        (),
        ("Refused", "Why"),
        ("Rodney Fairweather", "Convicted of fraud in 2011"),
        ("Ada Lumb", "Tax"),
    ]
    return [*HONOURS, *second] if leak else HONOURS


@csv_case("line-at-the-end", "line below the table", EXTRA, SPENT, cleanable=False)
def _line_at_end(leak: bool) -> list[Row]:
    return [*SPENDING, (NOTE,)] if leak else SPENDING


@csv_case("address-in-citation", "home address in a declared column", "undeclared-category", LIST, cleanable=False)
def _in_citation(leak: bool) -> list[Row]:
    address = "For services to libraries. Post to 61 Northland Road, Derry, BT48 0AL"
    return [*HONOURS[:5], ("Siobhan McAteer", "MBE", address), *HONOURS[6:]] if leak else HONOURS


@csv_case(
    "supplier-is-a-person", "a person's bank details among suppliers", "undeclared-category", SPENT, cleanable=False
)
def _person_as_supplier(leak: bool) -> list[Row]:
    supplier = "Mrs Zarmina Noorzai (foster carer), sort code 20-00-00, account 55779911"
    paid = ("Department for Harbours", "30/10/2025", "Allowances", supplier, 5100350, 25100.0)
    return [*SPENDING, paid] if leak else SPENDING


@csv_case(
    "lines-within-a-cell",
    "further lines within a cell, which Excel does not show",
    "undeclared-category",
    LIST,
    cleanable=False,
)
def _lines_in_cell(leak: bool) -> list[Row]:
    text = "For services to forestry" + (
        "\n" * 12 + "Home: Kirkton Cottage, Kenmore, PH15 2HN. Tel 07700 900608" if leak else ""
    )
    return [*HONOURS[:6], ("Alasdair Kinnaird", "OBE", text), *HONOURS[7:]]


@csv_case(
    "names-undeclared",
    "a declared column filled with people nobody allowed",
    "undeclared-category",
    SPENT,
    cleanable=False,
)
def _names(leak: bool) -> list[Row]:
    people = [str(row[0]) for row in APPLICANTS[1:]] + ["Miss Hannah Goldfarb"]
    named = [(*row[:3], name, *row[4:]) for row, name in zip(SPENDING[1:], people, strict=True)]
    return [SPENDING[0], *named] if leak else SPENDING


@CSV.case(
    "data-after-zero-bytes",
    "data behind a run of zero bytes",
    f"{EXTRA} data-after-end not-read",
    FORCE,
)
def _after_zeros(path: Path, leak: bool) -> None:
    write(path, FORCE.rows)
    if leak:
        rows = "\r\n".join(",".join(map(str, row)) for row in STAFF)
        path.write_bytes(path.read_bytes() + b"\0" * 4096 + rows.encode())


@CSV.case("utf-16", "undeclared column in UTF-16, as Excel's Unicode text", "undeclared-column", LIST)
def _utf16(path: Path, leak: bool) -> None:
    write(path, with_column(HONOURS, ADDRESSES) if leak else HONOURS, encoding="utf-16", delimiter="\t")


@CSV.case("semicolons", "undeclared column between semicolons", "undeclared-column", LIST)
def _semicolons(path: Path, leak: bool) -> None:
    write(path, with_column(HONOURS, ADDRESSES) if leak else HONOURS, encoding="cp1252", delimiter=";")


@TSV.case("undeclared-column", "column nobody declared", "undeclared-column", LIST)
def _tsv(path: Path, leak: bool) -> None:
    write(path, with_column(HONOURS, ADDRESSES) if leak else HONOURS, delimiter="\t")


@TSV.case("cells-past-header", "cells to the right of the last heading", PAST, SPENT)
def _tsv_past(path: Path, leak: bool) -> None:
    rows = [*SPENDING[:2], (*SPENDING[2], "", "QQ 12 34 56 A"), *SPENDING[3:]]
    write(path, rows if leak else SPENDING, delimiter="\t")


LEAKS = CSV.listed + TSV.listed
