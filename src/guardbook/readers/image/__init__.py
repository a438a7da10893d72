"""Reads pictures: what they say of themselves, what they hold unseen, and their words."""

from guardbook.readers.image.document import read

__all__ = ["read"]
