"""Reads SQLite databases: every table, the schema, the files kept in binary columns, and what was deleted."""

from guardbook.readers.sqlite.database import read

__all__ = ["read"]
