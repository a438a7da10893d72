"""Clean copies: what was declared and shows, built anew; everything else is left behind."""

from guardbook.release.clean.cleaners import CLEANERS, Cleaner, clean_copy
from guardbook.release.clean.job import Job, Refused

__all__ = ["CLEANERS", "Cleaner", "Job", "Refused", "clean_copy"]
