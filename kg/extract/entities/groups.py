"""Nationalities, peoples and faiths: «الإسرائيليون», «60 مسيحيا», and the adjective of a happening («العمليات الإسرائيلية»)."""

from __future__ import annotations

from functools import cache, lru_cache

from kg.arabic.morphology import adjectives
from kg.arabic.names import demonyms
from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.arabic.tables import read_table
from kg.arabic.vocabulary import count
from kg.extract.counted import is_person_noun, people
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.titles import titles
from kg.extract.entities.words import Line, Word, is_adjective, is_verb, nationality, people_behind_body

# «الجنسيتين», «مستوطنون», «محادثات»: endings and what the singular has in their place
_PLURAL = ("ين", "ون", "ات")
_INFLECTED = (
    ("تين", "ه"),
    ("تان", "ه"),
    ("تي", "ه"),
    ("ين", ""),
    ("ون", ""),
    ("ان", ""),
    ("ات", "ه"),
    ("ات", ""),
    ("ه", ""),
)


@cache
def _bearers() -> frozenset[str]:
    """Nouns whose nationality is a mention of its own: relations, dealings and persons."""
    return frozenset(fold(row["word"]) for row in read_table("nationality_bearers.tsv", ("word",)))


@cache
def _numbers() -> frozenset[str]:
    rows = read_table("number_words.tsv", ("word", "value", "kind"))
    return frozenset(fold(row["word"]) for row in rows)


def groups(line: Line) -> Found:
    """Return the nationality words that are mentions of their own, by index."""
    out: Found = {}
    for word in line:
        if word.form.nation is None or not word.is_word or word.enclitic:
            continue
        if movement := _movement(line, word):
            out[word.index] = [movement]
            continue
        if members := _members(line, word):
            out.setdefault(members.first, []).append(members)
        if _own(line, word):
            demonym = demonyms()[word.bare]
            if demonym.country is None and demonym.form not in ("p", "fp", "d") and not _counted(line, word):
                continue  # «العالم العربي», «اتفاق أوروبي»
            out[word.index] = [
                Candidate(line, word.index, word.index + 1, word.start, word.end, "Group", "nationality",
                          demonym.english, demonym.country, key=word.bare)
            ]  # fmt: skip
    return out


def _movement(line: Line, word: Word) -> Candidate | None:
    """Read «الحوثي» behind a noun it cannot agree with as the movement: «قذائف الحوثي»."""
    demonym = demonyms()[word.bare]
    if "movement" not in demonym.flags or demonym.form != "m" or not word.definite or word.joined or not word.index:
        return None
    before = line[word.index - 1]
    if not before.is_word or before.cls or before.definite or is_verb(before) or before.bare in titles():
        return None
    return Candidate(line, word.index, word.index + 1, word.start, word.end, "Organization", "nationality",
                     f"{demonym.english} movement", demonym.country, key=word.bare)  # fmt: skip


def _members(line: Line, word: Word) -> Candidate | None:
    """Read the people that a nationality describes: «الأطفال اليمنيين», «المسؤولين العسكريين الأتراك»."""
    demonym = demonyms()[word.bare]
    if demonym.form not in ("p", "fp") or not word.definite or word.joined or "movement" in demonym.flags:
        return None
    first = word.index
    for at in range(word.index - 1, max(-1, word.index - 4), -1):
        noun = line[at]
        if noun.key == "غير":
            continue  # «المهاجرين غير النظاميين الأفارقة»
        if not noun.is_word or noun.cls or noun.enclitic or not noun.definite:
            break
        if is_person_noun(noun.bare) and (noun.bare.endswith(_PLURAL) or demonym.form == "fp" or not _is_one(noun)):
            first = at
        elif not is_adjective(noun):
            break
        if noun.joined:
            break
    if first == word.index or line[first - 1].key == "غير":
        return None
    return Candidate(line, first, word.index + 1, line[first].start, word.end, "Group", "nationality",
                     demonym.english, demonym.country, key=word.bare)  # fmt: skip


