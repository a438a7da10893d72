"""Reads Word documents (DOCX, DOCM, DOTX, DOTM): every story of them, and what a reader of the page would not see."""

from guardbook.readers.docx.document import read

__all__ = ["read"]
