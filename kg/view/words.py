"""The words of the pages in both languages, and the families of month names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TypedDict

from kg.arabic.tables import read_table
from kg.arabic.tokens import tokenize

_HERE = Path(__file__).parent
_SAMPLE = 200  # texts read to find the family of month names


class Family(TypedDict):
    """One family of month names."""

    ar: str
    en: str
    months: list[str]


@cache
def words() -> dict[str, dict[str, str]]:
    """Return the interface's words: key → language → word."""
    return {
        row["key"]: {"ar": row["ar"], "en": row["en"]} for row in read_table(_HERE / "words.tsv", ("key", "ar", "en"))
    }


@cache
def families() -> dict[str, Family]:
    """Return the families of month names; the first is the widest spread."""
    rows = read_table(_HERE / "months.tsv", ("family", "ar", "en", "names"))
    return {row["family"]: Family(ar=row["ar"], en=row["en"], months=row.words("names")) for row in rows}


def family_of(texts: Iterable[str]) -> str:
    """Return the family whose month names the texts use; where none of its own stands in them, the first.

    >>> family_of(["وقع الهجوم في 3 حزيران"]), family_of(["في 3 يناير"])
    ('levant', 'egypt')
    """
    seen: Counter[str] = Counter()
    for text, _ in zip(texts, range(_SAMPLE), strict=False):
        seen.update(token.text for token in tokenize(text))
    names = {key: {name.split()[0] for name in family["months"]} for key, family in families().items()}
    shared = Counter(name for each in names.values() for name in each)
    score = {key: sum(seen[name] for name in each if shared[name] == 1) for key, each in names.items()}
    first = next(iter(names))
    best = max(score, key=lambda key: (score[key], key == first))
    return best if score[best] else first
