"""From text and tables to findings: `find` and `profile` for callers, `examine` for scan and release."""

from guardbook.detect.columns import ColumnProfile, profile
from guardbook.detect.examine import examine
from guardbook.detect.labels import safe_label, safe_path
from guardbook.detect.matches import Match, find

__all__ = ["ColumnProfile", "Match", "examine", "find", "profile", "safe_label", "safe_path"]
