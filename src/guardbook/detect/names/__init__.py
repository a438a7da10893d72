"""People's names in running text and in columns, without a trained model."""

from guardbook.detect.names.columns import NameShares, judge_names
from guardbook.detect.names.document import find_names

__all__ = ["NameShares", "find_names", "judge_names"]
