"""How often a written form is met in running text, and the careful spelling of one that is not.

Counts are in `vocabulary.tsv.gz` (tools/count_words.py): light forms of counted articles that stand there at least
twice.
"""

from __future__ import annotations

import gzip
from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.tables import DATA

_MARKED = {"ا": "أإآ", "ه": "ة", "ى": "ي", "و": "ؤ", "ي": "ئ"}  # what careful hands add
_BEFORE = ("", "و", "ب", "ل", "ف", "ال", "وال", "بال", "لل")


@cache
def _counts() -> dict[str, int]:
    rows = gzip.decompress((DATA / "vocabulary.tsv.gz").read_bytes()).decode().splitlines()[1:]
    return {word: int(n) for word, n in (row.split("\t") for row in rows)}


def count(norm: str) -> int:
    """Return how often a light form stands in the counted articles (0: never or once)."""
    return _counts().get(norm, 0)


@cache
def _usual() -> dict[str, str]:
    """Return the most frequent spelling of each folded form."""
    out: dict[str, str] = {}
    for norm, n in _counts().items():
        key = fold(norm)
        if n > count(out.get(key, "")):
            out[key] = norm
    return out


def usual(key: str) -> str:
    """Return the most frequent spelling of a folded form in the counted articles, or the empty string."""
    return _usual().get(key, "")


def careful(norm: str) -> str:
    """Return a light form as most papers spell it; a form that is itself common stays.

    Egypt writes a final ي without its dots, others the ة without its own, many leave the hamza off.

    >>> careful("فى"), careful("المدينه"), careful("على")
    ('في', 'المدينة', 'على')
    """
    if norm[-1:] == "ى":
        dotted = norm[:-1] + "ي"
        for letters in _BEFORE:
            cut = len(letters)
            if norm.startswith(letters) and 10 * count(norm[cut:]) < count(dotted[cut:]):
                return dotted
    if count(norm):
        return norm
    usual = _usual().get(fold(norm), norm)
    if usual == norm:
        return norm
    adds = all(one == other or other in _MARKED.get(one, "") for one, other in zip(norm, usual, strict=True))
    return usual if adds else norm