def _is_one(noun: Word) -> bool:
    """Whether a noun of persons is a singular, as its feminine or sound plural is met: «الطالب», but not «الأطفال»."""
    return noun.bare.endswith(("ه", "ي")) or count(noun.norm + "ة") > 1 or count(noun.norm + "ين") > 1


def _own(line: Line, word: Word) -> bool:
    demonym = demonyms()[word.bare]
    before = line[word.index - 1] if word.index else None
    alone = before is not None and nationality(before) and demonyms()[before.bare].form in ("m", "f")
    if alone and demonym.form == "p" and word.definite and not word.joined:
        return True  # «منح الاتحاد الأوروبي الأتراك مهلة»
    if before is not None and word.definite and not word.joined and people_behind_body(word, before):
        return True
    if _one_more(line, word):
        return True
    head = _head(line, word.index)
    if head is None:
        # «الفلسطينيون», «الأقباط», «سوريين»: people, not an adjective; a lone singular is none
        if _counted(line, word):
            return demonym.form in ("m", "p")  # «60 مسيحيا», «18 ألف سني»
        return demonym.form in ("p", "fp", "d") or (word.definite and demonym.form == "m" and bool(word.joined))
    if word.definite and not word.joined and demonym.form in ("p", "fp") and not (head.definite or nationality(head)):
        return True  # «حماية التونسيين»: no adjective, as its noun has no article
    return _bears(head)


def _one_more(line: Line, word: Word) -> bool:
    """Whether a person is told of behind others who are counted: «ثلاثة سوريين وعراقيا», «مصريين اثنين وسودانيا»."""
    at = word.index - 1
    if word.proclitics != "و" or word.definite or at < 0 or demonyms()[word.bare].form not in ("m", "d"):
        return False
    if line[at].key in ("اثنين", "اثنان", "اخر", "اخرين", "واحد"):
        at -= 1
    before = line[at] if at >= 0 else None
    if before is None or not nationality(before) or before.definite:
        return False
    return demonyms()[before.bare].form in ("p", "d") or _counted(line, before) or _one_more(line, before)


def _counted(line: Line, word: Word) -> bool:
    before = line[word.index - 1] if word.index else None
    counted = before is not None and (before.kind == "number" or before.key in _numbers())
    return counted and not word.definite and not word.joined


def _bears(head: Word) -> bool:
    if head.bare in _bearers() or (not (head.definite or head.enclitic) and head.bare in people()):
        return True  # «مسؤول أميركي», though it is an adjective, too; «عامل صيني»
    if head.bare in adjectives():
        return False
    if _listed(head.bare):
        return True
    return lexicon().happens(head.bare)


@lru_cache(maxsize=16384)
def _listed(bare: str) -> bool:
    stems = {bare} | {bare[: -len(e)] + r for e, r in _INFLECTED if bare.endswith(e)}
    return bool(stems & _bearers() or stems & titles().keys())


def _head(line: Line, at: int) -> Word | None:
    """Return the noun that an adjective at `at` would belong to, or None where it stands for itself."""
    word = line[at]
    before = at - 1
    while before >= 0:
        other = line[before]
        if other.kind == "mark" and other.norm in '-–—«»"':
            before -= 1
            continue
        if not other.is_word or other.cls or other.key in _numbers():
            return None  # «ثلاثة أتراك», «آلاف السوريين»
        if word.joined and before == at - 1 and not nationality(other):
            return None
        if other.bare in _bearers():
            return other
        if _listed(other.bare) and not nationality(other) and other.bare not in adjectives():
            return other
        if nationality(other) or (is_adjective(other) and not other.joined and other.definite == word.definite):
            before -= 1
            continue
        if is_verb(other) and not other.definite and demonyms()[word.bare].form in ("p", "d"):
            return None
        return other
    return None
