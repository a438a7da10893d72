"""Databases and columnar files (SQLite, GeoPackage, Parquet) that keep what was deleted or never declared."""

import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from tests.leaks.collecting import Build, Leaks
from tests.leaks.fiction import ADDRESSES, FORCE, HONOURS, LIST, NOTE, SPENT, STAFF, Paper, Row
from tests.leaks.workbooks import append, book

SQLITE = Leaks("SQLite", ".sqlite")
PARQUET = Leaks("Parquet", ".parquet")
Fill = Callable[[sqlite3.Connection, bool], None]


def table(database: sqlite3.Connection, name: str, rows: list[Row]) -> None:
    """A table of these rows, the first of which names its columns."""
    columns = ", ".join(f'"{column}"' for column in rows[0])
    database.execute(f'CREATE TABLE "{name}" ({columns})')
    database.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows[1:])


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """A database that keeps what it deletes, as most do: closed when the block ends."""
    made = sqlite3.connect(path)
    made.execute("PRAGMA secure_delete = OFF")
    yield made
    made.commit()
    made.close()


def database_case(name: str, vector: str, codes: str, paper: Paper, **more: Any) -> Callable[[Fill], Build]:
    """A case whose function changes a database with one table."""

    def add(fill: Fill) -> Build:
        def build(path: Path, leak: bool) -> None:
            path.unlink(missing_ok=True)
            with database(path) as made:
                table(made, paper.sheet, paper.rows)
                made.commit()
                fill(made, leak)

        return SQLITE.case(name, vector, codes, paper, **more)(build)

    return add


DELETED = "deleted-rows free-pages deleted-records deleted-data archive-gap data-after-end other-part not-read"
TABLES = "undeclared-table undeclared-column hidden-table structure"


@database_case("deleted-rows", "rows that were deleted and are still in the page", DELETED, LIST)
def _deleted_rows(made: sqlite3.Connection, leak: bool) -> None:
    if leak:
        secret = ("Rodney Fairweather", "Forfeited", "Convicted of fraud; lives at 8 Mill Lane, Hexham, NE46 1AB")
        made.execute('INSERT INTO "Honours" VALUES (?, ?, ?)', secret)
        made.commit()
        made.execute("DELETE FROM \"Honours\" WHERE Honour = 'Forfeited'")


@database_case("dropped-table", "free pages that hold a dropped table", DELETED, FORCE)
def _dropped(made: sqlite3.Connection, leak: bool) -> None:
    if leak:
        table(made, "staff", STAFF * 40)
        made.commit()
        made.execute("DROP TABLE staff")


@database_case("updated-row", "former value of a row that was shortened", DELETED, SPENT)
def _updated(made: sqlite3.Connection, leak: bool) -> None:
    if leak:
        made.execute(
            'INSERT INTO "October" VALUES (?, ?, ?, ?, ?, ?)', ("Harbours", "30/10/2025", "Fees", NOTE * 3, 1, 2.0)
        )
        made.commit()
        made.execute('UPDATE "October" SET Supplier = \'Harcourt Vane LLP\' WHERE "Transaction number" = 1')
    else:
        made.execute(
            'INSERT INTO "October" VALUES (?, ?, ?, ?, ?, ?)',
            ("Harbours", "30/10/2025", "Fees", "Harcourt Vane LLP", 1, 2.0),
        )


@database_case("undeclared-table", "second table nobody declared", TABLES, FORCE)
def _second(made: sqlite3.Connection, leak: bool) -> None:
    if leak:
        table(made, "tmp_export", STAFF)


@database_case("undeclared-column", "column nobody declared", TABLES, LIST)
def _column(made: sqlite3.Connection, leak: bool) -> None:
    if leak:
        made.execute('ALTER TABLE "Honours" ADD COLUMN "Home address"')
        for row, address in zip(HONOURS[1:], ADDRESSES[1:], strict=True):
            made.execute('UPDATE "Honours" SET "Home address" = ? WHERE Name = ?', (address, row[0]))


@database_case(
    "search-index",
    "search index that keeps words of a deleted column",
    f"{TABLES} undeclared-category {DELETED}",
    SPENT,
)
def _search(made: sqlite3.Connection, leak: bool) -> None:
    if leak:
        made.execute("CREATE VIRTUAL TABLE search USING fts5(remark)")
        made.execute("INSERT INTO search VALUES (?)", (NOTE,))


@database_case("trigger", "trigger that holds a value", "structure macro other-part", SPENT)
def _trigger(made: sqlite3.Connection, leak: bool) -> None:
    name = "Gareth Llewellyn, 07700 900123" if leak else "Unknown supplier"
    made.execute(
        f'CREATE TRIGGER named AFTER INSERT ON "October" BEGIN UPDATE "October" SET Supplier = \'{name}\' '
        "WHERE Supplier IS NULL; END"
    )


