"""Nouns that are two by their form: «جنديان», «محافظتي حضرموت والمهرة»."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.arabic.morphology import function_class, segment
from kg.arabic.names import gazetteer
from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.arabic.tokens import Token
from kg.arabic.vocabulary import count
from kg.extract.counted import (
    duals,
    is_dual,
    is_people,
    people,
    told,
    units,
)
from kg.extract.quantities.reader import Made, Reader


def dual(r: Reader, at: int) -> Made | None:
    """Counting nouns in the dual: «جنديان» are two. A dual needs a singular that is a word."""
    token = r.tokens[at]
    if token.kind != "word" or len(token.norm) < 4 or not token.norm.endswith(("ان", "ين")):
        return None
    word = segment(token.norm)
    if told(word.key, "no_count") or r.kind(at + 1) == "number" or r.number(at) is not None:
        return None  # «طالبان»؛ «المرسومين 116 و115»
    if r.last is not None and r.last.end == at and r.last.low == r.last.high == 2 and not word.proclitics:
        return None  # «متهمان آخران», «قذيفتين صاروخيتين»: the second describes the first
    whole = is_dual(token.norm)
    stem = token.norm if whole else word.stem
    measure = units().get((fold(stem)[:-2],))
    if (word.enclitic and not whole) or (word.definite and not measure and not is_dual(word.stem)):
        return None
    start = token.offset(0 if whole else word.start)
    side, _ = r.ending(at, "less", "more") if word.proclitics[:1] != ("و",) else ("", at)  # «لأكثر من مرتين»
    low, high = None if side == "less" else 2.0, None if side == "more" else 2.0
    if measure:
        if len(stem) < 5 and measure != "t":
            return None  # «كمين»
        return r.made(at, at + 1, low, high, measure, stem, start=start)
    if not is_dual(stem) and not _vowelled(token, stem):
        return None
    if word.definite and at and (_definite_dual(r.tokens[at - 1]) or function_class(r.tokens[at - 1].norm) == "dem"):
        return None  # «الشعبين الشقيقين»: the second describes the first; «تلك المحافظتين»: they were counted before
    key = fold(stem)
    if key in lexicon().verb_keys and at and _definite_dual(r.tokens[at - 1]):
        return None  # «الدولتان توقعان اتفاقية»
    single = key[:-3] + "ه" if key[-3] == "ت" and key[:-3] + "ه" in duals() else key[:-2]
    if word.definite and told(single, "the_two") and not told(r.bare(at - 1), "both"):
        return None  # «بين البلدين», «الفريقين»: those that the text speaks of anyway
    return r.made(at, at + 1, low, high, _unit(single), stem, start=start)


def dual_of(r: Reader, at: int) -> Made | None:
    """A dual without its ن: of two that are named («محافظتي حضرموت والمهرة»), of happenings («عمليتي تهريب»)."""
    token = r.tokens[at]
    readings = without_n(token.key) if token.kind == "word" and r.kind(at + 1) == "word" else ()
    if not readings or r.timed(at + 1):
        return None
    whole = segment(token.norm)
    if whole.definite or whole.enclitic or function_class(whole.stem):
        return None  # «الدوري», «دورها», «فيها»
    after = segment(r.tokens[at + 1].norm)
    for cut, single in readings:
        key = token.key[cut:]
        feminine = key[-2] == "ت" and single.endswith("ه")
        pair = after.definite and is_dual(after.stem)  # «رئيسي الحزبين»
        if after.proclitics not in ((), ("ال",)) or function_class(after.stem):
            return None
        if key[-1] == "ي" and not after.definite and after.key.endswith("ي"):
            return None  # «حوار وطني اقتصادي واجتماعي»
        if key in lexicon().verb_keys or (is_people(single) and feminine and not after.definite):
            return None  # «هزتا القلوب», «ابنتي أمل»
        happened = lexicon().happens(single) and key[-1] == "ي"
        somewhere = happened and _somewhere(r.key(at + 1))  # «هجومي تونس»
        uncertain = not feminine and not pair and not somewhere
        if uncertain and (not after.definite if key[-1] == "ا" else count("ال" + key)):
            return None  # «وفدا يمثل», «دوري أبطال أوروبا»
        if pair or somewhere or (happened and lexicon().happens(after.key)) or _two_named(r, at + 1):
            return r.made(at, at + 1, 2.0, 2.0, _unit(single), key, start=token.offset(cut))
    return None


@lru_cache(maxsize=65536)
def without_n(key: str) -> tuple[tuple[int, str], ...]:
    """Return how a folded word may be a dual without its ن: the clitics' length and the singular, each."""
    found = []
    for cut in range(3 if key[-1] in "يا" else 0):
        if cut and key[cut - 1] not in "وفبلك":
            break
        stem = key[cut:-1]
        if stem[-1:] == "ت" and (stem[:-1] + "ه" in duals() or is_dual(stem[:-1] + "تين")):
            found.append((cut, stem[:-1] + "ه"))
        elif duals().get(stem) == "":
            found.append((cut, stem))
    return tuple(found)


@lru_cache(maxsize=4096)
def _somewhere(key: str) -> bool:
    """Whether a folded word names a place and nothing else, as behind two happenings there: «تفجيري بغداد»."""
    known = gazetteer().get(key)
    return bool(known) and all(name.type == "Place" and not name.ambiguous for name in known)


def _two_named(r: Reader, at: int) -> bool:
    """Whether one name stands at `at` and another behind its «و»."""
    for i in range(at + 1, min(at + 4, len(r.tokens))):
        if r.kind(i) != "word" or r.timed(i):
            return False
        word = segment(r.tokens[i].norm)
        if word.proclitics[:1] == ("و",) or r.key(i) == "و":
            return True
        if function_class(word.stem) or word.proclitics[:1] not in ((), ("ال",)):
            return False
    return False


def _unit(single: str) -> str:
    return "person" if is_people(single) or single + "ان" in people() else "item"


def _vowelled(token: Token, stem: str) -> bool:
    """«مطلوبَين»: a dual by its vowel, of a noun whose plural is spelt alike."""
    return fold(stem)[:-2] in duals() and re.search("\u064eي\u0652?ن", token.text) is not None


def _definite_dual(token: Token) -> bool:
    return segment(token.norm).definite and token.norm.endswith(("ين", "ان"))
