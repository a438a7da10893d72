"""Reads RTF documents: text, tables, headers, notes, and what is hidden, deleted or embedded."""

from guardbook.readers.rtf.document import read

__all__ = ["read"]
