"""The release check: what a file may hold is declared, every byte of it is read, and the difference is the verdict."""

from guardbook.release.checking import check_file
from guardbook.release.declaration import Declaration, read_declaration
from guardbook.release.verdict import Reason, Verdict

__all__ = ["Declaration", "Reason", "Verdict", "check_file", "read_declaration"]
