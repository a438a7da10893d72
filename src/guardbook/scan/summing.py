"""Adds up a journal into a `Summary`, in SQL and in one pass: millions of objects need no more memory than ten."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from math import log1p
from sqlite3 import Connection, Row
from typing import Any

import numpy as np

from guardbook.categories import CATEGORIES
from guardbook.findings import Distinct
from guardbook.hashing import Hashes
from guardbook.scan.journal import Journal
from guardbook.scan.naming import printable
from guardbook.scan.summary import MOST, Found, NotRead, Pressing, Ranked, Summary

_SKETCHES = 256
"""How many sketches are merged at a time."""
_RANKED = """
select object.*, sum(score(category, {column})) as score from object join finding on finding.object = object.id
where {column} > 0 group by object.id having score > 0 order by score desc, shown limit :most
"""
_PLACES = """
drop table if exists temp.place;
create temp table place as
select place(location, shown) as name, count(*) as objects, sum(size) as size from object where not whole group by 1;
drop table if exists temp.place_found;
create temp table place_found as
select place(location, shown) as name, category, sum(count) as count, sum(hidden) as hidden, sum(test) as test,
    max(confidence) as confidence, count(*) as objects
from object join finding on finding.object = object.id group by 1, 2;
create index temp.place_found_name on place_found (name);
"""
_RANKED_PLACES = """
select name, place.objects, size, sum(score(category, count)) as score
from temp.place join temp.place_found using (name)
group by name having score > 0 order by score desc, name limit :most
"""
_PRESSING = """
select count(distinct case when category = 'credential' then object end),
    count(distinct case when law(category) = 'Article 9' then object end),
    count(distinct case when law(category) = 'Article 10' then object end),
    count(distinct case when hidden > 0 and blocks(category) then object end),
    count(distinct case when blocks(category) then object end),
    (select count(*) from object where remarks != '[]')
from finding
"""


def summarise(journal: Journal, locations: tuple[str, ...]) -> Summary:
    """Add up everything that the journal of a scan of these locations holds."""
    db = journal.db
    for name, arguments, function in _FUNCTIONS:
        db.create_function(name, arguments, function, deterministic=True)
    totals = "select sum(not whole), coalesce(sum(size), 0), coalesce(sum(seconds), 0) from object"
    objects, size, seconds = db.execute(totals).fetchone()
    return Summary(
        locations=locations,
        objects=objects or 0,
        bytes=size,
        seconds=seconds,
        ended=_counts(db, "select ended, count(*) from object where not whole group by 1"),
        formats=_counts(db, "select format, count(*) from object where format is not null group by 1 order by 2 desc"),
        categories=category_totals(db),
        places=_places(db),
        ranked=tuple(_ranked(db, "count")),
        hidden=tuple(_ranked(db, "hidden")),
        not_read=tuple(islice(not_read(db), MOST)),
        remarks=tuple(_remarks(db)),
        pressing=Pressing(*db.execute(_PRESSING).fetchone()),
    )


def not_read(db: Connection) -> Iterator[NotRead]:
    """Yield everything that was not read, or not wholly, locations first."""
    rows = db.execute(
        "select shown, ended, reasons from object where ended != 'read' order by whole desc, location, shown, key"
    )
    for row in rows:
        yield NotRead(row["shown"], row["ended"], "; ".join(json.loads(row["reasons"])))


def found_in(db: Connection, number: int) -> list[Found]:
    """Return what was found in the object with this row number, by weight and count."""
    rows = db.execute("select *, 1 as objects from finding where object = ?", [number])
    return _sorted([_found(row, row["distinct_count"], json.loads(row["hidden_codes"])) for row in rows])


@dataclass(slots=True)
class _Total:
    count: int = 0
    objects: int = 0
    hidden: int = 0
    test: int = 0
    confidence: float = 0.0
    distinct: Distinct = field(default_factory=Distinct)
    waiting: list[Hashes] = field(default_factory=list)

    def add(self, row: Row) -> None:
        self.count += row["count"]
        self.objects += 1
        self.hidden += row["hidden"]
        self.test += row["test"]
        self.confidence = max(self.confidence, row["confidence"])
        self.waiting.append(np.frombuffer(row["sketch"], dtype=np.uint64))
        if len(self.waiting) == _SKETCHES:
            self.merge()

    def merge(self) -> None:
        if self.waiting:
            self.distinct.add(np.concatenate(self.waiting))
            self.waiting.clear()


def category_totals(db: Connection) -> tuple[Found, ...]:
    """Return what was found in the whole scan; distinct values are counted once however many objects hold them."""
    totals: dict[str, _Total] = {}
    for row in db.execute("select category, count, hidden, test, confidence, sketch from finding"):
        totals.setdefault(row["category"], _Total()).add(row)
    for total in totals.values():
        total.merge()
    return tuple(
        _sorted(
            Found(
                name,
                total.count,
                min(total.distinct.estimate(), total.count),
                total.hidden,
                total.confidence,
                total.objects,
                total.test,
            )
            for name, total in totals.items()
        )
    )


def _places(db: Connection) -> tuple[Ranked, ...]:
    db.executescript(_PLACES)
    return tuple(_place(db, row) for row in db.execute(_RANKED_PLACES, {"most": MOST}).fetchall())


def _place(db: Connection, row: Row) -> Ranked:
    found = db.execute("select * from temp.place_found where name = ?", [row["name"]])
    return Ranked(
        row["name"],
        row["score"],
        tuple(_sorted(_found(each) for each in found)),
        objects=row["objects"],
        size=row["size"],
    )


def _ranked(db: Connection, column: str) -> Iterator[Ranked]:
    """Yield the objects with the most of a column ("count" or "hidden"), and what makes them so."""
    for row in db.execute(_RANKED.format(column=column), {"most": MOST}).fetchall():
        found = [each for each in found_in(db, row["id"]) if column == "count" or each.hidden]
        yield Ranked(row["shown"], row["score"], tuple(found), 1, row["size"], row["format"])


def _remarks(db: Connection) -> Iterator[tuple[str, str]]:
    rows = db.execute(
        "select shown, remarks from object where remarks != '[]' order by location, shown limit ?", [MOST]
    )
    for row in rows:
        yield row["shown"], "; ".join(json.loads(row["remarks"]))


def _found(row: Row, distinct: int = 0, codes: Iterable[str] = ()) -> Found:
    return Found(
        row["category"],
        row["count"],
        distinct,
        row["hidden"],
        row["confidence"],
        row["objects"],
        row["test"],
        tuple(codes),
    )


def _sorted(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda each: (-CATEGORIES[each.category].weight, -each.count, each.category))


def _counts(db: Connection, query: str) -> dict[str, int]:
    return {row[0]: row[1] for row in db.execute(query)}


def _score(category: str, count: int) -> float:
    return CATEGORIES[category].weight * log1p(count)


def _place_of(location: str, shown: str) -> str:
    """The first two folders below a location, or the location for what lies directly in it."""
    start = f"{printable(location).rstrip('/')}/"
    folders = shown.removeprefix(start).split("/")[:-1] if shown.startswith(start) else []
    return "/".join([start.rstrip("/") or "/", *folders[:2]])


_FUNCTIONS: tuple[tuple[str, int, Callable[..., Any]], ...] = (
    ("score", 2, _score),
    ("place", 2, _place_of),
    ("law", 1, lambda category: CATEGORIES[category].law),
    ("blocks", 1, lambda category: CATEGORIES[category].blocks),
)
