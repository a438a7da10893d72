"""Keyed hashes of many texts at once, over Arrow's buffers, in which two spellings of one value are the same."""

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Hashes = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.int64]
_Number = TypeVar("_Number", bound=np.integer[Any])

_WORDS = 32
"""Longer values (256 bytes) are digested first."""
_CHUNK = 1 << 13
"""Texts hashed at a time, so that the work stays in the processor's cache."""
_UPPER = bytes(range(256)).upper()
_DROPPED = bytes(byte for byte in range(128) if not chr(byte).isalnum())
_KEPT = bytes(0 if byte in _DROPPED else 1 for byte in range(256))
_LOW = np.array([(1 << (8 * count)) - 1 for count in range(8)] + [2**64 - 1], dtype=np.uint64)
"""Masks that keep the first 0 to 8 bytes of a word."""


def normalise(value: str) -> str:
    """Return the form in which two spellings of one value are the same: letters and digits, upper case.

    >>> normalise("ab 12 34 56 c")
    'AB123456C'
    """
    return "".join(character for character in value.upper() if character.isalnum())


def text_buffers(array: Any) -> tuple[Bytes, Offsets]:
    """Return the bytes of a string array without nulls and where each of its texts begins, and the last one ends."""
    if not len(array):
        return np.empty(0, np.uint8), np.zeros(1, np.int64)
    _, places, data = array.buffers()
    kind = np.int64 if pa.types.is_large_string(array.type) else np.int32
    offsets = np.frombuffer(places, kind, count=array.offset + len(array) + 1)[array.offset :].astype(np.int64)
    if data is None:
        return np.empty(0, np.uint8), offsets * 0
    return np.frombuffer(data, np.uint8)[offsets[0] : offsets[-1]], offsets - offsets[0]


def each_once(values: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """Return numbers in rising order, each once; numpy's own `unique` loads a large library at its first use."""
    values = np.sort(values)
    return values[np.append(True, values[1:] != values[:-1])] if len(values) else values


def quick_hashes(texts: Any, key: bytes) -> Hashes:
    """Return 64-bit keyed hashes of the normal forms of texts: fast, for use in memory only.

    `texts` is a string array without nulls or an iterable of str. What is written down needs `seal`.
    """
    array = texts if isinstance(texts, pa.Array) else pa.array([_whole(text) for text in texts], pa.string())
    if len(array) <= _CHUNK:
        return _hash_array(array, key)
    return np.concatenate([_hash_array(array.slice(start, _CHUNK), key) for start in range(0, len(array), _CHUNK)])


def _whole(text: str) -> str:
    """Return a text without halves of surrogate pairs, which have no UTF-8 form."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def seal(quick: Hashes, key: bytes) -> Hashes:
    """Return what may be written down in place of quick hashes: as many leading zeros, then a keyed digest (BLAKE2b).

    So a sealed hash is below a power of two exactly when the quick one is, and the few smallest can be chosen before
    they are sealed; without the key it tells nothing of the value.
    """
    digests = b"".join(blake2b(value, digest_size=8, key=key[:64]).digest() for value in _pieces(quick))
    body = np.frombuffer(digests, dtype=np.uint64)
    top = _top_bits(quick)
    return (body & (np.maximum(top, np.uint64(1)) - np.uint64(1))) | top


def bound(threshold: np.uint64) -> np.uint64:
    """Return the greatest quick hash whose sealed form can be below or at `threshold`."""
    return np.uint64((1 << int(threshold).bit_length()) - 1)


def _pieces(quick: Hashes) -> Iterable[bytes]:
    data = np.ascontiguousarray(quick).tobytes()
    return (data[start : start + 8] for start in range(0, len(data), 8))


def _top_bits(values: Hashes) -> Hashes:
    """Return of each value its highest bit alone."""
    spread = values.copy()
    for step in (1, 2, 4, 8, 16, 32):
        spread |= spread >> np.uint64(step)
    return spread ^ (spread >> np.uint64(1))


def _normal_form(data: Bytes, offsets: Offsets) -> tuple[Bytes, Offsets]:
    """Drop what is neither letter nor digit and raise the rest to upper case, all texts at once."""
    if not len(data):
        return data, offsets
    raw = data.tobytes()
    kept = np.frombuffer(raw.translate(_KEPT), np.uint8)
    before = np.cumsum(kept, dtype=np.int32) - kept
    places = np.append(before, before[-1:] + kept[-1:])[offsets].astype(np.int64)
    return np.frombuffer(raw.translate(_UPPER, _DROPPED), np.uint8), places


@cache
def _multipliers(key: bytes) -> list[np.uint64]:
    digests = (blake2b(bytes([number]), digest_size=8, key=key[:64], person=b"count").digest() for number in range(64))
    return [np.uint64(int.from_bytes(digest, "little") | 1) for digest in digests]


def _hash_array(array: Any, key: bytes) -> Hashes:
    data, offsets = text_buffers(array)
    if not len(data) or data.max() < 128:
        return _hash(*_normal_form(data, offsets), key)
    places = each_once(np.searchsorted(offsets, np.flatnonzero(data > 127), side="right") - 1)
    raised = pa.array([normalise(text) for text in array.take(pa.array(places)).to_pylist()], pa.string())
    state = _hash(*_normal_form(data, offsets), key)
    state[places] = _hash(*text_buffers(raised), key)
    return state


def _hash(data: Bytes, offsets: Offsets, key: bytes) -> Hashes:
    padded = np.concatenate((data, np.zeros(8, np.uint8)))
    words = np.ndarray((len(data) + 1,), "<u8", padded.data, 0, (1,))
    state = _hash_words(words, offsets[:-1], np.diff(offsets), _multipliers(key))
    for number in np.flatnonzero(np.diff(offsets) > 8 * _WORDS):
        whole = blake2b(data[offsets[number] : offsets[number + 1]].tobytes(), digest_size=8, key=key[:64]).digest()
        state[number] = np.frombuffer(whole, np.uint64)[0]
    return state


def _hash_words(words: Hashes, starts: Offsets, lengths: Offsets, multipliers: list[np.uint64]) -> Hashes:
    state = lengths.astype(np.uint64) * multipliers[_WORDS]
    left = np.minimum(lengths, 8 * _WORDS)
    chosen: slice | npt.NDArray[np.intp] = slice(None)
    for number in range(-(-int(left.max(initial=0)) // 8)):
        if number:
            left = left - 8
            going_on = left > 0
            chosen = slice(None) if going_on.all() else np.flatnonzero(going_on)
        piece = words[starts[chosen] + 8 * number]
        piece &= _LOW[np.minimum(left[chosen], 8)]
        piece ^= state[chosen]
        piece *= multipliers[number]
        piece ^= piece >> np.uint64(29)
        state[chosen] = piece
    return _finish(state, multipliers)


def _finish(state: Hashes, multipliers: list[np.uint64]) -> Hashes:
    state *= multipliers[_WORDS + 1]
    state ^= state >> np.uint64(32)
    state *= multipliers[_WORDS + 2]
    state ^= state >> np.uint64(29)
    return state
