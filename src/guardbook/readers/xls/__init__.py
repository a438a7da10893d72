"""Reads old Excel workbooks (XLS, XLT): every sheet, and what a person looking at it would not see."""

from guardbook.readers.xls.workbook import grids, read

__all__ = ["grids", "read"]
