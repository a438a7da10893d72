"""Reads Excel workbooks (XLSX, XLSM, XLTX): every sheet, and what a person looking at it would not see."""

from guardbook.readers.xlsx.workbook import grids, read

__all__ = ["grids", "read"]
