"""Near-copies of one text: MinHash signatures of word shingles, and the bands by which likely pairs meet.

A. Z. Broder, On the resemblance and containment of documents (1997); banding after Leskovec, Rajaraman, Ullman,
Mining of Massive Datasets, ch. 3.4. Signatures are kept in archives, so they are made of a fixed hash (BLAKE2b) and
fixed multipliers here and not by a library that may change them from one version to the next.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from operator import eq

import numpy as np

from kg.arabic.tokens import tokenize

_SHINGLE = 4  # words
_ROWS, _BANDS = 3, 42  # pairs of resemblance .29 meet in a band as likely as not; of .5, 99.6%
_SIZE = _ROWS * _BANDS
_FEWEST = 20  # shingles below which texts are too short to be called copies


def _drawn(salt: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint64]]:
    """Return fixed pseudo-random 64-bit numbers."""
    draws = (hashlib.blake2b(str(i).encode(), digest_size=8, salt=salt).digest() for i in range(_SIZE))
    return np.array([int.from_bytes(draw, "big") for draw in draws], dtype=np.uint64)


_TIMES, _PLUS = _drawn(b"times") | np.uint64(1), _drawn(b"plus")


def shingles(text: str) -> frozenset[int]:
    """Return the 32-bit hashes of all runs of four words, spelling folded, marks and numbers left out."""
    words = [t.key for t in tokenize(text) if t.kind == "word"]
    runs = (" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))
    return frozenset(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4).digest(), "big") for run in runs)


def signature(text: str) -> tuple[str, int]:
    """Return the MinHash signature (8 hex digits for each of 126 hashes) and the number of shingles.

    Texts of fewer than 20 shingles have an empty signature.
    """
    found = shingles(text)
    if len(found) < _FEWEST:
        return "", len(found)
    values = np.array(sorted(found), dtype=np.uint64)
    with np.errstate(over="ignore"):  # multiply-shift, modulo 2**64: the high half is 2-universal
        lowest = ((values[:, None] * _TIMES[None, :] + _PLUS[None, :]) >> np.uint64(32)).min(axis=0)
    return "".join(f"{int(v):08x}" for v in lowest), len(found)


def bands(signature: str) -> tuple[str, ...]:
    """Return the keys of the bands of a signature; likely copies share at least one."""
    width = 8 * _ROWS
    return tuple(f"{i}:{signature[i * width : (i + 1) * width]}" for i in range(len(signature) // width))


def resemblance(one: str, other: str) -> float:
    """Return the estimated Jaccard resemblance of two signatures' texts, 0 to 1; the standard error is below .045."""
    if not one or len(one) != len(other):
        return 0.0
    same: int = sum(map(eq, _hashes(one), _hashes(other)))
    return same / (len(one) // 8)


@lru_cache(maxsize=4096)
def _hashes(signature: str) -> tuple[str, ...]:
    return tuple(signature[i : i + 8] for i in range(0, len(signature), 8))


def containment(alike: float, size: int, other_size: int) -> float:
    """Return the estimated share of the shorter text's shingles that the other has too, from the resemblance of the two.

    Papers cut an agency's text from the end.
    """
    shared = alike * (size + other_size) / (1 + alike)
    return min(1.0, shared / min(size, other_size)) if size and other_size else 0.0
