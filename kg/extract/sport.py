"""Whether an article is about sport, by its words: «هدف», «الشوط», «مباراة»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.tables import read_table

_FEWEST, _SHARE = 6, 60  # words of sport in an article: at least so many, and one in so many words
_SHORT_SHARE = 15  # in a short item: one in so many, two of them different and one of the game alone


@cache
def sport_words(use: str) -> frozenset[str]:
    """Return the folded words of sport_words.tsv that have a use."""
    return frozenset(fold(r["word"]) for r in read_table("sport_words.tsv", ("word", "use")) if r["use"] == use)


def about_sport(words: Sequence[str]) -> bool:
    """Return whether the folded words of an article, with ال where they have it, are those of sport."""
    topic, game, soft = (sport_words(use) for use in ("topic", "game", "soft"))
    told = [w for w in words if w in topic or w in game]
    if len(told) >= max(_FEWEST, len(words) // _SHARE):
        return True
    beside = soft.intersection(words)
    short = (len(told) + len(beside)) * _SHORT_SHARE >= len(words)
    return short and len(beside.union(told)) > 1 and not game.isdisjoint(told)