@database_case("comment-in-schema", "comment in a table's definition", "structure other-part", FORCE)
def _schema(made: sqlite3.Connection, leak: bool) -> None:
    remark = NOTE if leak else "One row for each rank"
    made.execute(f'CREATE VIEW shown AS SELECT Rank /* {remark} */ FROM "Ranks"')


@database_case(
    "workbook-in-a-cell",
    "workbook with a hidden sheet in a cell",
    "hidden-sheet embedded-file undeclared-column undeclared-table",
    SPENT,
)
def _blob(made: sqlite3.Connection, leak: bool) -> None:
    workbook = book(SPENT)
    if leak:
        staff = workbook.create_sheet("Sheet3")
        append(staff, STAFF)
        staff.sheet_state = "hidden"
    content = io.BytesIO()
    workbook.save(content)
    made.execute('INSERT INTO "October" (Supplier) VALUES (?)', (content.getvalue(),))


@SQLITE.case("data-after-end", "table appended after the last page", f"data-after-end {DELETED}", FORCE)
def _after_end(path: Path, leak: bool) -> None:
    path.unlink(missing_ok=True)
    with database(path) as made:
        table(made, "Ranks", FORCE.rows)
    if leak:
        rows = "\n".join(",".join(map(str, row)) for row in STAFF)
        path.write_bytes(path.read_bytes() + rows.encode())


def arrow(rows: list[Row]) -> pa.Table:
    """A table in memory."""
    return pa.table({str(name): [row[number] for row in rows[1:]] for number, name in enumerate(rows[0])})


@PARQUET.case("undeclared-column", "column nobody declared", "undeclared-column", LIST)
def _parquet_column(path: Path, leak: bool) -> None:
    made = arrow(HONOURS)
    parquet.write_table(made.append_column("Home address", [ADDRESSES[1:]]) if leak else made, path)


@PARQUET.case(
    "nested-field",
    "field within a declared column",
    "undeclared-column undeclared-category",
    LIST,
    declaration=LIST.declaration.replace('"Citation"', '"Citation.text"'),
)
def _nested(path: Path, leak: bool) -> None:
    citations = [row[2] for row in HONOURS[1:]]
    nested = [{"text": text, "post": address} for text, address in zip(citations, ADDRESSES[1:], strict=True)]
    made = arrow(HONOURS)
    plain = [{"text": text} for text in citations]
    place = made.schema.get_field_index("Citation")
    parquet.write_table(made.set_column(place, "Citation", [nested if leak else plain]), path)


@PARQUET.case(
    "metadata",
    "metadata with the path of a person's folder",
    "file-metadata document-properties structure custom-properties",
    SPENT,
)
def _metadata(path: Path, leak: bool) -> None:
    source = r"C:\Users\gareth.llewellyn\OneDrive\Disciplinary\paid.csv" if leak else "spending.csv"
    notes = {
        "pandas": json.dumps({"index_columns": [], "columns": [], "creator": {"library": "pyarrow"}}),
        "source": source,
    }
    parquet.write_table(arrow(SPENT.rows).replace_schema_metadata(notes), path)


@PARQUET.case(
    "metadata-person",
    "metadata that tells of a person",
    "file-metadata document-properties structure custom-properties",
    FORCE,
)
def _metadata_person(path: Path, leak: bool) -> None:
    notes = {"remark": NOTE if leak else "Figures at 31 March 2025"}
    parquet.write_table(arrow(FORCE.rows).replace_schema_metadata(notes), path)


@PARQUET.case(
    "stale-dictionary",
    "values of deleted rows in a column's dictionary",
    "unused-dictionary unused-values orphaned-string pivot-cache other-part filter-choice deleted-rows",
    SPENT,
)
def _dictionary(path: Path, leak: bool) -> None:
    made = arrow(SPENT.rows)
    suppliers = made["Supplier"].combine_chunks().dictionary_encode()
    words = suppliers.dictionary.to_pylist() + (["Gareth Llewellyn (settlement)", "Zarmina Noorzai"] if leak else [])
    stale = pa.DictionaryArray.from_arrays(suppliers.indices, pa.array(words))
    place = made.schema.get_field_index("Supplier")
    parquet.write_table(made.set_column(place, "Supplier", stale), path)


@PARQUET.case(
    "gap",
    "bytes between the columns that no column claims",
    "archive-gap data-after-end unexplained-size other-part not-read",
    FORCE,
)
def _gap(path: Path, leak: bool) -> None:
    """The footer's length and place are kept, so that every reader opens the file."""
    parquet.write_table(arrow(FORCE.rows), path)
    if leak:
        content = path.read_bytes()
        footer = int.from_bytes(content[-8:-4], "little") + 8
        rows = "\n".join(",".join(map(str, row)) for row in STAFF)
        path.write_bytes(content[:-footer] + rows.encode() + content[-footer:])


LEAKS = SQLITE.listed + PARQUET.listed
