"""What a scan has done so far, kept so that nothing done is lost: one SQLite database, one transaction an object."""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from guardbook.errors import UsageError
from guardbook.scan.units import Outcome, Tally, Unit

_VERSION = 1
_TABLES = f"""
create table if not exists run (
    number integer primary key,
    finished integer not null default 0
);
create table if not exists object (
    id integer primary key,
    key text not null unique,
    location text not null,
    whole integer not null,
    shown text not null,
    size integer,
    identity text not null,
    method text not null,
    limits text not null,
    format text,
    ended text not null check (ended in ('read', 'partly', 'unread')),
    reasons text not null,
    remarks text not null,
    seconds real not null,
    run integer not null references run (number)
);
create table if not exists finding (
    object integer not null references object (id) on delete cascade,
    category text not null,
    count integer not null,
    test integer not null,
    hidden integer not null,
    hidden_codes text not null,
    confidence real not null,
    masked text not null,
    fingerprint text not null,
    distinct_count integer not null,
    sketch blob not null,
    places text not null,
    more_places integer not null,
    primary key (object, category)
) without rowid;
pragma user_version = {_VERSION};
"""
_KEEP = """
update object set run = :run
where key = :key and identity = :identity and method = :method and ended != 'unread'
    and (ended = 'read' or limits = :limits) and (identity != '' or run = :run)
"""
_BATCH = 1000


class Journal:
    """The open database. Of what is read, `method` and `limits` say how: another way, and it is read again."""

    def __init__(self, path: Path, method: str, limits: str) -> None:
        """Open or make the database (0600); raise `UsageError` when it is of another kind or version."""
        self._method = method
        self._limits = limits
        self._kept = 0
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self.db = sqlite3.connect(path, isolation_level=None)
            self.db.row_factory = sqlite3.Row
            self._prepare()
        except (sqlite3.DatabaseError, OSError):
            raise UsageError(f"{path} is no journal that this version can go on with: give another --out") from None

    def _prepare(self) -> None:
        for pragma in ("journal_mode = wal", "synchronous = normal", "foreign_keys = on"):
            self.db.execute(f"pragma {pragma}")
        if self.db.execute("pragma user_version").fetchone()[0] not in (0, _VERSION):
            raise sqlite3.DatabaseError
        self.db.executescript(_TABLES)
        self.db.execute("insert into run (number) select 1 where not exists (select 1 from run)")
        self.db.execute("insert into run (number) select max(number) + 1 from run having min(finished) = 1")
        self.run: int = self.db.execute("select max(number) from run").fetchone()[0]

    def begin(self, locations: Sequence[str]) -> None:
        """Refuse, with `UsageError`, to go on with a scan of other locations: its evidence would be lost."""
        known = [row[0] for row in self.db.execute("select distinct location from object")]
        missing = sorted(set(known) - set(locations))
        if missing:
            raise UsageError(
                f"this --out folder holds the scan of {missing[0]}, which is not among the locations now: "
                "name it too, or give another --out"
            )

    def keep(self, unit: Unit) -> bool:
        """Say whether a unit was read before and has not changed; if so it counts as seen by this run."""
        if not self.db.in_transaction:
            self.db.execute("begin immediate")
        values = {
            "run": self.run,
            "key": unit.key,
            "identity": unit.identity,
            "method": self._method,
            "limits": self._limits,
        }
        kept = self.db.execute(_KEEP, values).rowcount == 1
        self._kept += 1
        if not kept or self._kept % _BATCH == 0:
            self.db.execute("commit")
        return kept

    def record(self, unit: Unit, outcome: Outcome) -> None:
        """Write what came of a unit in place of what was known of it, whole or not at all."""
        with self._transaction():
            self.db.execute("delete from object where key = ?", [unit.key])
            row = self._row(unit, outcome)
            number = self.db.execute(_insert("object", row), row).lastrowid
            for category, tally in outcome.found.items():
                finding = {"object": number, "category": category, **_finding(tally)}
                self.db.execute(_insert("finding", finding), finding)

    def forget_vanished(self, location: str) -> None:
        """Remove what this run, having listed all of a location, did not see there."""
        with self._transaction():
            self.db.execute("delete from object where location = ? and run < ?", [location, self.run])

    def finish(self) -> None:
        """Mark this run as done: the next one looks at everything anew."""
        with self._transaction():
            self.db.execute("update run set finished = 1 where number = ?", [self.run])

    def objects(self) -> Iterator[sqlite3.Row]:
        """Yield every object's row, by location and name."""
        yield from self.db.execute("select * from object order by location, shown, key")

    def findings(self) -> Iterator[sqlite3.Row]:
        """Yield every finding's row with its object's key, location and name, in the order of objects."""
        yield from self.db.execute(
            "select finding.*, key, location, shown from object join finding on finding.object = object.id "
            "order by location, shown, key, category"
        )

    def close(self) -> None:
        """Close the database; everything recorded is kept."""
        if self.db.in_transaction:
            self.db.execute("commit")
        self.db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if not self.db.in_transaction:
            self.db.execute("begin immediate")
        try:
            yield
            self.db.execute("commit")
        except BaseException as error:
            if self.db.in_transaction:
                self.db.execute("rollback")
            if isinstance(error, sqlite3.OperationalError):
                raise UsageError(f"the journal cannot be written ({error}): is the disk full?") from None
            raise

    def _row(self, unit: Unit, outcome: Outcome) -> dict[str, Any]:
        return {
            "key": unit.key,
            "location": unit.location,
            "whole": not unit.path,
            "shown": outcome.shown,
            "size": unit.size if outcome.size is None else outcome.size,
            "identity": unit.identity,
            "method": self._method,
            "limits": self._limits,
            "format": outcome.format,
            "ended": outcome.ended,
            "reasons": json.dumps(outcome.reasons),
            "remarks": json.dumps(outcome.remarks),
            "seconds": outcome.seconds,
            "run": self.run,
        }


def _insert(table: str, row: dict[str, Any]) -> str:
    return f"insert into {table} ({', '.join(row)}) values ({', '.join(f':{name}' for name in row)})"  # noqa: S608


def _finding(tally: Tally) -> dict[str, Any]:
    return {
        "count": tally.count,
        "test": tally.test,
        "hidden": sum(tally.hidden.values()),
        "hidden_codes": json.dumps(tally.hidden),
        "confidence": tally.confidence,
        "masked": tally.masked,
        "fingerprint": tally.fingerprint,
        "distinct_count": tally.distinct,
        "sketch": tally.sketch,
        "places": json.dumps(tally.places),
        "more_places": tally.more_places,
    }
