"""From bytes to parts, visible and hidden alike."""

from guardbook.readers.reading import Reading, read_all

__all__ = ["Reading", "read_all"]
