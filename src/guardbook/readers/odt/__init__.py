"""Reads OpenDocument texts (ODT, OTT): the text, its notes and revisions, and what only the package holds."""

from guardbook.readers.odt.document import read

__all__ = ["read"]
