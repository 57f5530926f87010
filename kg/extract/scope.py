"""Words that tell how far a cue reaches (`scope_words.tsv`)."""

from __future__ import annotations

from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.tables import read_table


@cache
def scope_words(kind: str) -> frozenset[str]:
    """Return the words of a kind, as they are written."""
    return frozenset(row["word"] for row in read_table("scope_words.tsv", ("word", "kind")) if row["kind"] == kind)


@cache
def scope_keys(kind: str) -> frozenset[str]:
    """Return the words of a kind, folded."""
    return frozenset(fold(word) for word in scope_words(kind))


def beside(slot: str) -> bool:
    """Whether what fills a slot happens beside the governing act, not by it: «اقترح … خلال اجتماع», «احتجاجا على»."""
    slot = slot.removeprefix("far:")
    return slot == "sake" or slot in scope_words("adjunct")
