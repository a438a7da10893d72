"""Words in characters without a shape are told; flags and joined letters, which honest texts have, are not."""

import pytest

from tests.library.readers.planted import read_whole, zipped

TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "MARK Jane")
SELECTORS = "".join(chr(0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16) for byte in b"MARK Jane")


@pytest.mark.parametrize("run", [TAGS, SELECTORS])
def test_words_written_without_shape_are_told(run: str) -> None:
    text = f"Licences\U0001f600{run} issued"
    for data in (text.encode(), zipped({"a.txt": text}), f"<html><p>{text}".encode()):
        assert read_whole(data).codes("MARK Jane") == {"invisible-characters"}


def test_a_long_run_of_blanks_without_width_is_told() -> None:
    seen = read_whole(("Licences" + "\u200b\u200c" * 40 + " issued").encode())
    assert ("80 characters without width in a row", "invisible-characters") in seen.texts


def test_flags_emoji_and_joined_letters_are_ordinary() -> None:
    england = "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbeng") + "\U000e007f"
    text = f"{england} \u2764\ufe0f \U0001f468\u200d\U0001f469\u200d\U0001f467 می\u200cخواهم \ufeffend"
    assert {code for _, code in read_whole(text.encode()).texts} == {None}
