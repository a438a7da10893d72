"""Damaged tables of every format: each ends in parts or a problem, soon, and no problem tells a value."""

import json
import random
import sqlite3
import time
from collections.abc import Callable
from io import BytesIO

import pyarrow as pa
import pytest
from pyarrow import feather, parquet

from tests.library.readers.planted import read_whole
from tests.library.readers.workbooks import changed, honest

NAMES = [f"Anne Example {number}" for number in range(200)]
TABLE = pa.table({"name": NAMES, "scan": [bytes([0, 255]) * number for number in range(200)]})


def as_parquet() -> bytes:
    file = BytesIO()
    parquet.write_table(TABLE, file, row_group_size=50, compression="none")
    return file.getvalue()


def as_arrow() -> bytes:
    file = BytesIO()
    with pa.ipc.new_stream(file, TABLE.schema) as writer:
        writer.write_table(TABLE)
    return file.getvalue()


def as_feather() -> bytes:
    file = BytesIO()
    feather.write_feather(TABLE, file, compression="uncompressed")
    return file.getvalue()


def as_sqlite() -> bytes:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE t (name, scan)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", zip(NAMES, TABLE["scan"].to_pylist(), strict=True))
        connection.commit()
        return connection.serialize()


def as_json() -> bytes:
    return json.dumps([{"name": name, "inner": [1, {"more": name}]} for name in NAMES]).encode()


def as_csv() -> bytes:
    return b"Name,Town\n" + b"".join(f'"{name}, BA",Leeds\n'.encode() for name in NAMES)


WAYS: list[Callable[[], bytes]] = [honest, as_parquet, as_arrow, as_feather, as_sqlite, as_json, as_csv]


@pytest.mark.parametrize("way", WAYS)
def test_damage_ends_in_parts_or_a_problem(way: Callable[[], bytes]) -> None:
    data = way()
    chance = random.Random(7)
    for _ in range(40):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        started = time.monotonic()
        seen = read_whole(bytes(damaged[: chance.choice((len(data), chance.randrange(len(data))))]), "damaged")
        assert time.monotonic() - started < 10
        assert not any("Anne" in problem or "Example" in problem for problem in seen.problems)


def test_damage_inside_the_members_of_a_workbook_ends_in_parts_or_a_problem() -> None:
    chance = random.Random(7)

    def damage(members: dict[str, bytes]) -> None:
        name = chance.choice(sorted(members))
        content = bytearray(members[name])
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        members[name] = bytes(content)

    for _ in range(60):
        seen = read_whole(changed(honest(), damage), "damaged.xlsx")
        assert not any("Anne" in problem or "Example" in problem for problem in seen.problems)
