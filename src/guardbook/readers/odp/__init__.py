"""Reads OpenDocument presentations and drawings (ODP, OTP, ODG): slides in their order, notes, comments, masters."""

from guardbook.readers.odp.document import read

__all__ = ["read"]
