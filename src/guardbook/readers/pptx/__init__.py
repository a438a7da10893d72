"""Reads PowerPoint presentations (PPTX, PPTM, POTX, PPSX): slides in their order, notes, comments, masters."""

from guardbook.readers.pptx.deck import read

__all__ = ["read"]
