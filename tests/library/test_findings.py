"""Counting distinct values: exact for few, close for many, the same however the values come, sealed by the key."""

import numpy as np
import pyarrow as pa
import pytest

from guardbook.findings import KEPT, Distinct, hashes, mask
from guardbook.hashing import bound, normalise, quick_hashes, seal

KEY = b"a key of this test only"


def counted(*arrays: object) -> Distinct:
    distinct = Distinct()
    for array in arrays:
        distinct.take(array, KEY)
    return distinct


def test_few_values_are_counted_exactly_and_spellings_are_one() -> None:
    assert counted(["QQ 12 34 56 A", "qq123456a", "QQ-12-34-56-B"]).estimate() == 2


@pytest.mark.parametrize("number", [2_000, 100_000])
def test_many_values_are_counted_within_a_tenth(number: int) -> None:
    values = pa.array([f"{value:07d}@example.org" for value in range(number)])
    assert counted(values, values).estimate() == pytest.approx(number, rel=0.1)


def test_values_give_the_same_sketch_in_one_piece_or_many_and_one_by_one() -> None:
    values = [f"Name {value % 3_000}" for value in range(9_000)]
    whole = counted(pa.array(values))
    pieces = counted(*(pa.array(values[start : start + 700]) for start in range(0, 9_000, 700)))
    by_hashes = Distinct()
    by_hashes.add(hashes(values, KEY))
    assert whole.smallest.tolist() == pieces.smallest.tolist() == by_hashes.smallest.tolist()


def test_merged_sketches_count_what_both_saw_once() -> None:
    left, right = (pa.array([str(value) for value in range(start, start + 20_000)]) for start in (0, 10_000))
    merged = counted(left)
    merged.add(counted(right).smallest)
    assert merged.smallest.tolist() == counted(left, right).smallest.tolist()
    assert len(merged.smallest) == KEPT


@pytest.mark.parametrize("value", ["", "-", "a", "O'Neill 7", "Zoë Łukasz", "x" * 255, "y" * 10_000, "١٢٣"])
def test_a_text_hashes_as_its_normal_form_alone_and_among_others(value: str) -> None:
    alone = quick_hashes([value], KEY)
    among = quick_hashes(pa.array(["first", value, "last"]).slice(1, 1), KEY)
    assert alone[0] == among[0] == quick_hashes([normalise(value)], KEY)[0]


def test_texts_that_share_long_beginnings_or_ends_differ() -> None:
    values = ["a" * length for length in range(1, 300)] + ["a" * 40 + str(number) for number in range(300)]
    assert len(np.unique(quick_hashes(values, KEY))) == len(values)


def test_another_key_gives_other_hashes() -> None:
    assert hashes(["Ann Lee"], KEY)[0] != hashes(["Ann Lee"], b"another key")[0]


def test_a_sealed_hash_keeps_its_leading_zeros_and_nothing_else() -> None:
    quick = np.array([0, 1, 5, 2**40, 2**63, 2**64 - 1], dtype=np.uint64)
    sealed = seal(quick, KEY)
    assert [int(value).bit_length() for value in sealed] == [int(value).bit_length() for value in quick]
    assert sealed[5] != quick[5]
    assert bound(np.uint64(5)) == 7


def test_small_sets_show_no_mask_and_others_two_characters_at_most() -> None:
    assert mask("depression", "health") == ""
    assert sum(character.isalnum() for character in mask("AB123456C", "national-insurance-number")) == 2
