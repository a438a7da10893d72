"""Clean copies of Parquet files."""

import io
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from guardbook.release.clean import Refused
from tests.library.release.clean.copies import copy_of

RANKS: dict[str, list[Any]] = {
    "rank": ["Constable", "Sergeant", "Inspector"],
    "officers": [4622, 1090, None],
    "at": [{"town": "Oban", "street": "Shore Street"}, {"town": "Wick", "street": "Quay"}, None],
    "boats": [["A", "B"], [], None],
}


def file(table: pa.Table) -> bytes:
    out = io.BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()


def read(copy: bytes) -> pa.Table:
    return parquet.read_table(io.BytesIO(copy))


def test_all_columns_stay_with_their_types_where_none_are_declared() -> None:
    table = pa.table(RANKS).replace_schema_metadata({"author": "Gareth Llewellyn"})
    copy = read(copy_of(file(table), "r.parquet"))
    assert copy.to_pydict() == pa.table(RANKS).to_pydict()
    assert copy.schema.field("officers").type == pa.int64()
    assert not copy.schema.metadata


def test_declared_columns_and_fields_within_them_stay() -> None:
    copy = read(copy_of(file(pa.table(RANKS)), "r.parquet", 'columns = ["Rank", "at.town", "boats"]\n'))
    assert copy.column_names == ["rank", "at", "boats"]
    assert copy["at"].to_pylist() == [{"town": "Oban"}, {"town": "Wick"}, None]
    assert copy["boats"].to_pylist() == [["A", "B"], [], None]


def test_values_of_a_dictionary_that_no_row_uses_go() -> None:
    column = pa.DictionaryArray.from_arrays(pa.array([0, 0, 0]), pa.array(["Constable", "Gareth Llewellyn"]))
    assert b"Llewellyn" not in copy_of(file(pa.table({"rank": column})), "r.parquet")


@pytest.mark.parametrize(
    "table",
    [
        {"rank": [b"PK\x03\x04", b"x", b"y"]},
        {"rank": [[{"a": 1}], [], []]},
        {"rank.a": ["x", "y", "z"]},
    ],
)
def test_files_lists_of_records_and_names_with_dots_are_refused(table: dict[str, list[Any]]) -> None:
    with pytest.raises(Refused):
        copy_of(file(pa.table(table)), "r.parquet")


def test_a_file_of_which_nothing_was_declared_is_refused() -> None:
    with pytest.raises(Refused, match="none of its columns"):
        copy_of(file(pa.table(RANKS)), "r.parquet", 'columns = ["Honour"]\n')
