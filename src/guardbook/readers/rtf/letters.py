"""Turns the bytes and numbers of RTF text into letters: code pages, Unicode escapes and what stands in for them."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Letters:
    """Gathers bytes until something else comes, since one letter of an East Asian code page takes two of them."""

    pending: bytearray = field(default_factory=bytearray)
    skipping: int = 0
    """How many letters to pass over: they stand in for a Unicode escape in old programs."""
    high: int = 0
    """The first half of a surrogate pair."""

    def put(self, text: str) -> None:
        """Add bytes, given as Latin-1 text."""
        if self.skipping:
            skipped = min(self.skipping, len(text))
            self.skipping -= skipped
            text = text[skipped:]
        self.pending += text.encode("latin-1")

    def take(self, encoding: str) -> str:
        """Return the letters that the bytes so far stand for, and forget them."""
        if not self.pending:
            return ""
        text = self.pending.decode(encoding, "replace")
        self.pending.clear()
        return text

    def escape(self, number: int, stand_ins: int) -> str:
        """Return the letter of a Unicode escape, "" for the first half of a pair."""
        self.skipping = stand_ins
        number &= 0xFFFF
        if 0xD800 <= number < 0xDC00:
            self.high = number
            return ""
        if 0xDC00 <= number < 0xE000:
            high, self.high = self.high, 0
            return chr(0x10000 + ((high - 0xD800) << 10) + number - 0xDC00) if high else ""
        return chr(number)
