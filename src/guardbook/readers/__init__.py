"""From bytes to parts, visible and hidden alike."""

from guardbook.readers.reading import Reading

__all__ = ["Reading"]
