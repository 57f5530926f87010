"""Clubs that go by one word, which elsewhere is a city or a common word: «فاز برشلونة على روما», «الأهلي والهلال».

In an article about sport such a word is a club where a word of the game stands beside it, or another club; and once it
is one, it is one wherever nothing says that the city or the common word is meant.
What the club is called in full is known from its name with نادي, or with the nationality of the article's country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from kg.arabic.names import Gazetteer, Name, demonyms
from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.identity import at_home_in
from kg.extract.entities.words import Line, Word, is_adjective
from kg.model import Document

_FEWEST, _SHARE = 6, 60  # words of sport in an article: at least so many, and one in so many words


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(fold(r["word"]) for r in read_table("sport_words.tsv", ("word", "use")) if r["use"] == use)


@cache
def _nationality(country: str) -> str:
    return next((w for w, d in demonyms().items() if d.country == country and d.form == "m" and not d.flags), "")


def about_sport(lines: Sequence[Line]) -> bool:
    """Whether an article is about sport, by its words."""
    words = [w for line in lines for w in line if w.kind == "word"]
    topic = _words("topic")
    return sum(w.key in topic for w in words) >= max(_FEWEST, len(words) // _SHARE)


def clubs(document: Document, lines: Sequence[Line], listed: Sequence[Found], table: Gazetteer) -> None:
    """Put clubs among the known names of an article about sport, `listed` for each line by first word."""
    named = Counter(o[0].country for found in listed for o in found.values() if not o[0].weak and o[0].country)
    countries = [*at_home_in(document.publisher or ""), *(c for c, _ in named.most_common(3))]
    homes = [w for w in dict.fromkeys(_nationality(c) for c in countries if c) if w]
    full = _in_full(lines, listed)
    settled: set[str] = set()
    for again in (False, True):
        for line, found in zip(lines, listed, strict=True):
            for word in line:
                club = _club(word, table, homes)
                if club is None or any(c.last > word.index + 1 for c in found.get(word.index, ())):
                    continue
                if _meant(line, word) if again and word.key in settled else _plays(line, word, found):
                    settled.add(word.key)
                    english, country = full.get(word.key, (club.english, club.country))
                    head = line[word.index - 1] if word.index and not word.joined else None
                    first = head if head is not None and head.key == "النادي" else word  # «النادي الأهلي»
                    found[first.index] = [
                        Candidate(line, first.index, word.index + 1, first.start, word.end, "Organization", "club",
                                  english, country, key=word.key)
                    ]  # fmt: skip


def _in_full(lines: Sequence[Line], listed: Sequence[Found]) -> dict[str, tuple[str, str | None]]:
    """Return the known bodies that the article names in full, English name and country by first word."""
    found: dict[str, tuple[str, str | None]] = {}
    for line, names in zip(lines, listed, strict=True):
        for at, candidates in names.items():
            for c in candidates:
                if c.type == "Organization" and c.name and c.last > at + 1:
                    found.setdefault(line[at].key, (c.name, c.country))
    return found


def _club(word: Word, table: Gazetteer, homes: Sequence[str]) -> Name | None:
    if not word.is_word or word.cls or word.enclitic or len(word.key) < 4 or word.key in _words("topic"):
        return None
    keys = [f"{before}{word.key} ال{home}" for home in homes for before in ("", "نادي ")] + [f"نادي {word.key}"]
    rows = [n for key in keys for n in table.get(key) if n.type == "Organization" and not n.ambiguous]
    return rows[0] if rows else None


def _beside(line: Line, word: Word) -> tuple[Word | None, Word | None]:
    return (line[word.index - 1] if word.index else None, line[word.index + 1] if word.index + 1 < len(line) else None)


def _described(after: Word | None) -> bool:
    """Whether an adjective goes on with the name: «الاتحاد الدولي»."""
    return after is not None and after.definite and not after.joined and is_adjective(after)


def _meant(line: Line, word: Word) -> bool:
    """Whether a word that is a club elsewhere in the article is the club here, too: not in «في برشلونة», «رئيس الاتحاد»."""
    before, after = _beside(line, word)
    elsewhere = before is not None and before.bare in _words("not")
    return not (elsewhere or _described(after) or word.key in _words("common") or word.proclitics in ("ب", "ك"))


def _plays(line: Line, word: Word, found: Found) -> bool:
    before, after = _beside(line, word)
    if _described(after):
        return False
    if after is not None and not word.joined and after.bare in _words("after"):
        return True  # «الأهلي يفوز على»
    if word.proclitics == "و":
        return before is not None and any(
            c.type == "Organization" and c.last == word.index
            for at in range(max(0, word.index - 3), word.index)
            for c in found.get(at, ())
        )
    if word.proclitics == "ل":
        return before is not None and before.bare in _words("before")
    return not word.joined and before is not None and before.bare in _words("before")
