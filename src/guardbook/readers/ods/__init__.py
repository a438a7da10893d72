"""Reads OpenDocument spreadsheets (ODS, OTS): every sheet, and what a person looking at it would not see."""

from guardbook.readers.ods.document import grids, read

__all__ = ["grids", "read"]
