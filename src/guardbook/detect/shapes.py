"""Shapes of cells, all of a column at once: which classes of characters stand in each, and how long it is."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from guardbook.hashing import text_buffers

Classes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

DIGIT, UPPER, LOWER, SPACE, AT, MARK, SIGN, FOREIGN = (1 << number for number in range(8))
"""Classes of characters; MARK is punctuation that names, addresses and numbers have, SIGN any other."""
LETTERS = UPPER | LOWER | FOREIGN
TELLING = LETTERS | AT
"""What a figure never holds."""


def _class_of(byte: int) -> int:
    character = chr(byte)
    if byte >= 128:
        return FOREIGN
    for known, kind in ((character.isdigit(), DIGIT), (character.isupper(), UPPER), (character.islower(), LOWER)):
        if known:
            return kind
    if character.isspace():
        return SPACE
    return AT if character == "@" else MARK if character in "'-./,&()+#" else SIGN


_CLASSES = bytes(_class_of(byte) for byte in range(256))


@dataclass(frozen=True, slots=True)
class Shapes:
    """The classes of characters in each cell of a column, and its length in bytes."""

    classes: Classes
    lengths: npt.NDArray[np.int64]

    @property
    def blank(self) -> Flags:
        """Cells that hold nothing but white space."""
        return np.asarray((self.classes & ~np.uint8(SPACE)) == 0)


def shapes_of(array: Any) -> Shapes:
    """Return the shapes of a string array without nulls."""
    data, offsets = text_buffers(array)
    lengths = np.diff(offsets)
    classes = np.zeros(len(lengths), np.uint8)
    filled = np.flatnonzero(lengths)
    if len(filled):
        kinds = np.frombuffer(data.tobytes().translate(_CLASSES), np.uint8)
        classes[filled] = np.bitwise_or.reduceat(kinds, offsets[:-1][filled])
    return Shapes(classes, lengths)


@dataclass(slots=True)
class Usual:
    """The shapes that are usual in a column, learnt from its first cells."""

    shortest: npt.NDArray[np.int64] = field(default_factory=lambda: np.full(256, 1 << 62, np.int64))
    longest: npt.NDArray[np.int64] = field(default_factory=lambda: np.full(256, -1, np.int64))
    classes: int = 0
    """All classes of characters that usual cells hold."""
    length: int = 0
    """Length of the longest usual cell."""

    def learn(self, shapes: Shapes, among: Flags) -> None:
        """Take in the shapes of those cells that `among` marks."""
        classes, lengths = shapes.classes[among], shapes.lengths[among]
        np.minimum.at(self.shortest, classes, lengths)
        np.maximum.at(self.longest, classes, lengths)
        if len(classes):
            self.classes |= int(np.bitwise_or.reduce(classes))
            self.length = max(self.length, int(lengths.max()))

    def meets(self, shapes: Shapes) -> Flags:
        """Return which cells have a shape learnt: the same classes, and a length within what those had, or near it."""
        longest = self.longest + np.where(self.longest > 0, 2 + self.longest // 4, 0)
        shortest = self.shortest - self.shortest // 4
        met = (shapes.lengths >= shortest[shapes.classes]) & (shapes.lengths <= longest[shapes.classes])
        return np.asarray(met)
