"""Reads PDF documents: the text of every page, then what goes with the pages without being printed on them."""

from guardbook.readers.pdf.document import read

__all__ = ["read"]
