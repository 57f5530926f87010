"""Nationalities, peoples and faiths: «الإسرائيليون», «60 مسيحيا», and the adjective of a happening («العمليات الإسرائيلية»)."""

from __future__ import annotations

from functools import cache

from kg.arabic.names import demonyms
from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.arabic.tables import read_table
from kg.extract.entities.bodies import Found
from kg.extract.entities.candidates import Candidate
from kg.extract.entities.people import titles
from kg.extract.entities.words import Line, Word, is_adjective, is_verb, nationality


@cache
def _bearers() -> frozenset[str]:
    """Nouns whose nationality is a mention of its own: relations, dealings and persons."""
    return frozenset(fold(row["word"]) for row in read_table("nationality_bearers.tsv", ("word",)))


def groups(line: Line) -> Found:
    """Return the nationality words that are mentions of their own, by index."""
    out: Found = {}
    for word in line.words:
        if nationality(word) and not word.enclitic and _own(line, word):
            demonym = demonyms()[word.bare]
            if "adjective" in demonym.flags:
                continue
            out[word.index] = [
                Candidate(line, word.index, word.index + 1, word.start, word.end, "Group", "nationality",
                          demonym.english, demonym.country, key=word.bare)
            ]  # fmt: skip
    return out


def _own(line: Line, word: Word) -> bool:
    demonym = demonyms()[word.bare]
    head = _head(line, word.index)
    if head is None:
        # «الفلسطينيون», «الأقباط», «سوريين»: people, not an adjective; a lone singular is none
        return demonym.form in ("p", "fp", "d") or (word.definite and demonym.form == "m" and bool(word.joined))
    return _bears(head)


def _bears(head: Word) -> bool:
    if head.bare in _bearers() or head.bare in titles():
        return True
    return any(
        form.kind in ("masdar", "noun") and any(frame.type is not None for frame in lexicon().frames(form.lemma))
        for form in lexicon().lookup(head.bare)
    )


def _head(line: Line, at: int) -> Word | None:
    """Return the noun that an adjective at `at` would belong to, or None where it stands for itself."""
    word = line[at]
    before = at - 1
    while before >= 0:
        other = line[before]
        if other.kind == "mark" and other.norm in '-–—«»"':
            before -= 1
            continue
        if not other.is_word or other.cls:
            return None
        if word.joined and before == at - 1 and not nationality(other):
            return None
        if nationality(other) or (is_adjective(other) and not other.joined and other.definite == word.definite):
            before -= 1
            continue
        if is_verb(other) and not other.definite and demonyms()[word.bare].form in ("p", "d"):
            return None
        return other
    return None
