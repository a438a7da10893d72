"""Makes a clean copy of a PDF: its pages as they show, written anew into a document that holds nothing else."""

from guardbook.release.clean.pdf.document import clean

__all__ = ["clean"]
