"""Reads e-mail messages (RFC 5322, MIME): headers, bodies, attachments, messages within messages."""

from guardbook.readers.eml.message import read

__all__ = ["read"]
